#include "support/hy-test-calendar.h"

#include "core/hy-clocks.h"

/* Worked by hand from the published calendars; @why is the working. */
typedef struct
{
  HyLimitUnit unit;
  int n;
  const char *start;
  const char *due;
  const char *yellow_at;
  const char *why;
} LimitCase;

#define D HY_UNIT_WORKING_DAYS
#define M HY_UNIT_WORKING_MINUTES
#define N HY_UNIT_NATURAL_MINUTES

/* clang-format off */
static const LimitCase limit_cases[] = {
  { D, 5, "2026-11-23 09:12", "2026-11-30 17:30", "2026-11-26 17:30",
    "Monday: 24 25 26 27 30, the weekend 28-29 does not count; yellow from the closing of "
    "Thursday 26" },
  { D, 5, "2026-11-21 10:00", "2026-11-27 17:30", "2026-11-25 17:30",
    "Saturday's dispatch has Monday 23 as day 1" },
  { D, 5, "2026-11-22 23:59:59", "2026-11-27 17:30", "2026-11-25 17:30",
    "last second of Sunday: Monday is still day 1" },
  { D, 5, "2026-11-23 00:00", "2026-11-30 17:30", "2026-11-26 17:30",
    "midnight belongs to Monday, so day 1 is Tuesday" },
  { D, 5, "2026-11-23 23:59:59", "2026-11-30 17:30", "2026-11-26 17:30",
    "late on Monday: day 1 is Tuesday all the same" },
  { D, 1, "2026-11-27 18:00", "2026-11-30 17:30", "2026-11-30 12:00",
    "Friday after closing: 7 working hours lie before Monday's closing; half of them end at "
    "noon, not at 14:00" },
  { D, 1, "2026-11-27 16:30", "2026-11-30 17:30", "2026-11-30 11:30",
    "1 hour of Friday and 7 of Monday: half is 4, the fourth ends at 11:30" },
  { D, 2, "2026-11-27 18:00", "2026-12-01 17:30", "2026-11-30 17:30",
    "14 working hours, half of them end exactly at Monday's closing" },
  { D, 2, "2026-11-23 09:00", "2026-11-25 17:30", "2026-11-24 14:15",
    "6.5 + 7 + 7 hours, half is 10.25: Monday's 6.5, 3.5 to Tuesday's noon, a quarter after "
    "lunch" },
  { D, 3, "2026-11-23 09:00", "2026-11-26 17:30", "2026-11-24 17:30",
    "three days: yellow from the closing of the second working day before" },
  { D, 10, "2026-11-23 09:00", "2026-12-07 17:30", "2026-12-03 17:30",
    "24 25 26 27 30, 1 2 3 4 7" },
  { D, 5, "2026-02-12 10:00", "2026-02-26 17:30", "2026-02-24 17:30",
    "13, Saturday 14 is worked, Spring Festival 15-23, 24 25 26" },
  { D, 2, "2026-02-13 15:00", "2026-02-24 17:30", "2026-02-14 16:15",
    "Saturday 14 (worked) and Tuesday 24; 2.5 + 7 + 7 hours, half 8.25 ends on the make-up "
    "Saturday" },
  { D, 1, "2026-02-14 17:30", "2026-02-24 17:30", "2026-02-24 12:00",
    "closing of the make-up Saturday before the festival: day 1 is the 24th" },
  { D, 5, "2026-02-18 12:00", "2026-02-28 17:30", "2026-02-26 17:30",
    "within the festival: 24 25 26 27 and the make-up Saturday 28" },
  { D, 1, "2026-02-27 09:00", "2026-02-28 17:30", "2026-02-28 08:45",
    "the next day is a make-up Saturday; 6.5 + 7 hours, half 6.75" },
  { D, 1, "2025-12-31 17:30", "2026-01-04 17:30", "2026-01-04 12:00",
    "New Year 1-3 January, Sunday 4 is worked" },
  { D, 5, "2025-12-31 09:00", "2026-01-08 17:30", "2026-01-06 17:30",
    "Sunday 4 (worked) 5 6 7 8" },
  { D, 1, "2022-12-30 10:00", "2023-01-03 17:30", "2023-01-03 09:15",
    "31 December 2022 to 2 January 2023 are one holiday; 5.5 + 7 hours, half 6.25" },
  { D, 1, "2022-12-31 12:00", "2023-01-03 17:30", "2023-01-03 12:00",
    "sent on 31 December 2022, a holiday of the notice for 2023" },
  { D, 5, "2022-01-27 09:00", "2022-02-08 17:30", "2022-01-30 17:30",
    "28, Saturday 29 and Sunday 30 are worked, festival 31-6, 7 8; yellow from the worked "
    "Sunday's closing" },
  { D, 2, "2022-01-29 10:00", "2022-02-07 17:30", "2022-01-30 14:45",
    "sent on a worked Saturday: Sunday 30 is day 1, 7 February day 2; 5.5 + 7 + 7, half 9.75" },
  { D, 3, "2022-10-07 12:00", "2022-10-10 17:30", "2022-10-08 17:30",
    "last day of National Day: Saturday 8, Sunday 9 (both worked), Monday 10" },
  { D, 1, "2022-04-01 17:30", "2022-04-02 17:30", "2022-04-02 12:00",
    "exactly at closing: no working time left that day, Saturday 2 is worked" },
  { D, 2, "2022-04-22 14:00", "2022-04-25 17:30", "2022-04-24 15:45",
    "exactly at the opening after lunch; Sunday 24 is worked: 3.5 + 7 + 7, half 8.75" },
  { D, 5, "2022-04-29 09:00", "2022-05-10 17:30", "2022-05-07 17:30",
    "Labour Day 30-4; 5 6, Saturday 7 (worked), 9 10" },
  { D, 5, "2023-01-19 09:00", "2023-01-31 17:30", "2023-01-29 17:30",
    "20, festival 21-27, Saturday 28 and Sunday 29 worked, 30 31" },
  { D, 10, "2023-04-21 16:00", "2023-05-08 17:30", "2023-05-05 17:30",
    "Sunday 23 (worked) 24-28, Labour Day 29-3, 4 5, Saturday 6 (worked), 8" },
  { D, 2, "2023-06-21 11:00", "2023-06-26 17:30", "2023-06-25 15:15",
    "Dragon Boat 22-24, Sunday 25 is worked; 4.5 + 7 + 7, half 9.25" },
  { D, 1, "2023-09-28 17:29:59", "2023-10-07 17:30", "2023-10-07 11:59:59",
    "one second before closing; Saturday 7 October is worked; half of 7 h 1 s less that "
    "second, truncated" },
  { D, 3, "2023-04-03 08:30", "2023-04-07 17:30", "2023-04-04 17:30",
    "Tomb Sweeping is Wednesday 5 alone: 4 6 7" },
  { D, 5, "2024-02-08 09:00", "2024-02-21 17:30", "2024-02-19 17:30",
    "9, festival 10-17, Sunday 18 is worked, 19 20 21" },
  { D, 5, "2024-02-02 09:00", "2024-02-08 17:30", "2024-02-06 17:30",
    "Sunday 4 is worked: 4 5 6 7 8" },
  { D, 1, "2024-02-28 09:00", "2024-02-29 17:30", "2024-02-29 08:45",
    "leap day; 6.5 + 7 hours, half 6.75" },
  { D, 2, "2024-09-13 09:30", "2024-09-18 17:30", "2024-09-14 14:30",
    "Saturday 14 is worked, Mid-Autumn 15-17, 18; 6 + 7 + 7, half 10" },
  { D, 10, "2024-09-27 09:00", "2024-10-16 17:30", "2024-10-14 17:30",
    "Sunday 29 (worked) 30, National Day 1-7, 8-11, Saturday 12 (worked), 14 15 16" },
  { D, 1, "2024-06-07 08:30", "2024-06-11 17:30", "2024-06-07 17:30",
    "exactly at opening on Friday; Monday 10 is Dragon Boat; half of 14 hours ends at "
    "Friday's closing" },
  { D, 5, "2024-04-26 09:00", "2024-05-07 17:30", "2024-04-30 17:30",
    "Sunday 28 (worked) 29 30, Labour Day 1-5, 6 7" },
  { D, 5, "2025-01-24 09:00", "2025-02-07 17:30", "2025-02-05 17:30",
    "Sunday 26 (worked) 27, festival 28-4, 5 6 7" },
  { D, 3, "2025-02-05 09:00", "2025-02-08 17:30", "2025-02-06 17:30",
    "ends on the make-up Saturday 8" },
  { D, 3, "2025-04-25 20:00", "2025-04-29 17:30", "2025-04-27 17:30",
    "Friday night: Sunday 27 is worked, 28 29" },
  { D, 5, "2025-09-30 10:00", "2025-10-14 17:30", "2025-10-11 17:30",
    "National Day 1-8, 9 10, Saturday 11 (worked), 13 14" },
  { D, 2, "2025-05-30 17:31", "2025-06-04 17:30", "2025-06-03 17:30",
    "Dragon Boat 31-2; 14 hours, half is one day" },
  { D, 10, "2026-09-18 09:00", "2026-10-09 17:30", "2026-09-30 17:30",
    "Sunday 20 (worked) 21-24, Mid-Autumn 25-27, 28 29 30, National Day 1-7, 8 9" },
  { D, 5, "2026-12-30 09:00", "2027-01-07 17:30", "2027-01-05 17:30",
    "31, 1 January by date, 4 5 6 7: the notice for 2027 is not out" },
  { D, 3, "2027-04-29 09:00", "2027-05-04 17:30", "2027-04-30 17:30",
    "1-2 May are the weekend: 30, 3, 4; a real notice may say otherwise" },
  { D, 1, "2027-09-30 17:30", "2027-10-04 17:30", "2027-10-04 12:00",
    "1-3 October by date and nothing more" },
  { D, 1, "2028-04-28 18:00", "2028-05-03 17:30", "2028-05-03 12:00",
    "1 and 2 May 2028 are Monday and Tuesday: fixed" },
  { M, 240, "2026-11-23 09:00", "2026-11-23 15:00", "2026-11-23 11:00",
    "3 hours to noon, 1 after lunch" },
  { M, 240, "2026-11-23 08:30", "2026-11-23 14:30", "2026-11-23 10:30",
    "exactly at opening" },
  { M, 240, "2026-11-23 07:00", "2026-11-23 14:30", "2026-11-23 10:30",
    "before opening: from 8:30" },
  { M, 240, "2026-11-23 12:30", "2026-11-24 09:00", "2026-11-23 16:00",
    "in the lunch break: from 14:00" },
  { M, 240, "2026-11-23 17:30", "2026-11-24 14:30", "2026-11-24 10:30",
    "exactly at closing: from the next opening" },
  { M, 210, "2026-11-23 14:00", "2026-11-23 17:30", "2026-11-23 15:45",
    "ends exactly at closing, not at the next opening" },
  { M, 210, "2026-11-23 08:30", "2026-11-23 12:00", "2026-11-23 10:15",
    "ends exactly at noon, not at 14:00" },
  { M, 240, "2026-11-27 15:30", "2026-11-30 10:30", "2026-11-27 17:30",
    "2 hours of Friday, 2 of Monday; half is Friday's closing" },
  { M, 240, "2026-11-28 09:00", "2026-11-30 14:30", "2026-11-30 10:30",
    "Saturday: from Monday's opening" },
  { M, 240, "2026-02-14 16:00", "2026-02-24 11:00", "2026-02-24 09:00",
    "1.5 hours of the make-up Saturday, 2.5 after the festival" },
  { M, 240, "2026-01-03 12:00", "2026-01-04 14:30", "2026-01-04 10:30",
    "holiday Saturday, worked Sunday" },
  { M, 240, "2022-12-30 17:00", "2023-01-03 12:00", "2023-01-03 10:00",
    "half an hour of the year, 3.5 hours to noon of 3 January" },
  { M, 420, "2026-11-23 08:30", "2026-11-23 17:30", "2026-11-23 12:00",
    "a whole day" },
  { M, 240, "2026-11-23 11:59:59", "2026-11-24 08:59:59", "2026-11-23 15:59:59",
    "one second before lunch counts" },
  { M, 240, "2026-11-23 12:00", "2026-11-24 09:00", "2026-11-23 16:00",
    "exactly at noon" },
  { M, 240, "2026-11-23 14:00", "2026-11-24 09:00", "2026-11-23 16:00",
    "exactly at the end of the lunch break: the same" },
  { M, 240, "2026-11-23 00:00", "2026-11-23 14:30", "2026-11-23 10:30",
    "midnight of a working day" },
  { M, 240, "2022-01-30 15:00", "2022-02-07 10:00", "2022-01-30 17:00",
    "2.5 hours of the worked Sunday, 1.5 after the festival" },
  { M, 240, "2026-12-31 16:00", "2027-01-04 11:00", "2027-01-04 09:00",
    "over 1 January of an unpublished year" },
  { N, 30, "2026-11-23 23:50", "2026-11-24 00:20", "2026-11-24 00:05",
    "round the clock over midnight" },
  { N, 30, "2026-11-28 12:00", "2026-11-28 12:30", "2026-11-28 12:15",
    "round the clock on a Saturday" },
  { N, 60, "2026-02-17 03:00", "2026-02-17 04:00", "2026-02-17 03:30",
    "round the clock on New Year's Day" },
  { N, 1440, "2026-11-27 17:45", "2026-11-28 17:45", "2026-11-28 05:45",
    "24 hours end on a Saturday" },
  { N, 1440, "2024-02-28 10:00", "2024-02-29 10:00", "2024-02-28 22:00",
    "into the leap day" },
  { N, 1440, "2026-12-31 23:59:59", "2027-01-01 23:59:59", "2027-01-01 11:59:59",
    "over the year's end" },
};
/* clang-format on */

