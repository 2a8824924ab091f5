#include "store/hy-pull-private.h"

#include <string.h>

/* What the digest counts here: a ticket, or the row aside that stands for it. */
static GHashTable *
scope_here (HyReplica *replica, GError **error)
{
  g_autoptr (GHashTable) here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql,
                        "SELECT id, version FROM tickets WHERE scope = 'here' "
                        "UNION ALL SELECT id, version FROM aside WHERE kind = 'ticket'",
                        error);
  gboolean row = TRUE;

  if (stmt == NULL)
    return NULL;
  while (row)
    {
      gint64 version;

      if (!hy_sql_step (stmt, &row, error))
        return NULL;
      if (!row)
        break;
      version = hy_sql_int64 (stmt, 1);
      g_hash_table_replace (here, g_strdup (hy_sql_text (stmt, 0)),
                            g_memdup2 (&version, sizeof version));
    }
  return g_steal_pointer (&here);
}

static gboolean
drop_what_left (HyPull *pull, GHashTable *here, GHashTable *scope, GError **error)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, here);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (g_hash_table_contains (scope, id))
        continue;
      if (!hy_aside_drop_ticket (pull, id, error)
          || !hy_tickets_make_stub (pull->replica, id, "unknown", NULL, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
find_different (GHashTable *here, GHashTable *scope)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id, version;

  g_hash_table_iter_init (&iter, scope);
  while (g_hash_table_iter_next (&iter, &id, &version))
    {
      const gint64 *ours = g_hash_table_lookup (here, id);

      if (ours == NULL || *ours != *(const gint64 *) version)
        g_ptr_array_add (ids, g_strdup (id));
    }
  return ids;
}

GPtrArray *
hy_pull_compare_scope (HyReplica *replica, GHashTable *scope, gboolean whole, GError **error)
{
  g_autoptr (GHashTable) here = scope_here (replica, error);
  g_auto (HyPull) pull = { 0 };

  if (here == NULL)
    return NULL;
  hy_sums_begin (replica);
  /* Counted anew as well: the fault may be in the counting. */
  if (!hy_pull_init (&pull, replica, error) || (whole && !drop_what_left (&pull, here, scope, error))
      || !hy_sums_recount_digest (replica, error) || !hy_sums_end (replica, error))
    return NULL;
  return find_different (here, scope);
}
