#include "store/hy-sql-private.h"

#include <stdarg.h>
#include <string.h>

struct _HySqlStmt
{
  HySql *sql;
  sqlite3_stmt *stmt;
  gboolean cached;
  gboolean lent;
};


G_DEFINE_QUARK (hy-sql-error-quark, hy_sql_error)

HySqlError
hy_sql_error_code (int rc)
{
  switch (rc & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return HY_SQL_ERROR_BUSY;
    case SQLITE_FULL:
      return HY_SQL_ERROR_FULL;
    case SQLITE_IOERR:
      return HY_SQL_ERROR_IO;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return HY_SQL_ERROR_DAMAGED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return HY_SQL_ERROR_READ_ONLY;
    case SQLITE_CONSTRAINT:
      return HY_SQL_ERROR_CONSTRAINT;
    default:
      return HY_SQL_ERROR_FAILED;
    }
}

static gboolean
set_error (HySql *self, int rc, GError **error)
{
  g_set_error (error, HY_SQL_ERROR, hy_sql_error_code (rc), "%s: %s", self->path,
               self->db != NULL ? sqlite3_errmsg (self->db) : sqlite3_errstr (rc));
  return FALSE;
}

static void
assert_owner (HySql *self)
{
  g_assert (self->owner == g_thread_self ());
}

static void
stmt_free (gpointer data)
{
  HySqlStmt *stmt = data;

  sqlite3_finalize (stmt->stmt);
  g_free (stmt);
}

HySql *
hy_sql_open (const char *path, HySqlFlags flags, GError **error)
{
  static const char pragmas[] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                                "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; "
                                "PRAGMA temp_store=MEMORY;";
  g_autoptr (HySql) self = g_new0 (HySql, 1);
  int open_flags = SQLITE_OPEN_NOMUTEX;
  int rc;

  open_flags |= flags & HY_SQL_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (flags & HY_SQL_CREATE)
    open_flags |= SQLITE_OPEN_CREATE;
  self->path = g_strdup (path);
  self->owner = g_thread_self ();
  self->statements = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, stmt_free);
  rc = sqlite3_open_v2 (path, &self->db, open_flags, NULL);
  if (rc != SQLITE_OK)
    {
      set_error (self, rc, error);
      return NULL;
    }
  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_busy_timeout (self->db, HY_SQL_BUSY_TIMEOUT_MS);
  if (!hy_sql_exec (self, flags & HY_SQL_READ_ONLY ? "PRAGMA query_only=ON; PRAGMA trusted_schema=OFF;" : pragmas, error))
    {
      hy_sql_leave_log (self);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
hy_sql_close (HySql *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->statements);
  sqlite3_close (self->db);
  g_free (self->path);
  g_free (self);
}

void
hy_sql_adopt (HySql *self)
{
  self->owner = g_thread_self ();
}

gboolean
hy_sql_exec (HySql *self, const char *sql, GError **error)
{
  int rc;

  assert_owner (self);
  rc = sqlite3_exec (self->db, sql, NULL, NULL, NULL);
  return rc == SQLITE_OK ? TRUE : set_error (self, rc, error);
}

gboolean
hy_sql_begin (HySql *self, GError **error)
{
  return hy_sql_exec (self, "BEGIN IMMEDIATE", error);
}

gboolean
hy_sql_begin_read (HySql *self, GError **error)
{
  return hy_sql_exec (self, "BEGIN", error);
}

gboolean
hy_sql_commit (HySql *self, GError **error)
{
  if (hy_sql_exec (self, "COMMIT", error))
    return TRUE;
  hy_sql_rollback (self);
  return FALSE;
}

