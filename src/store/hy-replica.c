#include "store/hy-sums.h"
#include "store/hy-replica-private.h"

HyReplica *
hy_replica_new (HySql *sql, const char *dir, HyNowFunc now, gpointer now_data)
{
  HyReplica *self = g_new0 (HyReplica, 1);

  self->sql = sql;
  self->dir = g_strdup (dir);
  self->now = now;
  self->now_data = now_data;
  /* A process that was killed may have left its log behind. */
  self->forgot = TRUE;
  self->policies
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) hy_policy_unref);
  return self;
}

static void
drop_rules (HyReplica *self)
{
  g_hash_table_remove_all (self->policies);
  g_clear_pointer (&self->in_force, hy_policy_unref);
  g_clear_pointer (&self->calendar, hy_calendar_unref);
  self->rules_known = FALSE;
}

void
hy_replica_free (HyReplica *self)
{
  if (self == NULL)
    return;
  drop_rules (self);
  g_clear_error (&self->fault);
  g_clear_pointer (&self->built_in, hy_policy_unref);
  g_clear_pointer (&self->built_in_calendar, hy_calendar_unref);
  g_clear_pointer (&self->identity_key, g_free);
  g_clear_pointer (&self->sums, hy_sums_free);
  g_hash_table_unref (self->policies);
  hy_sql_close (self->sql);
  g_free (self->dir);
  g_free (self);
}

void
hy_replica_drop_caches (HyReplica *self)
{
  drop_rules (self);
  g_clear_pointer (&self->sums, hy_sums_free);
  g_clear_pointer (&self->identity_key, g_free);
  self->clock_known = FALSE;
  self->changes = 0;
}

void
hy_replica_check_caches (HyReplica *self)
{
  gint64 version = hy_sql_data_version (self->sql);

  /* Only between works: a case borrows its policy while the work runs. */
  if (self->in_force != NULL && self->now (self->now_data) >= self->in_force_until)
    drop_rules (self);
  if (version == self->seen_version)
    return;
  self->seen_version = version;
  self->clock_known = FALSE;
  if (self->rules_known && hy_replica_get_meta_int (self, "rules_version") != self->rules_version)
    drop_rules (self);
}

gboolean
hy_replica_rules_changed (HyReplica *self, GError **error)
{
  gint64 version = hy_replica_get_meta_int (self, "rules_version") + 1;

  drop_rules (self);
  hy_replica_mark_changed (self, HY_STORE_CHANGE_DOCUMENTS);
  return hy_replica_set_meta_int (self, "rules_version", version, error);
}

void
hy_replica_mark_changed (HyReplica *self, guint change)
{
  self->changes |= change;
}
