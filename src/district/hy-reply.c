#include "district/hy-reply.h"

#include <string.h>

#define GZIP_MIN 1024
#define BUSY_SECONDS 5
/* How long a refused sender may go on sending before its connection is cut: closed at once, it
 * would lose the reply. */
#define LINGER_SECONDS 5

static void
set_date (SoupMessageHeaders *headers, HyTime now)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (now / HY_SECOND);
  g_autofree char *text = soup_date_time_to_string (date, SOUP_DATE_HTTP);

  soup_message_headers_replace (headers, "Date", text);
}

void
hy_reply_begin (HyRequest *request, guint status, const char *content_type)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (request->message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  const char *echo = soup_message_headers_get_one (asked, "Huiyin-Request");

  soup_server_message_set_status (request->message, status, NULL);
  set_date (headers, hy_authority_now (request->server->authority));
  soup_message_headers_replace (headers, "Huiyin-Protocol", "1");
  soup_message_headers_replace (headers, "Huiyin-Epoch",
                                hy_authority_get_epoch (request->server->authority));
  if (echo != NULL)
    soup_message_headers_replace (headers, "Huiyin-Request", echo);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_set_content_type (headers, content_type, NULL);
  if (request->server->stopping)
    soup_message_headers_replace (headers, "Connection", "close");
}

static void
reply_text (HyRequest *request, guint status, const char *content_type, char *text)
{
  SoupServerMessage *message = request->message;
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  hy_reply_begin (request, status, content_type);
  if (request->gzip && g_bytes_get_size (bytes) >= GZIP_MIN)
    {
      g_autoptr (HyGzip) gzip = hy_gzip_new ();
      g_autoptr (GBytes) plain = g_steal_pointer (&bytes);

      bytes = hy_gzip_push (gzip, plain, TRUE);
      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Content-Encoding", "gzip");
    }
  soup_message_body_truncate (soup_server_message_get_response_body (message));
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), bytes);
}

void
hy_reply_json (HyRequest *request, guint status, char *json)
{
  reply_text (request, status, "application/json", json);
}

static void
reply_problem (
    HyRequest *request, HyProblemCode code, const char *detail, int retry_after, gboolean wipe)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);

  if (retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%d", retry_after);

      soup_message_headers_replace (headers, "Retry-After", seconds);
    }
  if (code == HY_PROBLEM_UNAUTHORIZED)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer");
  reply_text (request, hy_problem_status (code), "application/problem+json",
              hy_problem_to_json (code, detail, wipe));
}

void
hy_reply_problem (HyRequest *request, HyProblemCode code, const char *detail)
{
  reply_problem (request, code, detail, 0, FALSE);
}

void
hy_reply_slow_down (HyRequest *request, const char *detail, int seconds)
{
  reply_problem (request, HY_PROBLEM_SLOW_DOWN, detail, MAX (seconds, 1), FALSE);
}

void
hy_reply_busy (HyRequest *request, const char *detail)
{
  reply_problem (request, HY_PROBLEM_BUSY, detail, BUSY_SECONDS, FALSE);
}

void
hy_reply_revoked (HyRequest *request)
{
  reply_problem (request, HY_PROBLEM_DEVICE_REVOKED,
                 "The district's administrator has revoked this device.", 0, request->device->wipe);
}

static HyProblemCode
authority_problem (int error)
{
  static const struct
  {
    HyAuthorityError error;
    HyProblemCode problem;
  } problems[] = {
    { HY_AUTHORITY_ERROR_USAGE, HY_PROBLEM_BAD_REQUEST },
    { HY_AUTHORITY_ERROR_EXISTS, HY_PROBLEM_BAD_REQUEST },
    { HY_AUTHORITY_ERROR_REFUSED, HY_PROBLEM_BAD_REQUEST },
    { HY_AUTHORITY_ERROR_NOT_FOUND, HY_PROBLEM_NOT_FOUND },
    { HY_AUTHORITY_ERROR_BAD_CODE, HY_PROBLEM_BAD_CODE },
    { HY_AUTHORITY_ERROR_UNAUTHORIZED, HY_PROBLEM_UNAUTHORIZED },
    { HY_AUTHORITY_ERROR_EPOCH, HY_PROBLEM_EPOCH_CHANGED },
    { HY_AUTHORITY_ERROR_CURSOR, HY_PROBLEM_CURSOR_EXPIRED },
    { HY_AUTHORITY_ERROR_BAD_HASH, HY_PROBLEM_BAD_HASH },
    { HY_AUTHORITY_ERROR_NO_ROOM, HY_PROBLEM_NO_ROOM },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      if ((int) problems[i].error == error)
        return problems[i].problem;
    }
  return HY_PROBLEM_BUSY;
}

