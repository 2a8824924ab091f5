#include "support/hy-test-calendar.h"

#include "core/hy-words.h"

/* A clock as it is read from a ticket, and the lines under its date. */
typedef struct
{
  HyClockId clock;
  HyLimit limit;
  HyOrigin origin;
  gboolean moved, extended;
  const char *from;
  const char *due;
  const char *lines;
  gboolean provisional;
} DerivationCase;

static const DerivationCase cases[] = {
  { HY_CLOCK_RESULT,
    { HY_UNIT_WORKING_DAYS, 5 },
    HY_ORIGIN_DISPATCHED,
    FALSE,
    FALSE,
    "2026-11-23 09:12",
    "2026-11-30 17:30",
    "11-23 Mon 09:12 Dispatched\n"
    "Result: 5 working days, counted from the next day\n"
    "11-24 Tue · 25 Wed · 26 Thu · 27 Fri · 30 Mon (11-28, 29 not counted)\n"
    "Ends at 17:30" },
  { HY_CLOCK_RESULT,
    { HY_UNIT_WORKING_DAYS, 2 },
    HY_ORIGIN_RESTARTED,
    FALSE,
    FALSE,
    "2026-02-13 15:00",
    "2026-02-24 17:30",
    "02-13 Fri 15:00 Sent back or reopened\n"
    "Result: 2 working days, counted from the next day\n"
    "02-14 Sat · 24 Tue (02-15–23 not counted)\n"
    "Ends at 17:30" },
  { HY_CLOCK_RESULT,
    { HY_UNIT_WORKING_DAYS, 7 },
    HY_ORIGIN_DISPATCHED,
    TRUE,
    TRUE,
    "2026-11-23 09:12",
    "2026-12-02 17:30",
    "11-23 Mon 09:12 Dispatched\n"
    "Result: 7 working days with the extension, counted from the next day\n"
    "11-24 Tue · 25 Wed · 26 Thu · 27 Fri · 30 Mon · 12-01 Tue · 02 Wed (11-28, 29 not counted)\n"
    "Ends at 17:30" },
  { HY_CLOCK_RESULT,
    { HY_UNIT_WORKING_DAYS, 18 },
    HY_ORIGIN_RESUMED,
    TRUE,
    FALSE,
    "2026-12-15 10:00",
    "2026-12-17 17:30",
    "12-15 Tue 10:00 Suspension ended\n"
    "Result: 2 working days that were left, counted from the next day\n"
    "12-16 Wed · 17 Thu\n"
    "Ends at 17:30" },
  { HY_CLOCK_SIGN,
    { HY_UNIT_WORKING_MINUTES, 240 },
    HY_ORIGIN_DISPATCHED,
    FALSE,
    FALSE,
    "2026-11-27 15:30",
    "2026-11-30 10:30",
    "11-27 Fri 15:30 Dispatched\n"
    "Signing: 4 working hours, within office hours\n"
    "(11-28, 29 not counted)\n"
    "Ends at 11-30 Mon 10:30" },
  { HY_CLOCK_CONTACT,
    { HY_UNIT_NATURAL_MINUTES, 60 },
    HY_ORIGIN_DISPATCHED,
    FALSE,
    FALSE,
    "2026-11-28 23:30",
    "2026-11-29 00:30",
    "11-28 Sat 23:30 Dispatched\n"
    "Contact: 1 hour round the clock\n"
    "Ends at 11-29 Sun 00:30" },
  { HY_CLOCK_RESULT,
    { HY_UNIT_WORKING_DAYS, 3 },
    HY_ORIGIN_SUPERVISED,
    FALSE,
    FALSE,
    "2026-12-30 09:00",
    "2027-01-05 17:30",
    "12-30 Wed 09:00 Supervised\n"
    "Result: 3 working days, counted from the next day\n"
    "12-31 Thu · 01-04 Mon · 05 Tue (01-01–03 not counted)\n"
    "Ends at 17:30\n"
    "Provisional: the holidays of 2027 are not announced yet",
    TRUE },
};

static HyClock
clock_of (const DerivationCase *c)
{
  return (HyClock){ .exists = TRUE,
                    .start = hy_test_time ("2026-11-23 09:12"),
                    .origin = c->origin,
                    .counted_from = hy_test_time (c->from),
                    .due = hy_test_time (c->due),
                    .moved = c->moved,
                    .extended = c->extended,
                    .limit = c->limit };
}

static void
test_lines (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HyClock clock = clock_of (&cases[i]);
      g_autoptr (HyDerivation) derivation = hy_clock_derive (&clock, cases[i].clock, calendar);
      g_auto (GStrv) lines = hy_derivation_words (derivation, NULL);
      g_auto (GStrv) expected = g_strsplit (cases[i].lines, "\n", -1);

      g_assert_cmpint (derivation->provisional, ==, cases[i].provisional);
      g_assert_cmpstrv (lines, expected);
    }
}

static void
test_ticket_lines (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();
  g_autoptr (HyTicket) ticket = hy_ticket_new ();
  HyClock clock = clock_of (&cases[0]);
  g_autoptr (HyDerivation) derivation = hy_clock_derive (&clock, HY_CLOCK_RESULT, calendar);
  g_auto (GStrv) lines = NULL;

  ticket->policy = g_strdup ("policy-3");
  ticket->due_upstream = hy_test_time ("2026-12-02 17:30");
  lines = hy_derivation_words (derivation, ticket);
  g_assert_cmpstr (lines[4], ==, "Rules: policy version 3");
  g_assert_cmpstr (lines[5], ==, "The city's limit: 12-02 Wed 17:30 (only shown)");
}

/* A due that some other program set centuries off costs no more than a year's list. */
static void
test_bounded (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();
  HyClock clock = clock_of (&cases[0]);
  g_autoptr (HyDerivation) derivation = NULL;

  clock.due = hy_test_time ("9999-12-31 17:30");
  derivation = hy_clock_derive (&clock, HY_CLOCK_RESULT, calendar);
  g_assert_cmpuint (derivation->days->len + derivation->skipped->len, <=, HY_DERIVATION_MAX_DAYS);
}

static void
test_no_clock (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();
  HyClock clock = { 0 };
  g_autoptr (HyDerivation) derivation = hy_clock_derive (&clock, HY_CLOCK_CONTACT, calendar);

  g_assert_cmpuint (derivation->days->len, ==, 0);
  g_assert_false (derivation->provisional);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/derivation/lines", test_lines);
  g_test_add_func ("/derivation/ticket-lines", test_ticket_lines);
  g_test_add_func ("/derivation/bounded", test_bounded);
  g_test_add_func ("/derivation/no-clock", test_no_clock);
  return g_test_run ();
}
