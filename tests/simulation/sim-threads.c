/* In place of the threads of store/hy-worker.c and sync/hy-pull-pipe.c: the same work in the same
 * order, on the one thread of the simulation, so that a seed always takes the same way. */
#include "store/hy-work.h"
#include "store/hy-worker.h"
#include "sync/hy-pull-pipe.h"

struct _HyWorker
{
  HyReplica *replica;
  gboolean writes;
};

HyWorker *
hy_worker_new (const char *name, HyReplica *replica, gboolean writes, HyChanges *changes)
{
  HyWorker *self = g_new0 (HyWorker, 1);

  self->replica = replica;
  self->writes = writes;
  return self;
}

void
hy_worker_free (HyWorker *self)
{
  if (self == NULL)
    return;
  hy_replica_free (self->replica);
  g_free (self);
}

gboolean
hy_worker_run (HyWorker *self, HyReplicaFunc func, gpointer data, GError **error)
{
  gboolean ok = hy_work_run (self->replica, self->writes, func, data, error);

  if (self->writes)
    hy_work_tidy (self->replica);
  return ok;
}

void
hy_worker_push (HyWorker *self, HyReplicaFunc func, gpointer data, GTask *task)
{
  GError *error = NULL;

  if (hy_worker_run (self, func, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

struct _HyPullPipe
{
  HyStore *store;
  char *cursor;
  HyPullOutcome outcome;
  guint rows;
  guint aside;
  GError *error;
};

typedef struct
{
  HyPullRun *run;
  const char *expected;
  HyPullOutcome outcome;
} Store;

static gboolean
store_run (HyReplica *replica, gpointer data, GError **error)
{
  Store *work = data;

  return hy_pull_store (replica, work->run, work->expected, &work->outcome, error);
}

HyPullPipe *
hy_pull_pipe_new (HyStore *store, const char *cursor)
{
  HyPullPipe *self = g_new0 (HyPullPipe, 1);

  self->store = g_object_ref (store);
  self->cursor = g_strdup (cursor);
  return self;
}

gboolean
hy_pull_pipe_push (HyPullPipe *self, HyPullRun *run)
{
  g_autoptr (HyPullRun) owned = run;
  Store work = { .run = run, .expected = self->cursor };

  if (self->error != NULL || self->outcome.dropped)
    return FALSE;
  if (!hy_store_write (self->store, store_run, &work, &self->error))
    {
      hy_pull_outcome_clear (&work.outcome);
      return FALSE;
    }
  hy_pull_outcome_clear (&self->outcome);
  self->outcome = work.outcome;
  self->rows += work.outcome.rows;
  self->aside += work.outcome.aside;
  g_free (self->cursor);
  self->cursor = g_strdup (hy_pull_run_cursor (run));
  return TRUE;
}

gboolean
hy_pull_pipe_finish (HyPullPipe *self, HyPullOutcome *out, GError **error)
{
  gboolean ok = self->error == NULL;

  if (!ok)
    g_propagate_error (error, self->error);
  *out = self->outcome;
  out->rows = self->rows;
  out->aside = self->aside;
  g_object_unref (self->store);
  g_free (self->cursor);
  g_free (self);
  return ok;
}
