/* Words for people: the desk, the command line and the district's refusals say the same thing in the same words.
 * English sources, translated by gettext. What is returned as char * is the caller's to free. */
#pragma once

#include "core/hy-workflow.h"

G_BEGIN_DECLS

/* Names. Static, translated. */
const char *hy_state_words (HyState state);
const char *hy_demand_kind_words (HyDemandKind kind);
const char *hy_channel_words (HyChannel channel);
const char *hy_queue_words (HyQueue queue);
const char *hy_light_words (HyLight light);
const char *hy_clock_words (HyClockId clock);
/* Of a command or an event by its code; the code itself when it is of neither. */
const char *hy_kind_words (const char *kind);

/* "11-30 Mon". */
char *hy_date_words (HyDate date) G_GNUC_WARN_UNUSED_RESULT;
/* "11-30 Mon 17:30". */
char *hy_moment_words (HyTime t) G_GNUC_WARN_UNUSED_RESULT;
/* "5 working days", "4 working hours", "30 minutes round the clock". */
char *hy_limit_words (const HyLimit *limit) G_GNUC_WARN_UNUSED_RESULT;

/**
 * hy_time_left_words:
 *
 * "11-30 Mon 17:30 · 5 working days left", "due tomorrow", "due today 17:30", "3 hours overdue" up to the first
 * working day after, then "2 working days overdue" (screens.md, B6: the date first, then the days after today).
 */
char *hy_time_left_words (HyTime due, HyTime now, const HyCalendar *calendar)
    G_GNUC_WARN_UNUSED_RESULT;

/**
 * hy_derivation_words:
 * @ticket: (nullable): adds the policy it is under and the city's limit
 *
 * Returns: (transfer full): "How this date came about", line by line, NULL-terminated.
 */
char **hy_derivation_words (const HyDerivation *self, const HyTicket *ticket)
    G_GNUC_WARN_UNUSED_RESULT;

/**
 * hy_field_words:
 * @kind: (nullable): whose body it is
 * @path: a member as hy_body_check() names it
 *
 * Returns: (nullable): one sentence: what has to be written there; NULL when any text will do or the member
 *   is not known.
 */
char *hy_field_words (const HyKind *kind, const char *path) G_GNUC_WARN_UNUSED_RESULT;

/**
 * hy_refusal_words:
 * @kind: (nullable): the kind of what was refused; some codes have other ways out for other kinds
 * @what: (out): one sentence: what stands against it
 * @next: (out): one sentence: what to do next
 *
 * A code that is not of workflow.md or protocol.md gets words too, with the code in them.
 */
void hy_refusal_words (const HyRefusal *refusal, const char *kind, char **what, char **next);
/* Both sentences in one, as the district's "detail". */
char *hy_refusal_detail (const HyRefusal *refusal, const char *kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
