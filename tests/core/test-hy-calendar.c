#include "support/hy-test-calendar.h"

typedef struct
{
  const char *date;
  gboolean working;
  gboolean provisional;
  const char *why;
} DayCase;

static const DayCase day_cases[] = {
  { "2026-11-23", TRUE, FALSE, "a Monday" },
  { "2026-11-28", FALSE, FALSE, "a Saturday" },
  { "2026-02-14", TRUE, FALSE, "make-up Saturday" },
  { "2026-01-04", TRUE, FALSE, "make-up Sunday" },
  { "2026-02-17", FALSE, FALSE, "Spring Festival" },
  { "2022-12-31", FALSE, FALSE, "holiday of the notice for 2023" },
  { "2026-10-01", FALSE, FALSE, "National Day" },
  { "2027-01-01", FALSE, TRUE, "1 January by date" },
  { "2027-02-08", TRUE, TRUE, "Spring Festival is not known yet: a Monday" },
  { "2028-05-01", FALSE, TRUE, "1 May by date" },
  { "2028-05-02", FALSE, TRUE, "2 May by date" },
  { "2028-05-03", TRUE, TRUE, "3 May is no longer fixed" },
  { "2029-10-03", FALSE, TRUE, "3 October by date" },
  { "2029-10-04", TRUE, TRUE, "4 October is not fixed" },
  { "2025-05-06", TRUE, FALSE, "in a published year only the notice counts" },
};

static HyDate
day (const char *text)
{
  HyDate date = HY_DATE_NONE;

  g_assert_true (hy_date_parse (text, &date));
  return date;
}

static void
test_days (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();

  for (gsize i = 0; i < G_N_ELEMENTS (day_cases); i++)
    {
      const DayCase *c = &day_cases[i];

      g_test_message ("%s: %s", c->date, c->why);
      g_assert_cmpint (hy_calendar_is_working_day (calendar, day (c->date)), ==, c->working);
      g_assert_cmpint (hy_calendar_is_provisional (calendar, day (c->date)), ==, c->provisional);
    }
}

static void
test_self_check (void)
{
  static const int known[] = { 249, 249, 251, 248, 248 };
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();
  int year = 0;

  for (int i = 0; i < 5; i++)
    g_assert_cmpint (hy_calendar_working_days_in_year (calendar, 2022 + i), ==, known[i]);
  g_assert_true (hy_calendar_self_check (calendar, &year));
  hy_calendar_add_closure (calendar, day ("2026-07-01"), "flood");
  g_assert_true (hy_calendar_self_check (calendar, &year));
  hy_calendar_add_holiday (calendar, day ("2024-03-05"));
  g_assert_false (hy_calendar_self_check (calendar, &year));
  g_assert_cmpint (year, ==, 2024);
}

/* 2022-12-31 falls on a Saturday; the point is that a date counts whichever year's notice it came
 * from. */
static void
test_by_date (void)
{
  g_autoptr (HyCalendar) calendar = hy_calendar_new ("c", 1);

  hy_calendar_add_published (calendar, 2026);
  hy_calendar_add_holiday (calendar, day ("2025-12-31"));
  hy_calendar_add_workday (calendar, day ("2027-01-02"));
  g_assert_false (hy_calendar_is_working_day (calendar, day ("2025-12-31")));
  g_assert_true (hy_calendar_is_working_day (calendar, day ("2027-01-02")));
}

static void
test_closure (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();
  HyTime start = hy_test_time ("2026-07-06 16:00");

  hy_calendar_add_closure (calendar, day ("2026-07-07"), "flood");
  hy_calendar_add_closure (calendar, day ("2026-02-14"), "snow");
  g_assert_cmpstr (hy_calendar_closure (calendar, day ("2026-07-07")), ==, "flood");
  g_assert_null (hy_calendar_closure (calendar, day ("2026-07-08")));
  g_assert_false (hy_calendar_is_working_day (calendar, day ("2026-02-14")));
  g_assert_cmpint (hy_calendar_next_working_day (calendar, day ("2026-07-06")), ==,
                   day ("2026-07-08"));
  g_assert_cmpint (hy_calendar_add_working_time (calendar, start, 2 * HY_HOUR), ==,
                   hy_test_time ("2026-07-08 09:00"));
}

