/* Unsent commands folded over a ticket (protocol.md, "What the office keeps"). */
#pragma once

#include "store/hy-replica-private.h"

G_BEGIN_DECLS

typedef struct
{
  HyCommand *command;
  gboolean applied;    /* the district did it, and no pull has brought it yet; or its receipt says
                          that it did, in an epoch that is gone: no guard will be asked */
  gboolean may_refuse; /* as the table has it */
  gboolean fails;      /* its guard failed at the last fold */
  gboolean folded;     /* its entry stands in the timeline */
} HyOverlaid;

/* (element-type HyOverlaid), in seq order: what is folded over the ticket @id. */
GPtrArray *
hy_overlay_load (HyReplica *replica, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Folds what passes its guard into @c. TRUE when something queued may be refused. */
gboolean hy_overlay_fold (HyReplica *replica, GPtrArray *overlay, HyCase *c);
/* Writes what the fold found out about each. */
gboolean
hy_overlay_note (HyReplica *replica, GPtrArray *overlay, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The ticket whose intake is in @overlay, before it is folded; NULL when there is none. */
HyTicket *hy_overlay_new_ticket (GPtrArray *overlay);

/* Drops the overlay of acknowledged commands that a row of @version has brought; -1: of all of them
 * (the ticket left). Not of one whose record is kept aside: nothing else shows it. */
gboolean hy_overlay_confirm (HyReplica *replica, const char *id, gint64 version, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Of the ticket @id: takes up again what was acknowledged and whose record went from the timeline and is kept aside. */
gboolean hy_overlay_take_up (HyReplica *replica, const char *id, int *taken, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
