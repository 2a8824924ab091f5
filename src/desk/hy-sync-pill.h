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
/* At least so many characters of its words are in sight; 0: its sign alone. */
void hy_sync_pill_set_width_chars (HySyncPill *self, int chars);

G_END_DECLS
