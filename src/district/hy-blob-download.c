#include "district/hy-server-private.h"

#include "district/hy-range.h"
#include "district/hy-reply.h"

/* Read and handed to SoupServer at a time. */
#define SLICE (64 * 1024)
#define PROGRESS_SECONDS 120

static void
set_number (HyRequest *self, const char *name, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  soup_message_headers_replace (soup_server_message_get_response_headers (self->message), name,
                                text);
}

static const char *
asked (HyRequest *self)
{
  return self->argument != NULL ? self->argument : "";
}

void
hy_blob_look_answer (HyRequest *self)
{
  g_autoptr (GError) error = NULL;
  gint64 size = 0, have = 0;

  if (!hy_files_look (self->server->authority, self->device->office, asked (self), &size, &have,
                      &error))
    {
      hy_reply_error (self, error);
      return;
    }
  hy_reply_begin (self, SOUP_STATUS_OK, "application/octet-stream");
  set_number (self, "Upload-Offset", have);
  set_number (self, "Upload-Length", size);
}

static void
on_wrote_chunk (SoupServerMessage *message, gpointer user_data)
{
  HyRequest *self = user_data;
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) slice = NULL;

  hy_connections_allow (self->server->connections, soup_server_message_get_remote_address (message),
                        PROGRESS_SECONDS);
  if (self->file_left == 0)
    return;
  slice = g_input_stream_read_bytes (self->file, (gsize) MIN (self->file_left, SLICE), NULL, &error);
  if (slice == NULL || g_bytes_get_size (slice) == 0)
    {
      g_warning ("/v1/blobs/%s: %s", asked (self), error != NULL ? error->message : "cut short");
      hy_request_cut (self);
      return;
    }
  self->file_left -= (gint64) g_bytes_get_size (slice);
  soup_message_body_append_bytes (body, slice);
  if (self->file_left == 0)
    soup_message_body_complete (body);
}

static void
reply_outside (HyRequest *self, gint64 size)
{
  g_autofree char *range = g_strdup_printf ("bytes */%" G_GINT64_FORMAT, size);

  hy_reply_problem (self, HY_PROBLEM_BAD_REQUEST, "The blob ends before that range.");
  soup_server_message_set_status (self->message, SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (self->message),
                                "Content-Range", range);
}

static void
send_file (HyRequest *self, gint64 from, gint64 to, gint64 size)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  gboolean whole = from == 0 && to == size - 1;

  hy_reply_begin (self, whole ? SOUP_STATUS_OK : SOUP_STATUS_PARTIAL_CONTENT,
                  "application/octet-stream");
  soup_message_headers_replace (headers, "Accept-Ranges", "bytes");
  if (!whole)
    soup_message_headers_set_content_range (headers, from, to, size);
  soup_message_headers_set_content_length (headers, to - from + 1);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (self->message), FALSE);
  self->file_left = to - from + 1;
  g_signal_connect (self->message, "wrote-chunk", G_CALLBACK (on_wrote_chunk), self);
  on_wrote_chunk (self->message, self);
}

static GFileInputStream *
open_file (HyRequest *self, gint64 *size, GError **error)
{
  g_autofree char *path
      = hy_files_find (self->server->authority, self->device->office, asked (self), error);
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr (GFileInputStream) stream = file != NULL ? g_file_read (file, NULL, error) : NULL;
  g_autoptr (GFileInfo) info = NULL;

  if (stream != NULL)
    info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, error);
  if (info == NULL)
    return NULL;
  *size = g_file_info_get_size (info);
  return g_steal_pointer (&stream);
}

void
hy_blob_download_answer (HyRequest *self)
{
  g_autoptr (GError) error = NULL;
  gint64 size = 0, from = 0, to = 0;
  g_autoptr (GFileInputStream) file = open_file (self, &size, &error);

  if (file == NULL)
    hy_reply_error (self, error);
  else if (!hy_range_parse (self->range, size, &from, &to))
    reply_outside (self, size);
  else if (!g_seekable_seek (G_SEEKABLE (file), from, G_SEEK_SET, NULL, &error))
    hy_reply_error (self, error);
  else
    {
      self->file = G_INPUT_STREAM (g_steal_pointer (&file));
      send_file (self, from, to, size);
    }
}
