/* What is to be done today, as actions in the order of time (screens.md, 2.2).
 * Activates "win.open-ticket(s)", "win.open-form((ss))", "win.show-queue(s)", "win.sort-through".
 */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_TODAY_PAGE (hy_today_page_get_type ())
G_DECLARE_FINAL_TYPE (HyTodayPage, hy_today_page, HY, TODAY_PAGE, AdwBin)

G_END_DECLS
