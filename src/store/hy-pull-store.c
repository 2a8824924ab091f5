#include "store/hy-outbox-private.h"
#include "store/hy-pull-private.h"

#include "core/hy-plant.h"
#include <string.h>

/* The first column of @query. */
static gboolean
load_ids (HyPull *self, GHashTable *ids, const char *query, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (self->replica->sql, query, error);
  gboolean row = TRUE;

  if (stmt == NULL)
    return FALSE;
  while (row)
    {
      if (!hy_sql_step (stmt, &row, error))
        return FALSE;
      if (row)
        g_hash_table_add (ids, g_strdup (hy_sql_text (stmt, 0)));
    }
  return TRUE;
}

static void
take_aside (HyPull *self, HySqlStmt *stmt)
{
  const char *kind = hy_sql_text (stmt, 0);
  const char *id = hy_sql_text (stmt, 1);
  gint64 version = hy_sql_int64 (stmt, 3);

  g_hash_table_add (self->aside, g_strconcat (kind, " ", id, NULL));
  if (strcmp (kind, "ticket") == 0)
    g_hash_table_replace (self->aside_tickets, g_strdup (id), g_memdup2 (&version, sizeof version));
  if (!hy_sql_is_null (stmt, 2))
    g_hash_table_add (self->waiting, g_strdup (hy_sql_text (stmt, 2)));
}

static gboolean
load_aside (HyPull *self, GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (self->replica->sql, "SELECT kind, id, ticket, version FROM aside", error);
  gboolean row = TRUE;

  if (stmt == NULL)
    return FALSE;
  while (row)
    {
      if (!hy_sql_step (stmt, &row, error))
        return FALSE;
      if (row)
        take_aside (self, stmt);
    }
  return TRUE;
}

gboolean
hy_pull_init (HyPull *self, HyReplica *replica, GError **error)
{
  self->replica = replica;
  self->generation = hy_replica_get_meta_int (replica, "generation");
  self->overlaid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->aside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->aside_tickets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->given_up = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return load_ids (self, self->overlaid, "SELECT DISTINCT ticket FROM commands WHERE overlay = 1",
                   error)
         && load_ids (self, self->given_up,
                      "SELECT id FROM commands WHERE " HY_OUTBOX_WAITING
                      " AND state IN ('refused', 'undeliverable')",
                      error)
         && load_aside (self, error);
}

void
hy_pull_clear (HyPull *self)
{
  g_clear_pointer (&self->overlaid, g_hash_table_unref);
  g_clear_pointer (&self->aside, g_hash_table_unref);
  g_clear_pointer (&self->aside_tickets, g_hash_table_unref);
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  g_clear_pointer (&self->given_up, g_hash_table_unref);
  g_clear_pointer (&self->touched, g_hash_table_unref);
}

/* Kept as an own line, since the text it came in is gone. */
static gboolean
put_aside_record (HyPull *self, const HyPullItem *item, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  HyPullItem aside = {
    .type = HY_PULL_ASIDE,
    .kind = "record",
    .id = item->id,
    .ticket_id = item->record->ticket,
    .version = item->version,
    .why = (char *) "its ticket is not here",
  };

  hy_feed_write_record (line, item->id, item->record->ticket, item->row);
  g_strchomp (line->str);
  aside.row = line->str;
  return hy_aside_put (self, &aside, error);
}

static gboolean
store_item (HyPull *self, HyPullItem *item, GError **error)
{
  gboolean known = TRUE;

  switch (item->type)
    {
    case HY_PULL_TICKET:
      return hy_pull_store_ticket (self, item, error);
    case HY_PULL_RECORD:
      return hy_pull_store_record (self, item, &known, error)
             && (known || put_aside_record (self, item, error));
    case HY_PULL_LEAVE:
      if (HY_PLANT ("leave-ignored"))
        return TRUE;
      g_hash_table_remove (self->touched, item->id);
      return hy_aside_drop_ticket (self, item->id, error)
             && hy_tickets_make_stub (self->replica, item->id, item->why, item->to, item->note,
                                      error);
    case HY_PULL_DOCUMENT:
      return hy_pull_store_document (self, item, error);
    case HY_PULL_ASIDE:
      return hy_aside_put (self, item, error);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
close_tickets (HyPull *self, GPtrArray *items, GError **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      HyPullItem *item = g_ptr_array_index (items, i);

      if (item->type == HY_PULL_TICKET && !hy_pull_close_ticket (self, item, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
hy_pull_store_items (HyPull *self, GPtrArray *items, GError **error)
{
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < items->len; i++)
    if (!store_item (self, g_ptr_array_index (items, i), error))
      return FALSE;
  if (!close_tickets (self, items, error))
    return FALSE;
  g_hash_table_iter_init (&iter, self->touched);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!hy_tickets_refresh (self->replica, id, error))
      return FALSE;
  return !self->rules_changed || hy_tickets_refresh_all (self->replica, error);
}
