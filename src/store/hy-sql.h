/* The thin cover over SQLite that the store and the authority share: a connection with the pragmas the house
 * wants, prepared statements kept for reuse, transactions, numbered migrations, online copies.
 *
 * A connection and its statements belong to the one thread that opened it or last called hy_sql_adopt();
 * every function asserts that. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HY_SQL_ERROR (hy_sql_error_quark ())

typedef enum
{
  HY_SQL_ERROR_FAILED,
  HY_SQL_ERROR_BUSY,    /* another process held the lock past the timeout */
  HY_SQL_ERROR_FULL,    /* the disk is full */
  HY_SQL_ERROR_IO,      /* it did not do what was asked, be it for want of room */
  HY_SQL_ERROR_DAMAGED, /* no database, or a broken one */
  HY_SQL_ERROR_NEWER,   /* its user_version is past the last migration known here */
  HY_SQL_ERROR_READ_ONLY,
  HY_SQL_ERROR_CONSTRAINT
} HySqlError;

GQuark hy_sql_error_quark (void);

typedef struct _HySql HySql;
typedef struct _HySqlStmt HySqlStmt;

typedef enum
{
  HY_SQL_CREATE = 1 << 0,   /* make the file when missing */
  HY_SQL_READ_ONLY = 1 << 1 /* a reader's connection */
} HySqlFlags;

/**
 * hy_sql_open:
 *
 * Opens @path: WAL, synchronous=FULL, foreign keys, a busy timeout of 10 s, trusted_schema off. A file that is
 * no database, or a folder that is missing, is an error that names it; nothing is created without HY_SQL_CREATE.
 */
HySql *hy_sql_open (const char *path, HySqlFlags flags, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_sql_close (HySql *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HySql, hy_sql_close)

/* Makes the calling thread the owner. Only while no other thread uses the connection. */
void hy_sql_adopt (HySql *self);

/* Statements without parameters, one or several, split by ';'. */
gboolean hy_sql_exec (HySql *self, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* BEGIN IMMEDIATE. Does not nest. */
gboolean hy_sql_begin (HySql *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A transaction for reading several statements from one snapshot. */
gboolean hy_sql_begin_read (HySql *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* On failure the transaction is rolled back. */
gboolean hy_sql_commit (HySql *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* No-op outside a transaction. */
void hy_sql_rollback (HySql *self);
gboolean hy_sql_in_transaction (HySql *self);

/* Statements: @sql must be a static string (it is the key of the cache). The autoptr resets the statement and
 * gives it back; do not hold one across a call that prepares the same text. */
HySqlStmt *hy_sql_prepare (HySql *self, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* For a text made at run time: compiled anew each time. */
HySqlStmt *hy_sql_prepare_once (HySql *self, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_sql_stmt_release (HySqlStmt *stmt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HySqlStmt, hy_sql_stmt_release)

/**
 * hy_sql_bind:
 * @format: one letter a parameter, from ?1 on: s const char* (NULL is NULL; copied), S const char* static for the
 *   life of the step (not copied), i gint64, t HyTime or other gint64 of which 0 is NULL,
 *   b const void* and gsize (copied), n nothing (NULL)
 */
void hy_sql_bind (HySqlStmt *stmt, const char *format, ...);

typedef enum
{
  HY_SQL_NULL,
  HY_SQL_INT,
  HY_SQL_TEXT,
  HY_SQL_BLOB
} HySqlType;

/* A value of which only the moment knows what it is. */
typedef struct
{
  HySqlType type;
  gint64 number;
  const char *text; /* of texts and blobs; need not end in NUL */
  gsize length;
} HySqlValue;

/* One parameter, from 1 on; copied. */
void hy_sql_bind_value (HySqlStmt *stmt, int i, const HySqlValue *value);

/* TRUE with *row TRUE at a row, FALSE after the last; FALSE on error. */
gboolean hy_sql_step (HySqlStmt *stmt, gboolean *row, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Back to the start, parameters cleared: for loops over one statement. */
void hy_sql_reset (HySqlStmt *stmt);

/* Columns from 0; text belongs to the statement until the next step. NULL text for SQL NULL, 0 for a NULL integer. */
const char *hy_sql_text (HySqlStmt *stmt, int column);
gsize hy_sql_bytes (HySqlStmt *stmt, int column);
gint64 hy_sql_int64 (HySqlStmt *stmt, int column);
gboolean hy_sql_is_null (HySqlStmt *stmt, int column);

/* One statement with parameters (hy_sql_bind()), no rows wanted. @changes: (out) (optional): rows changed. */
gboolean hy_sql_run (HySql *self, int *changes, GError **error, const char *sql, const char *format, ...) G_GNUC_WARN_UNUSED_RESULT;
/* The first column of the first row. FALSE without error when there is no row; *out untouched. */
gboolean hy_sql_get_int (HySql *self, gint64 *out, GError **error, const char *sql, const char *format, ...);
gboolean hy_sql_get_text (HySql *self, char **out, GError **error, const char *sql, const char *format, ...);
gint64 hy_sql_last_rowid (HySql *self);

/**
 * hy_sql_migrate:
 * @scripts: (array length=n): script i brings user_version from i to i+1
 * @copy_before: (nullable): path of a copy made by VACUUM INTO before an existing database is changed
 *
 * Brings the schema to @n, each script in a transaction of its own. HY_SQL_ERROR_NEWER, nothing touched, when the
 * file is ahead.
 */
gboolean hy_sql_migrate (HySql *self,
                         const char *const *scripts,
                         int n,
                         const char *copy_before,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
int hy_sql_user_version (HySql *self);

/* A consistent copy of the whole database into a new file (backup API, one moment of it, safe beside writers;
 * the copy has no log of its own). */
gboolean hy_sql_backup (HySql *self, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Folds the write-ahead log into the file and empties it; FALSE when somebody is reading or writing
 * right now, whom this never waits for. */
gboolean hy_sql_empty_log (HySql *self);
/* Closing leaves the log as it is, instead of folding it into the file: what is damaged stays as it was found. */
void hy_sql_leave_log (HySql *self);
/* PRAGMA quick_check: NULL when sound, else its first words. Free it. */
char *hy_sql_check (HySql *self);
/* Changes with each commit by another connection. */
gint64 hy_sql_data_version (HySql *self);

G_END_DECLS