#undef D
#undef M
#undef N

static void
assert_time (HyTime got, const char *expected)
{
  g_autofree char *a = hy_time_format (got);
  g_autofree char *b = hy_time_format (hy_test_time (expected));

  g_assert_cmpstr (a, ==, b);
}

static void
test_table (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();

  for (gsize i = 0; i < G_N_ELEMENTS (limit_cases); i++)
    {
      const LimitCase *c = &limit_cases[i];
      HyLimit limit = { c->unit, c->n };
      HyTime start = hy_test_time (c->start);
      HyTime due = hy_limit_due (&limit, calendar, start);

      g_test_message ("%s: %s", c->start, c->why);
      assert_time (due, c->due);
      assert_time (hy_limit_yellow_at (&limit, calendar, start, due), c->yellow_at);
    }
}

typedef struct
{
  int days;
  const char *due;
  const char *extended;
  const char *why;
} ExtensionCase;

static const ExtensionCase extension_cases[] = {
  { 5, "2026-11-30 17:30", "2026-12-07 17:30", "1 2 3 4 7 December" },
  { 10, "2026-02-12 17:30", "2026-03-04 17:30",
    "13, worked Saturday 14, 24-28 (28 worked), 2 3 4 March" },
  { 1, "2022-12-30 17:30", "2023-01-03 17:30", "over the holiday of the turn of the year" },
  { 3, "2026-11-28 17:45", "2026-12-02 17:30", "an old due on a Saturday at 17:45: 30, 1, 2" },
  { 4, "2026-12-30 17:30", "2027-01-06 17:30", "31, 4, 5, 6: 1 January by date" },
};

