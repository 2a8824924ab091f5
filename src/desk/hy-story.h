/* The words of a popover. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Text that wraps at one width alone: a popover is as high as its words would be at their narrowest. */
GtkWidget *hy_story_label_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* With a style class. */
GtkWidget *hy_story_paragraph_new (const char *text, const char *class) G_GNUC_WARN_UNUSED_RESULT;
/* What a popover holds: as high as @words are at the width that they ask for. */
GtkWidget *hy_story_new (GtkWidget *words) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
