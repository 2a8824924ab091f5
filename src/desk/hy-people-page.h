/* Who sits here, asked at the start and whenever somebody else sits down (screens.md, 2.1). Once for
 * each person it asks how much the guide shall explain. The district sends nothing by which a PIN
 * could be checked, so none is asked. Activates "win.leave-gate" when the person is known. */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_PEOPLE_PAGE (hy_people_page_get_type ())
G_DECLARE_FINAL_TYPE (HyPeoplePage, hy_people_page, HY, PEOPLE_PAGE, AdwBin)

G_END_DECLS
