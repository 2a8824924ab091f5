/* What has happened to a ticket, on both sides, newest first. */
#pragma once

#include "desk/hy-matter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_TIMELINE (hy_timeline_get_type ())
G_DECLARE_FINAL_TYPE (HyTimeline, hy_timeline, HY, TIMELINE, AdwBin)

void hy_timeline_set_matter (HyTimeline *self, HySession *session, HyMatter *matter);

G_END_DECLS