static void
test_extensions (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();

  for (gsize i = 0; i < G_N_ELEMENTS (extension_cases); i++)
    {
      const ExtensionCase *c = &extension_cases[i];

      g_test_message ("%s: %s", c->due, c->why);
      assert_time (hy_extended_due (calendar, hy_test_time (c->due), c->days), c->extended);
    }
}

/* Computed instants are whole seconds: the fraction is cut, never rounded up. */
static void
test_truncation (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();
  HyLimit natural = { HY_UNIT_NATURAL_MINUTES, 30 };
  HyLimit hours = { HY_UNIT_WORKING_MINUTES, 240 };
  HyTime start = hy_test_time ("2026-11-23 09:00:00") + 999;

  assert_time (hy_limit_due (&natural, calendar, start), "2026-11-23 09:30:00");
  assert_time (hy_limit_due (&hours, calendar, start), "2026-11-23 15:00:00");
  assert_time (hy_limit_yellow_at (&natural, calendar, start, start + HY_HOUR),
               "2026-11-23 09:30:00");
}

static void
test_yellow_of_a_foreign_due (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();
  HyLimit days = { HY_UNIT_WORKING_DAYS, 1 };
  HyTime start = hy_test_time ("2026-11-23 18:00");
  HyTime due = hy_test_time ("2026-11-23 20:00");

  /* No working time between them: never later than the due. */
  g_assert_cmpint (hy_limit_yellow_at (&days, calendar, start, due), ==, due);
  g_assert_cmpint (hy_limit_yellow_at (&days, calendar, due, start), ==, start);
}

