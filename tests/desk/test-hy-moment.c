/* Moments as they are typed. Now is Monday 2026-11-23 09:00. */
#include "desk/hy-moment.h"

static HyTime
now (void)
{
  return hy_date_at (hy_date_from_ymd (2026, 11, 23), 9 * 60);
}

/* "2026-11-24 09:00", "2026-11-27 -" or "no". */
static char *
read_moment (const char *text, HyTime at)
{
  g_autofree char *date = NULL;
  HyMoment moment;

  if (!hy_moment_parse (text, at, &moment))
    return g_strdup ("no");
  date = hy_date_format (moment.date);
  if (moment.minutes < 0)
    return g_strdup_printf ("%s -", date);
  return g_strdup_printf ("%s %02d:%02d", date, moment.minutes / 60, moment.minutes % 60);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text, *expected;
  } rows[] = {
    { "9:20", "2026-11-23 09:20" },
    { " 09:20 ", "2026-11-23 09:20" },
    { "0920", "2026-11-23 09:20" },
    { "920", "2026-11-23 09:20" },
    { "９：２０", "2026-11-23 09:20" },
    { "下午2点半", "2026-11-23 14:30" },
    { "下午 2:30", "2026-11-23 14:30" },
    { "14时05分", "2026-11-23 14:05" },
    { "下午五点", "2026-11-23 17:00" },
    { "五点半", "2026-11-23 17:30" },
    { "早上五点半", "2026-11-23 05:30" },
    { "下午5点", "2026-11-23 17:00" },
    { "17点", "2026-11-23 17:00" },
    { "明天十点", "2026-11-24 10:00" },
    { "十五点半", "2026-11-23 15:30" },
    { "二十三点", "2026-11-23 23:00" },
    { "下午两点钟", "2026-11-23 14:00" },
    { "十点十点", "no" },
    { "五", "no" },
    { "2:30 pm", "2026-11-23 14:30" },
    { "明早 9:00", "2026-11-24 09:00" },
    { "今晚8点", "2026-11-23 20:00" },
    { "Tomorrow 9:00", "2026-11-24 09:00" },
    { "后天", "2026-11-25 -" },
    { "11-27", "2026-11-27 -" },
    { "11/27", "2026-11-27 -" },
    { "11月27日", "2026-11-27 -" },
    { "11-27 14:30", "2026-11-27 14:30" },
    { "2026-12-01", "2026-12-01 -" },
    { "2026年12月1日 9:00", "2026-12-01 09:00" },
    { "1-5", "2027-01-05 -" },
    { "", "no" },
    { "soon", "no" },
    { "24:00", "no" },
    { "9:60", "no" },
    { "9:5", "no" },
    { "13-01", "no" },
    { "02-30", "no" },
    { "1-2-3-4", "no" },
    { "12", "no" },
    { "99999999999999999999", "no" },
    { "9:00 10:00", "no" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *got = read_moment (rows[i].text, now ());

      if (g_strcmp0 (got, rows[i].expected) != 0)
        g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (got, ==, rows[i].expected);
    }
}

/* In January a call of December was last year's. */
static void
test_turn_of_the_year (void)
{
  HyTime january = hy_date_at (hy_date_from_ymd (2027, 1, 2), 9 * 60);
  g_autofree char *got = read_moment ("12-30 16:00", january);

  g_assert_cmpstr (got, ==, "2026-12-30 16:00");
}

static void
test_text (void)
{
  g_autofree char *today = hy_moment_text (now () + HY_MINUTE, now ());
  g_autofree char *other = hy_moment_text (now () + HY_DAY, now ());

  g_assert_cmpstr (today, ==, "09:01");
  g_assert_cmpstr (other, ==, "11-24 09:00");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/moment/parse", test_parse);
  g_test_add_func ("/desk/moment/turn-of-the-year", test_turn_of_the_year);
  g_test_add_func ("/desk/moment/text", test_text);
  return g_test_run ();
}
