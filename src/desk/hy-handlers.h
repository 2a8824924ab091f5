/* To whom a new ticket is handed: the same people, in the same order, with the same one suggested, wherever one is
 * signed for. */
#pragma once

#include "desk/hy-session.h"
#include "store/hy-sort-hints.h"

G_BEGIN_DECLS

/* (element-type HyPersonRow), rows belong to @session: who works here; first who usually handles such, else who has
 * it, else who sits here. @hints, @handler: (nullable) */
GPtrArray *hy_handlers (HySession *session, const HySortHints *hints, const char *handler) G_GNUC_WARN_UNUSED_RESULT;

/* Why the first one is suggested; NULL: nobody is. @hints: (nullable) */
char *hy_handlers_hint (const HySortHints *hints) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