void
hy_sql_rollback (HySql *self)
{
  assert_owner (self);
  if (hy_sql_in_transaction (self))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
hy_sql_in_transaction (HySql *self)
{
  return !sqlite3_get_autocommit (self->db);
}

static HySqlStmt *
stmt_new (HySql *self, const char *text, gboolean cached, GError **error)
{
  HySqlStmt *stmt;
  sqlite3_stmt *handle = NULL;
  int rc = sqlite3_prepare_v3 (self->db, text, -1, cached ? SQLITE_PREPARE_PERSISTENT : 0,
                               &handle, NULL);

  if (rc != SQLITE_OK)
    {
      set_error (self, rc, error);
      return NULL;
    }
  stmt = g_new0 (HySqlStmt, 1);
  stmt->sql = self;
  stmt->stmt = handle;
  stmt->cached = cached;
  stmt->lent = TRUE;
  return stmt;
}

HySqlStmt *
hy_sql_prepare (HySql *self, const char *sql, GError **error)
{
  HySqlStmt *stmt;

  assert_owner (self);
  stmt = g_hash_table_lookup (self->statements, sql);
  if (stmt != NULL)
    {
      g_assert (!stmt->lent);
      stmt->lent = TRUE;
      return stmt;
    }
  stmt = stmt_new (self, sql, TRUE, error);
  if (stmt != NULL)
    g_hash_table_insert (self->statements, (gpointer) sql, stmt);
  return stmt;
}

HySqlStmt *
hy_sql_prepare_once (HySql *self, const char *sql, GError **error)
{
  assert_owner (self);
  return stmt_new (self, sql, FALSE, error);
}

void
hy_sql_reset (HySqlStmt *stmt)
{
  sqlite3_reset (stmt->stmt);
  sqlite3_clear_bindings (stmt->stmt);
}

void
hy_sql_stmt_release (HySqlStmt *stmt)
{
  if (stmt == NULL)
    return;
  assert_owner (stmt->sql);
  if (!stmt->cached)
    {
      stmt_free (stmt);
      return;
    }
  hy_sql_reset (stmt);
  stmt->lent = FALSE;
}

static void
bind_text (sqlite3_stmt *stmt, int i, const char *text, sqlite3_destructor_type lifetime)
{
  if (text == NULL)
    sqlite3_bind_null (stmt, i);
  else
    sqlite3_bind_text (stmt, i, text, -1, lifetime);
}

static void
bind_time (sqlite3_stmt *stmt, int i, gint64 value)
{
  if (value == 0)
    sqlite3_bind_null (stmt, i);
  else
    sqlite3_bind_int64 (stmt, i, value);
}

static void
bind_blob (sqlite3_stmt *stmt, int i, const void *data, gsize length)
{
  if (data == NULL)
    sqlite3_bind_null (stmt, i);
  else
    sqlite3_bind_blob64 (stmt, i, data, length, SQLITE_TRANSIENT);
}

static void
bind_va (HySqlStmt *stmt, const char *format, va_list args)
{
  sqlite3_stmt *s = stmt->stmt;

  for (int i = 1; *format != '\0'; format++, i++)
    switch (*format)
      {
      case 's':
        bind_text (s, i, va_arg (args, const char *), SQLITE_TRANSIENT);
        break;
      case 'S':
        bind_text (s, i, va_arg (args, const char *), SQLITE_STATIC);
        break;
      case 'i':
        sqlite3_bind_int64 (s, i, va_arg (args, gint64));
        break;
      case 't':
        bind_time (s, i, va_arg (args, gint64));
        break;
      case 'b':
        {
          const void *data = va_arg (args, const void *);

          bind_blob (s, i, data, va_arg (args, gsize));
        }
        break;
      case 'n':
        sqlite3_bind_null (s, i);
        break;
      default:
        g_assert_not_reached ();
      }
}

void
hy_sql_bind (HySqlStmt *stmt, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  bind_va (stmt, format, args);
  va_end (args);
}

void
hy_sql_bind_value (HySqlStmt *stmt, int i, const HySqlValue *value)
{
  switch (value->type)
    {
    case HY_SQL_INT:
      sqlite3_bind_int64 (stmt->stmt, i, value->number);
      break;
    case HY_SQL_TEXT:
      sqlite3_bind_text64 (stmt->stmt, i, value->text, value->length, SQLITE_TRANSIENT, SQLITE_UTF8);
      break;
    case HY_SQL_BLOB:
      sqlite3_bind_blob64 (stmt->stmt, i, value->text, value->length, SQLITE_TRANSIENT);
      break;
    default:
      sqlite3_bind_null (stmt->stmt, i);
      break;
    }
}

gboolean
hy_sql_step (HySqlStmt *stmt, gboolean *row, GError **error)
{
  int rc;

  assert_owner (stmt->sql);
  rc = sqlite3_step (stmt->stmt);
  if (rc != SQLITE_ROW && rc != SQLITE_DONE)
    return set_error (stmt->sql, rc, error);
  if (row != NULL)
    *row = rc == SQLITE_ROW;
  return TRUE;
}

const char *
hy_sql_text (HySqlStmt *stmt, int column)
{
  return (const char *) sqlite3_column_text (stmt->stmt, column);
}

gsize
hy_sql_bytes (HySqlStmt *stmt, int column)
{
  return sqlite3_column_bytes (stmt->stmt, column);
}

gint64
hy_sql_int64 (HySqlStmt *stmt, int column)
{
  return sqlite3_column_int64 (stmt->stmt, column);
}

gboolean
hy_sql_is_null (HySqlStmt *stmt, int column)
{
  return sqlite3_column_type (stmt->stmt, column) == SQLITE_NULL;
}

gboolean
hy_sql_run (HySql *self, int *changes, GError **error, const char *sql, const char *format, ...)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (self, sql, error);
  va_list args;

  if (stmt == NULL)
    return FALSE;
  va_start (args, format);
  bind_va (stmt, format, args);
  va_end (args);
  if (!hy_sql_step (stmt, NULL, error))
    return FALSE;
  if (changes != NULL)
    *changes = sqlite3_changes (self->db);
  return TRUE;
}

static HySqlStmt *
first_row (HySql *self, GError **error, const char *sql, const char *format, va_list args)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (self, sql, error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  bind_va (stmt, format, args);
  if (!hy_sql_step (stmt, &row, error) || !row)
    return NULL;
  return g_steal_pointer (&stmt);
}

gboolean
hy_sql_get_int (HySql *self, gint64 *out, GError **error, const char *sql, const char *format, ...)
{
  g_autoptr (HySqlStmt) stmt = NULL;
  va_list args;

  va_start (args, format);
  stmt = first_row (self, error, sql, format, args);
  va_end (args);
  if (stmt == NULL)
    return FALSE;
  *out = hy_sql_int64 (stmt, 0);
  return TRUE;
}

gboolean
hy_sql_get_text (HySql *self, char **out, GError **error, const char *sql, const char *format, ...)
{
  g_autoptr (HySqlStmt) stmt = NULL;
  va_list args;

  va_start (args, format);
  stmt = first_row (self, error, sql, format, args);
  va_end (args);
  if (stmt == NULL)
    return FALSE;
  *out = g_strdup (hy_sql_text (stmt, 0));
  return TRUE;
}

gint64
hy_sql_last_rowid (HySql *self)
{
  return sqlite3_last_insert_rowid (self->db);
}
