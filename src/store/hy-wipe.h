/* Deleting what a district wants gone from a PC that it revoked. */
#pragma once

#include "store/hy-replica.h"

G_BEGIN_DECLS

/* What the district could not take so far is to be sent once more, and what can still be taken back
 * is to be sent now. */
gboolean hy_replica_prepare_wipe (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Rows, records, citizens, index, drafts and documents go, and with them the commands that the
 * district answered. What it did not answer to stays, with the names of its files; with
 * @keep_outbox (the outbox did not go up) also what it refused. */
gboolean hy_replica_wipe (HyReplica *replica,
                          gboolean keep_outbox,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* After that was committed: the folder's files that nothing names any more, the copies that days and
 * migrations made, and damaged replicas. On any thread of the store. */
gboolean hy_replica_wipe_files (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
