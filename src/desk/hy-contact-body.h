/* The body of a contact out of what was typed (hy-typed.h). Pure but for gettext. */
#pragma once

#include "core/hy-workflow.h"
#include "desk/hy-typed.h"

G_BEGIN_DECLS

/**
 * hy_contact_body:
 * @typed: channel, direction, outcome, at, number_used, remark and callback_at (when nobody
 * was reached), answered_by, gist, demands
 * ({id, text, confirmed}), place, promise_what, promise_by, told (codes of purposes), opinion,
 * opinion_words
 * @c: the ticket; demands that stand as they are confirmed already are not said again
 * @amends: (nullable): the contact that is corrected; what only that one said is said again, and a time that
 * it has may have passed meanwhile
 *
 * Returns: a floating a{sv} that fits the schema, purposes worked out of what was done; or NULL with
 * faults (element-type HyFault).
 */
GVariant *hy_contact_body (GVariant *typed,
                           const HyCase *c,
                           const HyRecord *amends,
                           HyTime now,
                           GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;

/* How far the tries count as an honest attempt, with the next one, at @at, taken in: "Attempt
 * 2, both in one half-day; …". NULL once the gate is open. Free it. */
char *hy_contact_attempts (const HyGate *gate, const HyPolicy *policy, HyTime at) G_GNUC_WARN_UNUSED_RESULT;

/* "138 0000 0042", as it is read out and dialled; other lengths in groups of four from the end.
 * Free it. */
char *hy_phone_grouped (const char *phone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
