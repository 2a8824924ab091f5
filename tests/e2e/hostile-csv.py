"""Writes a spreadsheet of invented letters whose text is as awkward as real exports are: hostile-csv.py FILE."""

import csv
import random
import sys

WORDS = ["物业", "噪音", "拆迁", "小区停车", "小区", "停车", "物 业", "噪声", "业主", "拆除", "搬迁", "漏水", "路灯", "公交"]
PIECES = ["第一段。\n第二段。", "前\r\n后", '他说："不管。"', "a & b < c > d", "<b>粗</b>", "𠮷野家门口", "😡😡", "逗号,逗号，",
          "''单引号''", "反斜杠 \\n \\", "制表\t符", "50% _通配_ *", "零宽\u200b空格", "全角　空格", "ＦＵＬＬ１２", "- 列表", "=1+1", "@用户",
          "e\u0301", "{\"json\": [1]}", "--; DROP TABLE", "ﬁ 连字", "ß", "İ"]


def letter(draw, n):
    text = "".join(draw.choice(WORDS + PIECES) for _ in range(draw.randint(3, 12)))
    if n % 29 == 0:
        text = (text + "很长的一封信。") * 400
        text = text[:2300]
    return [f"H{n:05d}", f"A{n:08d}", "关于" + draw.choice(WORDS) + draw.choice(['"', "，", " & ", "<"]) + str(n),
            f"2019-{n % 12 + 1:02d}-{n % 28 + 1:02d} {n % 24:02d}:{n % 60:02d}:{n * 7 % 60:02d}", "文" + text.strip() + "完"]


def main():
    draw = random.Random(12345)
    with open(sys.argv[1], "w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(["工单编号", "来信人", "标题", "来信时间", "内容"])
        for n in range(1, 151):
            out.writerow(letter(draw, n))


main()
