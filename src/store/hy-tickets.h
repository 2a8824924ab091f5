/* Tickets as the office sees them: row + unsent commands, and the columns computed from that. */
#pragma once

#include "store/hy-replica.h"

G_BEGIN_DECLS

/* The id of a ticket given by id or by number. HY_STORE_ERROR_NOT_FOUND. */
char *hy_tickets_find (HyReplica *replica,
                       const char *id_or_number,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  HyCase *view; /* the overlay folded in: what screens show and guards ask */
  char *scope;  /* 'here', 'stub', 'orphan', 'local' */
  guint unsent; /* timeline entries at the end of view->timeline that the district does not have */
  GPtrArray *unsent_ids; /* of char* */
  gboolean may_refuse;
  char *leave_why, *leave_to, *leave_note; /* of a stub */
} HyTicketView;

void hy_ticket_view_free (HyTicketView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyTicketView, hy_ticket_view_free)

/* The whole ticket with its timeline and citizen. */
HyTicketView *
hy_tickets_load (HyReplica *replica, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Recomputes the effective columns and tallies of one ticket after a change of row, records or
 * outbox; for the writer's modules, in the transaction of the change. */
gboolean
hy_tickets_refresh (HyReplica *replica, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All that run, after a change of policy or calendar. */
gboolean hy_tickets_refresh_all (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Turns a ticket into its stub: number, title, what was done, where it went; personal data and
 * index go. */
gboolean hy_tickets_make_stub (HyReplica *replica,
                               const char *id,
                               const char *why,
                               const char *to,
                               const char *note,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
