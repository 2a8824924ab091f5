/* The side: Today, the queues by step, what to watch, and the outbox (screens.md, "Frame").
 *
 * Activates "win.show-queue(s)" and "win.show-outbox". */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_SIDE (hy_side_get_type ())
G_DECLARE_FINAL_TYPE (HySide, hy_side, HY, SIDE, AdwBin)

/* Marks the line of what is shown: a queue's code or "outbox"; NULL marks none (a search). */
void hy_side_set_page (HySide *self, const char *page);
/* On the row of the page that is shown, where the side is in sight. */
void hy_side_focus (HySide *self);

G_END_DECLS
