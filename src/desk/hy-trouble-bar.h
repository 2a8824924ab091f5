/* The bar that says what stands in the way, and its way out (hy-trouble.h). */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_TROUBLE_BAR (hy_trouble_bar_get_type ())
G_DECLARE_FINAL_TYPE (HyTroubleBar, hy_trouble_bar, HY, TROUBLE_BAR, AdwBin)

G_END_DECLS
