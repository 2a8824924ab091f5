#include "core/hy-words.h"

#include "hy-config.h"

#define _(text) g_dgettext (HY_GETTEXT_DOMAIN, text)
#define N_(text) (text)

/* The first entry whose code and kind fit. Codes with something in the sentence have a function
 * below; here they stand with the sentence for when that something is not known. */
static const struct
{
  const char *code;
  const char *kind; /* NULL: any */
  const char *what;
  const char *next;
} refusals[] = {
  { "unknown_kind", NULL, N_ ("The district does not know this kind of entry."),
    N_ ("Ask the district whether this program is too old.") },
  { "bad_body", NULL, N_ ("Something in the form is missing or wrong."),
    N_ ("Fill it in, then save again.") },
  { "unknown_person", NULL, N_ ("This person is not on the office's list."),
    N_ ("Choose another person, or ask the district to add this one.") },
  { "not_yours", NULL, N_ ("This ticket is not your office's."),
    N_ ("Export your text for the office that has it.") },
  { "already_replied", NULL, N_ ("Somebody has replied already."),
    N_ ("Your text is in the outbox and can be kept as a note.") },
  { "stale_reply", NULL, N_ ("The citizen added something after your reply was begun."),
    N_ ("Read it, then send again.") },
  { "contact_first", NULL, N_ ("There has been no contact with the citizen yet."),
    N_ ("Call first; enough honest tries count as well.") },
  { "demand_unanswered", NULL, N_ ("Not yet: a demand has no answer."),
    N_ ("Answer each demand.") },
  { "statement_missing", NULL, N_ ("It is overdue and there is no statement."),
    N_ ("State the circumstances first, then reply.") },
  { "public_missing", NULL, N_ ("A letter needs a public reply."),
    N_ ("Write it beside the internal result.") },
  { "private_in_public", NULL, N_ ("The public reply contains something about the citizen."),
    N_ ("Remove it.") },
  { "decision_pending", "reply", N_ ("The return is undecided."), N_ ("Withdraw it to reply.") },
  { "decision_pending", NULL, N_ ("What was asked before is undecided."),
    N_ ("Wait for the decision, or withdraw the request.") },
  { "too_late", "extension_request", N_ ("Too late to extend: the due has passed."),
    N_ ("Write a statement instead.") },
  { "too_late", "return_request", N_ ("Too late to return: the time for it has passed."),
    N_ ("Ask for coordination instead.") },
  { "too_late", "appeal", N_ ("Too late to appeal: the time for it has passed."),
    N_ ("Keep your reasons as a note.") },
  { "too_late", NULL, N_ ("The time for it has passed."), N_ ("Ring the district.") },
  { "extension_used", NULL, N_ ("An extension was granted or asked for already."),
    N_ ("Reply in time, or write a statement once it is overdue.") },
  { "too_long", NULL, N_ ("That is longer than the rules allow."), N_ ("Ask for fewer days.") },
  { "citizen_not_told", NULL, N_ ("The citizen has not been told."),
    N_ ("Call and note it, then ask again.") },
  { "no_return", NULL, N_ ("Refused once; it cannot be returned again."),
    N_ ("Ask for coordination.") },
  { "ground_not_allowed", "suspend_request", N_ ("This is no ground for a suspension."),
    N_ ("Choose a ground of the list, or ask for more time.") },
  { "ground_not_allowed", NULL, N_ ("This is no ground for a return."),
    N_ ("Ask for coordination instead.") },
  { "basis_missing", NULL, N_ ("The return names no basis."),
    N_ ("Name the duty or cite the rule that makes it another unit's.") },
  { "already_decided", NULL, N_ ("No request is waiting for a decision."),
    N_ ("What was decided is in the timeline.") },
  { "not_overdue", NULL, N_ ("It is not overdue."),
    N_ ("A statement is for what is overdue; reply, or ask for more time.") },
  { "not_suitable", NULL, N_ ("Mediation is for civil matters alone."),
    N_ ("Handle it in the usual way.") },
  { "already_reviewed", NULL, N_ ("The district has reviewed the reply already."),
    N_ ("Ask the district to reopen it, or keep your text as a note.") },
  { "id_reused", NULL, N_ ("Something else was sent under the same id."),
    N_ ("Export the text and tell the district.") },
  { "device_revoked", NULL, N_ ("The district has revoked this PC."),
    N_ ("Export what is waiting and give it to the district.") },
};

/* What to do where a ticket is in a state that forbids it. */
static const char *const ways_out[] = {
  [HY_STATE_PENDING_SIGN] = N_ ("Sign for it first."),
  [HY_STATE_HANDLING] = N_ ("Look at what has happened since."),
  [HY_STATE_RETURN_REQUESTED] = N_ ("Withdraw the request first."),
  [HY_STATE_SUBMITTED] = N_ ("Withdraw the reply first, or keep it as a note."),
  [HY_STATE_REWORK] = N_ ("Look at what has happened since."),
  [HY_STATE_SUSPENDED] = N_ ("Resume it first."),
  [HY_STATE_CLOSED] = N_ ("Keep it as a note."),
  [HY_STATE_ARCHIVED] = N_ ("Keep it as a note."),
  [HY_STATE_LEFT] = N_ ("Keep it as a note; whoever has the ticket now will read it."),
};

