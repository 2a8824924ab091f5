#include "core/hy-rules.h"

#include <string.h>

HyCase *
hy_case_new (HyTicket *ticket,
             GPtrArray *timeline,
             const HyPolicy *policy,
             const HyCalendar *calendar)
{
  HyCase *self = g_new0 (HyCase, 1);

  self->ticket = ticket;
  self->timeline = timeline != NULL
                       ? timeline
                       : g_ptr_array_new_with_free_func ((GDestroyNotify) hy_record_free);
  self->policy = policy;
  self->calendar = calendar;
  return self;
}

void
hy_case_free (HyCase *self)
{
  if (self == NULL)
    return;
  hy_ticket_free (self->ticket);
  g_ptr_array_unref (self->timeline);
  g_free (self);
}

void
hy_refusal_clear (HyRefusal *self)
{
  g_free (self->field);
  g_free (self->who);
  g_strfreev (self->demands);
  g_free (self->passage);
  memset (self, 0, sizeof *self);
}

gboolean
hy_refuse (const HyCase *c, HyRefusal *refusal, const char *code)
{
  refusal->code = code;
  refusal->state = c->ticket->state;
  return FALSE;
}

gboolean
hy_refuse_field (const HyCase *c, HyRefusal *refusal, const char *field)
{
  hy_set_string (&refusal->field, field);
  return hy_refuse (c, refusal, "bad_body");
}

HyTime
hy_effective_time (HyTime made_at, gint64 clock_offset_ms, HyTime received_at, int grace_hours)
{
  HyTime meant;

  /* A PC may say anything; what does not even add up counts as received. */
  if (__builtin_add_overflow (made_at, clock_offset_ms, &meant))
    return received_at != HY_TIME_NONE ? received_at : made_at;
  if (received_at == HY_TIME_NONE)
    return meant;
  if (meant > received_at || meant < received_at - grace_hours * HY_HOUR)
    return received_at;
  return meant;
}

HyTime
hy_record_instant (const HyCase *c, const HyRecord *record)
{
  return hy_effective_time (record->made_at, 0, record->received_at,
                            c->policy->offline_grace_hours);
}

static gboolean
run_guards (const HyCase *self, const HyStep *step, HyRefusal *refusal)
{
  if (!(step->kind->states & HY_IN (self->ticket->state)))
    return hy_refuse (self, refusal, "wrong_state");
  if (step->kind->guards == NULL)
    return TRUE;
  for (const HyGuard *guard = step->kind->guards; guard->check != NULL; guard++)
    if (!(guard->of_body && step->record == NULL) && !guard->check (self, step, refusal))
      return FALSE;
  return TRUE;
}

static void
refusal_free (gpointer data)
{
  hy_refusal_clear (data);
  g_free (data);
}

GPtrArray *
hy_case_stops (const HyCase *self, const HyStep *step)
{
  GPtrArray *stops = g_ptr_array_new_with_free_func (refusal_free);
  const HyGuard *guards = step->kind->guards;

  g_return_val_if_fail (step->kind != NULL && step->record != NULL, stops);
  for (; guards != NULL && guards->check != NULL; guards++)
    {
      HyRefusal *refusal = g_new0 (HyRefusal, 1);

      if (guards->check (self, step, refusal))
        refusal_free (refusal);
      else
        g_ptr_array_add (stops, refusal);
    }
  return stops;
}

gboolean
hy_case_check (const HyCase *self, const HyStep *step, HyRefusal *refusal)
{
  g_auto (HyRefusal) unwanted = { 0 };
  g_autofree char *field = NULL;

  g_return_val_if_fail (step->kind != NULL && step->record != NULL, FALSE);

  if (refusal == NULL)
    refusal = &unwanted;
  hy_refusal_clear (refusal);
  if (!hy_body_check (step->record->body, step->kind->fields, &field))
    return hy_refuse_field (self, refusal, field);
  return run_guards (self, step, refusal);
}

gboolean
hy_case_may (const HyCase *self, const HyKind *kind, HyTime now, HyRefusal *refusal)
{
  g_auto (HyRefusal) unwanted = { 0 };
  HyStep step = { .kind = kind, .base_version = -1, .when = now };

  g_return_val_if_fail (kind != NULL, FALSE);

  if (refusal == NULL)
    refusal = &unwanted;
  hy_refusal_clear (refusal);
  return run_guards (self, &step, refusal);
}

void
hy_case_apply (HyCase *self, const HyStep *step)
{
  g_return_if_fail (step->kind != NULL && step->record != NULL);

  g_ptr_array_add (self->timeline, hy_record_copy (step->record));
  if (step->kind->apply != NULL)
    step->kind->apply (self, step);
}

static HyTime
limit_from (const HyCase *c, HyClockId clock, HyTime start)
{
  HyLimit limit = hy_policy_limit (c->policy, clock, c->ticket);

  return hy_limit_due (&limit, c->calendar, start);
}

/* The limits are those of the ticket as it now is, so its state and flags are set before. */
static void
start_contact_and_result (HyCase *self, HyTime when)
{
  HyTicket *ticket = self->ticket;

  ticket->started_at = when;
  ticket->contacted_at = HY_TIME_NONE;
  ticket->replied_at = HY_TIME_NONE;
  ticket->statement_at = HY_TIME_NONE;
  ticket->suspended_at = HY_TIME_NONE;
  ticket->due_contact
      = hy_ticket_is_waived (ticket) ? HY_TIME_NONE : limit_from (self, HY_CLOCK_CONTACT, when);
  ticket->due = limit_from (self, HY_CLOCK_RESULT, when);
}

static void
set_no_number (HyTicket *ticket)
{
  if (hy_text_is_blank (ticket->citizen.phone) && hy_text_is_blank (ticket->citizen.phone2))
    hy_ticket_set_flag (ticket, "no_number", NULL);
  else
    hy_ticket_clear_flag (ticket, "no_number");
}

void
hy_case_start (HyCase *self, HyTime when)
{
  HyTicket *ticket = self->ticket;

  ticket->state = HY_STATE_PENDING_SIGN;
  ticket->dispatched_at = when;
  ticket->started_at = when;
  ticket->signed_at = HY_TIME_NONE;
  ticket->extensions = 0;
  hy_set_string (&ticket->handler, NULL);
  if (self->policy->id != NULL)
    hy_set_string (&ticket->policy, self->policy->id);
  hy_ticket_clear_flag (ticket, "no_return");
  hy_ticket_clear_flag (ticket, "extension");
  hy_ticket_clear_flag (ticket, "suspension");
  set_no_number (ticket);
  ticket->due_sign = limit_from (self, HY_CLOCK_SIGN, when);
  start_contact_and_result (self, when);
}

void
hy_case_rework (HyCase *self, HyTime when)
{
  self->ticket->state = HY_STATE_REWORK;
  self->ticket->rework++;
  start_contact_and_result (self, when);
}

HyState
hy_working_state (const HyTicket *ticket)
{
  if (ticket->signed_at == HY_TIME_NONE)
    return HY_STATE_PENDING_SIGN;
  return ticket->rework > 0 && ticket->started_at > ticket->dispatched_at ? HY_STATE_REWORK
                                                                          : HY_STATE_HANDLING;
}
