/* Which new ticket comes next, with all that helps to decide: read in one go. */
#pragma once

#include "store/hy-sort-hints.h"
#include "store/hy-tickets.h"

G_BEGIN_DECLS

typedef struct
{
  char **put_off; /* asked with: ids that wait until the others are done */

  HyTicketView *ticket; /* NULL: none is left */
  HyListRow *row;
  HySortHints hints;
  gint64 left;       /* to be looked at, this one too */
  gint64 n_put_off;  /* new ones that were put off */
  HyTime put_off_by; /* their earliest limit; or none */
  GHashTable *waiting; /* ids of all new ones */
} HySortNext;

HySortNext *hy_sort_next_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hy_sort_next_free (gpointer self);
gboolean
hy_sort_next_read (HyReplica *replica, gpointer next, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
