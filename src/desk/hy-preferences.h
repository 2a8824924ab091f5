/* What a person may set: how lists look, how the program runs, how much the guide explains. */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_PREFERENCES (hy_preferences_get_type ())
G_DECLARE_FINAL_TYPE (HyPreferences, hy_preferences, HY, PREFERENCES, AdwPreferencesWindow)

G_END_DECLS
