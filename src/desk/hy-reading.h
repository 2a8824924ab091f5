/* What a screen reader is told of the parts that are there but not in sight: GTK 4.8 publishes the
 * hidden pages of a stack as visible. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* From now on every page but the visible one is hidden from readers. */
void hy_reading_follow_stack (GtkStack *stack);
/* The same for the panes of a leaflet while it is folded. */
void hy_reading_follow_leaflet (AdwLeaflet *leaflet);

G_END_DECLS
