#include "support/hy-test-case.h"

static void
test_gate (void)
{
  static const HyTestRow rows[] = {
    /* reached opens it, and only reached does at once */
    { "09:10 sign; 10:00 reply", NULL, "contact_first" },
    { "09:10 sign; 09:20 contact; 10:00 reply", NULL, "ok" },
    { "09:10 sign; 09:20 contact direction=in channel=visit; 10:00 reply", NULL, "ok" },
    { "09:10 sign; 09:20 contact outcome=no_answer; 10:00 reply", NULL, "contact_first" },
    { "09:10 sign; 09:20 contact outcome=refused; 10:00 reply", NULL, "contact_first" },
    { "09:10 sign; 09:20 progress; 10:00 reply", NULL, "contact_first" },
    /* three tries in two half-days */
    { "09:10 sign; 09:20 contact outcome=no_answer; 09:30 contact outcome=no_answer;"
      "14:00 contact outcome=no_answer; 15:00 reply",
      NULL, "ok" },
    { "09:10 sign; 09:20 contact outcome=no_answer; 09:30 contact outcome=no_answer;"
      "11:59 contact outcome=no_answer; 15:00 reply",
      NULL, "contact_first" },
    { "09:10 sign; 09:20 contact outcome=no_answer; 09:30 contact outcome=refused;"
      "12:00 contact outcome=no_answer; 15:00 reply",
      NULL, "ok" },
    { "09:10 sign; 09:20 contact outcome=no_answer; 14:00 contact outcome=no_answer; 15:00 reply",
      NULL, "contact_first" },
    { "09:10 sign; 09:20 contact outcome=no_answer; 09:30 contact outcome=no_answer;"
      "11-24/09:20 contact outcome=no_answer; 15:00 reply",
      NULL, "ok" },
    /* the half-day is that of the call, not of the entry */
    { "09:10 sign; 17:00 contact outcome=no_answer at=2026-11-23T09:20:00+08:00;"
      "17:01 contact outcome=no_answer at=2026-11-23T15:00:00+08:00;"
      "17:02 contact outcome=no_answer at=2026-11-23T16:00:00+08:00; 17:10 reply",
      NULL, "ok" },
    { "09:10 sign; 11:00 contact outcome=no_answer at=2026-11-23T01:20:00Z;"
      "14:00 contact outcome=no_answer at=2026-11-23T02:00:00Z;"
      "15:00 contact outcome=no_answer at=2026-11-23T03:59:59Z; 17:10 reply",
      NULL, "contact_first" },
    /* a dead number and another way */
    { "09:10 sign; 09:20 contact outcome=wrong_number number_used=139-0001; 10:00 reply", NULL,
      "contact_first" },
    { "09:10 sign; 09:20 contact outcome=wrong_number number_used=139-0001;"
      "09:21 contact outcome=no_answer number_used=1390001; 10:00 reply",
      NULL, "contact_first" },
    { "09:10 sign; 09:20 contact outcome=wrong_number number_used=1390001;"
      "09:21 contact outcome=no_answer number_used=1390002; 10:00 reply",
      NULL, "ok" },
    /* without a number it was the citizen's own */
    { "09:10 sign; 09:20 contact outcome=off; 09:21 contact outcome=no_answer number_used=1390002;"
      "10:00 reply",
      NULL, "ok" },
    { "09:10 sign; 09:20 contact outcome=off;"
      "09:21 contact outcome=no_answer number_used=139-0000-0001; 10:00 reply",
      NULL, "contact_first" },
    { "09:10 sign; 09:20 contact outcome=off; 09:21 contact outcome=no_answer channel=visit;"
      "10:00 reply",
      NULL, "ok" },
    { "09:10 sign; 09:20 contact outcome=no_answer channel=message; 09:21 contact outcome=off;"
      "10:00 reply",
      NULL, "ok" },
    { "09:10 sign; 09:20 contact outcome=off; 09:21 contact outcome=off; 10:00 reply", NULL,
      "contact_first" },
    { "09:10 sign; 09:20 contact outcome=no_answer; 09:21 contact outcome=no_answer channel=visit;"
      "10:00 reply",
      NULL, "contact_first" },
    /* each round asks anew */
    { "09:10 sign; 09:20 contact; 09:30 supplemented; 10:00 reply", NULL, "contact_first" },
    { "09:10 sign; 09:20 contact; 09:30 supplemented; 09:40 contact; 10:00 reply", NULL, "ok" },
    { "09:10 sign; 09:20 contact; 09:30 reply; 09:40 reply_rejected; 10:00 reply", NULL,
      "contact_first" },
    { "09:10 sign; 09:20 contact; 09:30 reply; 09:40 reply_accepted; 09:50 followed_up "
      "satisfied=no;"
      "10:00 reply",
      NULL, "contact_first" },
    { "09:10 sign; 09:20 contact; 09:30 reply; 09:40 reply_accepted; 09:50 reopened; 10:00 reply",
      NULL, "contact_first" },
    { "09:10 sign; 09:20 contact; 09:30 reassigned; 09:40 sign; 10:00 reply", NULL,
      "contact_first" },
    { "09:10 sign; 09:20 contact; 09:25 urged; 09:26 supervised; 09:27 noted; 10:00 reply", NULL,
      "ok" },
    { "09:10 sign; 09:20 contact; 09:30 reply; 09:40 reply_withdraw; 10:00 reply", NULL, "ok" },
    /* by the order of the timeline, never by the typed time */
    { "09:10 sign; 09:30 supplemented; 09:40 contact at=2026-11-23T09:20:00+08:00; 10:00 reply",
      NULL, "ok" },
    { "09:10 sign; 09:20 contact at=2026-11-23T09:50:00+08:00; 09:30 supplemented; 10:00 reply",
      NULL, "contact_first" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

static void
test_amended (void)
{
  static const HyTestRow rows[] = {
    { "09:10 sign; 09:20 contact; 09:30 contact amends=r3 outcome=no_answer; 10:00 reply", NULL,
      "contact_first" },
    { "09:10 sign; 09:20 contact outcome=no_answer; 09:30 contact amends=r3; 10:00 reply", NULL,
      "ok" },
    /* chains, and two amendments of one: the later counts */
    { "09:10 sign; 09:20 contact; 09:30 contact amends=r3 outcome=off; 09:40 contact amends=r4;"
      "10:00 reply",
      NULL, "ok" },
    { "09:10 sign; 09:20 contact outcome=off; 09:30 contact amends=r3;"
      "09:40 contact amends=r3 outcome=refused; 10:00 reply",
      NULL, "contact_first" },
    /* both are kept, but they are one try */
    { "09:10 sign; 09:20 contact outcome=no_answer; 09:30 contact outcome=no_answer;"
      "14:00 contact amends=r4 outcome=no_answer; 15:00 reply",
      NULL, "contact_first" },
    /* the amendment stands in the place of the first: before the supplement */
    { "09:10 sign; 09:20 contact outcome=no_answer; 09:30 supplemented; 09:40 contact amends=r3;"
      "10:00 reply",
      NULL, "contact_first" },
    /* what amends nothing of its kind (a refused command, another ticket's record) stands for itself */
    { "09:10 sign; 09:20 contact amends=r9; 10:00 reply", NULL, "ok" },
    { "09:10 sign; 09:20 contact amends=r2; 10:00 reply", NULL, "ok" },
    { "09:10 sign; 09:20 contact amends=r9", "contacted", "11-23/09:20" },
    { "09:10 sign; 09:20 contact; 09:30 contact amends=r9 outcome=off; 10:00 reply", NULL, "ok" },
    { "09:10 sign; 09:20 contact; 09:30 contact amends=r9 outcome=off", "contacted", "11-23/09:20" },
    { "09:10 sign; 09:20 contact; 09:30 progress amends=r3; 10:00 reply", NULL, "ok" },
    { "09:10 sign; 09:20 progress; 09:30 progress amends=r3", NULL, "ok" },
    /* the clock */
    { "09:10 sign; 09:20 contact", "contacted", "11-23/09:20" },
    { "09:10 sign; 09:20 contact; 09:30 contact", "contacted", "11-23/09:20" },
    { "09:10 sign; 09:20 contact; 09:30 contact amends=r3 outcome=no_answer", "contacted", "-" },
    { "09:10 sign; 09:20 contact; 09:30 contact amends=r3", "contacted", "11-23/09:20" },
    { "09:10 sign; 09:20 contact; 09:30 contact amends=r3 outcome=off; 09:40 contact", "contacted",
      "11-23/09:40" },
    { "09:10 sign; 09:20 contact; 09:30 contact; 09:40 contact amends=r3 outcome=off", "contacted",
      "11-23/09:30" },
    { "09:10 sign; 09:20 contact outcome=no_answer; 09:40 contact amends=r3", "contacted",
      "11-23/09:40" },
    { "09:10 sign; 09:20 contact; 09:30 supplemented", "contacted", "11-23/09:20" },
    { "09:10 sign; 09:20 contact; 09:30 supplemented; 09:40 contact", "contacted", "11-23/09:20" },
    { "09:10 sign; 09:20 contact; 09:30 supplemented; 09:40 contact outcome=off", "contacted",
      "11-23/09:20" },
    { "09:10 sign; 09:20 contact outcome=no_answer; 09:30 contact outcome=no_answer;"
      "14:05 contact outcome=no_answer; 14:10 contact outcome=no_answer",
      "contacted", "11-23/14:05" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

static void
test_counts (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  HyGate gate;

  hy_case_gate (c, &gate);
  g_assert_false (gate.open);
  g_assert_null (gate.opener);

  g_assert_null (hy_test_case_play (c,
                                    "09:20 contact outcome=no_answer; 14:00 contact outcome=off;"
                                    "14:10 contact outcome=refused; 14:20 contact",
                                    NULL));
  hy_case_gate (c, &gate);
  g_assert_true (gate.open && gate.reached && gate.attempts && !gate.waived);
  g_assert_cmpint (gate.tries, ==, 3);
  g_assert_cmpint (gate.half_days, ==, 2);
  g_assert_cmpstr (gate.opener->id, ==, "r4");
}

static void
test_waived (void)
{
  static const char *const ways[] = { "anonymous", "no_callback", "no_number" };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();
      g_autofree char *facts = NULL;
      HyGate gate;

      c->ticket->citizen.anonymous = i == 0;
      c->ticket->citizen.no_callback = i == 1;
      if (i == 2)
        hy_set_string (&c->ticket->citizen.phone, NULL);
      g_assert_null (hy_test_case_play (c, "09:05 dispatched; 09:10 sign; 09:20 contact", NULL));
      facts = hy_test_case_facts (c, "contacted due_contact flags");
      g_assert_cmpstr (facts, ==, i == 2 ? "- - no_number" : "- - -");
      hy_case_gate (c, &gate);
      g_assert_true (gate.open && gate.waived);
      g_assert_null (hy_test_case_play (c, "09:30 supplemented; 09:40 reply", NULL));
    }
}

/* What an office that has lost the ticket sends in afterwards is history. */
static void
test_late_note (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  HyGate gate;

  g_assert_null (hy_test_case_play (c, "09:10 sign; 09:20 contact", NULL));
  ((HyRecord *) g_ptr_array_index (c->timeline, 2))->late = TRUE;
  hy_case_gate (c, &gate);
  g_assert_false (gate.open);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gate/rows", test_gate);
  g_test_add_func ("/gate/amended", test_amended);
  g_test_add_func ("/gate/counts", test_counts);
  g_test_add_func ("/gate/waived", test_waived);
  g_test_add_func ("/gate/late-note", test_late_note);
  return g_test_run ();
}
