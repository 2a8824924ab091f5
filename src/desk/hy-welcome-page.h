/* First start: what this is, and the way in (screens.md, 2.1). "win.leave-gate" leaves it where
 * there is work here already. */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_WELCOME_PAGE (hy_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (HyWelcomePage, hy_welcome_page, HY, WELCOME_PAGE, AdwBin)

/* Straight to the form. */
void hy_welcome_page_show_enrol (HyWelcomePage *self);

G_END_DECLS
