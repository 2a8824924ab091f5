/* In the place of a ticket while none is open. Beside Today, who wants every step explained is told where to begin. */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_START_PANE (hy_start_pane_get_type ())
G_DECLARE_FINAL_TYPE (HyStartPane, hy_start_pane, HY, START_PANE, AdwBin)

/* Whether it stands beside Today. */
void hy_start_pane_set_today (HyStartPane *self, gboolean today);
/* By its key. FALSE: it has nothing to begin with. */
gboolean hy_start_pane_begin (HyStartPane *self);

G_END_DECLS
