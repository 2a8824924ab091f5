/* Deleting what a district wants gone from a PC that it revoked. */
#pragma once

#include "store/hy-replica.h"

G_BEGIN_DECLS

/* What the district has answered to but not taken is to be sent once more, and what can still be
 * taken back is to be sent now. */
gboolean hy_replica_prepare_wipe (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Rows, records, citizens, index, drafts, documents and files go, and with them what was ever acknowledged; the outbox stays
 * when @keep_outbox (the district did not answer to it). The pages they stood on are overwritten. */
gboolean hy_replica_wipe (HyReplica *replica, gboolean keep_outbox, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
