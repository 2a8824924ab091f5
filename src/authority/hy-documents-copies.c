#include "authority/hy-documents.h"

#include "authority/hy-authority-private.h"
#include "core/hy-id.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "authority/hy-text.h"

static gboolean
set_errno (const char *path, GError **error)
{
  int code = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", path,
               g_strerror (code));
  return FALSE;
}

/* Only files that are not there yet: a blob is named by its content and never changes. */
static gboolean
copy_blob (const char *from, const char *to, const char *name, GError **error)
{
  g_autofree char *source_path = g_build_filename (from, name, NULL);
  g_autofree char *target_path = g_build_filename (to, name, NULL);
  g_autoptr (GFile) source = g_file_new_for_path (source_path);
  g_autoptr (GFile) target = g_file_new_for_path (target_path);

  if (g_file_test (target_path, G_FILE_TEST_EXISTS)
      || !g_file_test (source_path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  return g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, error);
}

static gboolean
copy_blobs (const char *from, const char *to, GError **error)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (from, G_FILE_TEST_IS_DIR))
    return TRUE;
  dir = g_dir_open (from, 0, error);
  if (dir == NULL)
    return FALSE;
  if (g_mkdir_with_parents (to, 0700) != 0)
    return set_errno (to, error);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (!copy_blob (from, to, name, error))
      return FALSE;
  return TRUE;
}

static void
remove_database (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
}

/* A file of its own, all in one: no write-ahead log beside it. The keys are in it, and who the
 * citizens are: nobody else may read it at any moment. */
static gboolean
copy_database (HySql *from, const char *path, GError **error)
{
  int fd;

  remove_database (path);
  fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  return fd >= 0 && g_close (fd, NULL) ? hy_sql_backup (from, path, error)
                                       : set_errno (path, error);
}

/* Under another name first: a copy that was cut must not stand in place of an older one that is whole. */
gboolean
hy_authority_backup (HyAuthority *self, const char *file, GError **error)
{
  g_autofree char *part = g_strconcat (file, ".part", NULL);
  g_autofree char *blobs = g_build_filename (self->dir, "blobs", NULL);
  g_autofree char *blobs_copy = g_strconcat (file, ".blobs", NULL);

  if (!copy_database (self->sql, part, error))
    {
      remove_database (part);
      return FALSE;
    }
  if (g_rename (part, file) != 0)
    return set_errno (file, error);
  return copy_blobs (blobs, blobs_copy, error);
}

static HySql *
open_backup (const char *file, GError **error)
{
  g_autoptr (HySql) sql = hy_sql_open (file, HY_SQL_READ_ONLY, error);
  g_autofree char *found = sql != NULL ? hy_sql_check (sql) : NULL;
  gint64 facts = 0;

  if (sql == NULL)
    return NULL;
  if (found == NULL
      && hy_sql_get_int (sql, &facts, NULL,
                         "SELECT count(*) FROM meta WHERE key IN ('district', 'epoch', 'key')", "")
      && facts == 3)
    return g_steal_pointer (&sql);
  g_set_error (error, HY_SQL_ERROR, HY_SQL_ERROR_DAMAGED, _ ("%s is no backup of a district%s%s"), file,
               found != NULL ? ": " : "", found != NULL ? found : "");
  return NULL;
}

/* The copy becomes another epoch before it becomes the district: there is no moment at which old cursors and versions
 * would be taken for good. */
static gboolean
prepare (const char *part, HyTime now, GError **error)
{
  g_autoptr (HySql) sql = hy_sql_open (part, 0, error);
  g_autofree char *epoch = hy_id_new (now);

  return sql != NULL && hy_authority_migrate (sql, NULL, error)
         && hy_authority_set_meta (sql, "epoch", epoch, error)
         && hy_sql_run (sql, NULL, error, "INSERT OR REPLACE INTO meta VALUES ('restored_at', ?1)", "i", now);
}

/* One transaction of SQLite's backup, so that a cut leaves the district as it was. What cannot be written over is put
 * aside, for whoever wants to look into it. */
static gboolean
put_in_place (const char *part, const char *path, GError **error)
{
  g_autoptr (HySql) sql = hy_sql_open (part, HY_SQL_READ_ONLY, error);
  g_autoptr (GError) local = NULL;
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);

  if (sql == NULL)
    return FALSE;
  if (hy_sql_backup (sql, path, &local))
    return TRUE;
  if (!g_error_matches (local, HY_SQL_ERROR, HY_SQL_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (g_rename (path, aside) != 0)
    return set_errno (aside, error);
  remove_database (path);
  return hy_sql_backup (sql, path, error);
}

/* The district as it is, kept beside it: whoever restores the wrong file can go back. Not from a damaged one. */
static void
keep_former (const char *path)
{
  g_autofree char *former = g_strconcat (path, ".before-restore", NULL);
  g_autoptr (HySql) sql = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    sql = hy_sql_open (path, 0, NULL);
  if (sql != NULL && !copy_database (sql, former, NULL))
    remove_database (former);
}

gboolean
hy_authority_restore (const char *dir,
                      const char *file,
                      HyNowFunc now,
                      gpointer now_data,
                      GError **error)
{
  g_autofree char *path = hy_authority_path (dir);
  g_autofree char *part = g_strconcat (path, ".restoring", NULL);
  g_autofree char *blobs = g_build_filename (dir, "blobs", NULL);
  g_autofree char *blobs_copy = g_strconcat (file, ".blobs", NULL);
  g_autoptr (HySql) backup = open_backup (file, error);
  gboolean done;

  if (backup == NULL)
    return FALSE;
  if (g_mkdir_with_parents (dir, 0700) != 0)
    return set_errno (dir, error);
  done = copy_database (backup, part, error) && prepare (part, now (now_data), error)
         && copy_blobs (blobs_copy, blobs, error);
  if (done)
    {
      keep_former (path);
      done = put_in_place (part, path, error) && (g_chmod (path, 0600) == 0 || set_errno (path, error));
    }
  remove_database (part);
  return done;
}
