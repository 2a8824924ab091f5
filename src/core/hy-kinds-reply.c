#include "core/hy-private.h"
#include "core/hy-rules.h"

#include <string.h>

static const char *const findings[] = { "true", "partly", "untrue", "not_applicable", NULL };
static const char *const result_kinds[]
    = { "solved", "partly", "explained", "cannot", "untrue", NULL };

const HyField hy_fields_situation_statement[]
    = { { "cause", HY_FIELD_STRING, TRUE },    { "responsible", HY_FIELD_STRING, TRUE },
        { "progress", HY_FIELD_STRING, TRUE }, { "new_date", HY_FIELD_DATE, TRUE },
        { "measures", HY_FIELD_STRING },       { NULL } };

const HyField hy_fields_interim_reply[]
    = { { "text", HY_FIELD_STRING, TRUE }, { "next_by", HY_FIELD_WHEN, TRUE }, { NULL } };

const HyField hy_fields_why[] = { { "why", HY_FIELD_STRING }, { NULL } };

static const HyField answer[] = { { "demand_id", HY_FIELD_ID, TRUE },
                                  { "finding", HY_FIELD_CODE, TRUE, findings },
                                  { "result", HY_FIELD_STRING, TRUE },
                                  { "done", HY_FIELD_BOOL },
                                  { "by", HY_FIELD_WHEN },
                                  { NULL } };

/* An empty list of answers fits: which demands it leaves unanswered says more than "bad body". */
const HyField hy_fields_reply[] = {
  { "answers", HY_FIELD_OBJECT_LIST, TRUE, .members = answer, .may_be_empty = TRUE },
  { "contact_summary", HY_FIELD_STRING, TRUE },
  { "investigation", HY_FIELD_STRING, TRUE },
  { "result_kind", HY_FIELD_CODE, TRUE, result_kinds },
  { "basis", HY_FIELD_STRING_LIST },
  { "citizen_opinion", HY_FIELD_OBJECT, TRUE, .members = hy_fields_opinion },
  { "follow_up", HY_FIELD_STRING },
  { "public_text", HY_FIELD_STRING },
  { NULL },
};

gboolean
hy_result_is_overdue (const HyTicket *ticket, HyTime when)
{
  HyTime end = when;

  if (ticket->replied_at != HY_TIME_NONE)
    end = ticket->replied_at;
  else if (ticket->state == HY_STATE_SUSPENDED && ticket->suspended_at != HY_TIME_NONE)
    end = ticket->suspended_at;
  return ticket->due != HY_TIME_NONE && end > ticket->due;
}

static gboolean
guard_overdue (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  return hy_result_is_overdue (c->ticket, step->when) || hy_refuse (c, refusal, "not_overdue");
}

const HyGuard hy_guards_situation_statement[] = { { guard_overdue }, { NULL } };

void
hy_apply_situation_statement (HyCase *c, const HyStep *step)
{
  c->ticket->statement_at = step->when;
}

/* The reply of this dispatch that stands or stood last; NULL: none. @reviewed: it was judged since.
 */
static const HyRecord *
last_reply (const HyCase *c, gboolean *reviewed)
{
  static const char *const reviews[] = { "reply_accepted", "reply_rejected", NULL };

  *reviewed = FALSE;
  for (guint i = c->timeline->len; i > 0; i--)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i - 1);

      if (strcmp (record->kind, "reply") == 0)
        return record;
      if (strcmp (record->kind, "reply_withdraw") == 0 || hy_record_is_dispatch (record))
        return NULL;
      if (g_strv_contains (reviews, record->kind))
        *reviewed = TRUE;
    }
  return NULL;
}

static gboolean
refuse_replied (const HyCase *c, HyRefusal *refusal)
{
  gboolean reviewed;
  const HyRecord *reply = last_reply (c, &reviewed);

  if (reply != NULL)
    hy_set_string (&refusal->who, reply->by_name != NULL ? reply->by_name : reply->by_person);
  refusal->at = c->ticket->replied_at;
  if (refusal->at == HY_TIME_NONE && reply != NULL)
    refusal->at = hy_record_instant (c, reply);
  return hy_refuse (c, refusal, "already_replied");
}

