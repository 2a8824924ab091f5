#include "store/hy-outbox.h"
#include "store/hy-pull-private.h"

#include <string.h>

static gboolean
is_mode (HyReplica *replica, const char *mode)
{
  g_autofree char *now = hy_replica_get_meta (replica, "bootstrap");

  return g_strcmp0 (now, mode) == 0;
}

gboolean
hy_pull_begin_bootstrap (HyReplica *replica,
                         gboolean epoch_changed,
                         const char *epoch,
                         GError **error)
{
  gint64 generation = hy_replica_get_meta_int (replica, "generation") + 1;
  /* A cursor that expires before the first bootstrap of an epoch is through still makes orphans. */
  const char *mode = epoch_changed || is_mode (replica, "orphan") ? "orphan" : "stub";

  hy_replica_mark_changed (replica, HY_STORE_CHANGE_STATUS);
  return hy_replica_set_meta_int (replica, "generation", generation, error)
         && hy_replica_set_meta (replica, "bootstrap", mode, error)
         && hy_replica_set_meta (replica, "cursor", "", error)
         && hy_replica_set_meta_int (replica, "at_head", 0, error)
         && (epoch == NULL || hy_replica_set_meta (replica, "epoch", epoch, error))
         && (!epoch_changed || hy_outbox_reoffer (replica, error));
}

static GPtrArray *
left_behind (HyReplica *replica, gint64 generation, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql,
                        "SELECT id FROM tickets WHERE generation < ?1 AND scope = 'here'", error);
  gboolean row = TRUE;

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "i", generation);
  while (row)
    {
      if (!hy_sql_step (stmt, &row, error))
        return NULL;
      if (row)
        g_ptr_array_add (ids, g_strdup (hy_sql_text (stmt, 0)));
    }
  return g_steal_pointer (&ids);
}

/* Kept whole: only its share in the digest goes. */
static gboolean
make_orphan (HyReplica *replica, const char *id, GError **error)
{
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_TICKETS);
  return hy_sql_run (replica->sql, NULL, error, "UPDATE tickets SET scope = 'orphan' WHERE id = ?1",
                     "s", id);
}

static gboolean
forget_old (HyReplica *replica, gint64 generation, GError **error)
{
  /* Tickets of the office may still be of an older policy. */
  return hy_sql_run (replica->sql, NULL, error,
                     "DELETE FROM documents WHERE generation < ?1 AND kind <> 'policy'", "i",
                     generation)
         && hy_sql_run (replica->sql, NULL, error, "DELETE FROM aside WHERE generation < ?1", "i",
                        generation)
         && hy_sums_recount_digest (replica, error);
}

static gboolean
finish (HyReplica *replica, gboolean orphans, GError **error)
{
  gint64 generation = hy_replica_get_meta_int (replica, "generation");
  g_autoptr (GPtrArray) ids = left_behind (replica, generation, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);

      if (orphans ? !make_orphan (replica, id, error)
                  : !hy_tickets_make_stub (replica, id, "unknown", NULL, NULL, error))
        return FALSE;
    }
  return forget_old (replica, generation, error)
         && hy_replica_set_meta (replica, "bootstrap", NULL, error);
}

gboolean
hy_bootstrap_finish (HyReplica *replica, GError **error)
{
  gboolean orphans = is_mode (replica, "orphan");

  if (!orphans && !is_mode (replica, "stub"))
    return TRUE;
  return finish (replica, orphans, error);
}
