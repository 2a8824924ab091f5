/* What was promised to a citizen and is still owed: a call at an hour, something done by a date
 * (screens.md, B2). No clock of the rules; missed, it is why people write again. */
#pragma once

#include "core/hy-workflow.h"

G_BEGIN_DECLS

typedef struct
{
  char *what; /* in the words of who promised; NULL for a call */
  HyTime at;  /* until when; none: nothing is owed */
} HyPromise;

void hy_promise_clear (HyPromise *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyPromise, hy_promise_clear)

/**
 * hy_promise_find:
 * @out: (out): the earliest that is owed
 *
 * A call back is kept by any later contact. A promise of a contact is kept by telling the result,
 * or by reaching the citizen at the promised time or after it; that of an interim reply by the next
 * one. A ticket that is not being handled owes nothing.
 */
void hy_promise_find (const HyCase *c, HyPromise *out);

G_END_DECLS
