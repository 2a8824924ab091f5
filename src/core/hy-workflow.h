/* What may happen to a ticket and what it then is: one piece of code for both sides (workflow.md).
 *
 * The office folds unsent commands over a row to show it; the district folds an accepted command into it. No I/O,
 * no clock but the one handed in, any thread. */
#pragma once

#include "core/hy-clocks.h"
#include "core/hy-kinds.h"

G_BEGIN_DECLS

/* A ticket with everything that rules ask about. Borrowed members are the caller's and must outlive it. */
struct _HyCase
{
  HyTicket *ticket;           /* owned; changed by folding */
  GPtrArray *timeline;        /* owned, of HyRecord* (owned): order of arrival, unsent last */
  const HyPolicy *policy;     /* borrowed: the ticket's own version */
  const HyCalendar *calendar; /* borrowed */
};

/* Takes @ticket and @timeline (NULL: empty). */
HyCase *hy_case_new (HyTicket *ticket,
                     GPtrArray *timeline,
                     const HyPolicy *policy,
                     const HyCalendar *calendar);
void hy_case_free (HyCase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyCase, hy_case_free)

/* One thing that somebody does, with the instant that guards and clocks use. */
struct _HyStep
{
  const HyKind *kind;
  /* The timeline entry it would become (id, body, by, made_at, amends, blobs). An @amends that names no earlier
   * record of its kind in this timeline (a refused command, say) has no effect: contacts and progress are never
   * refused. */
  const HyRecord *record;
  gint64 base_version;    /* ticket version the person was looking at; -1: not asked (events, replays) */
  HyTime when;            /* effective instant: see hy_effective_time() */
};

/* Why not. @code is of workflow.md and static; @field and @detail_arg are owned (hy_refusal_clear()). */
struct _HyRefusal
{
  const char *code;
  char *field;     /* of bad_body: path of the first failing member */
  char *who;       /* already_replied: person name or id */
  HyTime at;       /* already_replied, stale_reply: when */
  char **demands;  /* demand_unanswered: their texts */
  char *passage;   /* private_in_public: what stands in the text */
  HyState state;   /* the state it is in */
};

void hy_refusal_clear (HyRefusal *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyRefusal, hy_refusal_clear)

/**
 * hy_effective_time:
 * @made_at: when the PC says it was made
 * @received_at: when the district got it; none at the office for what is not sent
 *
 * made_at + offset if that lies no more than @grace_hours before receipt and not after it, else receipt
 * (protocol.md, "Time").
 */
HyTime hy_effective_time (HyTime made_at, gint64 clock_offset_ms, HyTime received_at, int grace_hours);

/* Body and guards of @step, in that order (bad_body, then left, then guards). TRUE: it may be done.
 * A contact or progress for a ticket that has left is wrong_state with the state HY_STATE_LEFT, like any other:
 * the caller makes a late note of it when kind->goes_up_late. */
gboolean hy_case_check (const HyCase *self, const HyStep *step, HyRefusal *refusal) G_GNUC_WARN_UNUSED_RESULT;

/* All guards that refuse @step, in their order, and not the first alone: for saying what is still missing
 * while a body is written. Its members must have the types of the schema; required ones may be blank, lists not
 * absent. (element-type HyRefusal) */
GPtrArray *hy_case_stops (const HyCase *self, const HyStep *step) G_GNUC_WARN_UNUSED_RESULT;

/* Only what can be said before a body is written: for the "may" list and for greying what cannot be done. */
gboolean hy_case_may (const HyCase *self, const HyKind *kind, HyTime now, HyRefusal *refusal);

/* Applies a step that was checked: changes the ticket, appends a copy of the record to the timeline. The ticket's
 * version is the caller's business. */
void hy_case_apply (HyCase *self, const HyStep *step);

/* Sets the dues, flags and state of a ticket that is new in an office at @when: dispatched, reassigned, intake. */
void hy_case_start (HyCase *self, HyTime when);
/* Starts the contact and result clocks again: sent back or reopened at @when. */
void hy_case_rework (HyCase *self, HyTime when);

/* The contact gate (closing, guard 3) as it now is. */
typedef struct
{
  gboolean open;   /* waived or met */
  gboolean waived;
  gboolean reached;
  gboolean attempts; /* met by tries, whether somebody was reached as well or not */
  int tries;
  int half_days;     /* different ones among the tries */
  HyTime last_try;   /* of those, or none */
  const HyRecord *opener; /* the contact that met it; belongs to the case */
} HyGate;

void hy_case_gate (const HyCase *self, HyGate *out);
/* Index after the last record that began a round of the clocks (dispatch, rework, reopening). */
guint hy_clocks_round (const HyCase *self);
/* A number for each half-day: a date before, or from, 12:00. */
gint64 hy_half_day (HyTime t);

/* Demands confirmed in contacts, or the one "d0" of the ticket's own words. Of HyDemand*, owned. */
GPtrArray *hy_case_demands (const HyCase *self) G_GNUC_WARN_UNUSED_RESULT;

/* The record of @record's chain of amendments that counts: the latest. Itself when nothing amends it. */
const HyRecord *hy_case_effective (const HyCase *self, const HyRecord *record);
/* The earlier record of its kind that @record amends; NULL: none, whatever it names. */
const HyRecord *hy_case_amended (const HyCase *self, const HyRecord *record);
/* Whether a later record of the same kind amends it: then it no longer counts. */
gboolean hy_case_is_amended (const HyCase *self, const HyRecord *record);
const HyRecord *hy_case_find_record (const HyCase *self, const char *id);
/* The undecided request of @kind ("extension_request", …), or NULL. */
const HyRecord *hy_case_pending (const HyCase *self, const char *kind);
/* All that are undecided, oldest first. (element-type HyRecord), which belong to the case. */
GPtrArray *hy_case_all_pending (const HyCase *self) G_GNUC_WARN_UNUSED_RESULT;
/* Until when it may be returned; none: no window runs yet. */
HyTime hy_case_return_until (const HyCase *self);
/* Until when an appeal against @against (rework, dissatisfied, overdue) may be made; none: that has not
 * happened. */
HyTime hy_case_appeal_until (const HyCase *self, const char *against, HyTime now);

G_END_DECLS
