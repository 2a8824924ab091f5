#include "core/hy-clocks.h"

#include "core/hy-rules.h"

#include <string.h>

/* What the records of the present round say about its clocks. */
typedef struct
{
  gboolean contact;  /* somebody was called, or it was tried */
  gboolean extended; /* an extension was granted */
  gboolean has_ask;  /* the records know of a request for one */
  gboolean ask_open; /* and it is undecided */
  HyTime asked_at;
  HyTime returned_at; /* the latest request to return it */
  HyTime resumed_at;  /* the latest end of a suspension */
  HyTime supervised_at;
} Round;

static gboolean
is_kind (const HyRecord *record, const char *kind)
{
  return g_strcmp0 (record->kind, kind) == 0;
}

static void
read_ask (Round *round, const HyRecord *record, HyTime when, const char **asked)
{
  const char *withdrawn = NULL;

  if (is_kind (record, "extension_request"))
    {
      round->has_ask = round->ask_open = TRUE;
      round->asked_at = when;
      *asked = record->id;
    }
  else if (is_kind (record, "request_withdraw"))
    {
      if (g_variant_lookup (record->body, "record", "&s", &withdrawn)
          && g_strcmp0 (withdrawn, *asked) == 0)
        round->ask_open = FALSE;
    }
  else if (is_kind (record, "extension_granted") || is_kind (record, "extension_refused")
           || is_kind (record, "reply"))
    {
      round->ask_open = FALSE;
    }
}

static void
read_round (const HyCase *c, Round *round)
{
  const char *asked = NULL;

  memset (round, 0, sizeof *round);
  for (guint i = hy_clocks_round (c); i < c->timeline->len; i++)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i);
      HyTime when;

      if (record->late)
        continue;
      when = hy_record_instant (c, record);
      read_ask (round, record, when, &asked);
      if (is_kind (record, "contact"))
        round->contact = TRUE;
      else if (is_kind (record, "extension_granted"))
        round->extended = TRUE;
      else if (is_kind (record, "return_request"))
        round->returned_at = when;
      else if (is_kind (record, "suspension_ended") || is_kind (record, "resume"))
        round->resumed_at = when;
      else if (is_kind (record, "supervised"))
        round->supervised_at = when;
    }
}

/* The event moves a due only to an earlier one, so the stored due tells which of the two limits
 * holds. */
static void
read_supervision (HyClock *clock, HyClockId id, const HyCase *c, const Round *round)
{
  HyTime since = round->supervised_at != HY_TIME_NONE ? round->supervised_at : clock->start;
  HyLimit limit;

  if (!hy_ticket_has_flag (c->ticket, "supervised")
      || clock->due == hy_limit_due (&clock->limit, c->calendar, clock->start)
      || !hy_policy_supervised_limit (c->policy, id, c->ticket, &limit)
      || clock->due != hy_limit_due (&limit, c->calendar, since))
    return;
  clock->limit = limit;
  clock->origin = HY_ORIGIN_SUPERVISED;
  clock->counted_from = since;
}

/* @extended and @resumed_at are those that concern this clock. A due that is still where the limit
 * puts it was not moved: the clock had stopped, or was overdue, before the suspension. */
static void
read_moves (HyClock *clock, gboolean extended, HyTime resumed_at, const HyCalendar *calendar)
{
  HyTimeLeft left;

  if ((!extended && resumed_at == HY_TIME_NONE)
      || clock->due == hy_limit_due (&clock->limit, calendar, clock->start))
    return;
  hy_time_left (clock->due, clock->start, calendar, &left);
  clock->moved = TRUE;
  clock->extended = extended;
  clock->limit.unit = HY_UNIT_WORKING_DAYS;
  clock->limit.n = left.overdue ? 0 : left.working_days;
  if (resumed_at == HY_TIME_NONE || resumed_at > clock->due)
    return;
  clock->origin = HY_ORIGIN_RESUMED;
  clock->counted_from = resumed_at;
}

