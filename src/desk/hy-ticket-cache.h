/* The items of a ticket list that somebody holds, each once, and the last pages that were read.
 * Main thread only. */
#pragma once

#include "desk/hy-ticket-item.h"

G_BEGIN_DECLS

typedef struct _HyTicketCache HyTicketCache;

HyTicketCache *hy_ticket_cache_new (void);
void hy_ticket_cache_free (HyTicketCache *self);

/* The item of @no, a placeholder when nobody held it. (transfer full) */
HyTicketItem *hy_ticket_cache_get (HyTicketCache *self, gint64 no);
/* NULL when nobody holds it. */
HyTicketItem *hy_ticket_cache_peek (HyTicketCache *self, gint64 no);
/* Holds a page (element-type HyTicketItem) for a while; takes it. */
void hy_ticket_cache_keep (HyTicketCache *self, GPtrArray *page);
/* (element-type gint64): the nos whose rows are there. */
GArray *hy_ticket_cache_filled (HyTicketCache *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
