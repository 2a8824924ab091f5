#include "store/hy-copies.h"

#include "store/hy-folder.h"
#include "store/hy-replica-private.h"
#include "store/hy-rescue.h"
#include "store/hy-work.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define FOLDER "copies"
#define WHOLE ".db"
#define OWN ".own.db"
#define HALF_MADE "making-"
#define KEPT_DAYS 7
/* Damaged replicas that were kept: as long as commands are. */
#define DAMAGED_LIFE (90 * HY_DAY)
#define BEFORE_SCHEMA "before-schema-"
/* What saving needs comes first. */
#define ROOM (200 * 1024 * 1024)

typedef struct
{
  const char *dir;
  char *folder;
  HyTime now;
  HyDate today;
} Copies;

static gboolean
set_file_error (const char *path, GError **error)
{
  int code = errno;

  g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return FALSE;
}

static char *
name_of (HyDate day, const char *suffix)
{
  g_autofree char *text = hy_date_format (day);

  return g_strconcat (text, suffix, NULL);
}

/* Of a name that this program gives; HY_DATE_NONE. */
static HyDate
day_of (const char *name)
{
  g_autofree char *text = g_strndup (name, 10);
  HyDate day = HY_DATE_NONE;

  if (strlen (text) < 10 || (!g_str_equal (name + 10, WHOLE) && !g_str_equal (name + 10, OWN))
      || !hy_date_parse (text, &day))
    return HY_DATE_NONE;
  return day;
}

static int
newest_first (gconstpointer a, gconstpointer b)
{
  return -strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, newest_first);
  return names;
}

static gboolean
is_sound (const char *path, GError **error)
{
  g_autoptr (HySql) sql = hy_sql_open (path, HY_SQL_READ_ONLY, error);
  g_autofree char *fault = sql != NULL ? hy_sql_check (sql) : NULL;

  if (fault != NULL)
    g_set_error (error, HY_SQL_ERROR, HY_SQL_ERROR_DAMAGED, "%s: %s", path, fault);
  return sql != NULL && fault == NULL;
}

char *
hy_copies_newest (const char *dir)
{
  g_autofree char *folder = g_build_filename (dir, FOLDER, NULL);
  g_autoptr (GPtrArray) names = list (folder);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (day_of (name) != HY_DATE_NONE && is_sound (path, NULL))
        return g_steal_pointer (&path);
    }
  return NULL;
}

static gboolean
put_in_place (const Copies *self, const char *from, const char *name, GError **error)
{
  g_autofree char *to = g_build_filename (self->folder, name, NULL);

  if (!hy_folder_sync (from, error))
    return FALSE;
  if (g_rename (from, to) != 0)
    return set_file_error (to, error);
  return hy_folder_sync (self->folder, error);
}

static char *
half_made (const Copies *self)
{
  g_autofree char *unique = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (HALF_MADE, unique, NULL);

  return g_build_filename (self->folder, name, NULL);
}

/* SQLite makes files that others may read; an empty one is taken as it is. */
static gboolean
make_private (const char *path, GError **error)
{
  return g_file_set_contents_full (path, "", 0, G_FILE_SET_CONTENTS_NONE, 0600, error);
}

static gboolean
copy_replica (const Copies *self, const char *to, GError **error)
{
  g_autofree char *path = g_build_filename (self->dir, "replica.db", NULL);
  g_autoptr (HySql) sql = hy_sql_open (path, HY_SQL_READ_ONLY, error);

  return sql != NULL && make_private (to, error) && hy_sql_backup (sql, to, error) && is_sound (to, error);
}

static gboolean
has_room (const Copies *self)
{
  g_autofree char *path = g_build_filename (self->dir, "replica.db", NULL);
  GStatBuf info;

  return g_stat (path, &info) == 0 && hy_folder_room (self->dir) > 2 * (guint64) info.st_size + ROOM;
}

static gboolean
make_today (const Copies *self, GError **error)
{
  g_autofree char *name = name_of (self->today, WHOLE);
  g_autofree char *whole = g_build_filename (self->folder, name, NULL);
  g_autofree char *path = NULL;

  if (g_file_test (whole, G_FILE_TEST_EXISTS) || !has_room (self))
    return TRUE;
  path = half_made (self);
  if (copy_replica (self, path, error) && put_in_place (self, path, name, error))
    return TRUE;
  g_unlink (path);
  return FALSE;
}

