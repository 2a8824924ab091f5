/* Home, End, Page Up and Page Down over groups of rows that stand one below the other on a page that scrolls: each
 * group knows of its own rows alone. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @groups: the child of @scroller that has the groups somewhere in it. */
void hy_group_keys_add (GtkScrolledWindow *scroller, GtkWidget *groups);

G_END_DECLS
