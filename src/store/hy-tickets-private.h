/* Tickets for the store's own modules. */
#pragma once

#include "store/hy-effective.h"
#include "store/hy-overlay.h"
#include "store/hy-tickets.h"

G_BEGIN_DECLS

/* (element-type HyRecord): the records of a ticket as the district has them. */
GPtrArray *
hy_records_load (HyReplica *replica, gint64 no, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The case as the district has it: row, citizen, records; of a 'local' one from its intake in
 * @overlay. NULL without error when the ticket is neither. @stored: of the ticket, not a stub. */
HyCase *hy_tickets_base (HyReplica *replica,
                         const char *id,
                         const HyStored *stored,
                         GPtrArray *overlay,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The commands of @id that wait to go up. */
gboolean hy_tickets_count_unsent (HyReplica *replica,
                                  const char *id,
                                  gint64 *unsent,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A stub's last words as a case without rules: its ticket and the acts as bare entries. */
HyCase *hy_stub_load (HyReplica *replica, const char *id, HyTicketView *view, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
