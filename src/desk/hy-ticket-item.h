/* One ticket of a list: a placeholder until its row was read. Main thread only. */
#pragma once

#include "store/hy-list.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define HY_TYPE_TICKET_ITEM (hy_ticket_item_get_type ())
G_DECLARE_FINAL_TYPE (HyTicketItem, hy_ticket_item, HY, TICKET_ITEM, GObject)

HyTicketItem *hy_ticket_item_new (gint64 no) G_GNUC_WARN_UNUSED_RESULT;

gint64 hy_ticket_item_get_no (HyTicketItem *self);
/* NULL while it is a placeholder; holds until "changed". */
const HyListRow *hy_ticket_item_get_row (HyTicketItem *self);
/* Takes @row. Signal "changed" when it says anything else than the one before. */
void hy_ticket_item_take_row (HyTicketItem *self, HyListRow *row);

/* Its light at @now, without a read: lights turn by themselves. */
HyLight hy_ticket_item_light (HyTicketItem *self, HyTime now);

G_END_DECLS