/* What the district has too goes, the citizens first of all. */
static const char shrink_sql[]
    = "PRAGMA foreign_keys=OFF;"
      "CREATE TEMP TABLE going AS SELECT no FROM tickets WHERE scope IN ('here', 'stub');"
      "DELETE FROM identities WHERE ticket IN (SELECT no FROM going);"
      "DELETE FROM records WHERE ticket IN (SELECT no FROM going);"
      "DELETE FROM tickets WHERE scope = 'here';"
      "DELETE FROM phones; DELETE FROM tallies; DELETE FROM aside;"
      "INSERT INTO search (search) VALUES ('delete-all');";

/* Anew, so that nothing of what went is left in it. */
static gboolean
shrink (const Copies *self, const char *whole, const char *name, GError **error)
{
  g_autofree char *path = half_made (self);
  HySql *sql = hy_sql_open (whole, 0, error);
  gboolean ok = sql != NULL && hy_sql_exec (sql, shrink_sql, error) && make_private (path, error)
                && hy_sql_run (sql, NULL, error, "VACUUM INTO ?1", "s", path);

  hy_sql_close (sql);
  if (ok && put_in_place (self, path, name, error))
    return TRUE;
  g_unlink (path);
  return FALSE;
}

/* A whole copy that is not of today does not stay whole; one that cannot be made small does not stay. */
static gboolean
shrink_old (const Copies *self, const char *name, HyDate day, GError **error)
{
  g_autofree char *whole = g_build_filename (self->folder, name, NULL);
  g_autofree char *own = name_of (day, OWN);
  g_autoptr (GError) fault = NULL;

  if (!shrink (self, whole, own, &fault))
    g_warning ("%s: %s", whole, fault->message);
  return g_unlink (whole) == 0 || set_file_error (whole, error);
}

static gboolean
prune_one (const Copies *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  HyDate day = day_of (name);
  GStatBuf info;

  if (day == HY_DATE_NONE)
    {
      gboolean is_old = g_stat (path, &info) == 0
                        && ABS ((gint64) info.st_mtime * 1000 - self->now) > HY_DAY;

      return !is_old || g_unlink (path) == 0 || set_file_error (path, error);
    }
  if (ABS (self->today - day) > KEPT_DAYS)
    return g_unlink (path) == 0 || set_file_error (path, error);
  return day == self->today || g_str_has_suffix (name, OWN) || shrink_old (self, name, day, error);
}

static gboolean
prune (const Copies *self, GError **error)
{
  g_autoptr (GPtrArray) names = list (self->folder);

  for (guint i = 0; i < names->len; i++)
    if (!prune_one (self, g_ptr_array_index (names, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
is_too_old (const Copies *self, const char *name, const char *path)
{
  gint64 life = g_str_has_prefix (name, BEFORE_SCHEMA) ? KEPT_DAYS * HY_DAY
                : hy_rescue_is_kept_file (name)        ? DAMAGED_LIFE
                                                       : G_MAXINT64;
  GStatBuf info;

  return life < G_MAXINT64 && g_stat (path, &info) == 0 && self->now - (gint64) info.st_mtime * 1000 > life;
}

static gboolean
prune_folder (const Copies *self, GError **error)
{
  g_autoptr (GPtrArray) names = list (self->dir);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (self->dir, name, NULL);

      if (is_too_old (self, name, path) && g_unlink (path) != 0)
        return set_file_error (path, error);
    }
  return TRUE;
}

static gboolean
keep (const Copies *self, GError **error)
{
  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    return set_file_error (self->folder, error);
  return make_today (self, error) && prune (self, error) && prune_folder (self, error);
}

static gboolean
read_clock (HyReplica *replica, gpointer data, GError **error)
{
  *(HyTime *) data = replica->now (replica->now_data);
  return TRUE;
}

gboolean
hy_copies_keep (HyStore *store, GError **error)
{
  const char *dir = hy_store_get_dir (store);
  g_autofree char *folder = g_build_filename (dir, FOLDER, NULL);
  Copies self = { .dir = dir, .folder = folder };

  if (!hy_store_read (store, read_clock, &self.now, error))
    return FALSE;
  self.today = hy_date_of (self.now);
  if (keep (&self, error))
    return TRUE;
  if (error != NULL && g_error_matches (*error, HY_SQL_ERROR, HY_SQL_ERROR_DAMAGED))
    hy_rescue_suspect (dir);
  return hy_work_explain (dir, error);
}

gboolean
hy_copies_remove (const char *dir, GError **error)
{
  g_autofree char *folder = g_build_filename (dir, FOLDER, NULL);
  g_autoptr (GPtrArray) names = list (folder);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      if (g_unlink (path) != 0)
        return set_file_error (path, error);
    }
  return TRUE;
}
