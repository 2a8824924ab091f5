/* A ticket in a list (screens.md, 2.4): light, title and date; beneath in small what else is known.
 * Rows are reused: bound to one item after the other. */
#pragma once

#include "desk/hy-session.h"
#include "desk/hy-ticket-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HY_TYPE_TICKET_ROW (hy_ticket_row_get_type ())
G_DECLARE_FINAL_TYPE (HyTicketRow, hy_ticket_row, HY, TICKET_ROW, GtkWidget)

GtkWidget *hy_ticket_row_new (HySession *session);

/* NULL: shows nothing, holds nothing. */
void hy_ticket_row_set_item (HyTicketRow *self, HyTicketItem *item);
/* Property "selected" (boolean), shown while picking: by a box where the light is not. */
void hy_ticket_row_set_picking (HyTicketRow *self, gboolean picking);
/* With a line more: what happened last, who has it, what comes next. */
void hy_ticket_row_set_stating (HyTicketRow *self, gboolean stating);
/* One line only, but for that one. */
void hy_ticket_row_set_dense (HyTicketRow *self, gboolean dense);
/* Lights and times of now. */
void hy_ticket_row_update (HyTicketRow *self);

G_END_DECLS
