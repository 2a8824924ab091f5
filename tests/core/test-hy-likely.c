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
  /* several questions in one breath */
  { "想问一下：灯归谁管？几时能修？修了还坏怎么办？我天天走这里。", "想问一下：灯归谁管|修了还坏怎么办" },
  /* who hopes */
  { "夜里走路摔过两回，望尽快修好，谢谢！", "望尽快修好" },
  { "还请派人看看，不胜感激。", "还请派人看看" },
  { "麻烦给个说法，为盼。", "麻烦给个说法" },
  /* what others ask for is a fact of the story; what has nothing behind it is a noun */
  { "物业要求先交费才开门。", "" },
  { "物业要求先交费，我们要求先开门。", "我们要求先开门" },
  { "不符合规定的要求，孩子是未来的希望。", "" },
  { "路口很乱，敬请谅解。盼复。", "" },
  /* each once */
  { "请修路。请修路。", "请修路" },
};

static void
test_letters (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) demands = hy_likely_demands (NULL, rows[i].letter);
      g_autofree char *joined = g_strjoinv ("|", demands);

      g_assert_cmpstr (joined, ==, rows[i].demands);
    }
}

/* Facts alone: what the matter is called. */
static void
test_title (void)
{
  g_auto (GStrv) facts = hy_likely_demands ("反映路灯不亮 & <七组>", "路灯不亮。");
  g_auto (GStrv) asks = hy_likely_demands ("反映路灯不亮", "路灯不亮，请来修。");

  g_assert_cmpuint (g_strv_length (facts), ==, 1);
  g_assert_cmpstr (facts[0], ==, "反映路灯不亮 & <七组>");
  g_assert_cmpuint (g_strv_length (asks), ==, 1);
  g_assert_cmpstr (asks[0], ==, "请来修");
}

static void
test_bounds (void)
{
  g_autoptr (GString) letter = g_string_new (NULL);
  g_auto (GStrv) many = NULL;
  g_auto (GStrv) one = NULL;

  for (int i = 0; i < 40; i++)
    g_string_append_printf (letter, "希望第%d号楼也修。", i + 100);
  many = hy_likely_demands ("灯", letter->str);
  g_assert_cmpuint (g_strv_length (many), ==, HY_LIKELY_MAX);

  g_string_assign (letter, "希望");
  for (int i = 0; i < 5000; i++)
    g_string_append (letter, "修");
  one = hy_likely_demands ("灯", letter->str);
  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_cmpint (g_utf8_strlen (one[0], -1), ==, HY_LIKELY_CHARS);
  g_assert_true (g_str_has_suffix (one[0], "…"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/likely/letters", test_letters);
  g_test_add_func ("/core/likely/title", test_title);
  g_test_add_func ("/core/likely/bounds", test_bounds);
  return g_test_run ();
}
