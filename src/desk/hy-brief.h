/* The brief in a window of its own: to read, copy and print (screens.md, B4). */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_BRIEF (hy_brief_get_type ())
G_DECLARE_FINAL_TYPE (HyBrief, hy_brief, HY, BRIEF, AdwWindow)

G_END_DECLS