static void
start_clock (HyClock *clock, const HyTicket *ticket, HyTime start, HyTime due)
{
  clock->exists = due != HY_TIME_NONE;
  clock->start = start != HY_TIME_NONE ? start : ticket->dispatched_at;
  clock->counted_from = clock->start;
  clock->due = due;
  clock->origin = clock->start > ticket->dispatched_at ? HY_ORIGIN_RESTARTED : HY_ORIGIN_DISPATCHED;
}

/* A clock that the state has ended without a stop on record shows nothing. */
static void
stop_clock (HyClock *clock, HyTime stopped_at, gboolean over)
{
  clock->stopped_at = stopped_at;
  if (over && stopped_at == HY_TIME_NONE)
    clock->exists = FALSE;
}

static void
read_sign (HyClock *clock, const HyTicket *ticket, const Round *round)
{
  HyTime stopped_at = ticket->signed_at;

  start_clock (clock, ticket, ticket->dispatched_at, ticket->due_sign);
  if (stopped_at == HY_TIME_NONE && ticket->state == HY_STATE_RETURN_REQUESTED)
    stopped_at = round->returned_at;
  if (ticket->state != HY_STATE_PENDING_SIGN)
    stop_clock (clock, stopped_at, TRUE);
}

/* Nothing is due of a ticket that is answered or ended. */
static gboolean
is_answered (const HyTicket *ticket)
{
  return !hy_ticket_is_open (ticket) || ticket->state == HY_STATE_SUBMITTED;
}

/* A contact that was on the way while the clocks started again counts, by the order of arrival. */
static void
read_contact (HyClock *clock, const HyTicket *ticket, const Round *round)
{
  gboolean met = ticket->contacted_at != HY_TIME_NONE
                 && (ticket->contacted_at >= ticket->started_at || round->contact);

  start_clock (clock, ticket, ticket->started_at, ticket->due_contact);
  if (hy_ticket_is_waived (ticket))
    clock->exists = FALSE;
  stop_clock (clock, met ? ticket->contacted_at : HY_TIME_NONE, is_answered (ticket));
  clock->paused = ticket->state == HY_STATE_SUSPENDED;
}

static void
read_result (HyClock *clock, const HyTicket *ticket, const Round *round)
{
  gboolean over = is_answered (ticket);
  const char *extension = hy_ticket_flag_value (ticket, "extension");

  start_clock (clock, ticket, ticket->started_at, ticket->due);
  stop_clock (clock, over ? ticket->replied_at : HY_TIME_NONE, over);
  clock->paused = ticket->state == HY_STATE_SUSPENDED;
  clock->no_statement = ticket->statement_at == HY_TIME_NONE || ticket->statement_at < ticket->due;
  clock->ask_pending = round->ask_open || g_strcmp0 (extension, "pending") == 0;
  if (round->has_ask && round->asked_at > ticket->due)
    clock->ask_pending = FALSE;
}

void
hy_clocks_read (const HyCase *c, HyClocks *out)
{
  const HyTicket *ticket = c->ticket;
  Round round;

  memset (out, 0, sizeof *out);
  read_round (c, &round);
  read_sign (&out->clock[HY_CLOCK_SIGN], ticket, &round);
  read_contact (&out->clock[HY_CLOCK_CONTACT], ticket, &round);
  read_result (&out->clock[HY_CLOCK_RESULT], ticket, &round);
  for (int i = 0; i < HY_N_CLOCKS; i++)
    {
      HyClock *clock = &out->clock[i];

      if (!clock->exists)
        continue;
      if (clock->stopped_at != HY_TIME_NONE)
        clock->stopped_by = hy_clocks_find_stop (c, (HyClockId) i);
      clock->limit = hy_policy_start_limit (c->policy, (HyClockId) i, ticket);
      if (i != HY_CLOCK_SIGN)
        read_moves (clock, i == HY_CLOCK_RESULT && round.extended, round.resumed_at, c->calendar);
      if (!clock->moved)
        read_supervision (clock, (HyClockId) i, c, &round);
      clock->yellow_at
          = hy_limit_yellow_at (&clock->limit, c->calendar,
                                clock->moved ? clock->start : clock->counted_from, clock->due);
    }
}
