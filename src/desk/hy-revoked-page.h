/* The district has disabled this PC: what is here is safe, and the ways on (screens.md, 2.7).
 * Activates "win.export-outbox", "win.enrol-again", "win.leave-gate". */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_REVOKED_PAGE (hy_revoked_page_get_type ())
G_DECLARE_FINAL_TYPE (HyRevokedPage, hy_revoked_page, HY, REVOKED_PAGE, AdwBin)

G_END_DECLS
