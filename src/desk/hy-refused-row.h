/* One refused command with the district's words, one's own text and the ways on (screens.md, 2.6).
 * Activates "outbox.decided(s)" with words for a toast. */
#pragma once

#include "desk/hy-session.h"
#include "store/hy-outbox.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_REFUSED_ROW (hy_refused_row_get_type ())
G_DECLARE_FINAL_TYPE (HyRefusedRow, hy_refused_row, HY, REFUSED_ROW, AdwExpanderRow)

/* Takes @item. */
void hy_refused_row_set_item (HyRefusedRow *self, HyOutboxItem *item);
const char *hy_refused_row_get_command (HyRefusedRow *self);

G_END_DECLS
