#include "support/hy-test-calendar.h"

#include <string.h>

/* The State Council's notices for 2022 to 2026, as yyyymmdd. 2022-12-31 is of the notice for 2023.
 */
/* clang-format off */
static const int holidays[] = {
  20220101, 20220102, 20220103, 20220131, 20220201, 20220202, 20220203, 20220204,
  20220205, 20220206, 20220403, 20220404, 20220405, 20220430, 20220501, 20220502,
  20220503, 20220504, 20220603, 20220604, 20220605, 20220910, 20220911, 20220912,
  20221001, 20221002, 20221003, 20221004, 20221005, 20221006, 20221007, 20221231,
  20230101, 20230102, 20230121, 20230122, 20230123, 20230124, 20230125, 20230126,
  20230127, 20230405, 20230429, 20230430, 20230501, 20230502, 20230503, 20230622,
  20230623, 20230624, 20230929, 20230930, 20231001, 20231002, 20231003, 20231004,
  20231005, 20231006,
  20240101, 20240210, 20240211, 20240212, 20240213, 20240214, 20240215, 20240216,
  20240217, 20240404, 20240405, 20240406, 20240501, 20240502, 20240503, 20240504,
  20240505, 20240610, 20240915, 20240916, 20240917, 20241001, 20241002, 20241003,
  20241004, 20241005, 20241006, 20241007,
  20250101, 20250128, 20250129, 20250130, 20250131, 20250201, 20250202, 20250203,
  20250204, 20250404, 20250405, 20250406, 20250501, 20250502, 20250503, 20250504,
  20250505, 20250531, 20250601, 20250602, 20251001, 20251002, 20251003, 20251004,
  20251005, 20251006, 20251007, 20251008,
  20260101, 20260102, 20260103, 20260215, 20260216, 20260217, 20260218, 20260219,
  20260220, 20260221, 20260222, 20260223, 20260404, 20260405, 20260406, 20260501,
  20260502, 20260503, 20260504, 20260505, 20260619, 20260620, 20260621, 20260925,
  20260926, 20260927, 20261001, 20261002, 20261003, 20261004, 20261005, 20261006,
  20261007,
};

static const int workdays[] = {
  20220129, 20220130, 20220402, 20220424, 20220507, 20221008, 20221009,
  20230128, 20230129, 20230423, 20230506, 20230625, 20231007, 20231008,
  20240204, 20240218, 20240407, 20240428, 20240511, 20240914, 20240929, 20241012,
  20250126, 20250208, 20250427, 20250928, 20251011,
  20260104, 20260214, 20260228, 20260509, 20260920, 20261010,
};
/* clang-format on */

static HyDate
date_of_int (int ymd)
{
  return hy_date_from_ymd (ymd / 10000, ymd / 100 % 100, ymd % 100);
}

HyCalendar *
hy_test_calendar (void)
{
  HyCalendar *calendar = hy_calendar_new ("calendar-1", 1);

  for (int year = 2022; year <= 2026; year++)
    hy_calendar_add_published (calendar, year);
  for (gsize i = 0; i < G_N_ELEMENTS (holidays); i++)
    hy_calendar_add_holiday (calendar, date_of_int (holidays[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (workdays); i++)
    hy_calendar_add_workday (calendar, date_of_int (workdays[i]));
  return calendar;
}

typedef struct
{
  HyClockId clock;
  HyLimitRule rule;
} ClockRule;

static const ClockRule rules[] = {
  { HY_CLOCK_SIGN, { HY_WHEN_URGENT, 0, { HY_UNIT_NATURAL_MINUTES, 30 } } },
  { HY_CLOCK_SIGN, { HY_WHEN_ALWAYS, 0, { HY_UNIT_WORKING_MINUTES, 240 } } },
  { HY_CLOCK_CONTACT, { HY_WHEN_URGENT, 0, { HY_UNIT_NATURAL_MINUTES, 60 } } },
  { HY_CLOCK_CONTACT, { HY_WHEN_ALWAYS, 0, { HY_UNIT_WORKING_DAYS, 1 } } },
  { HY_CLOCK_RESULT, { HY_WHEN_URGENT, 0, { HY_UNIT_NATURAL_MINUTES, 1440 } } },
  { HY_CLOCK_RESULT, { HY_WHEN_REWORK, 0, { HY_UNIT_WORKING_DAYS, 3 } } },
  { HY_CLOCK_RESULT, { HY_WHEN_SUPERVISED, 0, { HY_UNIT_WORKING_DAYS, 3 } } },
  { HY_CLOCK_RESULT, { HY_WHEN_LETTER, 0, { HY_UNIT_WORKING_DAYS, 5 } } },
  { HY_CLOCK_RESULT, { HY_WHEN_KIND, HY_DEMAND_INQUIRY, { HY_UNIT_WORKING_DAYS, 2 } } },
  { HY_CLOCK_RESULT, { HY_WHEN_KIND, HY_DEMAND_SUGGESTION, { HY_UNIT_WORKING_DAYS, 10 } } },
  { HY_CLOCK_RESULT, { HY_WHEN_ALWAYS, 0, { HY_UNIT_WORKING_DAYS, 5 } } },
};

static const char *const grounds[] = {
  "not_our_territory", "not_our_function",    "duplicate", "petition_or_litigation",
  "emergency_number",  "too_little_to_go_on", NULL,
};

HyPolicy *
hy_test_policy (void)
{
  HyPolicy *policy = hy_policy_new ();

  policy->id = g_strdup ("policy-1");
  policy->version = 1;
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    g_array_append_val (policy->limits[rules[i].clock], rules[i].rule);
  policy->extension_max_days = 10;
  policy->extension_max_times = 1;
  policy->return_window_days = 1;
  policy->return_grounds = g_strdupv ((char **) grounds);
  policy->appeal_window_days = 5;
  policy->attempts_min = 3;
  policy->attempts_half_days = 2;
  policy->offline_grace_hours = 24;
  return policy;
}

HyTime
hy_test_time (const char *text)
{
  g_autofree char *full = NULL;
  HyTime t = HY_TIME_NONE;

  if (text == NULL)
    return HY_TIME_NONE;
  full = g_strdup_printf ("%.10sT%s%s+08:00", text, text + 11, strlen (text) > 16 ? "" : ":00");
  if (!hy_time_parse (full, &t))
    g_error ("no time: %s", text);
  return t;
}
