#include "core/hy-rules.h"

/* Bodies of the district's events; from a command line each member is one "key=value". */

static const char *const levels[] = { "ordinary", "yellow", "red", NULL };

/* dispatched, return_granted: the office that gets it, when it is another one than now */
const HyField hy_fields_dispatched[]
    = { { "to", HY_FIELD_ID }, { "text", HY_FIELD_STRING }, { NULL } };

const HyField hy_fields_reassigned[]
    = { { "to", HY_FIELD_ID, TRUE }, { "text", HY_FIELD_STRING }, { NULL } };

/* urged, reply_accepted, reopened, suspension_granted, suspension_ended, recalled, noted */
const HyField hy_fields_text[] = { { "text", HY_FIELD_STRING }, { NULL } };

/* The citizen's own words. */
const HyField hy_fields_supplemented[] = { { "text", HY_FIELD_STRING, TRUE }, { NULL } };

/* reply_rejected, extension_refused, return_refused, suspension_refused */
const HyField hy_fields_rejected[]
    = { { "reason", HY_FIELD_STRING }, { "text", HY_FIELD_STRING }, { NULL } };

/* days: as many as asked for when absent */
const HyField hy_fields_extension_granted[] = {
  { "days", HY_FIELD_INT, .min = 1, .max = G_MAXINT32 }, { "text", HY_FIELD_STRING }, { NULL }
};

/* level: ordinary when absent */
const HyField hy_fields_supervised[]
    = { { "level", HY_FIELD_CODE, FALSE, levels }, { "text", HY_FIELD_STRING }, { NULL } };

/* Who was not reached has no opinion; the follow-up is made again. */
static gboolean
needs_satisfied (GVariant *body)
{
  gboolean reached = TRUE;

  hy_body_bool (body, "reached", &reached);
  return reached;
}

const HyField hy_fields_followed_up[] = { { "reached", HY_FIELD_BOOL },
                                          { "solved", HY_FIELD_BOOL },
                                          { "satisfied", HY_FIELD_BOOL, .needed = needs_satisfied },
                                          { "text", HY_FIELD_STRING },
                                          { NULL } };

/* assist: further units, in words */
const HyField hy_fields_coordinated[] = { { "lead", HY_FIELD_STRING, TRUE },
                                          { "assist", HY_FIELD_STRING },
                                          { "basis", HY_FIELD_STRING },
                                          { "text", HY_FIELD_STRING },
                                          { NULL } };

/* ticket: the one it was merged into */
const HyField hy_fields_merged[]
    = { { "ticket", HY_FIELD_ID }, { "text", HY_FIELD_STRING }, { NULL } };

const HyField hy_fields_appeal_decided[] = { { "upheld", HY_FIELD_BOOL, TRUE },
                                             { "reason", HY_FIELD_STRING },
                                             { "text", HY_FIELD_STRING },
                                             { NULL } };

/* A decision about nothing is a mistake: two in a row would move the due twice. */
static gboolean
must_be_asked (const HyCase *c, HyRefusal *refusal, const char *request)
{
  return hy_case_pending (c, request) != NULL || hy_refuse (c, refusal, "wrong_state");
}

static gboolean
guard_extension_asked (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  return must_be_asked (c, refusal, "extension_request");
}

static gboolean
guard_suspension_asked (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  return must_be_asked (c, refusal, "suspend_request");
}

static gboolean
guard_appeal_made (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  return must_be_asked (c, refusal, "appeal");
}

static gboolean
guard_days (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  gint64 days = 1;

  hy_body_int (step->record->body, "days", &days);
  return days <= c->policy->extension_max_days || hy_refuse (c, refusal, "too_long");
}

const HyGuard hy_guards_extension_granted[]
    = { { guard_extension_asked }, { guard_days, TRUE }, { NULL } };
const HyGuard hy_guards_extension_decided[] = { { guard_extension_asked }, { NULL } };
const HyGuard hy_guards_suspension_decided[] = { { guard_suspension_asked }, { NULL } };
const HyGuard hy_guards_appeal_decided[] = { { guard_appeal_made }, { NULL } };

void
hy_apply_dispatched (HyCase *c, const HyStep *step)
{
  const char *to = hy_body_string (step->record->body, "to");

  if (to != NULL)
    hy_set_string (&c->ticket->office, to);
  hy_case_start (c, step->when);
}

void
hy_apply_leave (HyCase *c, const HyStep *step)
{
  c->ticket->state = HY_STATE_LEFT;
}

/* Two units that gave it back have shown a gap that nobody fills. */
static gboolean
returned_by_two (const HyCase *c)
{
  const char *first = NULL;
  const char *asking = NULL;

  for (guint i = 0; i < c->timeline->len; i++)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i);

      if (g_str_equal (record->kind, "return_request"))
        asking = record->by_office;
      if (!g_str_equal (record->kind, "return_granted") || asking == NULL)
        continue;
      if (first != NULL && !g_str_equal (first, asking))
        return TRUE;
      first = asking;
    }
  return FALSE;
}

