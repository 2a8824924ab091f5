#include "sync/hy-pull-pipe.h"

/* Runs in flight: enough to keep both threads busy, few enough to bound memory. */
#define DEPTH 3

struct _HyPullPipe
{
  HyStore *store;
  char *cursor;
  GThread *thread;
  GMutex mutex;
  GCond changed;
  GQueue runs;
  gboolean closed;
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

/* The next run, or NULL at the end. */
static HyPullRun *
next_run (HyPullPipe *self)
{
  HyPullRun *run;

  g_mutex_lock (&self->mutex);
  while (g_queue_is_empty (&self->runs) && !self->closed)
    g_cond_wait (&self->changed, &self->mutex);
  run = g_queue_pop_head (&self->runs);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  return run;
}

static gboolean
has_failed (HyPullPipe *self)
{
  return self->error != NULL || self->outcome.dropped;
}

static gpointer
pipe_main (gpointer data)
{
  HyPullPipe *self = data;
  HyPullRun *next;

  while ((next = next_run (self)) != NULL)
    {
      g_autoptr (HyPullRun) run = next;
      Store work = { .run = run, .expected = self->cursor };
      GError *error = NULL;
      gboolean ok;

      if (has_failed (self))
        continue;
      ok = hy_store_write (self->store, store_run, &work, &error);
      g_mutex_lock (&self->mutex);
      hy_pull_outcome_clear (&self->outcome);
      self->outcome = work.outcome;
      self->rows += work.outcome.rows;
      self->aside += work.outcome.aside;
      if (!ok)
        self->error = error;
      g_cond_broadcast (&self->changed);
      g_mutex_unlock (&self->mutex);
      g_free (self->cursor);
      self->cursor = g_strdup (hy_pull_run_cursor (run));
    }
  return NULL;
}

HyPullPipe *
hy_pull_pipe_new (HyStore *store, const char *cursor)
{
  HyPullPipe *self = g_new0 (HyPullPipe, 1);

  self->store = g_object_ref (store);
  self->cursor = g_strdup (cursor);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->runs);
  self->thread = g_thread_new ("huiyin-pull", pipe_main, self);
  return self;
}

gboolean
hy_pull_pipe_push (HyPullPipe *self, HyPullRun *run)
{
  gboolean ok;

  g_mutex_lock (&self->mutex);
  while (g_queue_get_length (&self->runs) >= DEPTH && !has_failed (self))
    g_cond_wait (&self->changed, &self->mutex);
  ok = !has_failed (self);
  g_queue_push_tail (&self->runs, run);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  return ok;
}

gboolean
hy_pull_pipe_finish (HyPullPipe *self, HyPullOutcome *out, GError **error)
{
  gboolean ok;

  g_mutex_lock (&self->mutex);
  self->closed = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  ok = self->error == NULL;
  if (!ok)
    g_propagate_error (error, self->error);
  *out = self->outcome;
  out->rows = self->rows;
  out->aside = self->aside;
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_object_unref (self->store);
  g_free (self->cursor);
  g_free (self);
  return ok;
}
