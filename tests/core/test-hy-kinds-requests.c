#include "support/hy-test-case.h"

/* Dispatched Monday 23 November: due on Monday the 30th at 17:30. r3 is a reached contact. */
#define TOLD "09:10 sign; 09:20 contact; "
#define ASKED TOLD "09:30 extension_request; "

static void
test_extension (void)
{
  static const HyTestRow rows[] = {
    { TOLD "11-30/17:30 extension_request", NULL, "ok" },
    { TOLD "11-30/17:31 extension_request", NULL, "too_late" },
    { TOLD "11-30/17:31 extension_request days=99 citizen_told=r9", NULL, "too_late" },
    { TOLD "09:30 extension_request days=10", NULL, "ok" },
    { TOLD "09:30 extension_request days=11", NULL, "too_long" },
    { TOLD "09:30 extension_request days=11 citizen_told=r9", NULL, "too_long" },
    { ASKED "09:40 extension_request", NULL, "extension_used" },
    { ASKED "09:40 extension_request days=11", NULL, "extension_used" },
    { ASKED "09:40 extension_granted; 09:50 extension_request", NULL, "extension_used" },
    { ASKED "09:40 extension_refused; 09:50 extension_request", NULL, "ok" },
    { ASKED "09:40 request_withdraw record=r4; 09:50 extension_request", NULL, "ok" },
    /* one a dispatch: a rework is none, a reassignment is */
    { ASKED "09:40 extension_granted; 10:00 reply; 10:10 reply_rejected; 10:20 extension_request",
      NULL, "extension_used" },
    { ASKED "09:40 extension_granted; 10:00 reassigned; 10:10 sign; 10:20 extension_request", NULL,
      "ok" },
    /* told */
    { TOLD "09:30 extension_request citizen_told=r2", NULL, "citizen_not_told" },
    { TOLD "09:30 extension_request citizen_told=r9", NULL, "citizen_not_told" },
    { TOLD "09:30 extension_request citizen_told=waived", NULL, "citizen_not_told" },
    { TOLD "09:30 extension_request citizen_told=attempts", NULL, "citizen_not_told" },
    { "09:10 sign; 09:20 contact outcome=no_answer; 09:30 extension_request", NULL,
      "citizen_not_told" },
    { TOLD "09:30 contact amends=r3 outcome=refused; 09:40 extension_request", NULL,
      "citizen_not_told" },
    { TOLD "09:30 contact amends=r3; 09:40 extension_request citizen_told=r3", NULL, "ok" },
    { TOLD "09:30 contact amends=r3; 09:40 extension_request citizen_told=r4", NULL, "ok" },
    { "09:10 sign; 09:20 contact outcome=off; 09:30 contact outcome=off channel=visit;"
      "09:40 extension_request citizen_told=attempts",
      NULL, "ok" },
    /* before the signing, while a return is under review, while suspended */
    { "09:10 contact; 09:20 extension_request citizen_told=r2", "state flags",
      "pending_sign extension:pending" },
    { TOLD "09:30 return_request; 09:40 extension_request", "state", "return_requested" },
    { TOLD "09:30 suspend_request; 09:40 suspension_granted; 12-20/09:00 extension_request",
      "state flags", "suspended extension:pending" },
    { TOLD "11-30/17:00 suspend_request; 17:40 suspension_granted; 17:50 extension_request", NULL,
      "too_late" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

static void
test_waived (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();

  c->ticket->citizen.anonymous = TRUE;
  g_assert_null (
      hy_test_case_play (c, "09:10 sign; 09:20 extension_request citizen_told=waived", NULL));
}

static void
test_decided (void)
{
  static const HyTestRow rows[] = {
    { ASKED "09:40 extension_granted", "due flags extensions", "12-07/17:30 extension:granted 1" },
    { ASKED "09:40 extension_granted days=2", "due", "12-02/17:30" },
    { ASKED "09:40 extension_granted days=11", NULL, "too_long" },
    { ASKED "09:40 extension_refused", "due flags extensions", "11-30/17:30 - 0" },
    { ASKED "09:40 request_withdraw", "due flags extensions", "11-30/17:30 - 0" },
    { ASKED "09:40 extension_granted; 09:50 extension_granted", NULL, "wrong_state" },
    { ASKED "09:40 extension_granted; 09:50 extension_refused", NULL, "wrong_state" },
    { ASKED "09:40 request_withdraw; 09:50 extension_granted", NULL, "wrong_state" },
    { ASKED "09:40 request_withdraw; 09:50 request_withdraw", NULL, "already_decided" },
    { ASKED "09:40 extension_refused; 09:50 request_withdraw", NULL, "already_decided" },
    { ASKED "09:40 request_withdraw record=r3", NULL, "bad_body record" },
    { ASKED "09:40 request_withdraw record=r99", NULL, "bad_body record" },
    /* the reply withdraws it, and it stays withdrawn */
    { ASKED "09:40 reply", "state flags", "submitted -" },
    { ASKED "09:40 reply; 09:50 reply_withdraw", "state flags", "handling -" },
    { ASKED "09:40 reply; 09:50 reply_withdraw; 10:00 extension_granted", NULL, "wrong_state" },
    { ASKED "09:40 extension_granted; 09:50 reply", "flags", "extension:granted" },
    /* a reassignment lapses it */
    { ASKED "09:40 reassigned", "flags extensions", "- 0" },
    { ASKED "09:40 reassigned; 09:50 extension_granted", NULL, "wrong_state" },
    { ASKED "09:40 reassigned; 09:50 request_withdraw", NULL, "already_decided" },
    { ASKED "09:40 return_request; 09:50 return_granted to=o-2; 10:00 extension_granted", NULL,
      "wrong_state" },
    /* granted after the due: a statement of before no longer counts */
    { ASKED "12-01/09:00 situation_statement; 10:00 extension_granted", "due statement",
      "12-07/17:30 -" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

static void
test_return (void)
{
  static const HyTestRow rows[] = {
    { "12-20/09:00 return_request", "state", "return_requested" },
    { "09:10 sign; 11-24/17:30 return_request", "state", "return_requested" },
    { "09:10 sign; 11-24/17:31 return_request", NULL, "too_late" },
    { "11-27/10:00 sign; 11-30/17:30 return_request", NULL, "ok" },
    { "11-28/10:00 sign; 11-30/17:31 return_request", NULL, "too_late" },
    { "09:10 return_request ground=owner_not_found", NULL, "ground_not_allowed" },
    { "09:10 return_request ground=duplicate", NULL, "ok" },
    { "09:10 return_request; 09:20 return_refused", "state flags due_sign signed",
      "pending_sign no_return 11-23/15:00 -" },
    { "09:10 return_request; 09:20 return_refused; 09:30 return_request", NULL, "no_return" },
    { "09:10 return_request; 09:20 return_refused; 09:30 return_request ground=lazy", NULL,
      "no_return" },
    { "09:10 return_request; 09:20 request_withdraw record=r2", "state flags due_sign",
      "pending_sign - 11-23/15:00" },
    { "09:10 return_request; 09:20 request_withdraw record=r2; 09:30 return_request", NULL, "ok" },
    { "09:10 sign; 09:20 return_request; 09:30 return_refused", "state signed",
      "handling 11-23/09:10" },
    { TOLD "09:30 reply; 09:40 reply_rejected; 09:50 return_request; 10:00 return_refused", "state",
      "rework" },
    { "09:10 return_request; 09:20 return_granted", "state", "left" },
    { "09:10 return_request; 09:20 return_granted to=o-2", "state office due_sign",
      "pending_sign o-2 11-23/15:20" },
    { "09:10 return_request; 09:20 return_refused; 09:30 reassigned; 09:40 return_request", NULL,
      "ok" },
    /* two units that gave it back */
    { "09:10 return_request; 09:20 return_granted to=o-2; 09:30 return_request;"
      "09:40 return_granted",
      "state flags", "left vacuum" },
    { "09:10 return_request; 09:20 return_granted to=o-1; 09:30 return_request;"
      "09:40 return_granted",
      "state flags", "left -" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

static void
test_basis (void)
{
  static const struct
  {
    const char *basis;
    const char *code;
  } rows[] = {
    { "{'duty': <'d-1'>}", NULL },
    { "{'cited': <'law, 3'>}", NULL },
    { "{'cited': <'  '>}", "basis_missing" },
    { "{'other': <'x'>}", "basis_missing" },
    { "@a{sv} {}", "basis_missing" },
    { "{'duty': <true>}", "bad_body" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();
      g_autoptr (HyRecord) record = hy_record_new ();
      g_autoptr (GVariant) whole = hy_test_body ("return_request");
      g_auto (HyRefusal) refusal = { 0 };
      HyStep step = { hy_kind_find ("return_request"), record, -1, c->ticket->dispatched_at };
      GVariantDict dict;

      g_variant_dict_init (&dict, whole);
      g_variant_dict_insert_value (&dict, "basis",
                                   g_variant_parse (NULL, rows[i].basis, NULL, NULL, NULL));
      g_clear_pointer (&record->body, g_variant_unref);
      record->body = g_variant_ref_sink (g_variant_dict_end (&dict));
      g_assert_cmpint (hy_case_check (c, &step, &refusal), ==, rows[i].code == NULL);
      g_assert_cmpstr (refusal.code, ==, rows[i].code);
    }
}

/* The evidence may be a photo. */
static void
test_evidence (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autoptr (HyRecord) record = hy_record_new ();
  HyStep step = { hy_kind_find ("return_request"), record, -1, c->ticket->dispatched_at };
  g_autoptr (GVariant) whole = hy_test_body ("return_request");
  GVariantDict dict;

  g_variant_dict_init (&dict, whole);
  g_variant_dict_remove (&dict, "evidence");
  g_clear_pointer (&record->body, g_variant_unref);
  record->body = g_variant_ref_sink (g_variant_dict_end (&dict));
  g_assert_false (hy_case_check (c, &step, NULL));
  g_ptr_array_add (record->blobs, hy_blob_ref_new ("ab", 1, "a.jpg", "image/jpeg"));
  g_assert_true (hy_case_check (c, &step, NULL));
}

static void
test_suspension (void)
{
  static const HyTestRow rows[] = {
    { TOLD "09:30 suspend_request", "state flags", "handling suspension:pending" },
    { TOLD "09:30 suspend_request; 09:40 suspend_request", NULL, "decision_pending" },
    { TOLD "09:30 suspend_request citizen_told=r2", NULL, "citizen_not_told" },
    { TOLD "09:30 suspend_request; 09:40 suspension_refused", "state flags", "handling -" },
    { TOLD "09:30 suspend_request; 09:40 request_withdraw; 09:50 suspend_request", NULL, "ok" },
    { TOLD "09:30 suspend_request; 09:40 reply", "state flags", "submitted -" },
    { TOLD "09:30 suspend_request; 09:40 suspension_granted", "state flags suspended due",
      "suspended - 11-23/09:40 11-30/17:30" },
    /* suspended Wednesday 25th: 25, 26, 27 and 30 were left; ended Tuesday 8 December: 9, 10, 11
       and 14 */
    { TOLD "09:30 suspend_request; 11-25/09:40 suspension_granted; 12-08/10:00 resume",
      "state suspended due contacted", "handling - 12-14/17:30 11-23/09:20" },
    { TOLD "09:30 suspend_request; 11-25/09:40 suspension_granted; 12-08/10:00 suspension_ended",
      "state due", "handling 12-14/17:30" },
    /* on the last day one day is left; ended on a Saturday it is the Monday */
    { TOLD "09:30 suspend_request; 11-30/17:00 suspension_granted; 12-12/10:00 resume", "due",
      "12-14/17:30" },
    /* what was overdue keeps its due, and its statement */
    { TOLD "09:30 suspend_request; 12-01/09:00 situation_statement; 12-01/10:00 suspension_granted;"
           "12-10/10:00 resume",
      "due statement", "11-30/17:30 12-01/09:00" },
    /* the contact clock moves too while nobody was reached; the day of the suspension and the 24th
       were left */
    { "09:10 sign; 09:20 contact outcome=off; 09:21 contact outcome=off channel=visit;"
      "09:22 contact amends=r4 outcome=off; 09:25 suspend_request citizen_told=attempts",
      NULL, "citizen_not_told" },
    { TOLD "09:30 suspend_request; 09:35 contact amends=r3 outcome=off; 09:40 suspension_granted;"
           "12-08/10:00 resume",
      "due_contact due", "12-10/17:30 12-16/17:30" },
    { TOLD "09:30 reply; 09:40 reply_rejected; 09:50 suspend_request; 10:00 suspension_granted;"
           "10:10 resume",
      "state", "rework" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

#define REJECTED TOLD "09:30 reply; 09:40 reply_rejected; "

static void
test_appeal (void)
{
  static const HyTestRow rows[] = {
    { REJECTED "11-30/17:30 appeal", NULL, "ok" },
    { REJECTED "11-30/17:31 appeal", NULL, "too_late" },
    { REJECTED "10:00 appeal against=dissatisfied", NULL, "wrong_state" },
    { REJECTED "10:00 appeal against=overdue", NULL, "wrong_state" },
    { TOLD "12-01/10:00 appeal against=overdue", NULL, "ok" },
    { TOLD "12-08/10:00 appeal against=overdue", NULL, "too_late" },
    { TOLD "09:30 reply; 09:40 reply_accepted; 09:50 followed_up satisfied=no;"
           "10:00 appeal against=dissatisfied",
      NULL, "ok" },
    { TOLD
      "09:30 reply; 09:40 reply_accepted; 09:50 followed_up; 10:00 appeal against=dissatisfied",
      NULL, "wrong_state" },
    { REJECTED "10:00 appeal; 10:10 appeal_decided", NULL, "ok" },
    { REJECTED "10:00 appeal; 10:10 appeal_decided; 10:20 appeal_decided", NULL, "wrong_state" },
    { REJECTED "10:00 reassigned; 10:10 appeal", NULL, "wrong_state" },
    /* a dissatisfied citizen sends it back too */
    { TOLD "09:30 reply; 09:40 reply_accepted; 09:50 followed_up satisfied=no; 10:00 appeal", NULL,
      "ok" },
    { TOLD "09:30 reply; 09:40 reply_accepted; 09:50 reopened; 10:00 appeal", NULL, "ok" },
    /* the clock of a suspended one stands before its due */
    { TOLD "09:30 suspend_request; 09:40 suspension_granted; 12-20/09:00 appeal against=overdue",
      NULL, "wrong_state" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

static void
test_pending (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();

  g_assert_null (hy_case_pending (c, "extension_request"));
  g_assert_null (hy_test_case_play (c, ASKED "09:40 coordination_request", NULL));
  g_assert_cmpstr (hy_case_pending (c, "extension_request")->id, ==, "r4");
  g_assert_cmpstr (hy_case_pending (c, "coordination_request")->id, ==, "r5");
  g_assert_null (hy_case_pending (c, "return_request"));
  g_assert_null (hy_test_case_play (c, "10:00 coordinated; 10:10 extension_refused", NULL));
  g_assert_null (hy_case_pending (c, "extension_request"));
  g_assert_null (hy_case_pending (c, "coordination_request"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds-requests/extension", test_extension);
  g_test_add_func ("/kinds-requests/waived", test_waived);
  g_test_add_func ("/kinds-requests/decided", test_decided);
  g_test_add_func ("/kinds-requests/return", test_return);
  g_test_add_func ("/kinds-requests/basis", test_basis);
  g_test_add_func ("/kinds-requests/evidence", test_evidence);
  g_test_add_func ("/kinds-requests/suspension", test_suspension);
  g_test_add_func ("/kinds-requests/appeal", test_appeal);
  g_test_add_func ("/kinds-requests/pending", test_pending);
  return g_test_run ();
}
