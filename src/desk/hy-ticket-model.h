/* The tickets of a queue as a list model over SQL (architecture.md, "Lists").
 *
 * It holds the order of the ids alone. An item asked for answers at once, as a placeholder that
 * fills in when its page of rows comes from the reader thread. After a change the order is read and
 * compared there, and what moved is told in the smallest steps. Main thread only. */
#pragma once

#include "desk/hy-ticket-item.h"
#include "store/hy-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define HY_TYPE_TICKET_MODEL (hy_ticket_model_get_type ())
G_DECLARE_FINAL_TYPE (HyTicketModel, hy_ticket_model, HY, TICKET_MODEL, GObject)

/* Rows are read in pages of this many. */
#define HY_TICKET_MODEL_PAGE 64

HyTicketModel *hy_ticket_model_new (HyStore *store) G_GNUC_WARN_UNUSED_RESULT;

/* What it lists from now on; strings are copied. What it listed before is gone at once from what
 * comes later: answers to older questions are dropped. */
void hy_ticket_model_set_query (HyTicketModel *self, const HyListQuery *query);
/* Reads the order, and the rows that somebody holds, again: after a change or a minute. */
void hy_ticket_model_refresh (HyTicketModel *self);

/* Properties, each with notify:
 *   "loading" (boolean): the order of the present query was not read yet
 * Signals: "failed" (GError): a read failed; what was there stays. "refreshed": an order was read.
 */
gboolean hy_ticket_model_get_loading (HyTicketModel *self);

/* Position of the ticket @no; FALSE when it is not in the list. */
gboolean hy_ticket_model_find (HyTicketModel *self, gint64 no, guint *position);
gint64 hy_ticket_model_get_no (HyTicketModel *self, guint position);

G_END_DECLS
