/* What is measured in pixels and has to grow with text that a person made large. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How much larger than usual text is, in thousandths; never less. */
int hy_text_scale (GtkWidget *widget);

/* The clamps below @page hold lines to a length that can be read: as many more pixels as text is larger,
 * from now on. Once, when its template is there. */
void hy_text_size_widen (GtkWidget *page);

/* So many lines of the window of shortcuts fit on a screen. */
void hy_text_size_fit_shortcuts (GtkApplicationWindow *window);

G_END_DECLS
