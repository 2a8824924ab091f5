"""Compares a spreadsheet of letters, read by this language's own reader, with what the programs made of it.

compare-import.py district FILE URL CA CODE   every field of every row, as an office is sent it
compare-import.py office FILE CTL REPLICA     every title in the list, every field of the most awkward rows
compare-import.py search FILE CTL REPLICA     searches against a plain scan
"""

import csv
import io
import json
import ssl
import subprocess
import sys
import urllib.request
import uuid

SEARCHES = ["物业", "噪音", "拆迁", "小区停车"]
SHOWN = 40


def letters(path):
    with open(path, "rb") as file:
        raw = file.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    return {row["工单编号"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def seen(row):
    return [row["number"], row["citizen"]["name"], row["title"], row["received_at"][:19].replace("T", " "), row["content"]]


def wanted(letter):
    # A line end within a field is a line end, however the spreadsheet wrote it.
    return [letter[heading].replace("\r\n", "\n") for heading in ["工单编号", "来信人", "标题", "来信时间", "内容"]]


def compare(letter, row, faults):
    for left, right in zip(wanted(letter), seen(row)):
        if left != right.replace("\r\n", "\n"):
            faults.append(f"{letter['工单编号']}: wanted {left!r}, got {right!r}")


def ask(url, ca, path, token=None, body=None):
    request = urllib.request.Request(url + path, method="POST" if body else "GET")
    request.add_header("Huiyin-Protocol", "1")
    request.add_header("Huiyin-Request", str(uuid.uuid4()))
    if token:
        request.add_header("Authorization", "Bearer " + token)
    if body:
        request.add_header("Content-Type", "application/json")
        request.data = json.dumps(body).encode()
    with urllib.request.urlopen(request, context=ssl.create_default_context(cafile=ca)) as reply:
        return [json.loads(line) for line in reply.read().decode().splitlines()]


def district(found, faults, url, ca, code):
    token = ask(url, ca, "/v1/enrol", body={"code": code, "device": {"id": str(uuid.uuid4()), "name": "比对", "platform": "test"}})[0]["token"]
    rows, cursor, more = {}, "", True
    while more:
        lines = ask(url, ca, f"/v1/changes?since={cursor}&limit=1000&wait=0", token)
        rows.update({line["row"]["number"]: line["row"] for line in lines if line.get("kind") == "ticket"})
        cursor, more = lines[-1]["end"]["cursor"], lines[-1]["end"]["more"]
    if set(rows) != set(found):
        faults.append(f"numbers differ: {sorted(set(rows) ^ set(found))[:5]}")
    for number in set(rows) & set(found):
        compare(found[number], rows[number], faults)


def office_says(ctl, replica, *arguments):
    return json.loads(subprocess.run([ctl, "--replica", replica, *arguments, "--json"], check=True, stdout=subprocess.PIPE).stdout)


def awkward(letter):
    text = letter["内容"]
    return (sum(ord(c) > 0xFFFF or ord(c) < 0x80 or 0x2000 <= ord(c) < 0x2100 for c in text), len(text))


def office(found, faults, ctl, replica):
    rows = {row["number"]: row for row in office_says(ctl, replica, "tickets")}
    if set(rows) != set(found):
        faults.append(f"numbers differ: {sorted(set(rows) ^ set(found))[:5]}")
    for number in set(rows) & set(found):
        if rows[number]["title"] != found[number]["标题"]:
            faults.append(f"{number}: the list's title is {rows[number]['title']!r}")
    for letter in sorted(found.values(), key=awkward)[-SHOWN:]:
        compare(letter, office_says(ctl, replica, "show", letter["工单编号"])["ticket"], faults)


def search(found, faults, ctl, replica):
    for word in SEARCHES:
        scan = {number for number, letter in found.items() if word in letter["标题"] or word in letter["内容"]}
        got = [row["number"] for row in office_says(ctl, replica, "tickets", "--search", word)]
        print(f"{word}: {len(scan)} by a scan, {len(got)} by the search")
        if len(got) != len(set(got)) or set(got) != scan:
            faults.append(f"{word}: missed {sorted(scan - set(got))[:5]}, false {sorted(set(got) - scan)[:5]}")


def main():
    faults = []
    found = letters(sys.argv[2])
    {"district": district, "office": office, "search": search}[sys.argv[1]](found, faults, *sys.argv[3:])
    print("\n".join(faults[:10]))
    return 1 if faults or not found else 0


sys.exit(main())
