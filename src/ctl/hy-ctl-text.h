/* Text in columns for a terminal: an ideograph takes two of its cells. Foreign text is made
 * harmless first: no control characters, no line breaks, nothing that turns the direction of
 * writing. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Cells of a terminal that @text takes. */
guint hy_text_width (const char *text);
/* @text on one line and harmless. NULL gives "". */
char *hy_text_plain (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* The same for text of several lines, whose breaks stay. */
char *hy_text_lines (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* @text cut to @width cells, "…" at its end when it was longer. */
char *hy_text_cut (const char *text, guint width) G_GNUC_WARN_UNUSED_RESULT;

typedef struct _HyTextTable HyTextTable;

HyTextTable *hy_text_table_new (guint columns);
void hy_text_table_free (HyTextTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyTextTable, hy_text_table_free)

/* One cell after the other, row by row; made plain. NULL is empty. */
void hy_text_table_add (HyTextTable *self, const char *cell);
/* Rows with their cells below each other, two cells between columns, none after the last. */
char *hy_text_table_format (const HyTextTable *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
