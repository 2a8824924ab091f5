/* Who waits for work to be done: each party's one after another, the parties in turn. Bounded: what waits holds memory. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HyTurns HyTurns;
typedef struct _HyTurn HyTurn; /* a place in it */

/* Of at most @max bytes. */
HyTurns *hy_turns_new (gsize max);
void hy_turns_free (HyTurns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyTurns, hy_turns_free)

/* @item, which holds @size bytes, for @who. NULL: no room. A party may hold as much as it leaves free, so none takes all. What
 * holds nothing is never refused: it is bounded by whatever waits, which of a server is one a connection. */
HyTurn *hy_turns_add (HyTurns *self, const char *who, gpointer item, gsize size);

/* Whose turn it is; its place is gone. NULL: nobody waits. */
gpointer hy_turns_take (HyTurns *self);

/* Somebody who waits no longer. */
void hy_turns_remove (HyTurns *self, HyTurn *turn);

guint hy_turns_length (HyTurns *self);

G_END_DECLS
