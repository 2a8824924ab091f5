/* One sentence: what happened last, who has it, what comes next. */
#include "desk/hy-state-words.h"

static HyTime
at (const char *text)
{
  HyTime time;

  g_assert_true (hy_time_parse (text, &time));
  return time;
}

static HyRecord *
call (void)
{
  HyRecord *record = hy_record_new ();
  GVariantDict dict;

  record->kind = g_strdup ("contact");
  record->by_name = g_strdup ("Li");
  record->made_at = at ("2026-11-23T08:50:00+08:00");
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "channel", "s", "phone");
  g_variant_dict_insert (&dict, "outcome", "s", "reached");
  g_variant_unref (record->body);
  record->body = g_variant_ref_sink (g_variant_dict_end (&dict));
  return record;
}

static void
check (const HyListRow *row, const char *handler, const char *want)
{
  g_autofree char *got = hy_state_sentence (row, handler, at ("2026-11-23T09:00:00+08:00"));

  g_assert_cmpstr (got, ==, want);
}

static void
test_sentences (void)
{
  g_autoptr (HyRecord) latest = call ();
  HyListRow row = { .scope = (char *) "here",
                    .state = (char *) "handling",
                    .running = TRUE,
                    .clock = HY_CLOCK_RESULT,
                    .due = at ("2026-11-24T17:30:00+08:00"),
                    .latest = latest };

  check (&row, "Zhang", "today 08:50 Li: Phone · reached; with Zhang; Result tomorrow 17:30");
  check (&row, NULL, "today 08:50 Li: Phone · reached; with nobody; Result tomorrow 17:30");
  row.promise_at = at ("2026-11-23T22:00:00+08:00");
  check (&row, "Zhang", "today 08:50 Li: Phone · reached; with Zhang; promised today 22:00");
  row.waiting_for = (char *) "Jin";
  check (&row, "Zhang", "today 08:50 Li: Phone · reached; waiting for Jin; promised today 22:00");
  row.waiting_by = at ("2026-11-23T15:00:00+08:00");
  row.promise_at = HY_TIME_NONE;
  row.running = FALSE;
  check (&row, "Zhang", "today 08:50 Li: Phone · reached; waiting for Jin until today 15:00");
  row.state = (char *) "submitted";
  check (&row, "Zhang", "today 08:50 Li: Phone · reached; with the district");
}

static void
test_nothing_known (void)
{
  HyListRow row = { .scope = (char *) "here", .state = (char *) "pending_sign" };

  check (&row, NULL, "not signed for yet");
  row.scope = (char *) "stub";
  row.state = (char *) "left";
  check (&row, NULL, "has left the office");
  row.went_to = (char *) "West Hill";
  check (&row, NULL, "went to West Hill");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/state-words/sentences", test_sentences);
  g_test_add_func ("/desk/state-words/nothing-known", test_nothing_known);
  return g_test_run ();
}
