/* A verified copy of the replica a day, kept for seven, in the replica's own folder: what a damaged file does not give
 * any more, the newest of them may (hy-rescue.h).
 *
 * The newest is whole. When the next is there, only what no other place has stays in it (what people wrote here,
 * what became of it, tickets that the district does not know): personal data of tickets that left is gone within a day,
 * as protocol.md wants. */
#pragma once

#include "store/hy-store.h"

G_BEGIN_DECLS

/* The newest copy that is sound; NULL. Free it. */
char *hy_copies_newest (const char *dir);

/**
 * hy_copies_keep:
 *
 * Makes the copy of this day, if there is none yet and the disk has room for it, and lets old ones go. Blocks (a second
 * per 300 MB or so, on a connection of its own); not on the store's threads. HY_STORE_ERROR_UNUSABLE when the copy
 * shows that the replica is damaged: the next start rescues it.
 */
gboolean hy_copies_keep (HyStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* All of them, for a PC whose data is to go. */
gboolean hy_copies_remove (const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