static void
test_counting (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();
  HyDate from = day ("2026-02-12"), to = day ("2026-02-26");

  g_assert_cmpint (hy_calendar_count_working_days (calendar, from, to), ==, 5);
  g_assert_cmpint (hy_calendar_count_working_days (calendar, to, from), ==, -5);
  g_assert_cmpint (hy_calendar_count_working_days (calendar, from, from), ==, 0);
  g_assert_cmpint (hy_calendar_add_working_days (calendar, from, 5), ==, to);
  g_assert_cmpint (hy_calendar_previous_working_day (calendar, day ("2026-02-24")), ==,
                   day ("2026-02-14"));
}

static GArray *
spans (int a, int b, int c, int d)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (HySpan));
  HySpan morning = { a, b }, afternoon = { c, d };

  g_array_append_val (array, morning);
  g_array_append_val (array, afternoon);
  return array;
}

static void
test_summer_hours (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();
  HyDate june = day ("2026-06-30"), july = day ("2026-07-01"), october = day ("2026-10-08");

  g_assert_true (hy_calendar_add_hours (calendar, july, day ("2026-09-30"),
                                        spans (8 * 60, 12 * 60, 15 * 60, 18 * 60)));
  g_assert_cmpint (hy_calendar_closing (calendar, june), ==, hy_test_time ("2026-06-30 17:30"));
  g_assert_cmpint (hy_calendar_add_working_time (calendar, hy_test_time ("2026-07-01 01:00"), 1), ==,
                   hy_test_time ("2026-07-01 08:00") + 1);
  g_assert_cmpint (hy_calendar_closing (calendar, july), ==, hy_test_time ("2026-07-01 18:00"));
  g_assert_cmpint (hy_calendar_closing (calendar, october), ==, hy_test_time ("2026-10-08 17:30"));
  g_assert_cmpint (hy_calendar_add_working_time (calendar, hy_test_time ("2026-06-30 16:30"),
                                                 6 * HY_HOUR),
                   ==, hy_test_time ("2026-07-01 16:00"));
  g_assert_true (hy_calendar_add_hours (calendar, july, july, spans (540, 600, 600, 660)));
  g_assert_cmpint (hy_calendar_closing (calendar, july), ==, hy_test_time ("2026-07-01 11:00"));
}

static void
test_unusable_hours (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();
  HyDate date = day ("2026-07-01");

  g_assert_false (hy_calendar_add_hours (calendar, 0, 0, spans (600, 540, 840, 1050)));
  g_assert_false (hy_calendar_add_hours (calendar, 0, 0, spans (510, 720, 700, 1050)));
  g_assert_false (hy_calendar_add_hours (calendar, 0, 0, spans (510, 720, 840, 1441)));
  g_assert_false (hy_calendar_add_hours (calendar, 0, 0, spans (-1, 720, 840, 1050)));
  g_assert_false (hy_calendar_add_hours (calendar, date, date - 1, spans (510, 720, 840, 1050)));
  g_assert_false (
      hy_calendar_add_hours (calendar, 0, 0, g_array_new (FALSE, FALSE, sizeof (HySpan))));
  g_assert_cmpint (hy_calendar_closing (calendar, date), ==, hy_test_time ("2026-07-01 17:30"));
}

/* Adding working time and measuring it are each other's inverse. */
static void
test_inverse (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  HyTime base = hy_test_time ("2022-01-01 00:00");

  for (int i = 0; i < 2000; i++)
    {
      HyTime from = base + (HyTime) (g_rand_double (rand) * 5 * 366 * HY_DAY);
      HyTime span = g_rand_int_range (rand, 1, 90 * 60) * HY_MINUTE;
      HyTime to = hy_calendar_add_working_time (calendar, from, span);

      g_assert_cmpint (hy_calendar_working_time (calendar, from, to), ==, span);
      g_assert_cmpint (hy_calendar_working_time (calendar, from, to - 1), ==, span - 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/days", test_days);
  g_test_add_func ("/calendar/self-check", test_self_check);
  g_test_add_func ("/calendar/by-date", test_by_date);
  g_test_add_func ("/calendar/closure", test_closure);
  g_test_add_func ("/calendar/counting", test_counting);
  g_test_add_func ("/calendar/summer-hours", test_summer_hours);
  g_test_add_func ("/calendar/unusable-hours", test_unusable_hours);
  g_test_add_func ("/calendar/inverse", test_inverse);
  return g_test_run ();
}
