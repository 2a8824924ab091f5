#include "core/hy-rules.h"

#include <string.h>

static const char *const problems[]
    = { "owner_not_found", "several_units", "nobody_responsible", "other", NULL };
static const char *const againsts[] = { "rework", "dissatisfied", "overdue", NULL };

const HyField hy_fields_extension_request[]
    = { { "days", HY_FIELD_INT, TRUE, .min = 1, .max = G_MAXINT32 },
        { "reason", HY_FIELD_STRING, TRUE },
        { "citizen_told", HY_FIELD_ID, TRUE },
        { NULL } };

static const HyField basis[]
    = { { "duty", HY_FIELD_STRING }, { "cited", HY_FIELD_STRING }, { NULL } };
/* The evidence is a text or a blob: a guard looks, because a blob is not of the body. */
const HyField hy_fields_return_request[] = { { "ground", HY_FIELD_STRING, TRUE },
                                             { "basis", HY_FIELD_OBJECT, TRUE, .members = basis },
                                             { "to_unit", HY_FIELD_STRING, TRUE },
                                             { "evidence", HY_FIELD_STRING },
                                             { NULL } };

const HyField hy_fields_coordination_request[] = { { "problem", HY_FIELD_CODE, TRUE, problems },
                                                   { "tried", HY_FIELD_STRING, TRUE },
                                                   { "proposal", HY_FIELD_STRING, TRUE },
                                                   { NULL } };

const HyField hy_fields_suspend_request[] = { { "ground", HY_FIELD_STRING, TRUE },
                                              { "until", HY_FIELD_WHEN, TRUE },
                                              { "plan", HY_FIELD_STRING, TRUE },
                                              { "citizen_told", HY_FIELD_ID, TRUE },
                                              { NULL } };

const HyField hy_fields_request_withdraw[]
    = { { "record", HY_FIELD_ID, TRUE }, { "why", HY_FIELD_STRING }, { NULL } };

const HyField hy_fields_appeal[] = { { "against", HY_FIELD_CODE, TRUE, againsts },
                                     { "why", HY_FIELD_STRING, TRUE },
                                     { "evidence", HY_FIELD_STRING },
                                     { NULL } };

static gboolean
is_reached (const HyCase *c, const char *id)
{
  const HyRecord *told = hy_case_find_record (c, id);

  if (told == NULL || strcmp (told->kind, "contact") != 0)
    return FALSE;
  told = hy_case_effective (c, told);
  return g_strcmp0 (hy_body_string (told->body, "outcome"), "reached") == 0;
}

gboolean
hy_guard_citizen_told (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  const char *told = hy_body_string (step->record->body, "citizen_told");
  gboolean fits;
  HyGate gate;

  if (strcmp (told, "waived") == 0)
    fits = hy_ticket_is_waived (c->ticket);
  else if (strcmp (told, "attempts") == 0)
    {
      hy_case_gate (c, &gate);
      fits = gate.attempts;
    }
  else
    fits = is_reached (c, told);
  return fits || hy_refuse (c, refusal, "citizen_not_told");
}

static gboolean
guard_before_due (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  return !hy_result_is_overdue (c->ticket, step->when) || hy_refuse (c, refusal, "too_late");
}

static gboolean
guard_extension_left (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  int used = c->ticket->extensions + (hy_case_pending (c, "extension_request") != NULL);

  return used < c->policy->extension_max_times || hy_refuse (c, refusal, "extension_used");
}

static gboolean
guard_extension_length (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  gint64 days = 0;

  hy_body_int (step->record->body, "days", &days);
  return days <= c->policy->extension_max_days || hy_refuse (c, refusal, "too_long");
}

const HyGuard hy_guards_extension_request[] = { { guard_before_due },
                                                { guard_extension_left },
                                                { guard_extension_length, TRUE },
                                                { hy_guard_citizen_told, TRUE },
                                                { NULL } };

void
hy_apply_extension_request (HyCase *c, const HyStep *step)
{
  hy_ticket_set_flag (c->ticket, "extension", "pending");
}

static gboolean
guard_evidence (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  if (hy_text_is_blank (hy_body_string (step->record->body, "evidence"))
      && step->record->blobs->len == 0)
    return hy_refuse_field (c, refusal, "evidence");
  return TRUE;
}

HyTime
hy_case_return_until (const HyCase *self)
{
  const HyTicket *ticket = self->ticket;
  HyDate last;

  if (ticket->state == HY_STATE_PENDING_SIGN || ticket->signed_at == HY_TIME_NONE)
    return HY_TIME_NONE;
  last = hy_date_of (ticket->signed_at);
  if (self->policy->return_window_days > 0)
    last = hy_calendar_add_working_days (self->calendar, last, self->policy->return_window_days);
  return hy_calendar_closing (self->calendar, last);
}

static gboolean
guard_return_window (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  HyTime until = hy_case_return_until (c);

  return until == HY_TIME_NONE || step->when <= until || hy_refuse (c, refusal, "too_late");
}

static gboolean
guard_may_return (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  return !hy_ticket_has_flag (c->ticket, "no_return") || hy_refuse (c, refusal, "no_return");
}

static gboolean
is_on_list (char **list, const char *ground)
{
  return list != NULL && g_strv_contains ((const char *const *) list, ground);
}

