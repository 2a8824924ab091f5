/* The form that makes this PC one of an office's (screens.md, 2.1): a fault stands inline, with
 * everything that was typed. Activates "win.enrolled" when it is done. */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_ENROL_PAGE (hy_enrol_page_get_type ())
G_DECLARE_FINAL_TYPE (HyEnrolPage, hy_enrol_page, HY, ENROL_PAGE, AdwBin)

G_END_DECLS
