/* What a person has opened on this PC: titles stand bold until then. Not the district's business. */
#pragma once

#include "store/hy-list.h"

G_BEGIN_DECLS

/* @ticket: id; one that is not here is nothing to note. A change of tickets the first time. */
gboolean hy_seen_note (HyReplica *replica, const char *person, const char *ticket, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Sets "unread" of @rows (element-type HyListRow) for @person: never opened, and this office's to
 * act on. */
gboolean hy_seen_mark (HyReplica *replica, const char *person, GPtrArray *rows, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
