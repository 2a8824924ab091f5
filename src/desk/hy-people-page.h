/* Who are you: the people of the office; sets the session's person (screens.md, 2.1). */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_PEOPLE_PAGE (hy_people_page_get_type ())
G_DECLARE_FINAL_TYPE (HyPeoplePage, hy_people_page, HY, PEOPLE_PAGE, AdwBin)

G_END_DECLS