static gboolean
guard_return_ground (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  return is_on_list (c->policy->return_grounds, hy_body_string (step->record->body, "ground"))
         || hy_refuse (c, refusal, "ground_not_allowed");
}

static gboolean
guard_return_basis (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  g_autoptr (GVariant) given = hy_body_object (step->record->body, "basis");

  return !hy_text_is_blank (hy_body_string (given, "duty"))
         || !hy_text_is_blank (hy_body_string (given, "cited"))
         || hy_refuse (c, refusal, "basis_missing");
}

const HyGuard hy_guards_return_request[]
    = { { guard_evidence, TRUE },      { guard_return_window },      { guard_may_return },
        { guard_return_ground, TRUE }, { guard_return_basis, TRUE }, { NULL } };

void
hy_apply_return_request (HyCase *c, const HyStep *step)
{
  c->ticket->state = HY_STATE_RETURN_REQUESTED;
}

static gboolean
guard_not_suspending (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  return hy_case_pending (c, "suspend_request") == NULL
         || hy_refuse (c, refusal, "decision_pending");
}

static gboolean
guard_suspend_ground (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  return c->policy->suspend_grounds == NULL
         || is_on_list (c->policy->suspend_grounds, hy_body_string (step->record->body, "ground"))
         || hy_refuse (c, refusal, "ground_not_allowed");
}

const HyGuard hy_guards_suspend_request[] = { { guard_not_suspending },
                                              { guard_suspend_ground, TRUE },
                                              { hy_guard_citizen_told, TRUE },
                                              { NULL } };

void
hy_apply_suspend_request (HyCase *c, const HyStep *step)
{
  hy_ticket_set_flag (c->ticket, "suspension", "pending");
}

static gboolean
guard_undecided (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  const char *id;

  if (step->record == NULL)
    {
      g_autoptr (GPtrArray) pending = hy_case_all_pending (c);

      return pending->len > 0 || hy_refuse (c, refusal, "already_decided");
    }

  id = hy_body_string (step->record->body, "record");
  for (guint i = 0; i < c->timeline->len; i++)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i);

      if (strcmp (record->id, id) == 0 && hy_kind_is_request (record->kind))
        return !hy_request_is_decided (c, i) || hy_refuse (c, refusal, "already_decided");
    }
  return hy_refuse_field (c, refusal, "record");
}

const HyGuard hy_guards_request_withdraw[] = { { guard_undecided }, { NULL } };

void
hy_apply_request_withdraw (HyCase *c, const HyStep *step)
{
  const HyRecord *request = hy_case_find_record (c, hy_body_string (step->record->body, "record"));

  if (request == NULL)
    return;
  hy_request_clear_mark (c->ticket, request->kind);
  if (strcmp (request->kind, "return_request") == 0
      && c->ticket->state == HY_STATE_RETURN_REQUESTED)
    c->ticket->state = hy_working_state (c->ticket);
}

/* When it was last sent back or reopened in this dispatch, @dissatisfied: by a follow-up; none: it was not. */
static HyTime
sent_back_at (const HyCase *c, gboolean dissatisfied)
{
  for (guint i = c->timeline->len; i > 0; i--)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i - 1);

      if (hy_record_is_dispatch (record))
        break;
      if (hy_record_starts_clocks (record)
          && (!dissatisfied || strcmp (record->kind, "followed_up") == 0))
        return hy_record_instant (c, record);
    }
  return HY_TIME_NONE;
}

/* When that happened which @against names; none: it did not. */
static HyTime
grievance_at (const HyCase *c, const char *against, HyTime now)
{
  if (strcmp (against, "overdue") == 0)
    return hy_result_is_overdue (c->ticket, now) ? c->ticket->due : HY_TIME_NONE;
  return sent_back_at (c, strcmp (against, "dissatisfied") == 0);
}

HyTime
hy_case_appeal_until (const HyCase *self, const char *against, HyTime now)
{
  HyTime happened = grievance_at (self, against, now);
  HyDate last;

  if (happened == HY_TIME_NONE)
    return HY_TIME_NONE;
  last = hy_calendar_add_working_days (self->calendar, hy_date_of (happened),
                                       MAX (self->policy->appeal_window_days, 1));
  return hy_calendar_closing (self->calendar, last);
}

/* Before there is a body: the latest window of all that an appeal may be against. */
static HyTime
longest_window (const HyCase *c, HyTime now)
{
  HyTime longest = HY_TIME_NONE;

  for (gsize i = 0; againsts[i] != NULL; i++)
    {
      HyTime until = hy_case_appeal_until (c, againsts[i], now);

      if (until != HY_TIME_NONE && (longest == HY_TIME_NONE || until > longest))
        longest = until;
    }
  return longest;
}

static gboolean
guard_appeal_window (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  HyTime until = step->record != NULL
                     ? hy_case_appeal_until (c, hy_body_string (step->record->body, "against"),
                                             step->when)
                     : longest_window (c, step->when);

  if (until == HY_TIME_NONE)
    return hy_refuse (c, refusal, "wrong_state");
  return step->when <= until || hy_refuse (c, refusal, "too_late");
}

const HyGuard hy_guards_appeal[] = { { guard_appeal_window }, { NULL } };
