/* What has arrived at the district: the end of the outbox. */
#pragma once

#include "store/hy-outbox.h"

G_BEGIN_DECLS

/* (element-type HyOutboxItem): acknowledged since @since, the latest first, at most @max. Of what
 * people did: not what the program noted by itself. */
GPtrArray *hy_outbox_delivered (HyReplica *replica, HyTime since, guint max, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
