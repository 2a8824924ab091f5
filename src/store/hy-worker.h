/* One thread with one connection: does work over a replica, one after the other, each in a
 * transaction. */
#pragma once

#include "store/hy-changes.h"
#include "store/hy-replica-private.h"

G_BEGIN_DECLS

typedef struct _HyWorker HyWorker;

/* Takes @replica. @changes (nullable): told of what was committed here and, watched twice a second,
 * by other processes: given to the writer only. */
HyWorker *hy_worker_new (const char *name, HyReplica *replica, gboolean writes, HyChanges *changes);
/* Does what was given before, then ends the thread. Not on the worker's own thread. */
void hy_worker_free (HyWorker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyWorker, hy_worker_free)

/* Waits for the work to be done. Not on the worker's own thread. */
gboolean hy_worker_run (HyWorker *self, HyReplicaFunc func, gpointer data, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* @task is returned in its own main context. @data belongs to the task. */
void hy_worker_push (HyWorker *self, HyReplicaFunc func, gpointer data, GTask *task);

G_END_DECLS
