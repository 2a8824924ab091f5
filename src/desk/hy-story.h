/* The words of a popover. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Text that wraps at one width alone: a popover is as high as its words would be at their narrowest. */
GtkWidget *hy_story_label_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
