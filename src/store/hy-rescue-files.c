#include "store/hy-rescue-files.h"

#include "store/hy-folder.h"
#include "store/hy-pages.h"
#include "store/hy-rescue.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define REPLICA "replica.db"
#define NEW "rescue-new.db"
#define READY "rescue-ready-"
#define KEPT "replica-damaged-"
#define SUFFIX ".db"
#define SUSPECT "suspect"
/* As good as nothing to read, even on an old disk: some 5,000 tickets. */
#define SMALL (16 * 1024 * 1024)

static const char *const companions[] = { "", "-wal", "-shm", "-journal" };

static gboolean
set_file_error (const char *path, GError **error)
{
  int code = errno;

  g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return FALSE;
}

char *
hy_rescue_new_path (const char *dir)
{
  return g_build_filename (dir, NEW, NULL);
}

void
hy_rescue_remove_new (const char *dir)
{
  for (gsize i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *path = g_strconcat (dir, G_DIR_SEPARATOR_S NEW, companions[i], NULL);

      g_unlink (path);
    }
}

char *
hy_rescue_kept_name (const char *stamp)
{
  return g_strconcat (KEPT, stamp, SUFFIX, NULL);
}

gboolean
hy_rescue_is_kept_file (const char *name)
{
  return g_str_has_prefix (name, KEPT);
}

static gboolean
move (const char *from, const char *to, GError **error)
{
  if (!g_file_test (from, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_chmod (from, 0600) != 0 || g_rename (from, to) != 0)
    return set_file_error (from, error);
  return TRUE;
}

/* The log goes with its file, before the fresh one stands there: SQLite would fold it into that. */
static gboolean
put_away (const char *dir, const char *kept, GError **error)
{
  g_autofree char *path = g_build_filename (dir, REPLICA, NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *to = g_build_filename (dir, kept, NULL);
  g_autofree char *log_to = g_strconcat (to, "-wal", NULL);

  g_unlink (shm);
  return move (path, to, error) && move (log, log_to, error);
}

static gboolean
take_place (const char *dir, const char *ready, GError **error)
{
  g_autofree char *from = g_build_filename (dir, ready, NULL);
  g_autofree char *to = g_build_filename (dir, REPLICA, NULL);
  g_autofree char *stamp = g_strndup (ready + strlen (READY), strlen (ready) - strlen (READY SUFFIX));
  g_autofree char *kept = hy_rescue_kept_name (stamp);

  if (!put_away (dir, kept, error))
    return FALSE;
  if (g_rename (from, to) != 0)
    return set_file_error (from, error);
  return hy_folder_sync (dir, error);
}

static char *
find_ready (const char *dir)
{
  g_autoptr (GDir) files = g_dir_open (dir, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    if (g_str_has_prefix (name, READY) && g_str_has_suffix (name, SUFFIX))
      return g_strdup (name);
  return NULL;
}

gboolean
hy_rescue_finish (const char *dir, GError **error)
{
  g_autofree char *ready = find_ready (dir);

  return ready == NULL || take_place (dir, ready, error);
}

gboolean
hy_rescue_commit (const char *dir, const char *stamp, GError **error)
{
  g_autofree char *from = hy_rescue_new_path (dir);
  g_autofree char *name = g_strconcat (READY, stamp, SUFFIX, NULL);
  g_autofree char *to = g_build_filename (dir, name, NULL);

  if (!hy_folder_sync (from, error))
    return FALSE;
  if (g_chmod (from, 0600) != 0 || g_rename (from, to) != 0)
    return set_file_error (from, error);
  return hy_folder_sync (dir, error) && take_place (dir, name, error);
}

void
hy_rescue_suspect (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, SUSPECT, NULL);

  g_file_set_contents_full (path, "", 0, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
}

void
hy_rescue_trust (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, SUSPECT, NULL);

  g_unlink (path);
}

static gint64
size_of (const char *dir, const char *name)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (gint64) info.st_size : -1;
}

gboolean
hy_rescue_is_check_due (const char *dir, gboolean *broken)
{
  gint64 size = size_of (dir, REPLICA);
  gboolean has_log = size_of (dir, REPLICA "-wal") > 0;

  *broken = FALSE;
  if (has_log)
    {
      g_autofree char *path = g_build_filename (dir, REPLICA, NULL);
      g_autoptr (HyPages) pages = hy_pages_open (path, NULL);

      *broken = pages != NULL && hy_pages_log_is_broken (pages);
    }
  return size > 0 && (has_log || size <= SMALL || size_of (dir, SUSPECT) >= 0);
}
