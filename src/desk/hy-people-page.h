/* Who sits here, asked at the start and whenever somebody else sits down (screens.md, 2.1). Who has a
 * PIN types it under the name; once for each person it asks how much the guide shall explain.
 * Activates "win.leave-gate" when the person is known. */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_PEOPLE_PAGE (hy_people_page_get_type ())
G_DECLARE_FINAL_TYPE (HyPeoplePage, hy_people_page, HY, PEOPLE_PAGE, AdwBin)

/* Asks anew. @same: whoever sat here sits here still, as far as anybody knows: that name is chosen. */
void hy_people_page_begin (HyPeoplePage *self, gboolean same);

G_END_DECLS