void
hy_apply_return_granted (HyCase *c, const HyStep *step)
{
  if (returned_by_two (c))
    hy_ticket_set_flag (c->ticket, "vacuum", NULL);
  if (hy_body_has (step->record->body, "to"))
    hy_apply_dispatched (c, step);
  else
    hy_apply_leave (c, step);
}

void
hy_apply_return_refused (HyCase *c, const HyStep *step)
{
  hy_ticket_set_flag (c->ticket, "no_return", NULL);
  c->ticket->state = hy_working_state (c->ticket);
}

/* The request that the last record, a decision, decides. */
static gint64
asked_days (const HyCase *c)
{
  gint64 days = 1;

  for (guint i = c->timeline->len; i > 0; i--)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i - 1);

      if (g_str_equal (record->kind, "extension_request"))
        {
          hy_body_int (record->body, "days", &days);
          break;
        }
    }
  return MAX (1, MIN (days, c->policy->extension_max_days));
}

void
hy_apply_extension_granted (HyCase *c, const HyStep *step)
{
  HyTicket *ticket = c->ticket;
  gint64 days;

  if (!hy_body_int (step->record->body, "days", &days))
    days = asked_days (c);
  ticket->extensions++;
  hy_ticket_set_flag (ticket, "extension", "granted");
  if (ticket->due == HY_TIME_NONE)
    return;
  ticket->due = hy_extended_due (c->calendar, ticket->due, (int) days);
  ticket->statement_at = HY_TIME_NONE;
}

void
hy_apply_extension_refused (HyCase *c, const HyStep *step)
{
  hy_request_clear_mark (c->ticket, "extension_request");
}

void
hy_apply_urged (HyCase *c, const HyStep *step)
{
  const char *value = hy_ticket_flag_value (c->ticket, "urged");
  gint64 before = value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
  g_autofree char *times = g_strdup_printf ("%" G_GINT64_FORMAT, CLAMP (before, 0, 9998) + 1);

  hy_ticket_set_flag (c->ticket, "urged", times);
}

void
hy_apply_supervised (HyCase *c, const HyStep *step)
{
  const char *level = hy_body_string (step->record->body, "level");
  HyTicket *ticket = c->ticket;
  HyLimit limit;
  HyTime due;

  hy_ticket_set_flag (ticket, "supervised", level != NULL ? level : "ordinary");
  if (ticket->due == HY_TIME_NONE
      || !hy_policy_supervised_limit (c->policy, HY_CLOCK_RESULT, ticket, &limit))
    return;
  due = hy_limit_due (&limit, c->calendar, step->when);
  if (due >= ticket->due)
    return;
  ticket->due = due;
  ticket->statement_at = HY_TIME_NONE;
}

void
hy_apply_reply_accepted (HyCase *c, const HyStep *step)
{
  c->ticket->state = HY_STATE_CLOSED;
}

void
hy_apply_rework (HyCase *c, const HyStep *step)
{
  hy_case_rework (c, step->when);
}

void
hy_apply_followed_up (HyCase *c, const HyStep *step)
{
  gboolean satisfied;

  if (!hy_body_bool (step->record->body, "satisfied", &satisfied))
    return;
  if (satisfied)
    c->ticket->state = HY_STATE_ARCHIVED;
  else
    hy_case_rework (c, step->when);
}

void
hy_apply_suspension_granted (HyCase *c, const HyStep *step)
{
  hy_request_clear_mark (c->ticket, "suspend_request");
  c->ticket->state = HY_STATE_SUSPENDED;
  c->ticket->suspended_at = step->when;
}

void
hy_apply_suspension_refused (HyCase *c, const HyStep *step)
{
  hy_request_clear_mark (c->ticket, "suspend_request");
}

/* What was overdue keeps its due; else the working days that were left, that of the suspension
 * among them, start anew from the next working day. */
static HyTime
due_after_suspension (const HyCase *c, HyTime due, HyTime end)
{
  HyDate suspended = hy_date_of (c->ticket->suspended_at);
  int left;

  if (due == HY_TIME_NONE || c->ticket->suspended_at > due)
    return due;
  left = hy_calendar_count_working_days (c->calendar, suspended - 1, hy_date_of (due));
  return hy_calendar_closing (c->calendar,
                              hy_calendar_add_working_days (c->calendar, hy_date_of (end),
                                                            MAX (left, 1)));
}

void
hy_apply_suspension_ended (HyCase *c, const HyStep *step)
{
  HyTicket *ticket = c->ticket;
  HyTime due = ticket->due;

  ticket->state = hy_working_state (ticket);
  if (ticket->suspended_at == HY_TIME_NONE)
    return;
  ticket->due = due_after_suspension (c, due, step->when);
  if (ticket->contacted_at == HY_TIME_NONE)
    ticket->due_contact = due_after_suspension (c, ticket->due_contact, step->when);
  if (ticket->due != due)
    ticket->statement_at = HY_TIME_NONE;
  ticket->suspended_at = HY_TIME_NONE;
}
