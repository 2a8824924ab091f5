/* What of a window's texts is not in sight as it should be: cut off, shortened, or beyond the edge. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * clip_find:
 * @root: a window, or a part of one, that was laid out
 *
 * Looks over everything that is mapped in @root. A label may be shortened ("…") where it, or what it stands in, says
 * the whole in a tooltip. What is scrolled out of sight counts as in sight.
 *
 * Returns: (transfer full) (element-type utf8): a line for each fault, in the order of the tree
 */
GPtrArray *clip_find (GtkWidget *root);

/* The first mapped label in @root whose text holds @words, or NULL. */
GtkWidget *clip_find_words (GtkWidget *root, const char *words);

/* What makes @root wider than @width, or NULL; free with g_free(). */
char *clip_find_wide (GtkWidget *root, int width);

G_END_DECLS
