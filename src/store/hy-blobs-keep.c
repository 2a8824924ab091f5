#include "store/hy-blobs.h"

#include "store/hy-replica-private.h"
#include "store/hy-work.h"
#include "wire/hy-hash.h"
#include "wire/hy-record-json.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "store/hy-text.h"

typedef struct
{
  const char *sha256;
  const char *ticket; /* NULL: not fetched */
  gint64 size;
} Keep;

/* The row first: a file without one is swept away. */
static gboolean
put_row (HyReplica *replica, gpointer data, GError **error)
{
  const Keep *keep = data;
  HyTime now = hy_replica_now (replica);

  return hy_sql_run (replica->sql, NULL, error,
                     "INSERT INTO blobs (sha256, size, kept_at, ticket, have, sent_at, tries) "
                     "VALUES (?1, ?2, ?3, ?4, 0, iif (?4 IS NULL, NULL, ?3), 0) "
                     "ON CONFLICT (sha256) DO UPDATE SET kept_at = excluded.kept_at, "
                     "code = iif (code = 'lost', NULL, code)",
                     "siis", keep->sha256, keep->size, now, keep->ticket);
}

static gboolean
set_file_error (const char *path, GError **error)
{
  int code = errno;

  g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), "%s: %s", path,
               g_strerror (code));
  return FALSE;
}

static gboolean
check_size (const char *name, gint64 size, GError **error)
{
  if (size > 0 && size <= HY_BLOB_MAX)
    return TRUE;
  g_set_error (error, size > 0 ? HY_STORE_ERROR : G_FILE_ERROR,
               size > 0 ? (int) HY_STORE_ERROR_TOO_LARGE : (int) G_FILE_ERROR_INVAL,
               _ ("%s: attach a file of at least one byte and at most 20 MiB"), name);
  return FALSE;
}

static char *
type_of (const char *name, const guchar *data, gsize size)
{
  g_autofree char *content_type = g_content_type_guess (name, data, size, NULL);
  char *type = g_content_type_get_mime_type (content_type);

  return type != NULL ? type : g_strdup ("application/octet-stream");
}

static gboolean
make_folder (HyStore *store, GError **error)
{
  g_autofree char *folder = g_build_filename (hy_store_get_dir (store), "blobs", NULL);

  return g_mkdir_with_parents (folder, 0700) == 0 || set_file_error (folder, error);
}

HyBlobRef *
hy_blobs_keep (HyStore *store, GBytes *bytes, const char *name, GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *sha256 = NULL;
  g_autofree char *type = NULL;
  g_autofree char *path = NULL;
  Keep keep;

  if (!check_size (name, (gint64) size, error))
    return NULL;
  sha256 = hy_sha256_hex (data, size);
  type = type_of (name, (const guchar *) data, size);
  path = hy_blobs_path (hy_store_get_dir (store), sha256);
  keep = (Keep){ .sha256 = sha256, .size = (gint64) size };
  if (hy_store_write (store, put_row, &keep, error) && make_folder (store, error)
      && g_file_set_contents_full (path, data, (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                   error))
    return hy_blob_ref_new (sha256, (gint64) size, name, type);
  hy_work_explain (hy_store_get_dir (store), error);
  return NULL;
}

HyBlobRef *
hy_blobs_keep_file (HyStore *store, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GStatBuf info;
  gsize size = 0;

  if (g_stat (path, &info) != 0)
    {
      set_file_error (path, error);
      return NULL;
    }
  if (!check_size (path, S_ISREG (info.st_mode) ? (gint64) info.st_size : 0, error)
      || !g_file_get_contents (path, &data, &size, error))
    return NULL;
  bytes = g_bytes_new_take (g_steal_pointer (&data), size);
  return hy_blobs_keep (store, bytes, name, error);
}

gboolean
hy_blobs_keep_fetched (
    HyStore *store, const char *path, const char *sha256, const char *ticket, GError **error)
{
  g_autofree char *whole = hy_blobs_path (hy_store_get_dir (store), sha256);
  GStatBuf info;
  Keep keep = { .sha256 = sha256, .ticket = ticket };

  if (g_stat (path, &info) != 0)
    return set_file_error (path, error);
  keep.size = (gint64) info.st_size;
  return hy_store_write (store, put_row, &keep, error)
         && (g_rename (path, whole) == 0 || set_file_error (whole, error));
}
