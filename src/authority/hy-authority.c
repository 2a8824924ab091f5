#include "authority/hy-authority-private.h"

#include "authority/hy-documents-private.h"
#include "authority/hy-room.h"
#include "core/hy-id.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "authority/hy-authority-schema.h"

#include "authority/hy-text.h"

G_DEFINE_QUARK (hy-authority-error-quark, hy_authority_error)

char *
hy_authority_path (const char *dir)
{
  return g_build_filename (dir, HY_AUTHORITY_FILE, NULL);
}

static char *
script_new (int number)
{
  g_autofree char *path = g_strdup_printf ("/huiyin/authority/%03d.sql", number);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (hy_authority_schema_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes != NULL);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

gboolean
hy_authority_migrate (HySql *sql, const char *copy_before, GError **error)
{
  g_auto (GStrv) scripts = g_new0 (char *, HY_AUTHORITY_SCHEMA + 1);

  for (int i = 0; i < HY_AUTHORITY_SCHEMA; i++)
    scripts[i] = script_new (i + 1);
  return hy_sql_migrate (sql, (const char *const *) scripts, HY_AUTHORITY_SCHEMA, copy_before,
                         error);
}

gboolean
hy_authority_set_meta (HySql *sql, const char *key, const char *value, GError **error)
{
  return hy_sql_run (sql, NULL, error, "INSERT OR REPLACE INTO meta VALUES (?1, ?2)", "ss", key,
                     value);
}

static char *
get_meta (HySql *sql, const char *key, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *value = NULL;

  if (hy_sql_get_text (sql, &value, &local, "SELECT value FROM meta WHERE key = ?1", "s", key)
      && value != NULL)
    return value;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, HY_SQL_ERROR, HY_SQL_ERROR_DAMAGED,
                 "the district's database does not say its %s", key);
  return NULL;
}

static HyTime
latest_time (HyAuthority *self)
{
  HyTime latest = HY_TIME_NONE;

  hy_sql_get_int (self->sql, &latest, NULL, "SELECT value FROM meta WHERE key = 'latest'", "");
  return latest;
}

static char *
new_key (void)
{
  guint8 key[HY_AUTHORITY_KEY_BYTES];
  char hex[2 * HY_AUTHORITY_KEY_BYTES + 1];

  randombytes_buf (key, sizeof key);
  sodium_bin2hex (hex, sizeof hex, key, sizeof key);
  return g_strdup (hex);
}

static gboolean
write_facts (HySql *sql, const char *name, HyTime now, GError **error)
{
  g_autofree char *district = hy_id_new (now);
  g_autofree char *epoch = hy_id_new (now);
  g_autofree char *key = new_key ();

  return hy_sql_begin (sql, error) && hy_authority_set_meta (sql, "district", district, error)
         && hy_authority_set_meta (sql, "name", name, error)
         && hy_authority_set_meta (sql, "epoch", epoch, error)
         && hy_authority_set_meta (sql, "key", key, error)
         && hy_sql_run (sql, NULL, error,
                        "INSERT INTO meta VALUES ('seq', 0), ('latest', ?1)", "i", now)
         && hy_sql_commit (sql, error);
}

static gboolean
create_file (const char *path, const char *name, HyTime now, GError **error)
{
  g_autoptr (HySql) sql = hy_sql_open (path, HY_SQL_CREATE, error);

  /* The keys of receipts and the hashes of tokens are in it. */
  if (sql == NULL)
    return FALSE;
  if (g_chmod (path, 0600) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path,
                   g_strerror (errno));
      return FALSE;
    }
  return hy_authority_migrate (sql, NULL, error) && write_facts (sql, name, now, error);
}

static gboolean
check_new (const char *dir, const char *path, const char *name, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name));

  if (*trimmed == '\0' || !g_utf8_validate (name, -1, NULL))
    g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                 _ ("a district needs a name"));
  else if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_EXISTS,
                 _ ("there is a district in %s already"), dir);
  else if (g_mkdir_with_parents (dir, 0700) != 0)
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", dir,
                 g_strerror (errno));
  else
    return TRUE;
  return FALSE;
}

/* Made under another name and renamed, so that an attempt that was cut leaves no half district behind. */
gboolean
hy_authority_create (const char *dir,
                     const char *name,
                     HyNowFunc now,
                     gpointer now_data,
                     GError **error)
{
  g_autofree char *path = hy_authority_path (dir);
  g_autofree char *half = g_strconcat (path, ".new", NULL);
  g_autoptr (HyAuthority) self = NULL;

  if (sodium_init () < 0 || !check_new (dir, path, name, error))
    return FALSE;
  g_unlink (half);
  if (!create_file (half, name, now (now_data), error))
    return FALSE;
  if (g_rename (half, path) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path,
                   g_strerror (errno));
      return FALSE;
    }
  self = hy_authority_open (dir, now, now_data, error);
  return self != NULL;
}

