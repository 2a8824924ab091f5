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

/* Of everybody who has the replica of a folder open, held by the folder itself: a file more would not
 * be there in a folder of another version. Released by the system when the process dies. */
typedef struct _HyReplicaLock HyReplicaLock;

/* @alone (out): nobody else has it open, and nobody can before hy_replica_lock_share(). Waits while somebody is. NULL
 * where the disk knows no such locks: nobody is alone then. */
HyReplicaLock *hy_replica_lock (const char *dir, gboolean *alone);
void hy_replica_lock_share (HyReplicaLock *self);
void hy_replica_lock_free (HyReplicaLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyReplicaLock, hy_replica_lock_free)

/* What was written to a file, or renamed in a folder, is on the disk. */
gboolean hy_folder_sync (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Bytes that the disk of @dir has left, as far as it says; else G_MAXUINT64. */
guint64 hy_folder_room (const char *dir);

/* Whether a file system of this name ("nfs4", "cifs", "fuse.sshfs") is another machine's: WAL needs
 * shared memory. */
gboolean hy_folder_type_is_remote (const char *type);

G_END_DECLS
