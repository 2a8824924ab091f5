#include "support/hy-test-replica.h"

#include "store/hy-replica-private.h"

#include <glib/gstdio.h>

char *
hy_test_dir_new (void)
{
  g_autoptr (GError) error = NULL;
  char *dir = g_dir_make_tmp ("huiyin-test-XXXXXX", &error);

  g_assert_no_error (error);
  return dir;
}

void
hy_test_dir_remove (const char *dir)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        hy_test_dir_remove (path);
      else
        g_unlink (path);
    }
  g_rmdir (dir);
}

static HyTime
now (gpointer data)
{
  HyTestReplica *self = data;

  return self->now;
}

static void
open_store (HyTestReplica *self)
{
  g_autoptr (GError) error = NULL;

  self->store = hy_store_open (self->dir, HY_STORE_CREATE, now, self, &error);
  g_assert_no_error (error);
}

HyTestReplica *
hy_test_replica_new (void)
{
  HyTestReplica *self = g_new0 (HyTestReplica, 1);

  self->dir = hy_test_dir_new ();
  self->now = HY_TEST_NOW;
  open_store (self);
  return self;
}

void
hy_test_replica_free (HyTestReplica *self)
{
  g_assert_finalize_object (g_steal_pointer (&self->store));
  hy_test_dir_remove (self->dir);
  g_free (self->dir);
  g_free (self);
}

void
hy_test_replica_reopen (HyTestReplica *self)
{
  g_assert_finalize_object (g_steal_pointer (&self->store));
  open_store (self);
}

void
hy_test_write (HyTestReplica *self, HyReplicaFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_store_write (self->store, func, data, &error) || error != NULL);
  g_assert_no_error (error);
}

void
hy_test_read (HyTestReplica *self, HyReplicaFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_store_read (self->store, func, data, &error) || error != NULL);
  g_assert_no_error (error);
}

gboolean
hy_test_enrol_in (HyReplica *replica, gpointer unused, GError **error)
{
  HyEnrolment enrolment = {
    .url = (char *) "https://district.example:8443",
    .district = (char *) "d1",
    .district_name = (char *) "District",
    .office = (char *) "o1",
    .office_name = (char *) "Office One",
    .office_kind = (char *) "street",
    .device = (char *) "pc-1",
    .device_name = (char *) "Window 3",
  };

  return hy_replica_set_enrolment (replica, &enrolment, "epoch-1", error);
}

void
hy_test_replica_enrol (HyTestReplica *self, gboolean people)
{
  hy_test_write (self, hy_test_enrol_in, NULL);
  if (people)
    hy_test_exec (
        self, "INSERT OR REPLACE INTO documents (kind, id, version, row, generation) VALUES "
              "('person', 'p-zhang', 1, "
              "'{\"id\":\"p-zhang\",\"name\":\"Zhang\",\"office\":\"o1\",\"active\":true}', 0), "
              "('person', 'p-li', 1, "
              "'{\"id\":\"p-li\",\"name\":\"Li\",\"office\":\"o1\",\"active\":true}', 0)");
}

typedef struct
{
  const char *sql;
  gint64 number;
  char *text;
} Query;

static gboolean
query (HyReplica *replica, gpointer data, GError **error)
{
  Query *q = data;
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare_once (replica->sql, q->sql, error);
  gboolean row = FALSE;

  if (stmt == NULL || !hy_sql_step (stmt, &row, error))
    return FALSE;
  if (row)
    {
      q->number = hy_sql_int64 (stmt, 0);
      q->text = g_strdup (hy_sql_text (stmt, 0));
    }
  return TRUE;
}

gint64
hy_test_int (HyTestReplica *self, const char *sql)
{
  Query q = { .sql = sql };

  hy_test_read (self, query, &q);
  g_free (q.text);
  return q.number;
}

char *
hy_test_text (HyTestReplica *self, const char *sql)
{
  Query q = { .sql = sql };

  hy_test_read (self, query, &q);
  return q.text;
}

static gboolean
exec (HyReplica *replica, gpointer data, GError **error)
{
  return hy_sql_exec (replica->sql, data, error);
}

void
hy_test_exec (HyTestReplica *self, const char *sql)
{
  hy_test_write (self, exec, (gpointer) sql);
}
