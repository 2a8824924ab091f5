#include "store/hy-store.h"

#include "store/hy-folder.h"
#include "store/hy-rescue.h"
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
  HyReplicaLock *lock;
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
  g_clear_pointer (&self->lock, hy_replica_lock_free);
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

/* How the replica is opened. */
typedef struct
{
  HyStoreFlags flags;
  gboolean alone;  /* nobody else has it open, and nobody can open it yet */
  gboolean due;    /* to be checked */
  gboolean broken; /* its log cannot be read */
  HyNowFunc now;
  gpointer now_data;
} Opening;

static gboolean
set_damaged (const char *dir, const char *what, GError **error)
{
  g_set_error (error, HY_SQL_ERROR, HY_SQL_ERROR_DAMAGED, "%s: %s", dir, what);
  return FALSE;
}

static gboolean
check_soundness (HyStore *self, const Opening *opening, HySql *sql, GError **error)
{
  g_autofree char *fault = NULL;

  if ((opening->flags & HY_STORE_LENIENT) != 0)
    return TRUE;
  if (opening->broken)
    return set_damaged (self->dir, "its log is broken", error);
  if (!opening->due && (opening->flags & HY_STORE_CHECK) == 0)
    return TRUE;
  fault = hy_sql_check (sql);
  if (fault != NULL)
    return set_damaged (self->dir, fault, error);
  hy_rescue_trust (self->dir);
  return TRUE;
}

static gboolean
check_there (HyStore *self, const Opening *opening, const char *path, GError **error)
{
  if (g_access (path, R_OK) != 0 && errno == EACCES)
    {
      g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_UNUSABLE,
                   _ ("%s: this user may not read it; log in as who enrolled this PC, or name "
                      "another folder: --replica DIR"),
                   self->dir);
      return FALSE;
    }
  if ((opening->flags & HY_STORE_CREATE) == 0 && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_ENROLLED,
                   _ ("%s: there is no replica here; enrol this PC first"), self->dir);
      return FALSE;
    }
  return TRUE;
}

static HySql *
open_writer (HyStore *self, const Opening *opening, const char *path, GError **error)
{
  g_autoptr (HySql) sql
      = hy_sql_open (path, opening->flags & HY_STORE_CREATE ? HY_SQL_CREATE : 0, error);
  g_autoptr (GError) fault = NULL;

  if (sql == NULL)
    return NULL;
  if (hy_sql_exec (sql, writer_pragmas, &fault) && check_soundness (self, opening, sql, &fault)
      && hy_schema_migrate (sql, self->dir, &fault))
    return g_steal_pointer (&sql);
  if (g_error_matches (fault, HY_SQL_ERROR, HY_SQL_ERROR_DAMAGED))
    hy_sql_leave_log (sql);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

static gboolean
open_connections (HyStore *self, Opening *opening, GError **error)
{
  g_autofree char *path = g_build_filename (self->dir, "replica.db", NULL);
  g_autoptr (HySql) writes = NULL;
  g_autoptr (HySql) reads = NULL;

  if (!check_there (self, opening, path, error))
    return FALSE;
  /* Before SQLite has the file: reading it by other means and closing it would drop SQLite's locks (POSIX drops all of the
   * process's), and who else opens it would fold in the log and remove it under the hands of this one. */
  opening->broken = FALSE;
  opening->due = opening->alone && hy_rescue_is_check_due (self->dir, &opening->broken);
  writes = open_writer (self, opening, path, error);
  reads = writes != NULL ? hy_sql_open (path, HY_SQL_READ_ONLY, error) : NULL;
  if (reads == NULL)
    return FALSE;
  self->writer = hy_worker_new ("hy-writer",
                                hy_replica_new (g_steal_pointer (&writes), self->dir, opening->now,
                                                opening->now_data),
                                TRUE, self->changes);
  self->reader = hy_worker_new ("hy-reader",
                                hy_replica_new (g_steal_pointer (&reads), self->dir, opening->now,
                                                opening->now_data),
                                FALSE, NULL);
  return TRUE;
}

/* Only what nobody else has open can be put aside: what he would save would be lost. */
static gboolean
open_rescued (HyStore *self, Opening *opening, GError **error)
{
  g_autoptr (GError) damage = NULL;

  if (open_connections (self, opening, &damage))
    return TRUE;
  if (!opening->alone || (opening->flags & HY_STORE_RESCUE) == 0
      || !g_error_matches (damage, HY_SQL_ERROR, HY_SQL_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&damage));
      return FALSE;
    }
  return hy_rescue_run (self->dir, opening->now, opening->now_data, error)
         && open_connections (self, opening, error);
}

HyStore *
hy_store_open (
    const char *dir, HyStoreFlags flags, HyNowFunc now, gpointer now_data, GError **error)
{
  g_autoptr (HyStore) self = NULL;
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  Opening opening = { .flags = flags, .now = now, .now_data = now_data };
  gboolean ok;

  g_return_val_if_fail (dir != NULL && now != NULL, NULL);
  if (!hy_folder_prepare (dir, (flags & HY_STORE_CREATE) != 0, error))
    return NULL;
  self = g_object_new (HY_TYPE_STORE, NULL);
  self->dir = g_strdup (dir);
  self->changes = hy_changes_new (G_OBJECT (self), context, tell_changed);
  self->lock = hy_replica_lock (dir, &opening.alone);
  ok = (!opening.alone || hy_rescue_finish (dir, error)) && open_rescued (self, &opening, error);
  hy_replica_lock_share (self->lock);
  if (ok)
    return g_steal_pointer (&self);
  hy_work_explain (dir, error);
  return NULL;
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