static gboolean
guard_reply_state (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  switch (c->ticket->state)
    {
    case HY_STATE_HANDLING:
    case HY_STATE_REWORK:
      return TRUE;
    case HY_STATE_SUBMITTED:
    case HY_STATE_CLOSED:
    case HY_STATE_ARCHIVED:
      return refuse_replied (c, refusal);
    case HY_STATE_RETURN_REQUESTED:
      return hy_refuse (c, refusal, "decision_pending");
    default:
      return hy_refuse (c, refusal, "wrong_state");
    }
}

static gboolean
guard_seen_supplement (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  for (guint i = c->timeline->len; i > 0 && step->base_version >= 0; i--)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i - 1);

      if (strcmp (record->kind, "supplemented") != 0 || record->version <= step->base_version)
        continue;
      refusal->at = hy_record_instant (c, record);
      return hy_refuse (c, refusal, "stale_reply");
    }
  return TRUE;
}

static gboolean
guard_contact (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  HyGate gate;

  hy_case_gate (c, &gate);
  return gate.open || hy_refuse (c, refusal, "contact_first");
}

static gboolean
is_answered (GVariant *answers, const char *demand)
{
  gsize n = g_variant_n_children (answers);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) given = hy_body_element (answers, i);

      if (g_strcmp0 (hy_body_string (given, "demand_id"), demand) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
guard_answers (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  g_autoptr (GVariant) answers = hy_body_array (step->record->body, "answers");
  g_autoptr (GPtrArray) demands = hy_case_demands (c);
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();
  gboolean complete = TRUE;

  for (guint i = 0; i < demands->len; i++)
    {
      const HyDemand *demand = g_ptr_array_index (demands, i);

      if (is_answered (answers, demand->id))
        continue;
      complete = FALSE;
      g_strv_builder_add (missing, hy_text_is_blank (demand->text) ? demand->id : demand->text);
    }
  if (complete)
    return TRUE;
  refusal->demands = g_strv_builder_end (missing);
  return hy_refuse (c, refusal, "demand_unanswered");
}

/* A statement counts when it was made since the light went red. */
static gboolean
guard_statement (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  if (hy_result_is_overdue (c->ticket, step->when) && c->ticket->statement_at < c->ticket->due)
    return hy_refuse (c, refusal, "statement_missing");
  return TRUE;
}

static gboolean
guard_public_text (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  const char *text = hy_body_string (step->record->body, "public_text");
  const char *found;

  if (hy_text_is_blank (text))
    return !hy_ticket_is_letter (c->ticket) || hy_refuse (c, refusal, "public_missing");
  found = hy_private_find (&c->ticket->citizen, text);
  if (found == NULL)
    return TRUE;
  hy_set_string (&refusal->passage, found);
  return hy_refuse (c, refusal, "private_in_public");
}

const HyGuard hy_guards_reply[] = { { guard_reply_state },
                                    { guard_seen_supplement, TRUE },
                                    { guard_contact },
                                    { guard_answers, TRUE },
                                    { guard_statement },
                                    { guard_public_text, TRUE },
                                    { NULL } };

void
hy_apply_reply (HyCase *c, const HyStep *step)
{
  c->ticket->state = HY_STATE_SUBMITTED;
  c->ticket->replied_at = step->when;
  if (g_strcmp0 (hy_ticket_flag_value (c->ticket, "extension"), "pending") == 0)
    hy_request_clear_mark (c->ticket, "extension_request");
  hy_request_clear_mark (c->ticket, "suspend_request");
}

static gboolean
guard_reply_stands (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  HyState state = c->ticket->state;
  gboolean reviewed;

  if (state == HY_STATE_SUBMITTED)
    return TRUE;
  if (state == HY_STATE_CLOSED || state == HY_STATE_ARCHIVED
      || (last_reply (c, &reviewed) != NULL && reviewed))
    return hy_refuse (c, refusal, "already_reviewed");
  return hy_refuse (c, refusal, "wrong_state");
}

const HyGuard hy_guards_reply_withdraw[] = { { guard_reply_stands }, { NULL } };

void
hy_apply_reply_withdraw (HyCase *c, const HyStep *step)
{
  c->ticket->state = hy_working_state (c->ticket);
  c->ticket->replied_at = HY_TIME_NONE;
}
