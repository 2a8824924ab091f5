#include "support/hy-test-calendar.h"

#include "core/hy-words.h"

static void
test_names (void)
{
  gsize n = 0;
  const HyKind *kinds = hy_kinds (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_test_message ("%s", kinds[i].kind);
      g_assert_cmpstr (hy_kind_words (kinds[i].kind), !=, kinds[i].kind);
    }
  g_assert_cmpstr (hy_kind_words ("of_tomorrow"), ==, "of_tomorrow");
  g_assert_cmpstr (hy_state_words (HY_STATE_SUBMITTED), ==, "Reply under review");
  g_assert_cmpstr (hy_state_words (HY_STATE_LEFT), ==, "Left the office");
  g_assert_cmpstr (hy_demand_kind_words (HY_DEMAND_OTHER), ==, "Other");
  g_assert_cmpstr (hy_channel_words (HY_CHANNEL_GRID), ==, "Grid report");
  g_assert_cmpstr (hy_queue_words (HY_QUEUE_ALL), ==, "All");
  g_assert_cmpstr (hy_light_words (HY_LIGHT_RED_FRAMED), ==, "Red light, no statement");
  g_assert_cmpstr (hy_clock_words (HY_CLOCK_RESULT), ==, "Result");
}

typedef struct
{
  HyLimit limit;
  const char *words;
} LimitCase;

static const LimitCase limit_cases[] = {
  { { HY_UNIT_WORKING_DAYS, 5 }, "5 working days" },
  { { HY_UNIT_WORKING_DAYS, 1 }, "1 working day" },
  { { HY_UNIT_WORKING_MINUTES, 240 }, "4 working hours" },
  { { HY_UNIT_WORKING_MINUTES, 90 }, "90 working minutes" },
  { { HY_UNIT_NATURAL_MINUTES, 60 }, "1 hour round the clock" },
  { { HY_UNIT_NATURAL_MINUTES, 30 }, "30 minutes round the clock" },
};

static void
test_limits (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limit_cases); i++)
    {
      g_autofree char *words = hy_limit_words (&limit_cases[i].limit);

      g_assert_cmpstr (words, ==, limit_cases[i].words);
    }
}

typedef struct
{
  const char *due;
  const char *now;
  const char *words;
} LeftCase;

static const LeftCase left_cases[] = {
  { "2026-11-30 17:30", "2026-11-23 09:12", "11-30 Mon 17:30 · 5 working days left" },
  { "2026-11-30 17:30", "2026-11-27 09:00", "11-30 Mon 17:30 · 1 working day left" },
  { "2026-11-24 17:30", "2026-11-23 09:12", "due tomorrow" },
  { "2026-11-30 17:30", "2026-11-29 20:00", "due tomorrow" },
  { "2026-11-23 17:30", "2026-11-23 09:12", "due today 17:30" },
  { "2026-11-23 17:30", "2026-11-23 17:30", "due today 17:30" },
  { "2026-11-29 10:00", "2026-11-27 14:00", "11-29 Sun 10:00 · 44 hours left" },
  { "2026-11-23 17:30", "2026-11-23 17:30:20", "1 minute overdue" },
  { "2026-11-23 17:30", "2026-11-23 17:52", "22 minutes overdue" },
  { "2026-11-23 17:30", "2026-11-23 20:40", "3 hours overdue" },
  { "2026-11-23 17:30", "2026-11-24 08:30", "15 hours overdue" },
  { "2026-11-23 17:30", "2026-11-25 08:30", "2 working days overdue" },
  { "2026-11-27 17:30", "2026-12-01 08:30", "2 working days overdue" },
};

static void
test_time_left (void)
{
  g_autoptr (HyCalendar) calendar = hy_test_calendar ();

  for (gsize i = 0; i < G_N_ELEMENTS (left_cases); i++)
    {
      const LeftCase *c = &left_cases[i];
      g_autofree char *words
          = hy_time_left_words (hy_test_time (c->due), hy_test_time (c->now), calendar);

      g_assert_cmpstr (words, ==, c->words);
    }
}

typedef struct
{
  HyRefusal refusal;
  const char *kind;
  const char *detail;
} RefusalCase;

