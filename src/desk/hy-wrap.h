/* Children in lines, as many to a line as fit: pills, buttons, chips, words with their buttons. A child that expands
 * takes what is left of its line, and its words may wrap beside the others. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HY_TYPE_WRAP (hy_wrap_get_type ())
G_DECLARE_FINAL_TYPE (HyWrap, hy_wrap, HY, WRAP, GtkWidget)

/* Properties: "spacing" (int, pixels between the children of a line), "line-spacing" (int), "at-end" (boolean: lines
 * in which nothing expands stand at the end, not at the start). */
GtkWidget *hy_wrap_new (int spacing, int line_spacing) G_GNUC_WARN_UNUSED_RESULT;
void hy_wrap_append (HyWrap *self, GtkWidget *child);
/* Takes all away, but for the first child if @keep is that: it keeps its focus, and a press that is under way. */
void hy_wrap_clear (HyWrap *self, GtkWidget *keep);

G_END_DECLS
