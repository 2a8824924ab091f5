#include "district/hy-server-private.h"

#include "district/hy-reply.h"

/* Handed to SoupServer at a time: small enough that a slow line shows progress within the time that
 * is allowed. */
#define SLICE (64 * 1024)
#define PROGRESS_SECONDS 120

/* Its compressor holds more than most feeds have: none while it waits for its first turn, or for its line after the last. */
static GBytes *
compress (HyRequest *self, GBytes *run)
{
  GBytes *piece;

  if (self->compressor == NULL)
    self->compressor = hy_gzip_new ();
  piece = hy_gzip_push (self->compressor, run, self->feed_done);
  if (self->feed_done)
    g_clear_pointer (&self->compressor, hy_gzip_free);
  return piece;
}

static gboolean
produce (HyRequest *self, GError **error)
{
  g_autoptr (GBytes) run = hy_feed_next (self->feed, &self->feed_done, error);

  if (run == NULL)
    return FALSE;
  self->piece = self->gzip ? compress (self, run) : g_steal_pointer (&run);
  return TRUE;
}

static void
hand_over_slice (HyRequest *self)
{
  SoupMessageBody *body = soup_server_message_get_response_body (self->message);
  gsize length = g_bytes_get_size (self->piece);
  g_autoptr (GBytes) slice = g_bytes_new_from_bytes (self->piece, 0, MIN (length, SLICE));
  g_autoptr (GBytes) piece = g_steal_pointer (&self->piece);

  if (length > SLICE)
    self->piece = g_bytes_new_from_bytes (piece, SLICE, length - SLICE);
  soup_message_body_append_bytes (body, slice);
  if (self->piece == NULL && self->feed_done)
    soup_message_body_complete (body);
}

static void
do_next (HyRequest *self)
{
  g_autoptr (GError) error = NULL;

  if (self->piece == NULL && !produce (self, &error))
    {
      /* Without its "end" the office knows that the stream was cut. */
      g_warning ("/v1/changes: %s", error->message);
      hy_request_cut (self);
      return;
    }
  hand_over_slice (self);
  soup_server_message_unpause (self->message);
}

static void
schedule (HyRequest *self)
{
  if (self->turn == NULL)
    hy_work_await (self, 0, do_next);
}

/* The next slice comes in turn, so that one office with a fast line does not keep the others waiting. */
static void
on_wrote_chunk (SoupServerMessage *message, gpointer user_data)
{
  HyRequest *self = user_data;

  hy_connections_allow (self->server->connections, soup_server_message_get_remote_address (message),
                        PROGRESS_SECONDS);
  if (self->piece != NULL || !self->feed_done)
    schedule (self);
}

void
hy_feed_stream_start (HyRequest *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  SoupMessageBody *body = soup_server_message_get_response_body (self->message);

  hy_reply_begin (self, SOUP_STATUS_OK, "application/x-ndjson");
  if (self->gzip)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  soup_message_headers_set_encoding (headers, soup_server_message_get_http_version (self->message)
                                                      == SOUP_HTTP_1_0
                                                  ? SOUP_ENCODING_EOF
                                                  : SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (body, FALSE);
  g_signal_connect (self->message, "wrote-chunk", G_CALLBACK (on_wrote_chunk), self);
  soup_server_message_pause (self->message);
  schedule (self);
}
