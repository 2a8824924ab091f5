#include "core/hy-guide.h"

#include "core/hy-rules.h"
#include "core/hy-waiting.h"

#include <string.h>

/* Index of the entry that began the present round, 0 when none is there. */
static guint
round_start (const HyCase *c)
{
  for (guint i = c->timeline->len; i > 0; i--)
    if (hy_record_starts_clocks (c->timeline->pdata[i - 1]))
      return i - 1;
  return 0;
}

static const HyRecord *
last_of_round (const HyCase *c, const char *kind)
{
  for (guint i = c->timeline->len, first = round_start (c); i > first; i--)
    {
      const HyRecord *record = c->timeline->pdata[i - 1];

      if (strcmp (record->kind, kind) == 0)
        return record;
    }
  return NULL;
}

static gboolean
is_reached (const HyRecord *contact)
{
  return g_strcmp0 (hy_body_string (contact->body, "outcome"), "reached") == 0;
}

/* Since @question, which the telling then made idle, or NULL: in this round. */
static gboolean
told_result (const HyCase *c, const HyRecord *question)
{
  for (guint i = c->timeline->len, first = round_start (c); i > first; i--)
    {
      const HyRecord *record = c->timeline->pdata[i - 1];

      if (record == question)
        return FALSE;
      if (strcmp (record->kind, "contact") == 0 && !hy_case_is_amended (c, record) && is_reached (record) &&
          hy_body_list_has (record->body, "purpose", "tell_result"))
        return TRUE;
    }
  return FALSE;
}

/* What was tried before anything was noted was no telling. */
static void
read_telling (const HyCase *c, HyGate *out)
{
  guint len = c->timeline->len, from = hy_clocks_round (c), noted = len;
  HyGate since;

  for (guint i = from; i < len; i++)
    {
      const HyRecord *contact = hy_contact_at (c, i, len);

      if (contact != NULL && is_reached (contact))
        from = i + 1;
      if (noted == len && strcmp (((HyRecord *) c->timeline->pdata[i])->kind, "progress") == 0)
        noted = i;
    }
  hy_gate_scan (c, from, len, out);
  hy_gate_scan (c, MAX (from, noted), len, &since);
  out->open = out->attempts && since.tries > 0;
}

static void
set_step (HyGuide *out, HyGuideStep step, const char *kind, HyTime by)
{
  out->step = step;
  out->kind = kind;
  out->by = by;
}

static gboolean
may_extend (const HyCase *c, HyTime now)
{
  g_auto (HyRefusal) refusal = { 0 };

  return hy_case_may (c, hy_kind_find ("extension_request"), now, &refusal);
}

/* Contacted: look into it, hear those who were asked, tell, reply; or ask for time while there is nothing to tell on the last day. */
static void
read_contacted (const HyCase *c, HyTime now, HyGuide *out)
{
  const HyTicket *ticket = c->ticket;
  gboolean noted = last_of_round (c, "progress") != NULL;
  g_autofree char *unit = NULL;
  HyTime by = HY_TIME_NONE;
  const HyRecord *question = hy_waiting_find (c, &unit, &by);

  read_telling (c, &out->telling);
  if (question != NULL && !told_result (c, question))
    {
      set_step (out, HY_GUIDE_WAIT_ANSWER, "progress", by);
      out->record = question;
    }
  else if (told_result (c, NULL) || out->telling.open || (noted && hy_ticket_is_waived (ticket)))
    set_step (out, HY_GUIDE_REPLY, "reply", ticket->due);
  else if (noted)
    set_step (out, HY_GUIDE_TELL, "contact", ticket->due);
  else if (ticket->due != HY_TIME_NONE && hy_date_of (now) == hy_date_of (ticket->due) && may_extend (c, now))
    set_step (out, HY_GUIDE_ASK_TIME, "extension_request", ticket->due);
  else
    set_step (out, HY_GUIDE_LOOK_INTO, "progress", ticket->due);
}

static void
read_working (const HyCase *c, const HyClocks *clocks, HyTime now, HyGuide *out)
{
  const HyTicket *ticket = c->ticket;
  const HyRecord *request = hy_case_pending (c, "extension_request");
  guint round = hy_clocks_round (c);
  HyGate gate;

  hy_case_gate (c, &gate);
  if (hy_clock_light (&clocks->clock[HY_CLOCK_RESULT], now) == HY_LIGHT_RED_FRAMED)
    set_step (out, HY_GUIDE_STATE, "situation_statement", ticket->due);
  else if (!gate.open && ticket->state == HY_STATE_REWORK)
    {
      set_step (out, HY_GUIDE_REDO, "contact", ticket->due_contact);
      out->record = round > 0 ? c->timeline->pdata[round - 1] : NULL;
    }
  else if (!gate.open)
    {
      set_step (out, HY_GUIDE_CALL, "contact", ticket->due_contact);
      out->record = last_of_round (c, "supplemented");
    }
  else if (request != NULL)
    {
      set_step (out, HY_GUIDE_WAIT_EXTENSION, "request_withdraw", ticket->due);
      out->record = request;
    }
  else
    read_contacted (c, now, out);
}

