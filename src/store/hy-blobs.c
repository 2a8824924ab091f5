#include "store/hy-blobs.h"

#include "core/hy-plant.h"
#include "store/hy-outbox-private.h"
#include "wire/hy-hash.h"

#include <errno.h>
#include <glib/gstdio.h>

#define UNUSED_LIFE HY_DAY
#define FETCHED_LIFE (30 * HY_DAY)
/* Older than any write that still runs. */
#define HALF_WRITTEN_S (24 * 3600)

char *
hy_blobs_path (const char *dir, const char *sha256)
{
  return g_build_filename (dir, "blobs", sha256, NULL);
}

/* Whether it is tried (again). */
#define IS_WAITING "(code IS NULL OR code = 'no_room')"

gboolean
hy_blobs_use (HyReplica *replica, const char *command, const GPtrArray *blobs, GError **error)
{
  for (guint i = 0; i < blobs->len; i++)
    {
      const HyBlobRef *blob = g_ptr_array_index (blobs, i);

      /* What was fetched becomes one of ours: whether the district wants our bytes, it says when it is asked. */
      if (!hy_sql_run (replica->sql, NULL, error,
                       "INSERT INTO blobs (sha256, size, kept_at, have, tries) VALUES (?1, ?2, ?3, 0, 0) "
                       "ON CONFLICT (sha256) DO UPDATE SET code = NULL, ticket = NULL, "
                       "sent_at = iif (ticket IS NULL, sent_at, NULL)",
                       "sii", blob->sha256, blob->size, hy_replica_now (replica))
          || !hy_sql_run (replica->sql, NULL, error,
                          "INSERT OR IGNORE INTO blob_uses (sha256, command) VALUES (?1, ?2)", "ss",
                          blob->sha256, command))
        return FALSE;
    }
  return TRUE;
}

void
hy_blob_to_send_free (HyBlobToSend *self)
{
  if (self == NULL)
    return;
  g_free (self->sha256);
  g_free (self);
}

GPtrArray *
hy_blobs_to_send (HyReplica *replica, GError **error)
{
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_blob_to_send_free);
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      replica->sql,
      "SELECT sha256, size, have FROM blobs WHERE sent_at IS NULL AND " IS_WAITING " AND EXISTS "
      "(SELECT 1 FROM blob_uses u JOIN commands c ON c.id = u.command WHERE u.sha256 = blobs.sha256 "
      "AND c.state IN ('applied', 'late_note')) ORDER BY tries, kept_at, sha256",
      error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  while (hy_sql_step (stmt, &row, error))
    {
      HyBlobToSend *item;

      if (!row)
        return g_steal_pointer (&items);
      item = g_new0 (HyBlobToSend, 1);
      item->sha256 = g_strdup (hy_sql_text (stmt, 0));
      item->size = hy_sql_int64 (stmt, 1);
      item->have = hy_sql_int64 (stmt, 2);
      g_ptr_array_add (items, item);
    }
  return NULL;
}

gboolean
hy_blobs_note_have (HyReplica *replica, const char *sha256, gint64 have, GError **error)
{
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_OUTBOX | HY_STORE_CHANGE_STATUS);
  return hy_sql_run (replica->sql, NULL, error,
                     "UPDATE blobs SET have = ?2, sent_at = iif (?2 >= size, ?3, NULL), "
                     "code = iif (?2 > have, NULL, code) WHERE sha256 = ?1",
                     "sii", sha256, have, hy_replica_now (replica));
}

gboolean
hy_blobs_note_try (HyReplica *replica, const char *sha256, GError **error)
{
  return hy_sql_run (replica->sql, NULL, error,
                     "UPDATE blobs SET tries = tries + 1 WHERE sha256 = ?1", "s", sha256);
}

gboolean
hy_blobs_note_no_room (HyReplica *replica, const char *sha256, GError **error)
{
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_OUTBOX | HY_STORE_CHANGE_STATUS);
  return hy_sql_run (replica->sql, NULL, error,
                     "UPDATE blobs SET tries = tries + 1, code = 'no_room' WHERE sha256 = ?1", "s",
                     sha256);
}

gboolean
hy_blobs_note_failed (HyReplica *replica, const char *sha256, const char *code, GError **error)
{
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_OUTBOX | HY_STORE_CHANGE_STATUS);
  return hy_sql_run (replica->sql, NULL, error, "UPDATE blobs SET code = ?2 WHERE sha256 = ?1",
                     "ss", sha256, code);
}

gboolean
hy_blobs_reoffer (HyReplica *replica, GError **error)
{
  if (HY_PLANT ("file-not-offered-again"))
    return TRUE;
  return hy_sql_run (replica->sql, NULL, error,
                     "UPDATE blobs SET have = 0, tries = 0, sent_at = NULL, code = NULL "
                     "WHERE ticket IS NULL AND sha256 IN (SELECT sha256 FROM blob_uses)",
                     "");
}

