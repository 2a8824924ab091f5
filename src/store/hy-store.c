#include "store/hy-store.h"

#include "store/hy-folder.h"
#include "store/hy-schema.h"
#include "store/hy-text.h"
#include "store/hy-work.h"
#include "store/hy-worker.h"

#include <errno.h>
#include <glib/gstdio.h>

struct _HyStore
{
  GObject parent_instance;
  char *dir;
  HyChanges *changes;
  HyWorker *writer;
  HyWorker *reader;
};

G_DEFINE_QUARK (hy - store - error - quark, hy_store_error)
G_DEFINE_FINAL_TYPE (HyStore, hy_store, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
hy_store_finalize (GObject *object)
{
  HyStore *self = HY_STORE (object);

  /* The reader first: the last connection to close, the writer's, folds the log into the file. */
  g_clear_pointer (&self->reader, hy_worker_free);
  g_clear_pointer (&self->writer, hy_worker_free);
  g_clear_pointer (&self->changes, hy_changes_unref);
  g_free (self->dir);
  G_OBJECT_CLASS (hy_store_parent_class)->finalize (object);
}

static void
hy_store_class_init (HyStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hy_store_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
hy_store_init (HyStore *self)
{
}

static void
tell_changed (GObject *object, guint mask)
{
  g_signal_emit (object, signals[SIGNAL_CHANGED], 0, mask);
}

/* A first sync inserts phone hashes all over their table: with a small cache and a short log each
 * run would write the same pages again. 32 MiB each. What is deleted is overwritten: not every
 * build of SQLite does so unasked. */
static const char writer_pragmas[] = "PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=8192; "
                                     "PRAGMA secure_delete=ON;";

static gboolean
open_connections (HyStore *self, gboolean create, HyNowFunc now, gpointer now_data, GError **error)
{
  g_autofree char *path = g_build_filename (self->dir, "replica.db", NULL);
  g_autoptr (HySql) writes = NULL;
  g_autoptr (HySql) reads = NULL;

  if (g_access (path, R_OK) != 0 && errno == EACCES)
    {
      g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_UNUSABLE,
                   _ ("%s: this user may not read it; log in as who enrolled this PC, or name "
                      "another folder: --replica DIR"),
                   self->dir);
      return FALSE;
    }
  if (!create && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_ENROLLED,
                   _ ("%s: there is no replica here; enrol this PC first"), self->dir);
      return FALSE;
    }
  writes = hy_sql_open (path, create ? HY_SQL_CREATE : 0, error);
  if (writes == NULL || !hy_sql_exec (writes, writer_pragmas, error)
      || !hy_schema_migrate (writes, self->dir, error))
    return FALSE;
  reads = hy_sql_open (path, HY_SQL_READ_ONLY, error);
  if (reads == NULL)
    return FALSE;
  self->writer
      = hy_worker_new ("hy-writer",
                       hy_replica_new (g_steal_pointer (&writes), self->dir, now, now_data), TRUE,
                       self->changes);
  self->reader = hy_worker_new ("hy-reader",
                                hy_replica_new (g_steal_pointer (&reads), self->dir, now, now_data),
                                FALSE, NULL);
  return TRUE;
}

HyStore *
hy_store_open (
    const char *dir, HyStoreFlags flags, HyNowFunc now, gpointer now_data, GError **error)
{
  g_autoptr (HyStore) self = NULL;
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  gboolean create = (flags & HY_STORE_CREATE) != 0;

  g_return_val_if_fail (dir != NULL && now != NULL, NULL);
  if (!hy_folder_prepare (dir, create, error))
    return NULL;
  self = g_object_new (HY_TYPE_STORE, NULL);
  self->dir = g_strdup (dir);
  self->changes = hy_changes_new (G_OBJECT (self), context, tell_changed);
  if (!open_connections (self, create, now, now_data, error))
    {
      hy_work_explain (dir, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

const char *
hy_store_get_dir (HyStore *self)
{
  g_return_val_if_fail (HY_IS_STORE (self), NULL);
  return self->dir;
}

gboolean
hy_store_write (HyStore *self, HyReplicaFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (HY_IS_STORE (self) && func != NULL, FALSE);
  return hy_worker_run (self->writer, func, data, error);
}

gboolean
hy_store_read (HyStore *self, HyReplicaFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (HY_IS_STORE (self) && func != NULL, FALSE);
  return hy_worker_run (self->reader, func, data, error);
}

static void
push (HyStore *self,
      HyWorker *worker,
      HyReplicaFunc func,
      gpointer data,
      GDestroyNotify free_data,
      GTask *task)
{
  g_task_set_task_data (task, data, free_data);
  hy_worker_push (worker, func, data, task);
}

void
hy_store_write_async (HyStore *self,
                      HyReplicaFunc func,
                      gpointer data,
                      GDestroyNotify free_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HY_IS_STORE (self) && func != NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  /* What was committed is told as committed, however late the wish to cancel came. */
  g_task_set_check_cancellable (task, FALSE);
  push (self, self->writer, func, data, free_data, task);
}

void
hy_store_read_async (HyStore *self,
                     HyReplicaFunc func,
                     gpointer data,
                     GDestroyNotify free_data,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HY_IS_STORE (self) && func != NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  push (self, self->reader, func, data, free_data, task);
}

gboolean
hy_store_finish (HyStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
