#include "sync/hy-engine-private.h"

#include "store/hy-blobs.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

typedef struct
{
  const HyBlobRef *blob;
  int fd;
  gint64 got;
  GChecksum *sum;
} Fetch;

static gboolean
set_disk_error (const char *path, GError **error)
{
  int code = errno;

  g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), "%s: %s", path,
               g_strerror (code));
  return FALSE;
}

/* What comes after the last byte is the line break by which hy_engine_ask() ends any stream. */
static gboolean
take (const char *data, gsize length, gpointer user_data, GError **error)
{
  Fetch *self = user_data;
  gsize wanted = MIN (length, (gsize) (self->blob->size - self->got));

  g_checksum_update (self->sum, (const guchar *) data, (gssize) wanted);
  self->got += (gint64) wanted;
  while (wanted > 0)
    {
      gssize n = write (self->fd, data, wanted);

      if (n < 0 && errno != EINTR)
        return set_disk_error (self->blob->sha256, error);
      data += MAX (n, 0);
      wanted -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

static gboolean
check (const Fetch *self, HyAnswerKind kind, GError **error)
{
  if (kind == HY_ANSWER_NOT_FOUND)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "the district does not have %s",
                 self->blob->sha256);
  else if (kind != HY_ANSWER_OK || self->got != self->blob->size
           || g_strcmp0 (g_checksum_get_string (self->sum), self->blob->sha256) != 0)
    g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER,
                 "what came is not the file %s", self->blob->sha256);
  else
    return TRUE;
  return FALSE;
}

static gboolean
fetch_into (HyEngine *self, Fetch *fetch, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/v1/blobs/%s", fetch->blob->sha256);
  g_auto (HyReply) reply = { 0 };
  HyRequest request = { .method = "GET", .path = path, .token = self->token };
  HyAnswerKind kind;

  return hy_engine_ask (self, &request, take, fetch, &reply, &kind, cancellable, error)
         && check (fetch, kind, error) && (fsync (fetch->fd) == 0 || set_disk_error (path, error));
}

gboolean
hy_engine_fetch_blob (HyEngine *self,
                      const HyBlobRef *blob,
                      const char *ticket,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *folder = g_build_filename (self->dir, "blobs", NULL);
  g_autofree char *part = g_build_filename (folder, "fetch-XXXXXX", NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  Fetch fetch = { .blob = blob, .sum = sum };
  gboolean ok;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return set_disk_error (folder, error);
  fetch.fd = g_mkstemp_full (part, O_RDWR | O_CLOEXEC, 0600);
  if (fetch.fd < 0)
    return set_disk_error (part, error);
  ok = fetch_into (self, &fetch, cancellable, error);
  close (fetch.fd);
  ok = ok && hy_blobs_keep_fetched (self->store, part, blob->sha256, ticket, error);
  if (!ok)
    g_unlink (part);
  return ok;
}
