#include "ctl/hy-ctl-blob.h"

#include "wire/hy-hash.h"
#include "wire/hy-record-json.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

static gboolean
check_size (const char *path, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    {
      g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno), "%s: %s", path,
                   g_strerror (errno));
      return FALSE;
    }
  if (S_ISREG (info.st_mode) && info.st_size > 0 && info.st_size <= HY_BLOB_MAX)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
               _ ("%s: attach a file of at least one byte and at most 20 MiB"), path);
  return FALSE;
}

static gboolean
copy (const char *dir, const char *sha256, const char *data, gsize size, GError **error)
{
  g_autofree char *folder = g_build_filename (dir, "blobs", NULL);
  g_autofree char *target = g_build_filename (folder, sha256, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno), "%s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents_full (target, data, (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static char *
type_of (const char *name, const char *data, gsize size)
{
  g_autofree char *content_type = g_content_type_guess (name, (const guchar *) data, size, NULL);
  char *type = g_content_type_get_mime_type (content_type);

  return type != NULL ? type : g_strdup ("application/octet-stream");
}

HyBlobRef *
hy_ctl_blob_keep (const char *dir, const char *path, GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *type = NULL;
  gsize size = 0;

  if (!check_size (path, error) || !g_file_get_contents (path, &data, &size, error))
    return NULL;
  sha256 = hy_sha256_hex (data, size);
  type = type_of (name, data, size);
  if (!copy (dir, sha256, data, size, error))
    return NULL;
  return hy_blob_ref_new (sha256, (gint64) size, name, type);
}
