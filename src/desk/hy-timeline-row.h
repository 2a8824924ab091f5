/* A row of the timeline on the screen. Activates "ticket.correct(s)", "ticket.quote(s)" and
 * "ticket.copy-entry(s)" with the entry's id. */
#pragma once

#include "desk/hy-timeline-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_TIMELINE_ROW (hy_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (HyTimelineRow, hy_timeline_row, HY, TIMELINE_ROW, AdwBin)

void hy_timeline_row_set_item (HyTimelineRow *self, HySession *session, HyTimelineItem *item);

G_END_DECLS
