/* Files that a command names, kept in the replica's folder until they are sent. */
#pragma once

#include "core/hy-record.h"

G_BEGIN_DECLS

/**
 * hy_ctl_blob_keep:
 * @dir: the replica's folder
 * @path: a regular file of 1 byte to 20 MiB
 *
 * Copies it to blobs/SHA256, readable by its owner only, durably.
 *
 * Returns: what the command says of it; NULL with a G_FILE_ERROR that names the file.
 */
HyBlobRef *
hy_ctl_blob_keep (const char *dir, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