void
hy_reply_error (HyRequest *request, const GError *error)
{
  HyProblemCode code = HY_PROBLEM_BUSY;

  if (error->domain == HY_AUTHORITY_ERROR)
    code = authority_problem (error->code);
  else if (error->domain == HY_WIRE_ERROR)
    code = error->code == HY_WIRE_ERROR_LIMIT ? HY_PROBLEM_TOO_LARGE : HY_PROBLEM_BAD_REQUEST;
  if (code == HY_PROBLEM_BUSY)
    {
      /* The database's own words are for the log, not for strangers. */
      g_warning ("%s: %s",
                 soup_server_message_get_uri (request->message) != NULL
                     ? g_uri_get_path (soup_server_message_get_uri (request->message))
                     : "",
                 error->message);
      hy_reply_busy (request, "The database cannot be used at the moment.");
    }
  else
    hy_reply_problem (request, code, error->message);
}

/* The rest of a body that nobody wants. */
typedef struct
{
  GIOStream *stream;
  char *reply;
  guint8 waste[16 * 1024];
} Farewell;

static void
farewell_free (Farewell *self)
{
  g_io_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_object_unref (self->stream);
  g_free (self->reply);
  g_free (self);
}

static void
on_waste (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Farewell *self = user_data;

  if (g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL) <= 0)
    {
      farewell_free (self);
      return;
    }
  g_input_stream_read_async (G_INPUT_STREAM (source), self->waste, sizeof self->waste,
                             G_PRIORITY_LOW, NULL, on_waste, self);
}

static void
on_farewell_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Farewell *self = user_data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    {
      farewell_free (self);
      return;
    }
  g_input_stream_read_async (g_io_stream_get_input_stream (self->stream), self->waste,
                             sizeof self->waste, G_PRIORITY_LOW, NULL, on_waste, self);
}

/* The reply that was made, as it stands on the line. */
static char *
raw_reply (HyRequest *request, gsize *length)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  g_autoptr (GBytes) body
      = soup_message_body_flatten (soup_server_message_get_response_body (request->message));
  guint status = soup_server_message_get_status (request->message);
  GString *out = g_string_new (NULL);
  SoupMessageHeadersIter iter;
  const char *name, *value;

  soup_message_headers_set_content_length (headers, (goffset) g_bytes_get_size (body));
  soup_message_headers_replace (headers, "Connection", "close");
  g_string_append_printf (out, "HTTP/1.1 %u %s\r\n", status, soup_status_get_phrase (status));
  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_string_append_printf (out, "%s: %s\r\n", name, value);
  g_string_append (out, "\r\n");
  g_string_append_len (out, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  *length = out->len;
  return g_string_free (out, FALSE);
}

static gboolean
on_reply_now (gpointer user_data)
{
  HyRequest *request = user_data;
  Farewell *farewell = g_new0 (Farewell, 1);
  gsize length;
  HyConnections *connections = request->server->connections;
  g_autoptr (GSocketAddress) remote
      = g_object_ref (soup_server_message_get_remote_address (request->message));

  farewell->reply = raw_reply (request, &length);
  /* Ends the request for SoupServer without a signal. */
  farewell->stream = soup_server_message_steal_connection (request->message);
  hy_server_forget_request (request);
  hy_connections_allow (connections, remote, LINGER_SECONDS);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (farewell->stream),
                                   farewell->reply, length, G_PRIORITY_DEFAULT, NULL,
                                   on_farewell_written, farewell);
  return G_SOURCE_REMOVE;
}

void
hy_reply_now (HyRequest *request)
{
  if (request->next != NULL)
    return;
  /* SoupServer is in the middle of reading: its connection can be taken only when it is back. */
  soup_server_message_pause (request->message);
  request->next
      = hy_server_add_soon (request->server, on_reply_now, request);
}
