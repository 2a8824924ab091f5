#include "store/hy-delivered.h"

#include "store/hy-outbox-private.h"

GPtrArray *
hy_outbox_delivered (HyReplica *replica, HyTime since, guint max, GError **error)
{
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_outbox_item_free);
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      replica->sql,
      "SELECT " HY_OUTBOX_COLUMNS " FROM commands c LEFT JOIN tickets t ON t.id = c.ticket "
      "WHERE c.state IN ('applied', 'late_note', 'gone') AND c.state <> 'gone' AND c.at >= ?1 "
      "AND c.kind <> 'reveal' "
      "ORDER BY c.at DESC, c.seq DESC LIMIT ?2",
      error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "ii", since, (gint64) max);
  while (hy_sql_step (stmt, &row, error))
    {
      HyOutboxItem *item;

      if (!row)
        return g_steal_pointer (&items);
      item = hy_outbox_read_item (stmt, error);
      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
    }
  return NULL;
}
