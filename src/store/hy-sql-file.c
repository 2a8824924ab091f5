/* A database as a file: its schema's version, copies, soundness. */
#include "store/hy-sql-private.h"

#include <glib/gstdio.h>

/* Reads a pragma that gives one integer; they cannot fail on an open database. */
static gint64
pragma_int (HySql *self, const char *sql)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (self, sql, NULL);
  gboolean row = FALSE;

  return stmt != NULL && hy_sql_step (stmt, &row, NULL) && row ? hy_sql_int64 (stmt, 0) : 0;
}

int
hy_sql_user_version (HySql *self)
{
  return (int) pragma_int (self, "PRAGMA user_version");
}

gint64
hy_sql_data_version (HySql *self)
{
  return pragma_int (self, "PRAGMA data_version");
}

static gboolean
migrate_one (HySql *self, const char *script, int version, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version=%d", version);

  if (!hy_sql_begin (self, error))
    return FALSE;
  /* Two processes may open a fresh file at once: the second finds it done. */
  if (hy_sql_user_version (self) >= version)
    {
      hy_sql_rollback (self);
      return TRUE;
    }
  if (hy_sql_exec (self, script, error) && hy_sql_exec (self, stamp, error))
    return hy_sql_commit (self, error);
  hy_sql_rollback (self);
  g_prefix_error (error, "migration to schema %d: ", version);
  return FALSE;
}

static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 && info.st_size > 0;
}

void
hy_sql_leave_log (HySql *self)
{
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

gboolean
hy_sql_migrate (HySql *self,
                const char *const *scripts,
                int n,
                const char *copy_before,
                GError **error)
{
  int have = hy_sql_user_version (self);

  if (have > n)
    {
      /* Closing would fold a log that was left into the file; an empty one is this program's own and goes. */
      if (has_log (self->path))
        hy_sql_leave_log (self);
      g_set_error (error, HY_SQL_ERROR, HY_SQL_ERROR_NEWER,
                   "%s: made by a newer program (schema %d, this one knows %d)", self->path, have, n);
      return FALSE;
    }
  if (have > 0 && have < n && copy_before != NULL &&
      !hy_sql_run (self, NULL, error, "VACUUM INTO ?1", "s", copy_before))
    return FALSE;
  for (int i = have; i < n; i++)
    if (!migrate_one (self, scripts[i], i + 1, error))
      return FALSE;
  return TRUE;
}

/* In one step: it is one moment of the source, and no writer makes it begin anew. */
static int
copy_pages (sqlite3 *from, sqlite3 *to)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  int rc;

  if (backup == NULL)
    return sqlite3_errcode (to);
  sqlite3_backup_step (backup, -1);
  rc = sqlite3_backup_finish (backup);
  return rc == SQLITE_OK ? sqlite3_exec (to, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL) : rc;
}

gboolean
hy_sql_backup (HySql *self, const char *path, GError **error)
{
  sqlite3 *to = NULL;
  int rc;

  g_assert (self->owner == g_thread_self ());
  rc = sqlite3_open_v2 (path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  if (rc == SQLITE_OK)
    {
      sqlite3_busy_timeout (to, HY_SQL_BUSY_TIMEOUT_MS);
      rc = copy_pages (self->db, to);
    }
  if (rc != SQLITE_OK)
    g_set_error (error, HY_SQL_ERROR, hy_sql_error_code (rc), "%s: %s", path, sqlite3_errmsg (to));
  sqlite3_close (to);
  return rc == SQLITE_OK;
}

gboolean
hy_sql_empty_log (HySql *self)
{
  int rc;

  g_assert (self->owner == g_thread_self ());
  sqlite3_busy_timeout (self->db, 0);
  rc = sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  sqlite3_busy_timeout (self->db, HY_SQL_BUSY_TIMEOUT_MS);
  return rc == SQLITE_OK;
}

char *
hy_sql_check (HySql *self)
{
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;

  gboolean read = hy_sql_get_text (self, &found, &error, "PRAGMA quick_check(1)", "");

  /* Every page of the file has passed through the cache: it need not stay there. */
  sqlite3_db_release_memory (self->db);
  if (!read && error != NULL)
    return g_strdup (error->message);
  return g_strcmp0 (found, "ok") == 0 ? NULL : g_steal_pointer (&found);
}