typedef struct
{
  const char *now;
  gboolean overdue;
  int working_days;
  const char *why;
} LeftCase;

/* The due is Monday 2026-11-30 17:30. */
static const LeftCase left_cases[] = {
  { "2026-11-23 09:12", FALSE, 5, "24 25 26 27 30" },
  { "2026-11-26 23:59", FALSE, 2, "27 30" },
  { "2026-11-27 17:30", FALSE, 1, "30" },
  { "2026-11-29 12:00", FALSE, 1, "on Sunday Monday is still ahead" },
  { "2026-11-30 17:30", FALSE, 0, "the due itself is not overdue" },
  { "2026-11-30 17:30:01", TRUE, 0, "a second later it is" },
  { "2026-12-01 09:00", TRUE, 1, "the first working day after" },
  { "2026-12-02 09:00", TRUE, 2, "1 2" },
  { "2026-12-06 09:00", TRUE, 4, "1 2 3 4, the weekend does not count" },
};

static void
test_time_left (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();
  HyTime due = hy_test_time ("2026-11-30 17:30");

  for (gsize i = 0; i < G_N_ELEMENTS (left_cases); i++)
    {
      const LeftCase *c = &left_cases[i];
      HyTimeLeft left;

      g_test_message ("%s: %s", c->now, c->why);
      hy_time_left (due, hy_test_time (c->now), calendar, &left);
      g_assert_cmpint (left.overdue, ==, c->overdue);
      g_assert_cmpint (left.working_days, ==, c->working_days);
      g_assert_cmpint (left.span, ==, ABS (due - hy_test_time (c->now)));
    }
}

/* Rows come from outside: a due at the end of time costs no more than one of next year. */
static void
test_far_due (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();
  HyLimit days = { HY_UNIT_WORKING_DAYS, 2 };
  HyTime start = hy_test_time ("2026-11-23 09:00");
  HyTime due = hy_test_time ("9999-12-31 17:30");
  HyTimeLeft left;

  for (int i = 0; i < 1000; i++)
    g_assert_cmpint (hy_limit_yellow_at (&days, calendar, start, due), ==,
                     start + (due - start) / 2);
  hy_time_left (due, start, calendar, &left);
  g_assert_cmpint (left.working_days, >, 2 * HY_LIMIT_MAX_DAYS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits/table", test_table);
  g_test_add_func ("/limits/extensions", test_extensions);
  g_test_add_func ("/limits/truncation", test_truncation);
  g_test_add_func ("/limits/yellow-of-a-foreign-due", test_yellow_of_a_foreign_due);
  g_test_add_func ("/limits/time-left", test_time_left);
  g_test_add_func ("/limits/far-due", test_far_due);
  return g_test_run ();
}
