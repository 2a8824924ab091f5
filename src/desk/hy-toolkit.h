/* What GTK 4.8 decides by itself, and not for Chinese words. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* As wide as @text is in columns of a Latin letter: what is Chinese takes two of them. Pure. */
int hy_toolkit_columns (const char *text);
/* Tooltips over @native are as wide as their words: GTK counts letters, and gives a Chinese one half its room. */
void hy_toolkit_widen_tooltips (GtkWidget *native);
/* Its heading is its title, not GTK's own word for such a window. @window: (nullable) */
void hy_toolkit_name_shortcuts (GtkShortcutsWindow *window);

G_END_DECLS
