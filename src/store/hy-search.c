#include "store/hy-search.h"

#include "store/hy-bigram.h"
#include "store/hy-replica-private.h"
#include "store/hy-search-text.h"

/* What is indexed of a ticket, as FTS5 has to hear it again to forget it: it keeps no content of
 * its own. */
static gboolean
load_pieces (HyReplica *replica, gint64 no, GString *text, GString *pieces, GError **error)
{
  g_string_truncate (pieces, 0);
  if (!hy_search_text_load (replica, no, text, error))
    return FALSE;
  hy_bigram_pieces (pieces, text->str);
  return TRUE;
}

static gboolean
index_one (HyReplica *replica, gint64 no, GString *text, GString *pieces, GError **error)
{
  return load_pieces (replica, no, text, pieces, error)
         && hy_sql_run (replica->sql, NULL, error,
                        "INSERT INTO search (rowid, pieces) VALUES (?1, ?2)", "iS", no, pieces->str)
         && hy_sql_run (replica->sql, NULL, error, "UPDATE tickets SET indexed = 1 WHERE no = ?1",
                        "i", no);
}

static gboolean
collect (HySqlStmt *stmt, GArray *nos, GError **error)
{
  gboolean row = FALSE;

  while (hy_sql_step (stmt, &row, error))
    {
      gint64 no;

      if (!row)
        return TRUE;
      no = hy_sql_int64 (stmt, 0);
      g_array_append_val (nos, no);
    }
  return FALSE;
}

/* Newest first: they are what people look for. */
static gboolean
waiting_nos (HyReplica *replica, guint max, GArray *nos, GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql,
                        "SELECT no FROM tickets WHERE indexed = 0 ORDER BY no DESC LIMIT ?1",
                        error);

  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "i", (gint64) max);
  return collect (stmt, nos, error);
}

gboolean
hy_search_index_some (HyReplica *replica, guint max, guint *left, GError **error)
{
  g_autoptr (GArray) nos = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) text = g_string_sized_new (4096);
  g_autoptr (GString) pieces = g_string_sized_new (16384);
  gint64 n = 0;

  if (!waiting_nos (replica, max, nos, error))
    return FALSE;
  /* Ascending: FTS5 writes out what it has gathered whenever a rowid is below the last one. */
  for (guint i = nos->len; i > 0; i--)
    if (!index_one (replica, g_array_index (nos, gint64, i - 1), text, pieces, error))
      return FALSE;
  if (nos->len > 0)
    hy_replica_mark_changed (replica, HY_STORE_CHANGE_STATUS);
  if (!hy_sql_get_int (replica->sql, &n, error, "SELECT count(*) FROM tickets WHERE indexed = 0",
                       ""))
    return FALSE;
  *left = (guint) n;
  return TRUE;
}

gboolean
hy_search_forget (HyReplica *replica, gint64 ticket, GError **error)
{
  g_autoptr (GString) text = g_string_sized_new (4096);
  g_autoptr (GString) pieces = g_string_sized_new (16384);
  gint64 indexed = 0;

  if (!hy_sql_get_int (replica->sql, &indexed, NULL, "SELECT indexed FROM tickets WHERE no = ?1",
                       "i", ticket)
      || !indexed)
    return TRUE;
  return load_pieces (replica, ticket, text, pieces, error)
         && hy_sql_run (replica->sql, NULL, error,
                        "INSERT INTO search (search, rowid, pieces) VALUES ('delete', ?1, ?2)",
                        "iS", ticket, pieces->str)
         && hy_sql_run (replica->sql, NULL, error, "UPDATE tickets SET indexed = 0 WHERE no = ?1",
                        "i", ticket);
}
