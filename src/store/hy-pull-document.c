#include "store/hy-pull-private.h"

static gboolean
is_known (HyPull *self, const HyPullItem *item, gboolean *same, GError **error)
{
  g_autofree char *row = NULL;
  g_autoptr (GError) fault = NULL;

  hy_sql_get_text (self->replica->sql, &row, &fault,
                   "SELECT row FROM documents WHERE kind = ?1 AND id = ?2", "SS", item->kind,
                   item->id);
  *same = g_strcmp0 (row, item->row) == 0;
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static gboolean
put (HyPull *self, const HyPullItem *item, GError **error)
{
  if (item->row == NULL)
    return hy_sql_run (self->replica->sql, NULL, error,
                       "DELETE FROM documents WHERE kind = ?1 AND id = ?2", "SS", item->kind,
                       item->id);
  return hy_sql_run (self->replica->sql, NULL, error,
                     "INSERT OR REPLACE INTO documents (kind, id, version, row, generation) "
                     "VALUES (?1, ?2, ?3, ?4, ?5)",
                     "SSiSi", item->kind, item->id, item->version, item->row, self->generation);
}

gboolean
hy_pull_store_document (HyPull *self, HyPullItem *item, GError **error)
{
  gboolean same = FALSE;

  if (!is_known (self, item, &same, error) || !put (self, item, error)
      || !hy_aside_drop (self, item->kind, item->id, error))
    return FALSE;
  if (same)
    return TRUE;
  hy_replica_mark_changed (self->replica, HY_STORE_CHANGE_DOCUMENTS);
  if (!item->is_rule)
    return TRUE;
  self->rules_changed = TRUE;
  return hy_replica_rules_changed (self->replica, error);
}
