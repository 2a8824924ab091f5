#include "store/hy-pull-private.h"
#include "core/hy-plant.h"
#include "wire/hy-json-writer.h"

#include <string.h>

/* As much as the district sends between two marks. */
#define RUN_LINES 400
#define RUN_BYTES (2 * 1024 * 1024)

static char *
key_of (const char *kind, const char *id)
{
  return g_strconcat (kind, " ", id, NULL);
}

static gboolean
is_ticket (const char *kind)
{
  return strcmp (kind, "ticket") == 0;
}

/* The share in the digest of the ticket as it is stored, as long as no row aside stands for it. */
static gboolean
count_stored (HyPull *self, const char *id, int sign, GError **error)
{
  g_auto (HyStored) stored = { 0 };

  if (!hy_stored_read (self->replica, id, &stored, error))
    return FALSE;
  if (strcmp (stored.scope, "here") == 0)
    hy_sums_digest (self->replica, hy_digest_share (id, stored.version), sign);
  return TRUE;
}

static gboolean
count_aside (HyPull *self, const char *id, gint64 version, GError **error)
{
  const gint64 *old = g_hash_table_lookup (self->aside_tickets, id);

  if (old != NULL)
    hy_sums_digest (self->replica, hy_digest_share (id, *old), -1);
  else if (!count_stored (self, id, -1, error))
    return FALSE;
  hy_sums_digest (self->replica, hy_digest_share (id, version), 1);
  g_hash_table_replace (self->aside_tickets, g_strdup (id), g_memdup2 (&version, sizeof version));
  return TRUE;
}

gboolean
hy_aside_put (HyPull *self, const HyPullItem *item, GError **error)
{
  if (is_ticket (item->kind) && !HY_PLANT ("aside-not-counted") && !count_aside (self, item->id, item->version, error))
    return FALSE;
  g_hash_table_add (self->aside, key_of (item->kind, item->id));
  if (item->ticket_id != NULL)
    g_hash_table_add (self->waiting, g_strdup (item->ticket_id));
  hy_replica_mark_changed (self->replica, HY_STORE_CHANGE_STATUS);
  return hy_sql_run (
      self->replica->sql, NULL, error,
      "INSERT OR REPLACE INTO aside (kind, id, ticket, version, line, why, at, generation) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, coalesce ((SELECT at FROM aside WHERE kind = ?1 AND id = ?2 AND "
      "version = ?4), ?7), ?8)",
      "SSSiSSii", item->kind, item->id, item->ticket_id, item->version, item->row, item->why,
      hy_replica_now (self->replica), self->generation);
}

gboolean
hy_aside_drop (HyPull *self, const char *kind, const char *id, GError **error)
{
  g_autofree char *key = NULL;
  const gint64 *version;

  if (g_hash_table_size (self->aside) == 0)
    return TRUE;
  key = key_of (kind, id);
  if (!g_hash_table_remove (self->aside, key) || HY_PLANT ("aside-for-good"))
    return TRUE;
  version = is_ticket (kind) ? g_hash_table_lookup (self->aside_tickets, id) : NULL;
  if (version != NULL)
    {
      hy_sums_digest (self->replica, hy_digest_share (id, *version), -1);
      g_hash_table_remove (self->aside_tickets, id);
      if (!count_stored (self, id, 1, error))
        return FALSE;
    }
  hy_replica_mark_changed (self->replica, HY_STORE_CHANGE_STATUS);
  return hy_sql_run (self->replica->sql, NULL, error,
                     "DELETE FROM aside WHERE kind = ?1 AND id = ?2", "ss", kind, id);
}

typedef struct
{
  char *id;
  char *line;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->id);
  g_free (kept->line);
  g_free (kept);
}

/* Of @generation or a later one. */
static GPtrArray *
kept_of (HyPull *self, const char *ticket, gint64 generation, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (kept_free);
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      self->replica->sql,
      "SELECT id, line FROM aside WHERE kind = 'record' AND ticket = ?1 AND generation >= ?2 "
      "ORDER BY version, id",
      error);
  gboolean row = TRUE;

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "si", ticket, generation);
  while (row)
    {
      Kept *kept;

      if (!hy_sql_step (stmt, &row, error))
        return NULL;
      if (!row)
        break;
      kept = g_new0 (Kept, 1);
      kept->id = g_strdup (hy_sql_text (stmt, 0));
      kept->line = g_strdup (hy_sql_text (stmt, 1));
      g_ptr_array_add (all, kept);
    }
  return g_steal_pointer (&all);
}

gboolean
hy_aside_drop_ticket (HyPull *self, const char *id, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;

  if (!hy_aside_drop (self, "ticket", id, error))
    return FALSE;
  if (!g_hash_table_remove (self->waiting, id))
    return TRUE;
  records = kept_of (self, id, 0, error);
  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (!hy_aside_drop (self, "record", ((Kept *) g_ptr_array_index (records, i))->id, error))
      return FALSE;
  return TRUE;
}