gboolean
hy_blobs_expire (HyReplica *replica, gboolean *any, GError **error)
{
  HyTime now = hy_replica_now (replica);
  int changes = 0;

  if (!hy_sql_run (replica->sql, &changes, error,
                   "DELETE FROM blobs WHERE sha256 NOT IN (SELECT sha256 FROM blob_uses) "
                   "AND sha256 NOT IN (SELECT sha256 FROM attachments) "
                   "AND iif (ticket IS NULL, kept_at < ?1, kept_at < ?2 OR ticket NOT IN "
                   "(SELECT id FROM tickets WHERE scope <> 'stub'))",
                   "ii", now - UNUSED_LIFE, now - FETCHED_LIFE))
    return FALSE;
  *any = changes > 0;
  return TRUE;
}

static gboolean
is_named (HyReplica *replica, const char *name, gboolean *named, GError **error)
{
  gint64 n = 0;

  if (!hy_sql_get_int (replica->sql, &n, error, "SELECT count (*) FROM blobs WHERE sha256 = ?1",
                       "s", name))
    return FALSE;
  *named = n > 0;
  return TRUE;
}

/* Another process may be writing one that has no name yet. */
static gboolean
is_waste (const char *path, const char *name, gboolean all)
{
  GStatBuf info;

  return all || hy_sha256_is_valid (name)
         || (g_stat (path, &info) == 0
             && info.st_mtime < g_get_real_time () / G_USEC_PER_SEC - HALF_WRITTEN_S);
}

gboolean
hy_blobs_sweep (HyReplica *replica, gboolean all, GError **error)
{
  g_autofree char *folder = g_build_filename (replica->dir, "blobs", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gboolean named = FALSE;

      /* What cannot be looked up is nobody's to throw away. */
      if (!is_named (replica, name, &named, error))
        return FALSE;
      if (named || !is_waste (path, name, all) || g_unlink (path) == 0)
        continue;
      g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno), "%s: %s", path,
                   g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

/* Neither refused nor given up: its files are, or will be, under way. */
#define UNDER_WAY                                                                                  \
  "EXISTS (SELECT 1 FROM blob_uses u JOIN commands c ON c.id = u.command "                         \
  "WHERE u.sha256 = blobs.sha256 "                                                                 \
  "AND c.state IN ('queued', 'sending', 'held', 'applied', 'late_note'))"

gboolean
hy_blobs_count (HyReplica *replica, HyBlobFigures *out, GError **error)
{
  g_autoptr (HySqlStmt) waiting = hy_sql_prepare (
      replica->sql,
      "SELECT count (*) FILTER (WHERE " IS_WAITING "), "
      "coalesce (sum (size - have) FILTER (WHERE " IS_WAITING "), 0), "
      "count (*) FILTER (WHERE code = 'no_room'), "
      "count (*) FILTER (WHERE NOT " IS_WAITING ") FROM blobs WHERE sent_at IS NULL AND " UNDER_WAY,
      error);
  g_autoptr (HySqlStmt) kept = hy_sql_prepare (
      replica->sql, "SELECT count (*), coalesce (sum (size), 0) FROM blobs", error);
  gboolean row = FALSE;

  if (waiting == NULL || kept == NULL || !hy_sql_step (waiting, &row, error)
      || !hy_sql_step (kept, &row, error))
    return FALSE;
  out->waiting = (guint) hy_sql_int64 (waiting, 0);
  out->waiting_bytes = hy_sql_int64 (waiting, 1);
  out->no_room = (guint) hy_sql_int64 (waiting, 2);
  out->failed = (guint) hy_sql_int64 (waiting, 3);
  out->kept = (guint) hy_sql_int64 (kept, 0);
  out->kept_bytes = hy_sql_int64 (kept, 1);
  return TRUE;
}

gboolean
hy_blobs_count_lost (HyReplica *replica, gint64 *out, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      replica->sql,
      "SELECT sha256, size FROM blobs WHERE sha256 IN (SELECT sha256 FROM blob_uses) "
      "OR sha256 IN (SELECT sha256 FROM attachments)",
      error);
  gboolean row = FALSE;

  *out = 0;
  if (stmt == NULL)
    return FALSE;
  while (hy_sql_step (stmt, &row, error))
    {
      g_autofree char *path = NULL;
      GStatBuf info;

      if (!row)
        return TRUE;
      path = hy_blobs_path (replica->dir, hy_sql_text (stmt, 0));
      if (g_stat (path, &info) != 0 || (gint64) info.st_size != hy_sql_int64 (stmt, 1))
        (*out)++;
    }
  return FALSE;
}
