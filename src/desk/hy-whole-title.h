/* A row's title that does not fit is told whole by a tooltip; one that fits has none. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void hy_whole_title_follow (AdwPreferencesRow *row);

G_END_DECLS
