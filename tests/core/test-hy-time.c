#include "core/hy-time.h"

typedef struct
{
  const char *text;
  const char *written; /* NULL: refused */
} TimeCase;

static const TimeCase time_cases[] = {
  { "2026-11-23T09:20:00+08:00", "2026-11-23T09:20:00+08:00" },
  { "2026-11-23T01:20:00Z", "2026-11-23T09:20:00+08:00" },
  { "2026-11-23t01:20:00z", "2026-11-23T09:20:00+08:00" },
  { "2026-11-22T20:20:00-05:00", "2026-11-23T09:20:00+08:00" },
  { "2026-11-23T09:20:00.5+08:00", "2026-11-23T09:20:00.500+08:00" },
  { "2026-11-23T09:20:00.123987+08:00", "2026-11-23T09:20:00.123+08:00" },
  { "2024-02-29T00:00:00+08:00", "2024-02-29T00:00:00+08:00" },
  { "2000-02-29T00:00:00+08:00", "2000-02-29T00:00:00+08:00" },
  { "2016-12-31T23:59:60Z", "2017-01-01T08:00:00+08:00" },
  { "9999-12-31T23:59:59+08:00", "9999-12-31T23:59:59+08:00" },
  { "1970-01-01T08:00:00.001+08:00", "1970-01-01T08:00:00.001+08:00" },
  { "1970-01-01T00:00:00Z", NULL },
  { "9999-12-31T23:59:59Z", NULL },
  { "2023-02-29T00:00:00+08:00", NULL },
  { "2100-02-29T00:00:00+08:00", NULL },
  { "2026-13-01T00:00:00+08:00", NULL },
  { "2026-00-01T00:00:00+08:00", NULL },
  { "2026-04-31T00:00:00+08:00", NULL },
  { "2026-11-23T24:00:00+08:00", NULL },
  { "2026-11-23T09:60:00+08:00", NULL },
  { "2026-11-23T09:20:61+08:00", NULL },
  { "2026-11-23T09:20:00", NULL },
  { "2026-11-23T09:20:00+0800", NULL },
  { "2026-11-23T09:20:00+24:00", NULL },
  { "2026-11-23T09:20+08:00", NULL },
  { "2026-11-23 09:20:00+08:00", NULL },
  { "2026-11-23T09:20:00.+08:00", NULL },
  { "2026-11-23T09:20:00+08:00 ", NULL },
  { " 2026-11-23T09:20:00+08:00", NULL },
  { "2026-1-23T09:20:00+08:00", NULL },
  { "-026-11-23T09:20:00+08:00", NULL },
  { "2026-11-23", NULL },
  { "", NULL },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (time_cases); i++)
    {
      HyTime t = 42;
      gboolean ok = hy_time_parse (time_cases[i].text, &t);
      g_autofree char *written = ok ? hy_time_format (t) : NULL;

      g_test_message ("%s", time_cases[i].text);
      g_assert_cmpstr (written, ==, time_cases[i].written);
      if (!ok)
        g_assert_cmpint (t, ==, 42);
    }
  g_assert_false (hy_time_parse (NULL, &(HyTime){ 0 }));
  g_assert_null (hy_time_format (HY_TIME_NONE));
}

static void
test_dates (void)
{
  HyDate date = 0;
  g_autofree char *text = NULL;

  g_assert_true (hy_date_parse ("2026-11-23", &date));
  g_assert_cmpint (date, ==, hy_date_from_ymd (2026, 11, 23));
  g_assert_cmpint (hy_date_weekday (date), ==, 1);
  g_assert_cmpint (hy_date_weekday (date - 1), ==, 7);
  g_assert_cmpint (hy_date_year (date), ==, 2026);
  text = hy_date_format (date);
  g_assert_cmpstr (text, ==, "2026-11-23");
  g_assert_false (hy_date_parse ("2026-11-31", &date));
  g_assert_false (hy_date_parse ("2026-11-23T", &date));
  g_assert_false (hy_date_parse ("26-11-23", &date));
  g_assert_false (hy_date_parse ("1970-01-01", &date));
  g_assert_false (hy_date_parse (NULL, &date));
  g_assert_cmpint (hy_date_from_ymd (2023, 2, 29), ==, HY_DATE_NONE);
}

/* Every day of our time against GLib's own calendar. */
static void
test_agrees_with_gdate (void)
{
  GDate gdate = { 0 };

  g_date_set_dmy (&gdate, 2, G_DATE_JANUARY, 1970);
  for (HyDate date = 1; date < 60000; date++, g_date_add_days (&gdate, 1))
    {
      int year, month, day;

      hy_date_to_ymd (date, &year, &month, &day);
      g_assert_cmpint (year, ==, g_date_get_year (&gdate));
      g_assert_cmpint (month, ==, (int) g_date_get_month (&gdate));
      g_assert_cmpint (day, ==, g_date_get_day (&gdate));
      g_assert_cmpint (hy_date_weekday (date), ==, (int) g_date_get_weekday (&gdate));
      g_assert_cmpint (hy_date_from_ymd (year, month, day), ==, date);
    }
}

static void
test_zone (void)
{
  HyTime t = 0;
  HyDate date = hy_date_from_ymd (2026, 11, 23);

  g_assert_true (hy_time_parse ("2026-11-22T16:00:00Z", &t));
  g_assert_cmpint (hy_date_of (t), ==, date);
  g_assert_cmpint (hy_date_of (t - 1), ==, date - 1);
  g_assert_cmpint (hy_time_minute_of_day (t), ==, 0);
  g_assert_cmpint (hy_time_minute_of_day (t - 1), ==, 24 * 60 - 1);
  g_assert_cmpint (hy_date_at (date, 0), ==, t);
  g_assert_cmpint (hy_date_at (date, 17 * 60 + 30), ==, t + 17 * HY_HOUR + 30 * HY_MINUTE);
  g_assert_cmpint (hy_time_truncate (t + 1999), ==, t + 1000);
  g_assert_cmpint (hy_time_truncate (t), ==, t);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/parse", test_parse);
  g_test_add_func ("/time/dates", test_dates);
  g_test_add_func ("/time/agrees-with-gdate", test_agrees_with_gdate);
  g_test_add_func ("/time/zone", test_zone);
  return g_test_run ();
}
