/* Policy (the first byte is even) and calendar (odd), and what is then counted with them: whatever a document says, a
 * limit ends, and not before it begins. */
#include "fuzz.h"

#include "core/hy-clocks.h"
#include "core/hy-words.h"
#include "wire/hy-calendar-json.h"
#include "wire/hy-policy-json.h"

#define MONDAY G_GINT64_CONSTANT (1795395600000) /* 2026-11-23T09:00+08:00 */

static const HyLimit limits[] = {
  { HY_UNIT_WORKING_DAYS, 5 },
  { HY_UNIT_WORKING_MINUTES, 240 },
  { HY_UNIT_NATURAL_MINUTES, 30 },
  { HY_UNIT_WORKING_DAYS, HY_LIMIT_MAX_DAYS },
};

static void
check_limit (const HyLimit *limit, const HyCalendar *calendar)
{
  HyTime due = hy_limit_due (limit, calendar, MONDAY);
  HyTime yellow = hy_limit_yellow_at (limit, calendar, MONDAY, due);
  g_autofree char *words = hy_limit_words (limit);
  g_autofree char *left = hy_time_left_words (due, MONDAY, calendar);

  g_assert_true (words != NULL && left != NULL);
  g_assert_cmpint (due, >=, MONDAY);
  g_assert_cmpint (yellow, <=, due);
  g_assert_cmpint (hy_extended_due (calendar, due, 10), >=, due);
}

static void
check_rules (const HyPolicy *policy, const HyCalendar *calendar, const HyTicket *ticket)
{
  for (int clock = 0; clock < HY_N_CLOCKS; clock++)
    {
      HyLimit limit = hy_policy_limit (policy, clock, ticket);

      g_assert_true (hy_limit_is_valid (&limit));
      check_limit (&limit, calendar);
      limit = hy_policy_start_limit (policy, clock, ticket);
      check_limit (&limit, calendar);
      if (hy_policy_supervised_limit (policy, clock, ticket, &limit))
        check_limit (&limit, calendar);
    }
}

static void
check_policy (const char *text, gsize size)
{
  static HyCalendar *calendar;
  g_autoptr (GError) error = NULL;
  g_autoptr (HyPolicy) policy = hy_policy_from_json (text, (gssize) size, &error);
  g_autoptr (HyTicket) ticket = hy_ticket_new ();

  fuzz_assert_told (policy != NULL, error);
  if (policy == NULL)
    return;
  if (calendar == NULL)
    calendar = hy_calendar_default ();
  check_rules (policy, calendar, ticket);
  hy_ticket_set_flag (ticket, "urgent", NULL);
  hy_ticket_set_flag (ticket, "supervised", "red");
  ticket->rework = 1;
  check_rules (policy, calendar, ticket);
}

static void
check_calendar (const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyCalendar) calendar = hy_calendar_from_json (text, (gssize) size, &error);
  int year = 0;

  fuzz_assert_told (calendar != NULL, error);
  if (calendar == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    check_limit (&limits[i], calendar);
  if (!hy_calendar_self_check (calendar, &year))
    g_assert_cmpint (year, >=, 2022);
  g_assert_cmpint (hy_calendar_working_time (calendar, MONDAY, MONDAY + 30 * HY_DAY), >=, 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (fuzz_take_choice (&data, &size, 2) == 0)
    check_policy ((const char *) data, size);
  else
    check_calendar ((const char *) data, size);
  return 0;
}
