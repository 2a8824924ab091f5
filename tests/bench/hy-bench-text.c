#include "hy-bench-text.h"

#include <stdio.h>

static const char *const places[] = { "金鹗社区", "南湖大道", "巴陵小区", "洞庭路", "学院路", "花板桥",
                                      "站前路", "五里牌", "望岳路", "建湘路", "求索路", "青年路" };
static const char *const matters[] = { "夜间施工噪声", "小区停车收费", "路灯不亮", "下水道堵塞", "加装电梯",
                                       "物业不作为", "垃圾清运", "占道经营", "油烟扰民", "拆迁补偿",
                                       "供水压力不足", "宠物伤人", "健身卡退费", "公交绕行", "独生子女奖励" };
static const char *const clauses[] = {
  "居民多次向物业反映但一直没有答复",  "希望有关部门尽快到现场查看",       "已经持续了将近三个星期",
  "老人和孩子晚上都休息不好",          "请问由哪个单位负责处理",           "社区说正在协调但没有结果",
  "要求给一个明确的时间表",            "下雨天路面积水行人难以通过",       "收费标准没有公示也不开票据",
  "周边商户也有同样的意见",            "之前打过电话说会回访却没有人联系", "建议安排专人巡查并公布电话",
  "消防通道被车辆长期占用存在安全隐患", "业主委员会换届以后无人过问",       "请街道出面组织一次协调会",
};
static const char *const kinds[] = { "咨询", "求助", "投诉", "举报", "建议" };
static const char *const channels[] = { "市热线", "市热线", "市热线", "区长信箱", "市长信箱", "来访" };

#define PICK(rand, list) ((list)[g_rand_int_range ((rand), 0, G_N_ELEMENTS (list))])
/* Bytes of content that make a row of about 1.2 KB. */
#define CONTENT_BYTES 720

static void
write_one (GRand *rand, guint i)
{
  g_autoptr (GString) content = g_string_new (NULL);
  const char *place = PICK (rand, places);
  const char *matter = PICK (rand, matters);
  int day = g_rand_int_range (rand, 1, 29);
  int month = g_rand_int_range (rand, 9, 12);

  if (month == 11 && day > 22)
    day = 22;
  while (content->len < CONTENT_BYTES)
    g_string_append_printf (content, "%s%d号附近%s，%s。", place, g_rand_int_range (rand, 1, 400), matter,
                            PICK (rand, clauses));
  printf ("B%07u,%s%s问题第%u件,%s,2026-%02d-%02d %02d:%02d:%02d,李某某,1380%07u,%s%d号,%s,%s,城市管理/%s\n", i,
          place, matter, i, content->str, month, day, g_rand_int_range (rand, 0, 24),
          g_rand_int_range (rand, 0, 60), g_rand_int_range (rand, 0, 60), i, place,
          g_rand_int_range (rand, 1, 400), PICK (rand, kinds), PICK (rand, channels), matter);
}

void
hy_bench_generate (guint n, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  puts ("工单编号,标题,内容,受理时间,诉求人,联系电话,地址,诉求类型,渠道,分类");
  for (guint i = 1; i <= n; i++)
    write_one (rand, i);
}
