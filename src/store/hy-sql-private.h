/* Shared by the sources of hy-sql.h. */
#pragma once

#include "store/hy-sql.h"

#include <sqlite3.h>

G_BEGIN_DECLS

#define HY_SQL_BUSY_TIMEOUT_MS 10000

struct _HySql
{
  sqlite3 *db;
  char *path;
  GThread *owner;
  GHashTable *statements; /* static text -> HySqlStmt, idle or lent */
};

/* Of an SQLite result code, extended or not. */
HySqlError hy_sql_error_code (int rc);

G_END_DECLS
