/* What a row of a search says of a ticket in one sentence: its last entry, and where it went. */
#pragma once

#include "store/hy-list.h"

G_BEGIN_DECLS

/* Fills the members of @rows (element-type HyListRow) that a list of a queue leaves out. */
gboolean hy_latest_mark (HyReplica *replica, GPtrArray *rows, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