static void
read_step (const HyCase *c, const HyClocks *clocks, HyTime now, HyGuide *out)
{
  switch (c->ticket->state)
    {
    case HY_STATE_PENDING_SIGN:
      set_step (out, HY_GUIDE_SIGN, "sign", c->ticket->due_sign);
      return;
    case HY_STATE_HANDLING:
    case HY_STATE_REWORK:
      read_working (c, clocks, now, out);
      return;
    case HY_STATE_RETURN_REQUESTED:
      set_step (out, HY_GUIDE_WAIT_RETURN, "request_withdraw", HY_TIME_NONE);
      out->record = hy_case_pending (c, "return_request");
      return;
    case HY_STATE_SUBMITTED:
      set_step (out, HY_GUIDE_WAIT_REVIEW, "reply_withdraw", HY_TIME_NONE);
      out->record = last_of_round (c, "reply");
      return;
    case HY_STATE_SUSPENDED:
      set_step (out, HY_GUIDE_SUSPENDED, "resume", HY_TIME_NONE);
      return;
    case HY_STATE_CLOSED:
      set_step (out, HY_GUIDE_FOLLOW_UP, NULL, HY_TIME_NONE);
      return;
    case HY_STATE_LEFT:
      set_step (out, HY_GUIDE_LEFT, NULL, HY_TIME_NONE);
      return;
    case HY_STATE_ARCHIVED:
    case HY_N_STATES:
    default:
      set_step (out, HY_GUIDE_DONE, NULL, HY_TIME_NONE);
      return;
    }
}

/* Whatever else goes on, a citizen who was not called is to be called: the contact comes before all that follows it. */
static HyStage
stage_of (HyGuideStep step, const HyGate *gate)
{
  static const HyStage stages[HY_N_GUIDES] = {
    [HY_GUIDE_SIGN] = HY_STAGE_SIGN,           [HY_GUIDE_CALL] = HY_STAGE_CONTACT,
    [HY_GUIDE_REDO] = HY_STAGE_CONTACT,        [HY_GUIDE_LOOK_INTO] = HY_STAGE_HANDLE,
    [HY_GUIDE_TELL] = HY_STAGE_TELL,           [HY_GUIDE_REPLY] = HY_STAGE_REPLY,
    [HY_GUIDE_ASK_TIME] = HY_STAGE_HANDLE,     [HY_GUIDE_STATE] = HY_STAGE_HANDLE,
    [HY_GUIDE_WAIT_EXTENSION] = HY_STAGE_HANDLE, [HY_GUIDE_WAIT_RETURN] = HY_STAGE_HANDLE,
    [HY_GUIDE_WAIT_REVIEW] = HY_STAGE_REVIEW,  [HY_GUIDE_SUSPENDED] = HY_STAGE_HANDLE,
    [HY_GUIDE_FOLLOW_UP] = HY_STAGE_FOLLOW_UP, [HY_GUIDE_DONE] = HY_N_STAGES,
    [HY_GUIDE_LEFT] = HY_N_STAGES,             [HY_GUIDE_WAIT_ANSWER] = HY_STAGE_HANDLE,
  };

  return stages[step] == HY_STAGE_HANDLE && !gate->open ? HY_STAGE_CONTACT : stages[step];
}

static void
read_stages (const HyCase *c, const HyClocks *clocks, HyTime now, HyGuide *out)
{
  static const HyStage clocked[HY_N_CLOCKS] = { HY_STAGE_SIGN, HY_STAGE_CONTACT, HY_STAGE_REPLY };
  HyStage current;
  HyGate gate;

  hy_case_gate (c, &gate);
  current = stage_of (out->step, &gate);
  for (HyStage i = 0; i < HY_N_STAGES; i++)
    out->stage[i] = i < current ? HY_STAGE_DONE : i == current ? HY_STAGE_CURRENT : HY_STAGE_TO_DO;
  for (HyClockId id = 0; id < HY_N_CLOCKS; id++)
    if (out->stage[clocked[id]] == HY_STAGE_DONE &&
        hy_clock_light (&clocks->clock[id], now) == HY_LIGHT_LATE)
      out->stage[clocked[id]] = HY_STAGE_DONE_LATE;
  if (out->stage[HY_STAGE_CONTACT] == HY_STAGE_DONE && gate.waived && !gate.reached)
    out->stage[HY_STAGE_CONTACT] = HY_STAGE_WAIVED;
  if (out->stage[HY_STAGE_TELL] == HY_STAGE_DONE && gate.waived && !told_result (c, NULL))
    out->stage[HY_STAGE_TELL] = HY_STAGE_WAIVED;
}

void
hy_guide_read (const HyCase *c, HyTime now, HyGuide *out)
{
  g_autoptr (GPtrArray) demands = hy_case_demands (c);
  HyClocks clocks;

  *out = (HyGuide){ .demands = demands->len };
  hy_clocks_read (c, &clocks);
  read_step (c, &clocks, now, out);
  read_stages (c, &clocks, now, out);
}
