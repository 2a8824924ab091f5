#include "authority/hy-room.h"

#include "authority/hy-files.h"
#include "wire/hy-hash.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#define LIFE_S (30 * 24 * 3600)

#define NAMED                                                                                      \
  "EXISTS (SELECT 1 FROM blob_uses b WHERE b.sha256 = u.sha256 AND b.office = u.office)"

static gboolean
set_no_room (const char *why, GError **error)
{
  g_set_error_literal (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NO_ROOM, why);
  return FALSE;
}

/* What cannot be asked is no reason to refuse: writing will tell. */
static gboolean
check_disk (HyAuthority *self, gint64 size, GError **error)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->dir);
  g_autoptr (GFileInfo) info
      = g_file_query_filesystem_info (folder, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);

  if (info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE)
      || g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE)
             >= (guint64) (size + self->room_free_min))
    return TRUE;
  g_message ("files are not taken any more: the disk of %s is nearly full", self->dir);
  return set_no_room ("The district has no room for files at the moment.", error);
}

gboolean
hy_room_check (HyAuthority *self,
               const char *office,
               const char *sha256,
               gint64 size,
               GError **error)
{
  g_autoptr (GError) failed = NULL;
  gint64 named = 0, unnamed = 0;

  if (!check_disk (self, size, error))
    return FALSE;
  hy_sql_get_int (self->sql, &named, &failed,
                  "SELECT 1 FROM blob_uses WHERE sha256 = ?1 AND office = ?2 LIMIT 1", "ss", sha256,
                  office);
  if (failed == NULL && !named)
    hy_sql_get_int (self->sql, &unnamed, &failed,
                    "SELECT coalesce (sum (max (u.size, ?3)), 0) FROM uploads u WHERE u.office = ?2 "
                    "AND u.sha256 <> ?1 AND NOT " NAMED,
                    "ssi", sha256, office, HY_ROOM_LEAST);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  return named || unnamed + MAX (size, HY_ROOM_LEAST) <= self->room_unnamed_max
         || set_no_room ("This office has sent more files than its records name.", error);
}

/* When it was last written; 0: it is not there. */
static gint64
written_at (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (gint64) info.st_mtime : 0;
}

static void
sweep_parts (HyAuthority *self, gint64 before)
{
  g_autofree char *folder = g_build_filename (self->dir, "blobs", "parts", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (written_at (path) < before)
        g_unlink (path);
    }
}

/* The row goes first: a file without one is asked for again, a row without its file would be said to be there. What
 * somebody else sent or names stays. */
static gboolean
forget (HyAuthority *self, const char *sha256, const char *office, GError **error)
{
  g_autofree char *path = hy_files_path (self, sha256);
  g_autoptr (GError) failed = NULL;
  gint64 wanted = 0;

  if (!hy_authority_begin (self, error)
      || !hy_authority_end (self,
                            hy_sql_run (self->sql, NULL, error,
                                        "DELETE FROM uploads WHERE sha256 = ?1 AND office = ?2", "ss",
                                        sha256, office),
                            error))
    return FALSE;
  hy_sql_get_int (self->sql, &wanted, &failed,
                  "SELECT 1 FROM uploads WHERE sha256 = ?1 AND done UNION ALL "
                  "SELECT 1 FROM blob_uses WHERE sha256 = ?1 AND there LIMIT 1",
                  "s", sha256);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (!wanted)
    g_unlink (path);
  return TRUE;
}

static gboolean
is_old (HyAuthority *self, HySqlStmt *stmt, gint64 before)
{
  const char *sha256 = hy_sql_text (stmt, 0), *office = hy_sql_text (stmt, 1);
  g_autofree char *path = hy_sql_int64 (stmt, 2) != 0
                              ? hy_files_path (self, sha256)
                              : hy_files_part_path (self, office, sha256);

  return written_at (path) < before;
}

/* (element-type utf8): hash and office by turns. */
static GPtrArray *
list_old (HyAuthority *self, gint64 before, GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (self->sql, "SELECT sha256, office, done FROM uploads u WHERE NOT " NAMED, error);
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_free);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  while (hy_sql_step (stmt, &row, error))
    {
      if (!row)
        return g_steal_pointer (&old);
      if (!is_old (self, stmt, before))
        continue;
      g_ptr_array_add (old, g_strdup (hy_sql_text (stmt, 0)));
      g_ptr_array_add (old, g_strdup (hy_sql_text (stmt, 1)));
    }
  return NULL;
}

/* Of no row, and nobody going on with it. */
static gboolean
is_loose (HyAuthority *self, const char *sha256, gint64 before, GError **error)
{
  g_autofree char *path = hy_files_path (self, sha256);
  g_autoptr (GError) failed = NULL;
  gint64 known = 0;

  if (written_at (path) >= before)
    return FALSE;
  hy_sql_get_int (self->sql, &known, &failed,
                  "SELECT 1 FROM uploads WHERE sha256 = ?1 UNION ALL SELECT 1 FROM blob_uses WHERE sha256 = ?1 LIMIT 1",
                  "s", sha256);
  if (failed == NULL)
    return known == 0;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static gboolean
sweep_folder (HyAuthority *self, gint64 before, GError **error)
{
  g_autofree char *folder = g_build_filename (self->dir, "blobs", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GError) failed = NULL;
  const char *name;

  while (dir != NULL && failed == NULL && (name = g_dir_read_name (dir)) != NULL)
    if (hy_sha256_is_valid (name) && is_loose (self, name, before, &failed))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* The rows of a backup know nothing of files that came after it. Until somebody may have gone back to a later one, or
 * the offices have offered them again, they stay; then the folder is looked through, once. */
static gboolean
sweep_after_restore (HyAuthority *self, gint64 before, GError **error)
{
  g_autoptr (GError) failed = NULL;
  gint64 restored = 0;
  gboolean due = hy_sql_get_int (self->sql, &restored, &failed, "SELECT value FROM meta WHERE key = 'restored_at'", "")
                 && restored / 1000 < before;

  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (!due)
    return TRUE;
  return sweep_folder (self, before, error) && hy_authority_begin (self, error)
         && hy_authority_end (self,
                              hy_sql_run (self->sql, NULL, error, "DELETE FROM meta WHERE key = 'restored_at'", ""),
                              error);
}

gboolean
hy_room_sweep (HyAuthority *self, GError **error)
{
  gint64 before = g_get_real_time () / G_USEC_PER_SEC - LIFE_S;
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (GError) failed = NULL;

  sweep_parts (self, before);
  old = list_old (self, before, &failed);
  for (guint i = 0; old != NULL && i < old->len; i += 2)
    if (!forget (self, old->pdata[i], old->pdata[i + 1], &failed))
      break;
  if (failed == NULL && sweep_after_restore (self, before, &failed))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}
