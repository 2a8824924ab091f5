/* What one should know of a new ticket before it is signed for, as rows (screens.md, 2.3). */
#pragma once

#include "desk/hy-sort-next.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* (element-type AdwActionRow): floating; those of tickets that may be the same can be looked at by
 * "win.show-ticket(s)". */
GPtrArray *hy_sort_marks_new (const HySortNext *next) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
