#include "store/hy-seen.h"

#include "store/hy-replica-private.h"

gboolean
hy_seen_note (HyReplica *replica, const char *person, const char *ticket, GError **error)
{
  int changes = 0;

  if (!hy_sql_run (replica->sql, &changes, error,
                   "INSERT OR IGNORE INTO seen (person, ticket) "
                   "SELECT ?1, no FROM tickets WHERE id = ?2",
                   "ss", person, ticket))
    return FALSE;
  if (changes > 0)
    hy_replica_mark_changed (replica, HY_STORE_CHANGE_TICKETS);
  return TRUE;
}

static gboolean
wants_eyes (const HyListRow *row)
{
  static const char *const states[] = { "pending_sign", "handling", "rework", NULL };

  return !g_str_equal (row->scope, "stub") && g_strv_contains (states, row->state);
}

gboolean
hy_seen_mark (HyReplica *replica, const char *person, GPtrArray *rows, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      replica->sql, "SELECT 1 FROM seen WHERE person = ?1 AND ticket = ?2", error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      HyListRow *row = g_ptr_array_index (rows, i);
      gboolean seen = FALSE;

      hy_sql_bind (stmt, "si", person, row->no);
      if (!hy_sql_step (stmt, &seen, error))
        return FALSE;
      row->unread = !seen && wants_eyes (row);
      hy_sql_reset (stmt);
    }
  return TRUE;
}
