#include "district/hy-server-private.h"

#include <string.h>

#include "district/hy-reply.h"
#include "wire/hy-record-json.h"

#define UPLOAD_TYPE "application/offset+octet-stream"

static SoupMessageHeaders *
request_headers (HyRequest *self)
{
  return soup_server_message_get_request_headers (self->message);
}

static void
set_offset (HyRequest *self)
{
  g_autofree char *offset
      = g_strdup_printf ("%" G_GINT64_FORMAT, hy_upload_get_have (self->upload));

  soup_message_headers_replace (soup_server_message_get_response_headers (self->message),
                                "Upload-Offset", offset);
}

/* Digits and nothing else. */
static gboolean
header_number (HyRequest *self, const char *name, gint64 *out)
{
  const char *text = soup_message_headers_get_one (request_headers (self), name);
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &value, NULL))
    return FALSE;
  *out = (gint64) value;
  return TRUE;
}

/* FALSE when the reply is made already. */
static gboolean
check_headers (HyRequest *self, gint64 *offset, gint64 *length)
{
  const char *type = soup_message_headers_get_content_type (request_headers (self), NULL);

  if (g_strcmp0 (type, UPLOAD_TYPE) != 0)
    hy_reply_problem (self, HY_PROBLEM_BAD_REQUEST, "Content-Type is not " UPLOAD_TYPE ".");
  else if (!header_number (self, "Upload-Offset", offset)
           || !header_number (self, "Upload-Length", length))
    hy_reply_problem (self, HY_PROBLEM_BAD_REQUEST,
                      "Upload-Offset and Upload-Length are whole numbers of bytes.");
  else if (*length > HY_BLOB_MAX)
    hy_reply_problem (self, HY_PROBLEM_TOO_LARGE, "A blob has at most 20 MiB.");
  else if (self->argument == NULL || *offset > *length)
    hy_reply_problem (self, HY_PROBLEM_BAD_REQUEST, "The hash or the offset is none of a blob.");
  else
    return TRUE;
  return FALSE;
}

/* One request a part. The newer one wins: of the older one nothing more is to be heard, its line was cut without a
 * word. */
static void
take_over (HyRequest *self)
{
  char *path = (char *) hy_upload_get_path (self->upload);
  HyRequest *older = g_hash_table_lookup (self->server->uploads, path);

  if (older != NULL)
    {
      gboolean paused = older->turn != NULL;

      hy_blob_upload_forget (older);
      hy_request_cut (older);
      /* It ends as one whose line was cut. */
      if (paused)
        soup_server_message_unpause (older->message);
    }
  g_hash_table_replace (self->server->uploads, path, self);
}

void
hy_blob_upload_forget (HyRequest *self)
{
  if (self->upload == NULL)
    return;
  if (g_hash_table_lookup (self->server->uploads, hy_upload_get_path (self->upload)) == self)
    g_hash_table_remove (self->server->uploads, hy_upload_get_path (self->upload));
  /* Its hash was being made. */
  hy_work_forget (self);
  g_clear_pointer (&self->upload, hy_upload_free);
}

void
hy_blob_upload_begin (HyRequest *self)
{
  g_autoptr (GError) error = NULL;
  gint64 offset = 0, length = 0;

  if (!check_headers (self, &offset, &length))
    return;
  self->upload = hy_upload_open (self->server->authority, self->device->office, self->argument,
                                 length, &error);
  if (self->upload == NULL)
    {
      hy_reply_error (self, error);
      return;
    }
  take_over (self);
  if (offset == hy_upload_get_have (self->upload))
    return;
  hy_reply_problem (self, HY_PROBLEM_OFFSET, "Upload-Offset says how much of it is here.");
  set_offset (self);
}

void
hy_blob_upload_take (HyRequest *self, GBytes *piece)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *data = g_bytes_get_data (piece, &length);

  if (self->upload != NULL && !hy_upload_append (self->upload, data, length, &error))
    hy_reply_error (self, error);
}

static void
reply_taken (HyRequest *self)
{
  hy_reply_begin (self, SOUP_STATUS_OK, UPLOAD_TYPE);
  set_offset (self);
}

/* The hash is made piece by piece, between what others want. */
static void
do_check (HyRequest *self)
{
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  if (hy_upload_check (self->upload, &done, &error) && !done)
    {
      hy_work_await (self, 0, do_check);
      return;
    }
  if (done)
    {
      reply_taken (self);
      hy_long_poll_wake (self->server);
    }
  else
    hy_reply_error (self, error);
  soup_server_message_unpause (self->message);
}

void
hy_blob_upload_answer (HyRequest *self)
{
  if (self->upload == NULL || !hy_upload_is_full (self->upload))
    {
      if (self->upload != NULL)
        reply_taken (self);
      return;
    }
  soup_server_message_pause (self->message);
  hy_work_await (self, 0, do_check);
}
