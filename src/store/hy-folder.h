/* The folder of a replica: where it may lie and who may look into it. What is platform code in this
 * layer is here. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * hy_folder_prepare:
 * @create: make it (and its parents) when missing
 *
 * The folder exists, is the user's alone (0700) and lies on a local disk.
 * HY_STORE_ERROR_NOT_ENROLLED when it is missing and not to be made, else HY_STORE_ERROR_UNUSABLE
 * in words that say what to do.
 */
gboolean
hy_folder_prepare (const char *dir, gboolean create, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a file system of this name ("nfs4", "cifs", "fuse.sshfs") is another machine's: WAL needs
 * shared memory. */
gboolean hy_folder_type_is_remote (const char *type);

G_END_DECLS
