#include "core/hy-guide.h"
#include "support/hy-test-calendar.h"
#include "support/hy-test-case.h"

#include <string.h>

typedef struct
{
  const char *script;
  const char *now;
  HyGuideStep step;
  const char *kind;
  const char *stages; /* one sign a stage: . to do, > current, + done, ! done late, - not asked for */
} Row;

static const Row rows[] = {
  { "", "2026-11-23 09:10", HY_GUIDE_SIGN, "sign", ">......" },
  { "09:10 sign", "2026-11-23 09:20", HY_GUIDE_CALL, "contact", "+>....." },
  /* four working hours from 9:00 end at 15:00 */
  { "15:10 sign", "2026-11-23 15:20", HY_GUIDE_CALL, "contact", "!>....." },
  { "09:10 sign; 09:20 contact outcome=no_answer", "2026-11-23 09:30", HY_GUIDE_CALL, "contact", "+>....." },
  { "09:10 sign; 09:20 contact", "2026-11-23 09:30", HY_GUIDE_LOOK_INTO, "progress", "++>...." },
  { "09:10 sign; 09:20 contact; 09:40 progress", "2026-11-23 09:50", HY_GUIDE_TELL, "contact", "+++>..." },
  { "09:10 sign; 09:20 contact; 09:40 progress waiting_for=village", "2026-11-23 09:50", HY_GUIDE_WAIT_ANSWER,
    "progress", "++>...." },
  { "09:10 sign; 09:20 contact; 09:40 progress waiting_for=village id=q; 09:45 progress", "2026-11-23 09:50",
    HY_GUIDE_WAIT_ANSWER, "progress", "++>...." },
  { "09:10 sign; 09:20 contact; 09:40 progress waiting_for=village id=q; 09:45 progress answers=q",
    "2026-11-23 09:50", HY_GUIDE_TELL, "contact", "+++>..." },
  /* who tells the result waits no longer; what is asked afterwards is waited for again */
  { "09:10 sign; 09:20 contact; 09:40 progress waiting_for=village; 10:00 contact purpose=tell_result",
    "2026-11-23 10:10", HY_GUIDE_REPLY, "reply", "++++>.." },
  { "09:10 sign; 09:20 contact purpose=tell_result; 09:40 progress waiting_for=village", "2026-11-23 10:10",
    HY_GUIDE_WAIT_ANSWER, "progress", "++>...." },
  { "09:10 sign; 09:20 contact; 09:40 progress; 10:00 contact purpose=tell_result", "2026-11-23 10:10",
    HY_GUIDE_REPLY, "reply", "++++>.." },
  /* a call in vain told nothing; three in two half-days since they were reached are enough, what was in vain before is not */
  { "09:10 sign; 09:20 contact; 09:40 progress; 10:00 contact purpose=tell_result outcome=no_answer",
    "2026-11-23 10:10", HY_GUIDE_TELL, "contact", "+++>..." },
  { "09:10 sign; 09:20 contact; 09:40 progress; 10:00 contact outcome=no_answer; 11:00 contact outcome=no_answer; "
    "14:30 contact outcome=no_answer", "2026-11-23 14:40", HY_GUIDE_REPLY, "reply", "++++>.." },
  { "09:10 sign; 09:15 contact outcome=no_answer; 09:20 contact outcome=no_answer; 09:30 contact; 09:40 progress; "
    "14:30 contact outcome=no_answer", "2026-11-23 14:40", HY_GUIDE_TELL, "contact", "+++>..." },
  /* who never was reached is rung once more with the result */
  { "09:10 sign; 09:15 contact outcome=no_answer; 09:20 contact outcome=no_answer; 14:10 contact outcome=no_answer; "
    "14:20 progress", "2026-11-23 14:40", HY_GUIDE_TELL, "contact", "+++>..." },
  { "09:10 sign; 09:15 contact outcome=no_answer; 09:20 contact outcome=no_answer; 14:10 contact outcome=no_answer; "
    "14:20 progress; 14:30 contact outcome=no_answer", "2026-11-23 14:40", HY_GUIDE_REPLY, "reply", "++++>.." },
  /* five working days from Monday end on the next one, at closing time */
  { "09:10 sign; 09:20 contact", "2026-11-30 09:00", HY_GUIDE_ASK_TIME, "extension_request", "++>...." },
  { "09:10 sign; 09:20 contact; 11-24/09:20 extension_request citizen_told=r3", "2026-11-24 09:50",
    HY_GUIDE_WAIT_EXTENSION, "request_withdraw", "++>...." },
  { "09:10 sign; 09:20 contact", "2026-11-30 17:31", HY_GUIDE_STATE, "situation_statement", "++>...." },
  /* nobody was called yet, whatever else there is to do */
  { "09:10 sign", "2026-11-30 17:31", HY_GUIDE_STATE, "situation_statement", "+>....." },
  /* the clock of the signing has stopped; the call is still this office's duty */
  { "09:10 return_request", "2026-11-23 09:20", HY_GUIDE_WAIT_RETURN, "request_withdraw", "+>....." },
  { "09:10 sign; 09:20 contact; 09:30 return_request", "2026-11-23 09:40", HY_GUIDE_WAIT_RETURN,
    "request_withdraw", "++>...." },
  { "09:10 sign; 09:20 contact; 12-01/09:00 situation_statement", "2026-12-01 09:10", HY_GUIDE_LOOK_INTO,
    "progress", "++>...." },
  { "09:10 sign; 09:20 contact; 10:00 reply", "2026-11-23 10:10", HY_GUIDE_WAIT_REVIEW, "reply_withdraw",
    "+++++>." },
  { "09:10 sign; 09:20 contact; 10:00 reply; 11:00 reply_rejected", "2026-11-23 11:10", HY_GUIDE_REDO,
    "contact", "+>....." },
  { "09:10 sign; 09:20 contact; 10:00 reply; 11:00 reply_accepted", "2026-11-23 11:10", HY_GUIDE_FOLLOW_UP,
    NULL, "++++++>" },
  { "09:10 sign; 09:20 contact; 10:00 reply; 11:00 reply_accepted; 12:00 followed_up satisfied=yes",
    "2026-11-23 14:00", HY_GUIDE_DONE, NULL, "+++++++" },
  { "09:10 return_request; 09:20 return_granted", "2026-11-23 14:00", HY_GUIDE_LEFT, NULL, "+++++++" },
};

