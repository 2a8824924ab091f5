/* One line of the side: a queue (or the outbox) with its count and its worst light. */
#pragma once

#include "core/hy-codes.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HY_TYPE_SIDE_ROW (hy_side_row_get_type ())
G_DECLARE_FINAL_TYPE (HySideRow, hy_side_row, HY, SIDE_ROW, GtkListBoxRow)

/* @page: a queue's code or "outbox"; @caption: of the group that it begins, or NULL. Both static.
 */
GtkWidget *hy_side_row_new (const char *page, const char *title, const char *caption);

const char *hy_side_row_get_page (HySideRow *self);
const char *hy_side_row_get_caption (HySideRow *self);
/* @worst: HY_LIGHT_NONE for a line without light. Zero is shown dim; the line never moves. */
void hy_side_row_set_figures (HySideRow *self, gint64 count, HyLight worst);

G_END_DECLS