G_STATIC_ASSERT (G_N_ELEMENTS (ways_out) == HY_N_STATES);

/* What a step needs that has no sense without it, more than any state. */
static const struct
{
  const char *kind;
  const char *what;
  const char *next; /* NULL: the state tells */
} needs[] = {
  { "resume", N_ ("It is not suspended.") },
  { "reply_withdraw", N_ ("There is no reply to withdraw.") },
  { "appeal", N_ ("What the appeal is against has not happened."),
    N_ ("It is against a reply sent back, a dissatisfied citizen or a limit that passed.") },
  { "extension_granted", N_ ("No extension is asked for.") },
  { "extension_refused", N_ ("No extension is asked for.") },
  { "return_granted", N_ ("No return is asked for.") },
  { "return_refused", N_ ("No return is asked for.") },
  { "suspension_granted", N_ ("No suspension is asked for.") },
  { "suspension_refused", N_ ("No suspension is asked for.") },
  { "suspension_ended", N_ ("It is not suspended.") },
  { "reply_accepted", N_ ("There is no reply to review.") },
  { "reply_rejected", N_ ("There is no reply to review.") },
  { "followed_up", N_ ("It is not closed.") },
  { "reopened", N_ ("It is not closed.") },
};

/* Of a step without words nothing is left that could be kept as a note. */
static const char *
way_out (HyState state, const char *kind)
{
  static const char *const wordless[] = { "sign", "claim", "read_receipt", NULL };
  gboolean over = state == HY_STATE_LEFT || state == HY_STATE_CLOSED || state == HY_STATE_ARCHIVED;

  if (g_strcmp0 (kind, "sign") == 0 && state != HY_STATE_LEFT)
    return N_ ("No need to sign for it again.");
  if (over && kind != NULL && g_strv_contains (wordless, kind))
    return N_ ("There is nothing left to do here.");
  return ways_out[state];
}

static void
state_words (const HyRefusal *refusal, const char *kind, char **what, char **next)
{
  g_return_if_fail ((guint) refusal->state < HY_N_STATES);
  for (gsize i = 0; refusal->state != HY_STATE_LEFT && i < G_N_ELEMENTS (needs); i++)
    if (g_strcmp0 (needs[i].kind, kind) == 0)
      {
        *what = g_strdup (_ (needs[i].what));
        *next = needs[i].next != NULL
                    ? g_strdup (_ (needs[i].next))
                    : g_strdup_printf (_ ("The ticket is “%s” now."), hy_state_words (refusal->state));
        return;
      }
  *what = g_strdup_printf (_ ("It is “%s” now."), hy_state_words (refusal->state));
  *next = g_strdup (_ (way_out (refusal->state, kind)));
}

/* "10:02" would not tell the day; a refusal may be read the day after. */
static char *
precise_words (const HyRefusal *refusal)
{
  g_autofree char *when = refusal->at != HY_TIME_NONE ? hy_moment_words (refusal->at) : NULL;
  g_autofree char *demands = NULL;

  if (g_str_equal (refusal->code, "bad_body") && refusal->field != NULL)
    return g_strdup_printf (_ ("“%s” is missing or wrong."), refusal->field);
  if (g_str_equal (refusal->code, "already_replied") && refusal->who != NULL && when != NULL)
    return g_strdup_printf (_ ("%s replied at %s."), refusal->who, when);
  if (g_str_equal (refusal->code, "stale_reply") && when != NULL)
    return g_strdup_printf (_ ("The citizen added something at %s, after your reply was begun."),
                            when);
  if (g_str_equal (refusal->code, "private_in_public") && refusal->passage != NULL)
    return g_strdup_printf (_ ("The public reply contains “%s”."), refusal->passage);
  if (!g_str_equal (refusal->code, "demand_unanswered") || refusal->demands == NULL
      || refusal->demands[0] == NULL)
    return NULL;
  demands = g_strjoinv (_ ("”, “"), refusal->demands);
  return g_strdup_printf (_ ("Not yet: no answer to “%s”."), demands);
}

void
hy_refusal_words (const HyRefusal *refusal, const char *kind, char **what, char **next)
{
  const char *code = refusal->code != NULL ? refusal->code : "";

  *what = *next = NULL;
  if (g_str_equal (code, "wrong_state"))
    {
      state_words (refusal, kind, what, next);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      if (!g_str_equal (refusals[i].code, code)
          || (refusals[i].kind != NULL && g_strcmp0 (refusals[i].kind, kind) != 0))
        continue;
      *what = precise_words (refusal);
      if (*what == NULL)
        *what = g_strdup (_ (refusals[i].what));
      *next = refusal->field != NULL && g_str_equal (code, "bad_body")
                  ? hy_field_words (kind != NULL ? hy_kind_find (kind) : NULL, refusal->field)
                  : NULL;
      if (*next == NULL)
        *next = g_strdup (_ (refusals[i].next));
      return;
    }
  *what = g_strdup_printf (_ ("The district does not take it (%s)."), code);
  *next = g_strdup (_ ("Keep the text and ring the district."));
}

char *
hy_refusal_detail (const HyRefusal *refusal, const char *kind)
{
  g_autofree char *what = NULL;
  g_autofree char *next = NULL;

  hy_refusal_words (refusal, kind, &what, &next);
  return g_strdup_printf (_ ("%s %s"), what, next);
}
