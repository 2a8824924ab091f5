#include "support/hy-test-calendar.h"
#include "support/hy-test-case.h"

/* When a command counts as done: made_at + offset, if that lies within the grace before receipt. */
static void
test_effective_time (void)
{
  const HyTime noon = hy_test_time ("2026-11-23 12:00");
  const HyTime day = 24 * HY_HOUR;
  const struct
  {
    HyTime made, offset, received, expected;
  } rows[] = {
    { noon - HY_HOUR, 0, noon, noon - HY_HOUR },
    { noon - day, 0, noon, noon - day },
    { noon - day - 1, 0, noon, noon },
    { noon + 1, 0, noon, noon },
    { noon + HY_HOUR, -2 * HY_HOUR, noon, noon - HY_HOUR },
    { noon - 3 * day, 3 * day - HY_HOUR, noon, noon - HY_HOUR },
    { noon, 0, HY_TIME_NONE, noon },
    { noon, HY_HOUR, HY_TIME_NONE, noon + HY_HOUR },
    { noon, G_MAXINT64, noon, noon },
    { noon, G_MININT64, noon, noon },
    { noon, G_MAXINT64, HY_TIME_NONE, noon },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (hy_effective_time (rows[i].made, rows[i].offset, rows[i].received, 24), ==,
                     rows[i].expected);
}

/* Asked without a body: what the window shows before anybody writes. */
static void
test_may (void)
{
  static const struct
  {
    const char *script;
    const char *kind;
    const char *now;
    const char *code;
  } rows[] = {
    { "", "sign", "2026-11-23 09:30", NULL },
    { "", "reply", "2026-11-23 09:30", "wrong_state" },
    { "09:10 sign", "reply", "2026-11-23 09:30", "contact_first" },
    { "09:10 sign; 09:20 contact", "reply", "2026-11-23 09:30", NULL },
    { "09:10 sign; 09:20 contact", "reply", "2026-12-01 09:30", "statement_missing" },
    { "09:10 sign; 09:20 contact; 09:30 reply", "reply", "2026-11-23 09:30", "already_replied" },
    { "09:10 sign; 09:20 contact; 09:30 supplemented", "reply", "2026-11-23 09:40",
      "contact_first" },
    { "", "extension_request", "2026-11-23 09:30", NULL },
    { "", "extension_request", "2026-12-01 09:30", "too_late" },
    { "09:10 sign; 09:20 contact; 09:30 extension_request", "extension_request", "2026-11-23 10:00",
      "extension_used" },
    { "09:10 sign", "return_request", "2026-11-25 09:30", "too_late" },
    { "09:10 return_request; 09:20 return_refused", "return_request", "2026-11-23 09:30",
      "no_return" },
    { "", "request_withdraw", "2026-11-23 09:30", "already_decided" },
    { "09:10 return_request", "request_withdraw", "2026-11-23 09:30", NULL },
    { "", "situation_statement", "2026-11-23 09:30", "not_overdue" },
    { "", "situation_statement", "2026-12-01 09:30", NULL },
    { "", "contact", "2026-11-23 09:30", NULL },
    { "09:10 recalled", "contact", "2026-11-23 09:30", "wrong_state" },
    { "", "reply_withdraw", "2026-11-23 09:30", "wrong_state" },
    { "", "mediation", "2026-11-23 09:30", NULL },
    { "09:10 petition_link", "mediation", "2026-11-23 09:30", "not_suitable" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();
      g_auto (HyRefusal) refusal = { 0 };
      const HyKind *kind = hy_kind_find (rows[i].kind);

      g_assert_null (hy_test_case_play (c, rows[i].script, NULL));
      g_assert_cmpint (hy_case_may (c, kind, hy_test_time (rows[i].now), &refusal), ==,
                       rows[i].code == NULL);
      g_assert_cmpstr (refusal.code, ==, rows[i].code);
    }
}

/* No kind asks for a body where there is none. */
static void
test_may_all (void)
{
  static const char *const ways[] = { "", "09:10 sign; 09:20 contact",
                                      "09:10 sign; 09:20 contact; 09:30 reply", "09:10 recalled" };
  gsize n;
  const HyKind *kinds = hy_kinds (&n);

  for (gsize w = 0; w < G_N_ELEMENTS (ways); w++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();

      g_assert_null (hy_test_case_play (c, ways[w], NULL));
      for (gsize i = 0; i < n; i++)
        hy_case_may (c, &kinds[i], hy_test_time ("2026-11-23 10:00"), NULL);
    }
}

/* A body is judged before the state: bad_body, then left, then guards. */
static void
test_order (void)
{
  static const HyTestRow rows[] = {
    { "09:10 recalled; 09:20 contact outcome=busy", NULL, "bad_body outcome" },
    { "09:10 recalled; 09:20 contact", NULL, "wrong_state" },
    { "09:10 recalled; 09:20 contact amends=r9", NULL, "wrong_state" },
    { "09:10 reply result_kind=great", NULL, "bad_body result_kind" },
    { "12-01/09:00 extension_request days=0", NULL, "bad_body days" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

/* A refusal says nothing of an earlier one, and what is refused changes nothing. */
static void
test_refused_changes_nothing (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_auto (HyRefusal) refusal = { 0 };
  g_autofree char *before = hy_test_case_facts (c, "state flags due");
  g_autofree char *after = NULL;

  g_assert_cmpstr (hy_test_case_play (c, "09:10 contact outcome=busy", &refusal), ==, "bad_body");
  g_assert_cmpstr (refusal.field, ==, "outcome");
  g_assert_cmpstr (hy_test_case_play (c, "09:10 resume", &refusal), ==, "wrong_state");
  g_assert_null (refusal.field);
  g_assert_cmpint (refusal.state, ==, HY_STATE_PENDING_SIGN);
  after = hy_test_case_facts (c, "state flags due");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (c->timeline->len, ==, 1);
}

/* The whole way of a ticket, as the clerk goes it. */
static void
test_whole_way (void)
{
  static const HyTestRow rows[] = {
    { "09:10 sign; 09:20 contact purpose=confirm demands=d1:stop; 09:30 progress;"
      "11-24/10:00 extension_request; 10:10 extension_granted days=3; 12-02/16:00 contact;"
      "16:10 reply answers=d1; 12-03/09:00 reply_rejected; 09:30 contact; 10:00 reply answers=d1;"
      "11:00 reply_accepted; 12-04/09:00 followed_up",
      "state signed contacted replied due rework extensions flags demands",
      "archived 11-23/09:10 12-03/09:30 12-03/10:00 12-08/17:30 1 1 extension:granted d1:stop" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

/* What the steps leave behind is what the clocks read: the worst light, and how the result's limit
 * counts. */
static void
test_clocks (void)
{
  static const struct
  {
    const char *script;
    const char *now;
    const char *light;
    int days; /* of the result clock */
    gboolean moved;
  } rows[] = {
    { "", "11-23 10:00", "green", 5, FALSE },
    { "", "11-23 12:00", "yellow", 5, FALSE },
    { "", "11-23 15:01", "red", 5, FALSE },
    { "09:10 sign", "11-24 09:00", "yellow", 5, FALSE },
    { "09:10 sign; 09:20 contact", "11-26 17:00", "green", 5, FALSE },
    { "09:10 sign; 09:20 contact", "11-27 09:00", "yellow", 5, FALSE },
    { "09:10 sign; 09:20 contact; 09:30 contact amends=r3 outcome=off", "11-25 09:00", "red", 5,
      FALSE },
    { "09:10 sign; 09:20 contact", "12-01 09:00", "red_framed", 5, FALSE },
    { "09:10 sign; 09:20 contact; 12-01/09:00 situation_statement", "12-01 10:00", "red", 5,
      FALSE },
    { "09:10 sign; 09:20 contact; 09:30 extension_request", "12-01 09:00", "yellow", 5, FALSE },
    { "09:10 sign; 09:20 contact; 09:30 extension_request; 12-01/10:00 extension_refused",
      "12-01 11:00", "red_framed", 5, FALSE },
    { "09:10 sign; 09:20 contact; 09:30 extension_request; 12-01/10:00 extension_granted",
      "12-01 11:00", "green", 10, TRUE },
    { "09:10 sign; 09:20 contact; 09:30 supervised", "11-24 18:00", "yellow", 3, FALSE },
    { "09:10 sign; 09:20 contact; 09:30 suspend_request; 09:40 suspension_granted", "12-20 09:00",
      "paused", 5, FALSE },
    { "09:10 sign; 09:20 contact; 09:30 suspend_request; 11-25/09:40 suspension_granted;"
      "12-08/10:00 resume",
      "12-08 11:00", "green", 15, TRUE },
    { "09:10 sign; 09:20 contact; 09:30 reply", "12-20 09:00", "in_time", 5, FALSE },
    { "09:10 sign; 09:20 contact; 12-01/09:00 situation_statement; 09:30 reply", "12-20 09:00",
      "late", 5, FALSE },
    { "09:10 sign; 09:20 contact; 09:30 reply; 09:40 reply_withdraw", "11-27 09:00", "yellow", 5,
      FALSE },
    { "09:10 sign; 09:20 contact; 09:30 reply; 11-25/09:40 reply_rejected; 10:00 contact",
      "11-25 11:00", "green", 3, FALSE },
    { "09:10 return_request", "11-24 09:00", "yellow", 5, FALSE },
    { "09:10 return_request; 09:20 return_refused", "11-24 09:00", "red", 5, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();
      g_autofree char *now = g_strconcat ("2026-", rows[i].now, NULL);
      HyClocks clocks;
      const char *light;

      g_assert_null (hy_test_case_play (c, rows[i].script, NULL));
      hy_clocks_read (c, &clocks);
      light = hy_light_code (hy_clocks_light (&clocks, hy_test_time (now), NULL));
      if (g_strcmp0 (light, rows[i].light) != 0)
        g_error ("%s at %s: %s", rows[i].script, now, light);
      g_assert_cmpint (clocks.clock[HY_CLOCK_RESULT].limit.n, ==, rows[i].days);
      g_assert_cmpint (clocks.clock[HY_CLOCK_RESULT].moved, ==, rows[i].moved);
    }
}

static void
test_records (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  const HyRecord *first;

  g_assert_null (hy_test_case_play (c,
                                    "09:10 contact; 09:20 contact amends=r2 outcome=off;"
                                    "09:30 contact amends=r3; 09:40 progress",
                                    NULL));
  first = hy_case_find_record (c, "r2");
  g_assert_cmpstr (first->kind, ==, "contact");
  g_assert_true (hy_case_is_amended (c, first));
  g_assert_cmpstr (hy_case_effective (c, first)->id, ==, "r4");
  g_assert_false (hy_case_is_amended (c, hy_case_find_record (c, "r4")));
  g_assert_false (hy_case_is_amended (c, hy_case_find_record (c, "r5")));
  g_assert_null (hy_case_find_record (c, "r9"));
  g_assert_null (hy_case_find_record (c, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case/effective-time", test_effective_time);
  g_test_add_func ("/case/may", test_may);
  g_test_add_func ("/case/may-all", test_may_all);
  g_test_add_func ("/case/order", test_order);
  g_test_add_func ("/case/refused-changes-nothing", test_refused_changes_nothing);
  g_test_add_func ("/case/whole-way", test_whole_way);
  g_test_add_func ("/case/clocks", test_clocks);
  g_test_add_func ("/case/records", test_records);
  return g_test_run ();
}
