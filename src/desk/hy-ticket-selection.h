/* Which tickets of a list are selected: by themselves, not by their places, so that they stay so
 * when the order changes. Those that leave the list are no longer selected. Main thread only. */
#pragma once

#include "desk/hy-ticket-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GListModel of @model's items, GtkSelectionModel. */
#define HY_TYPE_TICKET_SELECTION (hy_ticket_selection_get_type ())
G_DECLARE_FINAL_TYPE (HyTicketSelection, hy_ticket_selection, HY, TICKET_SELECTION, GObject)

HyTicketSelection *hy_ticket_selection_new (HyTicketModel *model) G_GNUC_WARN_UNUSED_RESULT;

/* While picking, moving over the list selects nothing: rows are put in and taken out one by one. */
void hy_ticket_selection_set_picking (HyTicketSelection *self, gboolean picking);
gboolean hy_ticket_selection_get_picking (HyTicketSelection *self);
void hy_ticket_selection_toggle (HyTicketSelection *self, guint position);

guint hy_ticket_selection_get_size (HyTicketSelection *self);
/* Of the only one selected; GTK_INVALID_LIST_POSITION when there is none, or several. */
guint hy_ticket_selection_get_single (HyTicketSelection *self);
/* (element-type gint64): the nos, in the order of the list. */
GArray *hy_ticket_selection_get_nos (HyTicketSelection *self) G_GNUC_WARN_UNUSED_RESULT;

/* Signal "picked": what is selected has changed. */

G_END_DECLS
