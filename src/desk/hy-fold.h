/* A text that may be long: its beginning, and a button that shows the rest. Selectable, never
 * markup. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How much of @text fills @lines lines as one reads at ease: bytes, never inside a character; the
 * whole length when it fits. Pure. */
gsize hy_fold_cut (const char *text, int lines);

#define HY_TYPE_FOLD (hy_fold_get_type ())
G_DECLARE_FINAL_TYPE (HyFold, hy_fold, HY, FOLD, AdwBin)

/* Property: "lines" (int): how many are shown at first. */
void hy_fold_set_text (HyFold *self, const char *text);
/* The label itself, for classes and accessible names. */
GtkLabel *hy_fold_get_label (HyFold *self);

G_END_DECLS
