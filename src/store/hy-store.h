/* The replica of an office, in a folder of its own, and the two threads that may touch it.
 *
 * A store has a writer thread and a reader thread, each with its connection. Work is a function
 * over HyReplica (hy-replica.h) given to one of them: hy_store_write() and hy_store_read() wait for
 * it (ctl, sync, tests); the _async pair calls back in the caller's main context (the window). Any
 * thread may call. */
#pragma once

#include "core/hy-time.h"
#include "store/hy-replica.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define HY_STORE_ERROR (hy_store_error_quark ())

/* Where a caller acts differently; errors of the database itself are HY_STORE_ERROR_UNUSABLE
 * (damaged, newer …: the message says which and what to do) and nothing was changed. */
typedef enum
{
  HY_STORE_ERROR_UNUSABLE,
  HY_STORE_ERROR_NOT_FOUND, /* no such ticket, command … */
  HY_STORE_ERROR_AMBIGUOUS,
  HY_STORE_ERROR_REFUSED, /* by the workflow: hy_replica_refusal() of the call has the details */
  HY_STORE_ERROR_NOT_ENROLLED,
  HY_STORE_ERROR_TOO_LARGE, /* a file of more than 20 MiB */
  HY_STORE_ERROR_STATE, /* that cannot be done to it as it is now (a sent command cannot be
                           discarded) */
  HY_STORE_ERROR_FULL,     /* the disk is full: nothing was changed, reading goes on */
  HY_STORE_ERROR_READ_ONLY /* the disk or the folder does not take what is written; likewise */
} HyStoreError;

GQuark hy_store_error_quark (void);

typedef enum
{
  HY_STORE_CREATE = 1 << 0, /* make the folder and the replica when missing */
  HY_STORE_RESCUE = 1 << 1, /* a damaged replica is rescued into a fresh one (hy-rescue.h) */
  HY_STORE_CHECK = 1 << 2,  /* look for damage everywhere, however long that takes */
  HY_STORE_LENIENT = 1 << 3 /* do not look: who opens it does that himself */
} HyStoreFlags;

#define HY_TYPE_STORE (hy_store_get_type ())
G_DECLARE_FINAL_TYPE (HyStore, hy_store, HY, STORE, GObject)

/**
 * hy_store_open:
 * @dir: the replica's folder; on a local disk (WAL does not work over NFS: refused)
 * @now: the PC's clock
 *
 * Blocks for opening, checking and migrating; starts the two threads. HY_STORE_ERROR_NOT_ENROLLED when there
 * is no replica and it is not to be made.
 *
 * Header and schema are always looked at. The whole file is when nobody else has it open and its last user did not end
 * well, damage was met, or it is small: 300 ms for 50,000 tickets that stand in memory, seconds from an old disk; the
 * copy of each day (hy-copies.h) checks it too.
 */
HyStore *hy_store_open (const char *dir,
                        HyStoreFlags flags,
                        HyNowFunc now,
                        gpointer now_data,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *hy_store_get_dir (HyStore *self);

/* @func runs on the writer thread inside one transaction, committed when it returns TRUE, rolled
 * back when not. */
gboolean hy_store_write (HyStore *self, HyReplicaFunc func, gpointer data, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* @func runs on the reader thread inside a read transaction: one snapshot. */
gboolean hy_store_read (HyStore *self, HyReplicaFunc func, gpointer data, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

void hy_store_write_async (HyStore *self,
                           HyReplicaFunc func,
                           gpointer data,
                           GDestroyNotify free_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
void hy_store_read_async (HyStore *self,
                          HyReplicaFunc func,
                          gpointer data,
                          GDestroyNotify free_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* Of both: the data given, and TRUE, or an error. */
gboolean hy_store_finish (HyStore *self, GAsyncResult *result, GError **error);

/* Signal "changed" (in the main context that opened the store): something was committed, by this
 * program or by another process (seen within a second). Arguments: guint HyStoreChange mask. */
typedef enum
{
  HY_STORE_CHANGE_TICKETS = 1 << 0,
  HY_STORE_CHANGE_OUTBOX = 1 << 1,
  HY_STORE_CHANGE_DOCUMENTS = 1 << 2,
  HY_STORE_CHANGE_STATUS = 1 << 3,
  HY_STORE_CHANGE_OTHER_PROCESS = 1 << 4
} HyStoreChange;

G_END_DECLS