static gboolean
read_facts (HyAuthority *self, GError **error)
{
  g_autofree char *key = NULL;
  gsize length = 0;

  self->name = get_meta (self->sql, "name", error);
  self->district = self->name != NULL ? get_meta (self->sql, "district", error) : NULL;
  self->epoch = self->district != NULL ? get_meta (self->sql, "epoch", error) : NULL;
  key = self->epoch != NULL ? get_meta (self->sql, "key", error) : NULL;
  if (key == NULL)
    return FALSE;
  if (sodium_hex2bin (self->key, sizeof self->key, key, strlen (key), NULL, &length, NULL) == 0
      && length == sizeof self->key)
    return TRUE;
  g_set_error (error, HY_SQL_ERROR, HY_SQL_ERROR_DAMAGED, "the district's key is damaged");
  return FALSE;
}

HyAuthority *
hy_authority_open (const char *dir, HyNowFunc now, gpointer now_data, GError **error)
{
  g_autofree char *path = hy_authority_path (dir);
  g_autofree char *copy = g_strconcat (path, ".before-migration", NULL);
  g_autoptr (HyAuthority) self = g_new0 (HyAuthority, 1);

  if (g_access (path, R_OK) != 0 && errno == EACCES)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_ACCES,
                   _ ("this user may not read the district in %s"), dir);
      return NULL;
    }
  if (sodium_init () < 0 || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND,
                   _ ("there is no district in %s: is it the right folder?"), dir);
      return NULL;
    }
  self->dir = g_strdup (dir);
  self->now = now;
  self->now_data = now_data;
  self->room_unnamed_max = HY_ROOM_UNNAMED_MAX;
  self->room_free_min = HY_ROOM_FREE_MIN;
  self->policies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) hy_policy_unref);
  self->sql = hy_sql_open (path, 0, error);
  if (self->sql == NULL || !hy_authority_migrate (self->sql, copy, error)
      || !read_facts (self, error) || !hy_documents_ensure_defaults (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
hy_authority_close (HyAuthority *self)
{
  if (self == NULL)
    return;
  hy_sql_close (self->sql);
  g_clear_pointer (&self->policies, g_hash_table_unref);
  g_clear_pointer (&self->calendar, hy_calendar_unref);
  g_free (self->policy_in_force);
  g_free (self->dir);
  g_free (self->name);
  g_free (self->district);
  g_free (self->epoch);
  sodium_memzero (self->key, sizeof self->key);
  g_free (self);
}

HyTime
hy_authority_now (HyAuthority *self)
{
  if (self->moment != HY_TIME_NONE)
    return self->moment;
  return MAX (self->now (self->now_data), latest_time (self));
}

const char *
hy_authority_get_name (HyAuthority *self)
{
  return self->name;
}

const char *
hy_authority_get_district (HyAuthority *self)
{
  return self->district;
}

const char *
hy_authority_get_epoch (HyAuthority *self)
{
  return self->epoch;
}

gint64
hy_authority_head (HyAuthority *self)
{
  gint64 head = 0;

  hy_sql_get_int (self->sql, &head, NULL, "SELECT value FROM meta WHERE key = 'seq'", "");
  return head;
}

gboolean
hy_authority_begin (HyAuthority *self, GError **error)
{
  if (!hy_sql_begin (self->sql, error))
    return FALSE;
  if (!hy_sql_get_int (self->sql, &self->seq, error, "SELECT value FROM meta WHERE key = 'seq'",
                       ""))
    {
      hy_sql_rollback (self->sql);
      return FALSE;
    }
  self->moment = MAX (self->now (self->now_data), latest_time (self));
  hy_documents_forget_stale (self);
  return TRUE;
}

gboolean
hy_authority_commit (HyAuthority *self, GError **error)
{
  gboolean done = hy_sql_run (self->sql, NULL, error,
                              "UPDATE meta SET value = CASE key WHEN 'seq' THEN ?1 ELSE ?2 END "
                              "WHERE key IN ('seq', 'latest')",
                              "ii", self->seq, self->moment)
                  && hy_sql_commit (self->sql, error);

  if (!done)
    hy_authority_rollback (self);
  self->moment = HY_TIME_NONE;
  return done;
}

void
hy_authority_rollback (HyAuthority *self)
{
  hy_sql_rollback (self->sql);
  self->moment = HY_TIME_NONE;
  /* What was parsed inside may never have been. */
  hy_documents_forget (self);
}

gboolean
hy_authority_end (HyAuthority *self, gboolean done, GError **error)
{
  if (done)
    return hy_authority_commit (self, error);
  hy_authority_rollback (self);
  return FALSE;
}

gint64
hy_authority_next_seq (HyAuthority *self)
{
  g_assert (self->moment != HY_TIME_NONE);
  return ++self->seq;
}
