#include "core/hy-likely.h"

/* Demands parted by '|'. */
static const struct
{
  const char *letter, *demands;
} rows[] = {
  { NULL, "" },
  { "", "" },
  { "路灯不亮。", "" },
  { "路灯不亮，请尽快派人来修。", "请尽快派人来修" },
  { "我家楼下太吵，希望夜里停工；要求公布施工证明！", "希望夜里停工|要求公布施工证明" },
  /* the words that ask, with their clause; the rest of the sentence is left out */
  { "我们不是反对锻炼，只是希望有一个规矩。", "只是希望有一个规矩" },
  /* numbered requests */
  { "我的请求：\n1、八点半以前结束；\n2、装一块分贝牌。\n3、分开场地。\n盼复！",
    "八点半以前结束|装一块分贝牌|分开场地" },
  { "请帮忙协调：一是把手续办下来；二是先做临时防水。", "把手续办下来|先做临时防水" },
  { "诉求：①退款，②道歉。", "退款|道歉" },
  { "要求（一）修路；（二）装灯。", "修路|装灯" },
  /* numbered facts are none */
  { "经过如下：1、四月开工。2、八月停工。", "" },
  { "经过：1、四月开工。2、八月停工。请问何时复工？", "请问何时复工" },
  /* a decimal is no number of a point */
  { "面积1.5亩，补偿2.3万，请核实。", "请核实" },
  /* a point that goes on in a second sentence is one */
  { "希望：1、修路灯。这里很黑。2、补路面。", "修路灯|补路面" },
  /* said to the reader */
  { "话说得长，请您耐心看完。", "" },
  /* questions only where nothing else asks */
  { "补贴怎么领？要带什么材料？", "补贴怎么领|要带什么材料" },
  { "怎么没人管？希望有人管一管。", "希望有人管一管" },
  /* each once */
  { "请修路。请修路。", "请修路" },
};

static void
test_letters (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) demands = hy_likely_demands (rows[i].letter);
      g_autofree char *joined = g_strjoinv ("|", demands);

      g_assert_cmpstr (joined, ==, rows[i].demands);
    }
}

static void
test_bounds (void)
{
  g_autoptr (GString) letter = g_string_new (NULL);
  g_auto (GStrv) many = NULL;
  g_auto (GStrv) one = NULL;

  for (int i = 0; i < 40; i++)
    g_string_append_printf (letter, "希望第%d号楼也修。", i + 100);
  many = hy_likely_demands (letter->str);
  g_assert_cmpuint (g_strv_length (many), ==, HY_LIKELY_MAX);

  g_string_assign (letter, "希望");
  for (int i = 0; i < 5000; i++)
    g_string_append (letter, "修");
  one = hy_likely_demands (letter->str);
  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_cmpint (g_utf8_strlen (one[0], -1), ==, HY_LIKELY_CHARS);
  g_assert_true (g_str_has_suffix (one[0], "…"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/likely/letters", test_letters);
  g_test_add_func ("/core/likely/bounds", test_bounds);
  return g_test_run ();
}
