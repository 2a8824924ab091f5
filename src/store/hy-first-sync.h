/* How far the first sync is: for a progress bar, from what is stored, so that it holds after a cut
 * and after a start anew. */
#pragma once

#include "store/hy-replica.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 tickets;   /* here so far */
  gint64 expected;  /* as the district announced; 0: it did not */
  gboolean people;  /* the office's people are known */
  gboolean open_in; /* all open tickets are here: the district sends them first */
  gboolean done;    /* the head was reached, now or ever */
} HyFirstSync;

gboolean hy_first_sync_read (HyReplica *replica,
                             HyFirstSync *out,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
