/* How far the first sync is; one may begin as soon as the open tickets are here (screens.md, 2.1).
 * Activates "win.begin". */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_FIRST_SYNC_PAGE (hy_first_sync_page_get_type ())
G_DECLARE_FINAL_TYPE (HyFirstSyncPage, hy_first_sync_page, HY, FIRST_SYNC_PAGE, AdwBin)

G_END_DECLS
