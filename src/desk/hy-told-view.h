/* Where the citizen was told that it takes longer: found by itself in the timeline, or a button that
 * begins the call (screens.md, 2.5 "Extension"). */
#pragma once

#include "desk/hy-matter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_TOLD_VIEW (hy_told_view_get_type ())
G_DECLARE_FINAL_TYPE (HyToldView, hy_told_view, HY, TOLD_VIEW, AdwBin)

/* Whether somebody was told, or nobody need be. */
gboolean hy_told_view_show (HyToldView *self, const HyMatter *matter);

G_END_DECLS
