#include "support/hy-test-calendar.h"
#include "support/hy-test-case.h"

#define TOLD "09:10 sign; 09:20 contact; "

static void
test_reply (void)
{
  static const HyTestRow rows[] = {
    { TOLD "09:30 reply", "state replied due", "submitted 11-23/09:30 11-30/17:30" },
    { TOLD "09:30 reply; 09:40 reply", NULL, "already_replied" },
    { TOLD "09:30 reply; 09:40 reply_accepted; 09:50 reply", NULL, "already_replied" },
    { TOLD "09:30 return_request; 09:40 reply", NULL, "decision_pending" },
    { "09:10 contact; 09:20 reply", NULL, "wrong_state" },
    { TOLD "09:30 reply answers=d1", NULL, "demand_unanswered" },
    { TOLD "09:30 contact demands=d1:stop; 09:40 reply answers=d0", NULL, "demand_unanswered" },
    { TOLD "09:30 contact demands=d1:stop,d2:pay; 09:40 reply answers=d1", NULL,
      "demand_unanswered" },
    { TOLD "09:30 contact demands=d1:stop,d2:pay; 09:40 reply answers=d2,d1,d9", NULL, "ok" },
    { TOLD "09:30 contact demands=d1:stop,d2:pay; 09:35 contact demands=-d2;"
           "09:40 reply answers=d1",
      NULL, "ok" },
    /* overdue */
    { TOLD "11-30/17:30 reply", NULL, "ok" },
    { TOLD "11-30/17:31 reply", NULL, "statement_missing" },
    { TOLD "11-30/17:31 situation_statement; 17:32 reply", NULL, "ok" },
    { TOLD "11-30/17:30 situation_statement", NULL, "not_overdue" },
    { TOLD "11-30/17:31 situation_statement", "statement", "11-30/17:31" },
    /* the order in which they are asked: the version of the supplement r4 is 4 */
    { "09:10 sign; 09:20 supplemented; 12-01/09:00 reply answers=d1 base=2", NULL, "stale_reply" },
    { "09:10 sign; 09:20 supplemented; 12-01/09:00 reply answers=d1 base=3", NULL,
      "contact_first" },
    { TOLD "12-01/09:00 reply answers=d1", NULL, "demand_unanswered" },
    { TOLD "12-01/09:00 reply public_text=王小明", NULL, "statement_missing" },
    { TOLD "09:30 reply public_text=王小明", NULL, "private_in_public" },
    { TOLD "09:30 reply public_text=139-0000-0001", NULL, "private_in_public" },
    { TOLD "09:30 reply public_text=fine", NULL, "ok" },
    { TOLD "09:30 supplemented; 09:40 contact; 09:50 reply base=3", NULL, "stale_reply" },
    { TOLD "09:30 supplemented; 09:40 contact; 09:50 reply base=4", NULL, "ok" },
    { TOLD "09:30 supplemented; 09:40 supplemented; 09:45 contact; 09:50 reply base=4", NULL,
      "stale_reply" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

static void
test_letter (void)
{
  static const struct
  {
    const char *step;
    const char *code;
  } rows[] = {
    { "09:30 reply", "public_missing" },
    { "09:30 reply public_text=\xe3\x80\x80", "public_missing" },
    { "09:30 reply public_text=mended", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();

      c->ticket->channel = HY_CHANNEL_MAYOR_MAILBOX;
      g_assert_null (hy_test_case_play (c, "09:10 sign; 09:20 contact", NULL));
      g_assert_cmpstr (hy_test_case_play (c, rows[i].step, NULL), ==, rows[i].code);
    }
}

static void
test_details (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_auto (HyRefusal) refusal = { 0 };

  g_assert_cmpstr (hy_test_case_play (c,
                                      TOLD "09:25 contact demands=d1:stop,d2:pay,d3:go;"
                                           "09:30 reply answers=d2",
                                      &refusal),
                   ==, "demand_unanswered");
  g_assert_cmpuint (g_strv_length (refusal.demands), ==, 2);
  g_assert_cmpstr (refusal.demands[0], ==, "stop");
  g_assert_cmpstr (refusal.demands[1], ==, "go");

  g_assert_cmpstr (hy_test_case_play (c, "09:30 reply answers=d1,d2,d3 public_text=call:139,0000",
                                      &refusal),
                   ==, NULL);
  g_assert_cmpstr (hy_test_case_play (c, "09:40 reply", &refusal), ==, "already_replied");
  g_assert_cmpstr (refusal.who, ==, "p-zhang");
  g_assert_true (refusal.at == hy_test_time ("2026-11-23 09:30"));
  g_assert_null (refusal.demands);
}

static void
test_passage (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_auto (HyRefusal) refusal = { 0 };

  g_assert_cmpstr (hy_test_case_play (c, TOLD "09:30 reply public_text=13900000001", &refusal), ==,
                   "private_in_public");
  g_assert_cmpstr (refusal.passage, ==, "13900000001");
}

static void
test_withdraw (void)
{
  static const HyTestRow rows[] = {
    { TOLD "09:30 reply; 09:40 reply_withdraw", "state replied due contacted",
      "handling - 11-30/17:30 11-23/09:20" },
    { TOLD "09:30 reply; 09:40 reply_withdraw; 09:50 reply", NULL, "ok" },
    { TOLD "09:30 reply; 09:40 reply_rejected; 09:45 contact; 09:50 reply; 09:55 reply_withdraw",
      "state replied rework", "rework - 1" },
    { TOLD "09:30 reply; 09:40 reply_accepted; 09:50 reply_withdraw", NULL, "already_reviewed" },
    { TOLD "09:30 reply; 09:40 reply_rejected; 09:50 reply_withdraw", NULL, "already_reviewed" },
    { TOLD "09:50 reply_withdraw", NULL, "wrong_state" },
    { TOLD "09:30 reply; 09:40 reply_withdraw; 09:50 reply_withdraw", NULL, "wrong_state" },
    { TOLD "09:30 reply; 09:40 reply_rejected; 09:50 reassigned; 10:00 reply_withdraw", NULL,
      "wrong_state" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds-reply/reply", test_reply);
  g_test_add_func ("/kinds-reply/letter", test_letter);
  g_test_add_func ("/kinds-reply/details", test_details);
  g_test_add_func ("/kinds-reply/passage", test_passage);
  g_test_add_func ("/kinds-reply/withdraw", test_withdraw);
  return g_test_run ();
}