static gboolean
admit_one (HyPull *self, const Kept *kept, gboolean *stays, GError **error)
{
  g_auto (HyFeedLine) line = { 0 };
  g_autoptr (HyPullItem) item = NULL;
  gboolean known = FALSE;

  if (hy_feed_line_parse (kept->line, strlen (kept->line), &line, NULL))
    item = hy_pull_item_new (&line, kept->line, strlen (kept->line));
  if (item == NULL || item->type != HY_PULL_RECORD)
    {
      *stays = TRUE;
      return TRUE;
    }
  return hy_pull_store_record (self, item, &known, error);
}

gboolean
hy_aside_admit (HyPull *self, const char *id, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  gboolean stays = FALSE;

  if (!g_hash_table_contains (self->waiting, id))
    return TRUE;
  /* Those of an older bootstrap belong to a timeline that is no more. */
  records = kept_of (self, id, self->generation, error);
  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (!admit_one (self, g_ptr_array_index (records, i), &stays, error))
      return FALSE;
  if (!stays)
    g_hash_table_remove (self->waiting, id);
  return TRUE;
}

void
hy_aside_place_clear (HyAsidePlace *self)
{
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->id, g_free);
}

/* From the last word to the first: tickets before their records. */
static gboolean
next_kind (HyReplica *replica, HyAsidePlace *place, GError **error)
{
  g_autofree char *kind = NULL;

  if (!hy_sql_get_text (replica->sql, &kind, error,
                        "SELECT max(kind) FROM aside WHERE kind < coalesce (?1, '~')", "s", place->kind))
    return FALSE;
  hy_aside_place_clear (place);
  place->ended = kind == NULL;
  place->kind = g_steal_pointer (&kind);
  place->id = g_strdup ("");
  return TRUE;
}

/* What is not even a line stays, like any other that is not understood. */
static void
parse_again (HyPullRun *run, const char *line, gsize length)
{
  g_autoptr (GError) fault = NULL;
  HyPullLine kind;

  if (!hy_pull_run_add (run, line, length, &kind, &fault))
    g_debug ("a row aside: %s", fault->message);
}

/* The lines of this bootstrap: those of an older one come again, or have left. */
static gboolean
read_run (HyReplica *replica, HyAsidePlace *place, HyPullRun *run, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      replica->sql,
      "SELECT id, line FROM aside WHERE kind = ?1 AND id > ?2 AND generation = ?3 ORDER BY id", error);
  gsize bytes = 0;
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "ssi", place->kind, place->id, hy_replica_get_meta_int (replica, "generation"));
  for (guint n = 0; n < RUN_LINES && bytes < RUN_BYTES && !run->complete; n++)
    {
      if (!hy_sql_step (stmt, &row, error))
        return FALSE;
      if (!row)
        return next_kind (replica, place, error);
      parse_again (run, hy_sql_text (stmt, 1), hy_sql_bytes (stmt, 1));
      bytes += hy_sql_bytes (stmt, 1);
      g_free (place->id);
      place->id = g_strdup (hy_sql_text (stmt, 0));
    }
  return TRUE;
}

gboolean
hy_pull_read_aside (HyReplica *replica, HyAsidePlace *place, GError **error)
{
  g_autoptr (HyPullRun) run = hy_pull_run_new ();

  place->ended = HY_PLANT ("aside-not-read-again");
  if (place->kind == NULL && !place->ended && !next_kind (replica, place, error))
    return FALSE;
  if (place->ended)
    return TRUE;
  if (!read_run (replica, place, run, error))
    return FALSE;
  for (guint i = run->items->len; i-- > 0;)
    if (((HyPullItem *) g_ptr_array_index (run->items, i))->type == HY_PULL_ASIDE)
      g_ptr_array_remove_index (run->items, i);
  return run->items->len == 0 || hy_pull_store_repair (replica, run, error);
}

char *
hy_pull_aside_json (HyReplica *replica, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      replica->sql, "SELECT kind, id, ticket, version, why, at FROM aside ORDER BY at, kind, id",
      error);
  gboolean row = TRUE;

  if (stmt == NULL)
    return NULL;
  hy_json_begin_array (out, NULL);
  while (row)
    {
      if (!hy_sql_step (stmt, &row, error))
        return NULL;
      if (!row)
        break;
      hy_json_begin_object (out, NULL);
      hy_json_put_string (out, "kind", hy_sql_text (stmt, 0));
      hy_json_put_string (out, "id", hy_sql_text (stmt, 1));
      hy_json_put_string (out, "ticket", hy_sql_text (stmt, 2));
      hy_json_put_int (out, "version", hy_sql_int64 (stmt, 3));
      hy_json_put_string (out, "why", hy_sql_text (stmt, 4));
      hy_json_put_time (out, "at", hy_sql_int64 (stmt, 5));
      hy_json_end_object (out);
    }
  hy_json_end_array (out);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
