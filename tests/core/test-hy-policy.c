#include "support/hy-test-calendar.h"

typedef struct
{
  const char *flags;
  HyDemandKind kind;
  HyChannel channel;
  HyState state;
  int days;       /* of the result clock; 0: natural 24 hours */
  int start_days; /* as if not supervised */
} RuleCase;

static const RuleCase rule_cases[] = {
  { NULL, HY_DEMAND_COMPLAINT, HY_CHANNEL_CITY_HOTLINE, HY_STATE_HANDLING, 5, 5 },
  { NULL, HY_DEMAND_INQUIRY, HY_CHANNEL_CITY_HOTLINE, HY_STATE_HANDLING, 2, 2 },
  { NULL, HY_DEMAND_SUGGESTION, HY_CHANNEL_CITY_HOTLINE, HY_STATE_HANDLING, 10, 10 },
  { NULL, HY_DEMAND_SUGGESTION, HY_CHANNEL_MAYOR_MAILBOX, HY_STATE_HANDLING, 5, 5 },
  { NULL, HY_DEMAND_INQUIRY, HY_CHANNEL_CITY_HOTLINE, HY_STATE_REWORK, 3, 3 },
  { "supervised:red", HY_DEMAND_SUGGESTION, HY_CHANNEL_GRID, HY_STATE_HANDLING, 3, 10 },
  { "urgent", HY_DEMAND_SUGGESTION, HY_CHANNEL_PROVINCE, HY_STATE_REWORK, 0, 0 },
};

static void
test_first_that_fits (void)
{
  g_autoptr (HyPolicy) policy = hy_test_policy ();

  for (gsize i = 0; i < G_N_ELEMENTS (rule_cases); i++)
    {
      const RuleCase *c = &rule_cases[i];
      g_autoptr (HyTicket) ticket = hy_ticket_new ();
      HyLimit limit, start;

      if (c->flags != NULL)
        g_ptr_array_add (ticket->flags, g_strdup (c->flags));
      ticket->kind = c->kind;
      ticket->channel = c->channel;
      ticket->state = c->state;
      limit = hy_policy_limit (policy, HY_CLOCK_RESULT, ticket);
      start = hy_policy_start_limit (policy, HY_CLOCK_RESULT, ticket);
      if (c->days == 0)
        {
          g_assert_cmpint (limit.unit, ==, HY_UNIT_NATURAL_MINUTES);
          g_assert_cmpint (limit.n, ==, 1440);
          continue;
        }
      g_assert_cmpint (limit.unit, ==, HY_UNIT_WORKING_DAYS);
      g_assert_cmpint (limit.n, ==, c->days);
      g_assert_cmpint (start.n, ==, c->start_days);
    }
}

/* Sent back it stays a rework while it is suspended or under review; dispatched anew it is none. */
static void
test_rework_beyond_the_state (void)
{
  g_autoptr (HyPolicy) policy = hy_test_policy ();
  g_autoptr (HyTicket) ticket = hy_ticket_new ();

  ticket->state = HY_STATE_SUSPENDED;
  ticket->rework = 1;
  ticket->dispatched_at = hy_test_time ("2026-11-02 09:00");
  ticket->started_at = hy_test_time ("2026-11-23 09:00");
  g_assert_cmpint (hy_policy_limit (policy, HY_CLOCK_RESULT, ticket).n, ==, 3);
  ticket->dispatched_at = ticket->started_at;
  g_assert_cmpint (hy_policy_limit (policy, HY_CLOCK_RESULT, ticket).n, ==, 5);
}

static void
test_supervised_limit (void)
{
  g_autoptr (HyPolicy) policy = hy_test_policy ();
  g_autoptr (HyTicket) ticket = hy_ticket_new ();
  HyLimit limit = { HY_UNIT_NATURAL_MINUTES, 0 };

  g_assert_false (hy_policy_supervised_limit (policy, HY_CLOCK_CONTACT, ticket, &limit));
  g_assert_true (hy_policy_supervised_limit (policy, HY_CLOCK_RESULT, ticket, &limit));
  g_assert_cmpint (limit.unit, ==, HY_UNIT_WORKING_DAYS);
  g_assert_cmpint (limit.n, ==, 3);
}

static void
test_valid_limits (void)
{
  HyLimit limit = { HY_UNIT_WORKING_DAYS, 1 };

  g_assert_true (hy_limit_is_valid (&limit));
  limit.n = 0;
  g_assert_false (hy_limit_is_valid (&limit));
  limit.n = HY_LIMIT_MAX_DAYS + 1;
  g_assert_false (hy_limit_is_valid (&limit));
  limit.unit = HY_UNIT_NATURAL_MINUTES;
  g_assert_true (hy_limit_is_valid (&limit));
  limit.n = G_MAXINT;
  g_assert_false (hy_limit_is_valid (&limit));
}

static void
test_codes (void)
{
  g_assert_cmpstr (hy_clock_code (HY_CLOCK_SIGN), ==, "sign");
  g_assert_cmpstr (hy_clock_code (HY_CLOCK_CONTACT), ==, "contact");
  g_assert_cmpstr (hy_clock_code (HY_CLOCK_RESULT), ==, "result");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/first-that-fits", test_first_that_fits);
  g_test_add_func ("/policy/rework-beyond-the-state", test_rework_beyond_the_state);
  g_test_add_func ("/policy/supervised-limit", test_supervised_limit);
  g_test_add_func ("/policy/valid-limits", test_valid_limits);
  g_test_add_func ("/policy/codes", test_codes);
  return g_test_run ();
}
