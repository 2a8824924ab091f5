/* Words and times of spreadsheets. */
#include "authority/hy-import-values.h"

static void
test_times (void)
{
  static const struct
  {
    const char *text;
    const char *is; /* NULL: no time */
    const char *end_of_day;
  } cases[] = {
    { "2019-02-28 11:25:05", "2019-02-28T11:25:05+08:00", NULL },
    { "2019/2/28 11:25", "2019-02-28T11:25:00+08:00", NULL },
    { "2019.2.28 1:05", "2019-02-28T01:05:00+08:00", NULL },
    { "2019-02-28T11:25:05", "2019-02-28T11:25:05+08:00", NULL },
    { "2019-02-28T03:25:05Z", "2019-02-28T11:25:05+08:00", NULL },
    { "2019年2月28日", "2019-02-28T00:00:00+08:00", "2019-02-28T23:59:59+08:00" },
    { "2019年2月28日 11时25分", "2019-02-28T11:25:00+08:00", NULL },
    { "2019-02-28", "2019-02-28T00:00:00+08:00", "2019-02-28T23:59:59+08:00" },
    { "20190228", "2019-02-28T00:00:00+08:00", "2019-02-28T23:59:59+08:00" },
    { "20190228112505", "2019-02-28T11:25:05+08:00", NULL },
    { "43524", "2019-02-28T00:00:00+08:00", "2019-02-28T23:59:59+08:00" },
    { "43524.5", "2019-02-28T12:00:00+08:00", NULL },
    { "2019-02-30", NULL, NULL },
    { "2019-13-01 10:00", NULL, NULL },
    { "2019-02-28 25:00", NULL, NULL },
    { "2019-02-28 11:25:05 later", NULL, NULL },
    { "yesterday", NULL, NULL },
    { "5", NULL, NULL },
    { "5个工作日", NULL, NULL },
    { "99999999", NULL, NULL },
    { "", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HyTime start = 0, end = 0;
      gboolean is = hy_cell_time (cases[i].text, FALSE, &start);
      g_autofree char *start_text = hy_time_format (start);
      g_autofree char *end_text = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (is, ==, cases[i].is != NULL);
      g_assert_cmpstr (start_text, ==, cases[i].is);
      g_assert_cmpint (hy_cell_time (cases[i].text, TRUE, &end), ==, is);
      end_text = hy_time_format (end);
      g_assert_cmpstr (end_text, ==,
                       cases[i].end_of_day != NULL ? cases[i].end_of_day : cases[i].is);
    }
}

static void
test_words (void)
{
  HyDemandKind kind;
  HyChannel channel;
  gboolean yes;

  g_assert_true (hy_cell_kind ("投诉", &kind) && kind == HY_DEMAND_COMPLAINT);
  g_assert_true (hy_cell_kind ("咨询类", &kind) && kind == HY_DEMAND_INQUIRY);
  g_assert_true (hy_cell_kind ("Suggestion", &kind) && kind == HY_DEMAND_SUGGESTION);
  g_assert_false (hy_cell_kind ("投", &kind));
  g_assert_false (hy_cell_kind ("", &kind));
  g_assert_true (hy_cell_channel ("市长信箱", &channel) && channel == HY_CHANNEL_MAYOR_MAILBOX);
  g_assert_true (hy_cell_channel ("12345", &channel) && channel == HY_CHANNEL_CITY_HOTLINE);
  g_assert_true (hy_cell_channel ("district_mailbox", &channel)
                 && channel == HY_CHANNEL_DISTRICT_MAILBOX);
  g_assert_false (hy_cell_channel ("飞鸽", &channel));
  g_assert_true (hy_cell_yes ("是", NULL, &yes) && yes);
  g_assert_true (hy_cell_yes ("0", NULL, &yes) && !yes);
  g_assert_true (hy_cell_yes ("特急", "紧急 特急", &yes) && yes);
  g_assert_true (hy_cell_yes ("一般", "紧急 特急", &yes) && !yes);
  g_assert_false (hy_cell_yes ("也许", NULL, &yes));
}

static void
test_numbers_that_lost_their_digits (void)
{
  g_assert_true (hy_cell_is_shortened_number ("1.38E+10"));
  g_assert_true (hy_cell_is_shortened_number ("2e+13"));
  g_assert_false (hy_cell_is_shortened_number ("13800138000"));
  g_assert_false (hy_cell_is_shortened_number ("E+10"));
  g_assert_false (hy_cell_is_shortened_number ("12E+"));
}

static void
test_levels (void)
{
  g_auto (GStrv) two = hy_cell_levels (" 城市管理 / 噪声 ");
  g_auto (GStrv) three = hy_cell_levels ("城乡建设＞安全生产>事故处理");

  g_assert_cmpuint (g_strv_length (two), ==, 2);
  g_assert_cmpstr (two[0], ==, "城市管理");
  g_assert_cmpstr (two[1], ==, "噪声");
  g_assert_cmpuint (g_strv_length (three), ==, 3);
  g_assert_null (hy_cell_levels (" / "));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/authority/import-values/times", test_times);
  g_test_add_func ("/authority/import-values/words", test_words);
  g_test_add_func ("/authority/import-values/shortened-numbers",
                   test_numbers_that_lost_their_digits);
  g_test_add_func ("/authority/import-values/levels", test_levels);
  return g_test_run ();
}
