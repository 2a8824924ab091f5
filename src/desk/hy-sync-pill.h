/* What has arrived at the district and what has not, always in sight; more in its popover
 * (screens.md, 2.7). Activates "win.show-outbox" and "win.sync-now". */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_SYNC_PILL (hy_sync_pill_get_type ())
G_DECLARE_FINAL_TYPE (HySyncPill, hy_sync_pill, HY, SYNC_PILL, AdwBin)

void hy_sync_pill_popup (HySyncPill *self);

G_END_DECLS