static void
test_refusals (void)
{
  char *demands[] = { (char *) "quiet nights", (char *) "a permit", NULL };
  HyTime at = hy_test_time ("2026-11-23 10:02");
  const RefusalCase cases[] = {
    { { .code = "already_replied", .who = (char *) "Li Jun", .at = at },
      "reply",
      "Li Jun replied at 11-23 Mon 10:02. Your text is in the outbox and can be kept as a note." },
    { { .code = "stale_reply", .at = at },
      "reply",
      "The citizen added something at 11-23 Mon 10:02, after your reply was begun. Read it, then "
      "send again." },
    { { .code = "too_late" },
      "extension_request",
      "Too late to extend: the due has passed. Write a statement instead." },
    { { .code = "too_late" },
      "return_request",
      "Too late to return: the time for it has passed. Ask for coordination instead." },
    { { .code = "no_return" },
      NULL,
      "Refused once; it cannot be returned again. Ask for coordination." },
    { { .code = "private_in_public", .passage = (char *) "138…" },
      "reply",
      "The public reply contains “138…”. Remove it." },
    { { .code = "demand_unanswered", .demands = demands },
      "reply",
      "Not yet: no answer to “quiet nights”, “a permit”. Answer each demand." },
    { { .code = "bad_body", .field = (char *) "demands[0].text" },
      "contact",
      "“demands[0].text” is missing or wrong. Fill it in, then save again." },
    { { .code = "bad_body", .field = (char *) "channel" },
      "contact",
      "“channel” is missing or wrong. Write one of: phone, visit, message, met." },
    { { .code = "bad_body", .field = (char *) "at" },
      "contact",
      "“at” is missing or wrong. Write a time such as 2026-11-23T09:20:00+08:00." },
    { { .code = "already_decided" },
      "request_withdraw",
      "No request is waiting for a decision. What was decided is in the timeline." },
    { { .code = "decision_pending" },
      "suspend_request",
      "What was asked before is undecided. Wait for the decision, or withdraw the request." },
    { { .code = "wrong_state", .state = HY_STATE_HANDLING },
      "extension_granted",
      "No extension is asked for. The ticket is “Handling” now." },
    { { .code = "wrong_state", .state = HY_STATE_HANDLING },
      "appeal",
      "What the appeal is against has not happened. It is against a reply sent back, a dissatisfied "
      "citizen or a limit that passed." },
    { { .code = "wrong_state", .state = HY_STATE_SUBMITTED },
      "sign",
      "It is “Reply under review” now. No need to sign for it again." },
    { { .code = "wrong_state", .state = HY_STATE_PENDING_SIGN },
      "reply",
      "It is “To sign for” now. Sign for it first." },
    { { .code = "wrong_state", .state = HY_STATE_LEFT },
      "claim",
      "It is “Left the office” now. There is nothing left to do here." },
    { { .code = "of_tomorrow" },
      NULL,
      "The district does not take it (of_tomorrow). Keep the text and ring the district." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *detail = hy_refusal_detail (&cases[i].refusal, cases[i].kind);

      g_assert_cmpstr (detail, ==, cases[i].detail);
    }
}

/* No code that the contracts name is met with the words for an unknown one. */
static void
test_every_code_has_words (void)
{
  static const char *const codes[]
      = { "wrong_state",      "too_late",          "extension_used",     "too_long",
          "citizen_not_told", "no_return",         "ground_not_allowed", "basis_missing",
          "already_decided",  "not_overdue",       "not_suitable",       "already_replied",
          "decision_pending", "stale_reply",       "contact_first",      "demand_unanswered",
          "public_missing",   "statement_missing", "private_in_public",  "already_reviewed",
          "unknown_kind",     "bad_body",          "unknown_person",     "not_yours",
          "id_reused",        "device_revoked" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      HyRefusal refusal = { .code = codes[i], .state = HY_STATE_HANDLING };
      g_autofree char *what = NULL;
      g_autofree char *next = NULL;

      g_test_message ("%s", codes[i]);
      hy_refusal_words (&refusal, NULL, &what, &next);
      g_assert_false (g_strrstr (what, "(") != NULL);
      g_assert_cmpstr (next, !=, "");
    }
}

/* Told by what the table of kinds says of a member, however deep it is. */
static void
test_fields (void)
{
  static const struct
  {
    const char *kind;
    const char *path;
    const char *words;
  } cases[] = {
    { "contact", "purpose[2]",
      "Write a list [\"…\"] out of: confirm, tell_extension, tell_result, tell_return, ask_opinion, "
      "other." },
    { "contact", "demands[0].text", NULL },
    { "contact", "demands[0].confirmed", "Write true or false, without quotation marks." },
    { "contact", "demands", "Write a list of objects [{…}]." },
    { "reply", "citizen_opinion.value",
      "Write one of: satisfied, basic, dissatisfied, not_asked, unreachable, declined." },
    { "situation_statement", "cause", NULL },
    { "contact", "of_tomorrow", NULL },
    { "contact", "at.deeper", NULL },
    { "contact", "body", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = hy_field_words (hy_kind_find (cases[i].kind), cases[i].path);

      g_test_message ("%s", cases[i].path);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
  g_assert_null (hy_field_words (NULL, "at"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/names", test_names);
  g_test_add_func ("/words/limits", test_limits);
  g_test_add_func ("/words/time-left", test_time_left);
  g_test_add_func ("/words/refusals", test_refusals);
  g_test_add_func ("/words/fields", test_fields);
  g_test_add_func ("/words/every-code-has-words", test_every_code_has_words);
  return g_test_run ();
}
