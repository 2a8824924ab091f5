#include "store/hy-worker.h"

#include "store/hy-work.h"

/* Two looks a second: what another process committed is seen within one. */
#define WATCH_INTERVAL (G_USEC_PER_SEC / 2)

typedef struct
{
  HyReplicaFunc func; /* NULL: the thread ends */
  gpointer data;
  GTask *task; /* or NULL: somebody waits for done */
  gboolean done;
  gboolean ok;
  GError *error;
} Job;

struct _HyWorker
{
  HyReplica *replica;
  gboolean writes;
  HyChanges *changes;
  GThread *thread;
  GAsyncQueue *jobs;
  GMutex lock;
  GCond cond;
  gint64 data_version;
};

static gboolean
return_task (gpointer data)
{
  Job *job = data;

  if (job->ok)
    g_task_return_boolean (job->task, TRUE);
  else
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  return G_SOURCE_REMOVE;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_free (job);
}

/* The task goes to its own context before it is returned, so that this thread never drops its last
 * reference (and with it perhaps the store's, which would wait for this thread). */
static void
hand_back (HyWorker *self, Job *job)
{
  g_autoptr (GSource) source = NULL;

  if (job->task == NULL)
    {
      g_mutex_lock (&self->lock);
      job->done = TRUE;
      g_cond_broadcast (&self->cond);
      g_mutex_unlock (&self->lock);
      return;
    }
  source = g_idle_source_new ();
  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, return_task, job, job_free);
  g_source_attach (source, g_task_get_context (job->task));
}

static void
do_job (HyWorker *self, Job *job)
{
  GCancellable *cancellable = job->task != NULL ? g_task_get_cancellable (job->task) : NULL;

  job->ok = !g_cancellable_set_error_if_cancelled (cancellable, &job->error)
            && hy_work_run (self->replica, self->writes, job->func, job->data, &job->error);
  if (job->ok && self->changes != NULL)
    hy_changes_tell (self->changes, self->replica->changes);
  hand_back (self, job);
}

/* Own commits do not move the data_version of the connection that made them. */
static void
watch (HyWorker *self)
{
  gint64 version;

  if (self->changes == NULL)
    return;
  version = hy_sql_data_version (self->replica->sql);
  if (version == self->data_version)
    return;
  self->data_version = version;
  hy_changes_tell (self->changes, HY_STORE_CHANGE_OTHER_PROCESS | HY_STORE_CHANGE_TICKETS
                                      | HY_STORE_CHANGE_OUTBOX | HY_STORE_CHANGE_DOCUMENTS
                                      | HY_STORE_CHANGE_STATUS);
}

static gpointer
run_thread (gpointer data)
{
  HyWorker *self = data;
  gboolean ends = FALSE;

  hy_sql_adopt (self->replica->sql);
  self->data_version = hy_sql_data_version (self->replica->sql);
  while (!ends)
    {
      Job *job = self->changes != NULL ? g_async_queue_timeout_pop (self->jobs, WATCH_INTERVAL)
                                       : g_async_queue_pop (self->jobs);

      ends = job != NULL && job->func == NULL;
      if (ends)
        job_free (job);
      else if (job != NULL)
        do_job (self, job);
      else if (self->writes)
        hy_work_tidy (self->replica);
      watch (self);
    }
  hy_replica_free (self->replica);
  return NULL;
}

HyWorker *
hy_worker_new (const char *name, HyReplica *replica, gboolean writes, HyChanges *changes)
{
  HyWorker *self = g_new0 (HyWorker, 1);

  self->replica = replica;
  self->writes = writes;
  self->changes = changes != NULL ? hy_changes_ref (changes) : NULL;
  self->jobs = g_async_queue_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->thread = g_thread_new (name, run_thread, self);
  return self;
}

void
hy_worker_free (HyWorker *self)
{
  if (self == NULL)
    return;
  g_async_queue_push (self->jobs, g_new0 (Job, 1));
  g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);
  g_clear_pointer (&self->changes, hy_changes_unref);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_free (self);
}

gboolean
hy_worker_run (HyWorker *self, HyReplicaFunc func, gpointer data, GError **error)
{
  Job job = { .func = func, .data = data };

  g_return_val_if_fail (g_thread_self () != self->thread, FALSE);
  g_async_queue_push (self->jobs, &job);
  g_mutex_lock (&self->lock);
  while (!job.done)
    g_cond_wait (&self->cond, &self->lock);
  g_mutex_unlock (&self->lock);
  if (job.error != NULL)
    g_propagate_error (error, job.error);
  return job.ok;
}

void
hy_worker_push (HyWorker *self, HyReplicaFunc func, gpointer data, GTask *task)
{
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->data = data;
  job->task = g_object_ref (task);
  g_async_queue_push (self->jobs, job);
}