static void
assert_stages (const HyGuide *guide, const char *expected)
{
  char stages[HY_N_STAGES + 1] = "";

  for (HyStage stage = 0; stage < HY_N_STAGES; stage++)
    stages[stage] = ".>+!-"[guide->stage[stage]];
  g_assert_cmpstr (stages, ==, expected);
}

static void
test_guide (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();
      g_auto (HyRefusal) refusal = { 0 };
      HyGuide guide;

      g_test_message ("row %" G_GSIZE_FORMAT ": %s", i, rows[i].script);
      if (*rows[i].script != '\0')
        g_assert_cmpstr (hy_test_case_play (c, rows[i].script, &refusal), ==, NULL);
      hy_guide_read (c, hy_test_time (rows[i].now), &guide);
      g_assert_cmpint (guide.step, ==, rows[i].step);
      g_assert_cmpstr (guide.kind, ==, rows[i].kind);
      assert_stages (&guide, rows[i].stages);
    }
}

/* Who cannot be rung is not called done; who was reached all the same is. */
static void
test_waived (void)
{
  static const struct
  {
    const char *script;
    HyGuideStep step;
    const char *stages;
  } waived[] = { { "09:10 sign", HY_GUIDE_LOOK_INTO, "+->...." },
                 { "09:10 sign; 09:20 contact", HY_GUIDE_LOOK_INTO, "++>...." },
                 { "09:10 sign; 09:20 progress", HY_GUIDE_REPLY, "+-+->.." },
                 { "09:10 sign; 09:20 progress; 09:25 contact purpose=tell_result", HY_GUIDE_REPLY, "++++>.." } };

  for (gsize i = 0; i < G_N_ELEMENTS (waived); i++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();
      HyGuide guide;

      c->ticket->citizen.anonymous = TRUE;
      g_assert_null (hy_test_case_play (c, waived[i].script, NULL));
      hy_guide_read (c, hy_test_time ("2026-11-23 09:30"), &guide);
      g_assert_cmpint (guide.step, ==, waived[i].step);
      assert_stages (&guide, waived[i].stages);
    }
}

static void
test_names_what_it_speaks_of (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_auto (HyRefusal) refusal = { 0 };
  HyGuide guide;

  g_assert_null (hy_test_case_play (c, "09:10 sign; 09:20 contact; 10:00 reply; 11:00 reply_rejected", &refusal));
  hy_guide_read (c, hy_test_time ("2026-11-23 11:10"), &guide);
  g_assert_nonnull (guide.record);
  g_assert_cmpstr (guide.record->kind, ==, "reply_rejected");
  g_assert_cmpint (guide.by, ==, c->ticket->due_contact);
  g_assert_cmpuint (guide.demands, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide/next-step", test_guide);
  g_test_add_func ("/guide/waived", test_waived);
  g_test_add_func ("/guide/names-what-it-speaks-of", test_names_what_it_speaks_of);
  return g_test_run ();
}
