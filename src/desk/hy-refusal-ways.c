#include "desk/hy-refusal-ways.h"

#include "desk/hy-text.h"

#define RETURNING HY_IN (HY_STATE_RETURN_REQUESTED)

/* The first that fits; the last fits all. */
static const HyRefusalWay ways[] = {
  { "stale_reply", NULL, 0, N_ ("I Have Read It"), HY_WAY_READ, NULL },
  { "demand_unanswered", NULL, 0, N_ ("Mend"), HY_WAY_MEND, NULL },
  { "contact_first", NULL, 0, N_ ("Call the Citizen"), HY_WAY_OPEN, "contact" },
  { "citizen_not_told", NULL, 0, N_ ("Call the Citizen"), HY_WAY_OPEN, "contact" },
  { "statement_missing", NULL, 0, N_ ("Write the Statement"), HY_WAY_OPEN, "situation_statement" },
  { "public_missing", NULL, 0, N_ ("Mend"), HY_WAY_MEND, "public_text" },
  { "private_in_public", NULL, 0, N_ ("Mend"), HY_WAY_MEND, "public_text" },
  { "too_long", NULL, 0, N_ ("Mend"), HY_WAY_MEND, "days" },
  { "basis_missing", NULL, 0, N_ ("Mend"), HY_WAY_MEND, "cited" },
  { "bad_body", NULL, 0, N_ ("Mend"), HY_WAY_MEND, NULL },
  { "ground_not_allowed", "suspend_request", 0, N_ ("Mend"), HY_WAY_MEND, "ground" },
  { "ground_not_allowed", NULL, 0, N_ ("Turn into Coordination, Keep the Text"), HY_WAY_COORDINATE,
    NULL },
  { "no_return", NULL, 0, N_ ("Turn into Coordination, Keep the Text"), HY_WAY_COORDINATE, NULL },
  { "too_late", "return_request", 0, N_ ("Turn into Coordination, Keep the Text"),
    HY_WAY_COORDINATE, NULL },
  { "too_late", "extension_request", 0, N_ ("Write a Statement Instead"), HY_WAY_STATE, NULL },
  { "extension_used", NULL, 0, N_ ("Write the Reply"), HY_WAY_OPEN, "reply" },
  { "not_overdue", NULL, 0, N_ ("Ask for More Time"), HY_WAY_OPEN, "extension_request" },
  { "decision_pending", NULL, 0, N_ ("Withdraw the Request"), HY_WAY_OPEN, "request_withdraw" },
  { "unknown_person", NULL, 0, N_ ("Choose the Person"), HY_WAY_PERSON, NULL },
  { "not_yours", NULL, 0, N_ ("Export…"), HY_WAY_EXPORT, NULL },
  { "already_decided", NULL, 0, N_ ("Fold"), HY_WAY_FOLD, NULL },
  { "already_reviewed", NULL, 0, N_ ("Fold"), HY_WAY_FOLD, NULL },
  { "wrong_state", "sign", 0, N_ ("Fold"), HY_WAY_FOLD, NULL },
  { NULL, "contact", 0, N_ ("Fold"), HY_WAY_FOLD, NULL },
  { NULL, "progress", 0, N_ ("Fold"), HY_WAY_FOLD, NULL },
  { "wrong_state", NULL, HY_IN (HY_STATE_PENDING_SIGN), N_ ("Sign"), HY_WAY_OPEN, "sign" },
  { "wrong_state", NULL, RETURNING, N_ ("Withdraw the Request"), HY_WAY_OPEN, "request_withdraw" },
  { "wrong_state", NULL, HY_IN (HY_STATE_SUBMITTED), N_ ("Withdraw the Reply"), HY_WAY_OPEN,
    "reply_withdraw" },
  { "wrong_state", NULL, HY_IN (HY_STATE_SUSPENDED), N_ ("Resume the Work"), HY_WAY_OPEN,
    "resume" },
  { NULL, NULL, 0, N_ ("Keep as a Note"), HY_WAY_NOTE, NULL },
};

const HyRefusalWay *
hy_refusal_way (const char *code, const char *kind, HyState state)
{
  gsize i = 0;

  while ((ways[i].code != NULL && g_strcmp0 (ways[i].code, code) != 0)
         || (ways[i].kind != NULL && g_strcmp0 (ways[i].kind, kind) != 0)
         || (ways[i].states != 0 && (ways[i].states & HY_IN (state)) == 0)
         /* Not in a circle. */
         || (ways[i].way == HY_WAY_OPEN && g_strcmp0 (ways[i].target, kind) == 0))
    i++;
  return &ways[i];
}

const char *
hy_refusal_suggests (const char *code, const char *kind)
{
  static const char *const actions[HY_N_WAYS] = {
    [HY_WAY_OPEN] = "win.show-ticket",   [HY_WAY_MEND] = "refused.amend",
    [HY_WAY_READ] = "win.show-ticket",   [HY_WAY_NOTE] = "refused.keep",
    [HY_WAY_STATE] = "win.show-ticket",  [HY_WAY_COORDINATE] = "win.show-ticket",
    [HY_WAY_EXPORT] = "refused.export",  [HY_WAY_PERSON] = "refused.amend",
  };

  /* What the ticket is like by now is not asked: its page will tell. */
  return actions[hy_refusal_way (code, kind, HY_STATE_HANDLING)->way];
}
