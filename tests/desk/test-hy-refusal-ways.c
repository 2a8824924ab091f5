/* Every refusal of every command leads on to something that is there. */
#include "core/hy-words.h"
#include "desk/hy-form.h"
#include "desk/hy-refusal-ways.h"
#include "support/hy-test-case.h"

static const char *const codes[] = {
  "unknown_kind",   "bad_body",          "unknown_person",    "not_yours",
  "wrong_state",    "already_replied",   "stale_reply",       "contact_first",
  "demand_unanswered", "statement_missing", "public_missing", "private_in_public",
  "decision_pending", "too_late",        "extension_used",    "too_long",
  "citizen_not_told", "no_return",       "ground_not_allowed", "basis_missing",
  "already_decided", "not_overdue",      "not_suitable",      "already_reviewed",
  "id_reused",      "device_revoked",
};

static void
test_all_lead_on (void)
{
  gsize n = 0;
  const HyKind *kinds = hy_kinds (&n);

  for (gsize i = 0; i < n && !kinds[i].of_district; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (codes); j++)
      for (HyState state = 0; state < HY_N_STATES; state++)
        {
          const HyRefusalWay *way = hy_refusal_way (codes[j], kinds[i].kind, state);

          g_assert_nonnull (way->label);
          g_assert_true (way->way != HY_WAY_OPEN || hy_form_is_there (way->target));
          g_assert_true (way->way != HY_WAY_OPEN || g_strcmp0 (way->target, kinds[i].kind) != 0);
        }
}

static void
test_rows (void)
{
  static const struct
  {
    const char *code, *kind;
    HyState state;
    HyWay way;
    const char *target;
  } rows[] = {
    { "already_replied", "reply", HY_STATE_SUBMITTED, HY_WAY_NOTE, NULL },
    { "stale_reply", "reply", HY_STATE_HANDLING, HY_WAY_READ, NULL },
    { "too_late", "extension_request", HY_STATE_HANDLING, HY_WAY_STATE, NULL },
    { "too_late", "return_request", HY_STATE_HANDLING, HY_WAY_COORDINATE, NULL },
    { "too_late", "appeal", HY_STATE_REWORK, HY_WAY_NOTE, NULL },
    { "no_return", "return_request", HY_STATE_HANDLING, HY_WAY_COORDINATE, NULL },
    { "ground_not_allowed", "return_request", HY_STATE_HANDLING, HY_WAY_COORDINATE, NULL },
    { "decision_pending", "reply", HY_STATE_RETURN_REQUESTED, HY_WAY_OPEN, "request_withdraw" },
    { "private_in_public", "reply", HY_STATE_HANDLING, HY_WAY_MEND, "public_text" },
    { "not_yours", "reply", HY_STATE_LEFT, HY_WAY_EXPORT, NULL },
    { "wrong_state", "sign", HY_STATE_HANDLING, HY_WAY_FOLD, NULL },
    { "wrong_state", "suspend_request", HY_STATE_PENDING_SIGN, HY_WAY_OPEN, "sign" },
    { "wrong_state", "reply", HY_STATE_SUSPENDED, HY_WAY_OPEN, "resume" },
    { "extension_used", "extension_request", HY_STATE_HANDLING, HY_WAY_OPEN, "reply" },
    { "too_long", "extension_request", HY_STATE_HANDLING, HY_WAY_MEND, "days" },
    { "basis_missing", "return_request", HY_STATE_HANDLING, HY_WAY_MEND, "cited" },
    { "contact_first", "reply", HY_STATE_HANDLING, HY_WAY_OPEN, "contact" },
    { "demand_unanswered", "reply", HY_STATE_HANDLING, HY_WAY_MEND, NULL },
    { "statement_missing", "reply", HY_STATE_HANDLING, HY_WAY_OPEN, "situation_statement" },
    { "not_overdue", "situation_statement", HY_STATE_HANDLING, HY_WAY_OPEN, "extension_request" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const HyRefusalWay *way = hy_refusal_way (rows[i].code, rows[i].kind, rows[i].state);

      g_test_message ("%s of %s", rows[i].code, rows[i].kind);
      g_assert_cmpint (way->way, ==, rows[i].way);
      g_assert_cmpstr (way->target, ==, rows[i].target);
    }
}

/* Where the texts stand without their form. */
static void
test_suggests (void)
{
  static const struct
  {
    const char *code, *kind, *action;
  } rows[] = {
    { "already_replied", "reply", "refused.keep" },
    { "wrong_state", "interim_reply", "refused.keep" },
    { "wrong_state", "sign", NULL },
    { "stale_reply", "reply", "win.show-ticket" },
    { "contact_first", "reply", "win.show-ticket" },
    { "not_yours", "reply", "refused.export" },
    { "private_in_public", "reply", "refused.amend" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (hy_refusal_suggests (rows[i].code, rows[i].kind), ==, rows[i].action);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refusal-ways/all-lead-on", test_all_lead_on);
  g_test_add_func ("/refusal-ways/rows", test_rows);
  g_test_add_func ("/refusal-ways/suggests", test_suggests);
  return g_test_run ();
}
