/* Files attached in a form that is being written: of the draft of that ticket, person and kind. They are kept as soon as
 * they are chosen, and go with the draft into the command. */
#pragma once

#include "core/hy-record.h"
#include "store/hy-replica.h"

G_BEGIN_DECLS

/* After those that are there; one that is there already stays as it is. */
gboolean hy_attachments_add (HyReplica *replica,
                             const char *ticket,
                             const char *person,
                             const char *kind,
                             const HyBlobRef *blob,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_attachments_remove (HyReplica *replica,
                                const char *ticket,
                                const char *person,
                                const char *kind,
                                const char *sha256,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All of the draft. */
gboolean hy_attachments_clear (HyReplica *replica,
                               const char *ticket,
                               const char *person,
                               const char *kind,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type HyBlobRef): in the order in which they were attached. */
GPtrArray *hy_attachments_list (HyReplica *replica,
                                const char *ticket,
                                const char *person,
                                const char *kind,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
