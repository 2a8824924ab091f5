#include "core/hy-rules.h"

#include <string.h>

static const char *const channels[] = { "phone", "visit", "message", "met", NULL };
static const char *const directions[] = { "out", "in", NULL };
static const char *const outcomes[]
    = { "reached", "no_answer", "refused", "wrong_number", "off", NULL };
static const char *const purposes[]
    = { "confirm", "tell_extension", "tell_result", "tell_return", "ask_opinion", "other", NULL };
static const char *const answerers[] = { "self", "family", "other", NULL };
static const char *const opinions[]
    = { "satisfied", "basic", "dissatisfied", "not_asked", "unreachable", "declined", NULL };

const HyField hy_fields_sign[] = { { "handler", HY_FIELD_PERSON }, { NULL } };

const HyField hy_fields_assign[]
    = { { "to_person", HY_FIELD_PERSON, TRUE }, { "note", HY_FIELD_STRING }, { NULL } };

/* A demand that is withdrawn needs no words. */
static gboolean
needs_text (GVariant *demand)
{
  gboolean confirmed = TRUE;

  hy_body_bool (demand, "confirmed", &confirmed);
  return confirmed;
}

/* Who was rung to confirm the demands and answered has confirmed some. */
static gboolean
needs_demands (GVariant *body)
{
  return g_strcmp0 (hy_body_string (body, "outcome"), "reached") == 0
         && hy_body_list_has (body, "purpose", "confirm");
}

static const HyField demand[] = { { "id", HY_FIELD_ID, TRUE },
                                  { "text", HY_FIELD_STRING, .needed = needs_text },
                                  { "confirmed", HY_FIELD_BOOL },
                                  { NULL } };
static const HyField maker[]
    = { { "unit", HY_FIELD_STRING }, { "person", HY_FIELD_STRING }, { NULL } };
static const HyField promise[]
    = { { "what", HY_FIELD_STRING, TRUE }, { "by", HY_FIELD_WHEN }, { NULL } };
const HyField hy_fields_opinion[]
    = { { "value", HY_FIELD_CODE, TRUE, opinions }, { "words", HY_FIELD_STRING }, { NULL } };

const HyField hy_fields_contact[] = {
  { "channel", HY_FIELD_CODE, TRUE, channels },
  { "direction", HY_FIELD_CODE, TRUE, directions },
  { "outcome", HY_FIELD_CODE, TRUE, outcomes },
  { "at", HY_FIELD_TIME, TRUE },
  { "purpose", HY_FIELD_CODE_LIST, TRUE, purposes },
  { "number_used", HY_FIELD_STRING },
  { "answered_by", HY_FIELD_CODE, FALSE, answerers },
  { "made_by", HY_FIELD_OBJECT, .members = maker },
  { "demands", HY_FIELD_OBJECT_LIST, .members = demand, .needed = needs_demands },
  { "promise", HY_FIELD_OBJECT, .members = promise },
  { "callback_at", HY_FIELD_TIME },
  { "place", HY_FIELD_STRING },
  { "opinion", HY_FIELD_OBJECT, .members = hy_fields_opinion },
  { "gist", HY_FIELD_STRING },
  { "why", HY_FIELD_STRING }, /* it amends another */
  { NULL },
};

static const HyField waiting[]
    = { { "unit", HY_FIELD_STRING }, { "person", HY_FIELD_STRING }, { "phone", HY_FIELD_STRING },
        { "what", HY_FIELD_STRING }, { "by", HY_FIELD_WHEN },       { NULL } };

const HyField hy_fields_progress[] = {
  { "text", HY_FIELD_STRING, TRUE },
  { "at", HY_FIELD_TIME },
  { "with_units", HY_FIELD_STRING_LIST },
  { "waiting_for", HY_FIELD_OBJECT, .members = waiting },
  { "answers", HY_FIELD_ID },
  { "why", HY_FIELD_STRING }, /* it amends another */
  { NULL },
};

const HyField hy_fields_read_receipt[] = { { "record", HY_FIELD_ID, TRUE }, { NULL } };
const HyField hy_fields_reveal[]
    = { { "field", HY_FIELD_STRING, TRUE }, { "purpose", HY_FIELD_STRING, TRUE }, { NULL } };

/* Signed once is signed: the second of two PCs is told so by finding nothing changed. */
static gboolean
guard_sign (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  if (c->ticket->state == HY_STATE_PENDING_SIGN || c->ticket->signed_at != HY_TIME_NONE)
    return TRUE;
  return hy_refuse (c, refusal, "wrong_state");
}

const HyGuard hy_guards_sign[] = { { guard_sign }, { NULL } };

void
hy_apply_sign (HyCase *c, const HyStep *step)
{
  const char *handler = hy_body_string (step->record->body, "handler");

  if (c->ticket->state != HY_STATE_PENDING_SIGN)
    return;
  c->ticket->state = HY_STATE_HANDLING;
  c->ticket->signed_at = step->when;
  hy_set_string (&c->ticket->handler, handler != NULL ? handler : step->record->by_person);
}

void
hy_apply_assign (HyCase *c, const HyStep *step)
{
  hy_set_string (&c->ticket->handler, hy_body_string (step->record->body, "to_person"));
}

void
hy_apply_claim (HyCase *c, const HyStep *step)
{
  hy_set_string (&c->ticket->handler, step->record->by_person);
}

static gboolean
guard_known_record (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  if (hy_case_find_record (c, hy_body_string (step->record->body, "record")) == NULL)
    return hy_refuse_field (c, refusal, "record");
  return TRUE;
}

const HyGuard hy_guards_read_receipt[] = { { guard_known_record, TRUE }, { NULL } };

/* The contact clock stops at the contact that meets the gate, once a round: a supplement asks for
 * another call but leaves that instant alone, and an amendment that takes the call back starts the
 * clock again. */
static void
update_contacted_at (HyCase *c, gboolean amending, HyTime when)
{
  guint from = hy_clocks_round (c);
  guint n = c->timeline->len;
  HyGate before, after;

  hy_gate_scan (c, from, n, &after);
  if (after.opener != NULL && c->ticket->contacted_at == HY_TIME_NONE)
    c->ticket->contacted_at = when;
  else if (amending && after.opener == NULL)
    c->ticket->contacted_at = HY_TIME_NONE;
  else if (amending)
    {
      hy_gate_scan (c, from, n - 1, &before);
      if (before.opener != NULL && before.opener != after.opener
          && hy_case_is_amended (c, before.opener)
          && hy_case_effective (c, before.opener) != after.opener)
        c->ticket->contacted_at
            = MAX (c->ticket->contacted_at, hy_record_instant (c, after.opener));
    }
}

void
hy_apply_contact (HyCase *c, const HyStep *step)
{
  guint last = c->timeline->len - 1;
  gboolean amending = hy_amends_one (c, last);

  if (amending)
    hy_demands_rebuild (c);
  else
    hy_demands_merge (c->ticket->demands, g_ptr_array_index (c->timeline, last));
  if (!hy_ticket_is_waived (c->ticket))
    update_contacted_at (c, amending, step->when);
}
