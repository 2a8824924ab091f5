#include "support/hy-test-server.h"

#include <string.h>

#define ECHO "@ECHO@"

typedef struct
{
  GBytes *bytes;
  HyTestReplyEnd end;
} Reply;

struct _HyTestServer
{
  GSocketListener *listener;
  GThread *thread;
  GTlsCertificate *certificate;
  GCancellable *cancellable;
  char *url;
  guint16 port;

  GMutex mutex;
  GCond changed;
  GQueue replies;
  GPtrArray *requests;
};

static void
reply_free (Reply *self)
{
  g_bytes_unref (self->bytes);
  g_free (self);
}

/* The request's headers and as much of a body as they announce; NULL when the other side went
 * before. */
static char *
read_request (HyTestServer *self, GInputStream *input)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *body = NULL;
  gsize announced = 0;
  char buffer[4096];

  while (body == NULL || text->len - (gsize) (body - text->str) < announced)
    {
      gssize n = g_input_stream_read (input, buffer, sizeof buffer, self->cancellable, NULL);
      const char *length;

      if (n <= 0)
        return NULL;
      g_string_append_len (text, buffer, n);
      /* Somebody speaks TLS to a server that does not: answered like a request. */
      if (text->str[0] == '\x16')
        break;
      body = strstr (text->str, "\r\n\r\n");
      if (body == NULL)
        continue;
      body += 4;
      length = strstr (text->str, "Content-Length: ");
      announced = length != NULL ? g_ascii_strtoull (length + 16, NULL, 10) : 0;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static Reply *
note_request (HyTestServer *self, const char *request)
{
  Reply *reply;

  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->requests, g_strdup (request));
  reply = g_queue_pop_head (&self->replies);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  return reply;
}

static GByteArray *
fill_in_echo (const Reply *reply, const char *request)
{
  GByteArray *out = g_byte_array_new ();
  gsize length;
  const char *data = g_bytes_get_data (reply->bytes, &length);
  const char *id = strstr (request, "Huiyin-Request: ");
  const char *mark, *end;

  if (length == 0)
    return out;
  mark = g_strstr_len (data, length, ECHO);
  end = g_strstr_len (data, length, "\r\n\r\n");
  if (mark != NULL && id != NULL && (end == NULL || mark < end))
    {
      id += strlen ("Huiyin-Request: ");
      g_byte_array_append (out, (const guint8 *) data, mark - data);
      g_byte_array_append (out, (const guint8 *) id, strcspn (id, "\r"));
      length -= mark + strlen (ECHO) - data;
      data = mark + strlen (ECHO);
    }
  g_byte_array_append (out, (const guint8 *) data, length);
  return out;
}

static gboolean
answer (HyTestServer *self, GIOStream *stream, const char *request)
{
  Reply *reply = note_request (self, request);
  g_autoptr (GByteArray) bytes = NULL;
  HyTestReplyEnd end;
  char byte;

  if (reply == NULL)
    return FALSE;
  bytes = fill_in_echo (reply, request);
  end = reply->end;
  reply_free (reply);
  if (!g_output_stream_write_all (g_io_stream_get_output_stream (stream), bytes->data, bytes->len,
                                  NULL, self->cancellable, NULL))
    return FALSE;
  if (end == HY_TEST_REPLY_STALL)
    g_input_stream_read (g_io_stream_get_input_stream (stream), &byte, 1, self->cancellable, NULL);
  return end == HY_TEST_REPLY_KEEP;
}

static void
serve (HyTestServer *self, GIOStream *stream)
{
  gboolean more = TRUE;

  while (more)
    {
      g_autofree char *request = read_request (self, g_io_stream_get_input_stream (stream));

      more = request != NULL && answer (self, stream, request);
    }
}

typedef struct
{
  HyTestServer *server;
  GSocketConnection *connection;
} Connection;

static gpointer
connection_main (gpointer data)
{
  g_autofree Connection *work = data;
  HyTestServer *self = work->server;
  g_autoptr (GIOStream) stream = G_IO_STREAM (work->connection);

  if (self->certificate != NULL)
    {
      g_autoptr (GIOStream) plain = g_steal_pointer (&stream);

      stream = g_tls_server_connection_new (plain, self->certificate, NULL);
      g_assert_nonnull (stream);
      g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (stream), FALSE);
    }
  serve (self, stream);
  g_io_stream_close (stream, NULL, NULL);
  return NULL;
}

static gpointer
accept_main (gpointer data)
{
  HyTestServer *self = data;
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (self->listener, NULL, self->cancellable, NULL))
         != NULL)
    {
      Connection *work = g_new (Connection, 1);

      *work = (Connection){ self, connection };
      g_ptr_array_add (threads, g_thread_new ("test-connection", connection_main, work));
    }
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
  return NULL;
}

HyTestServer *
hy_test_server_new (GTlsCertificate *certificate)
{
  HyTestServer *self = g_new0 (HyTestServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->replies);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->certificate, certificate);
  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL, &got, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  self->url = g_strdup_printf ("https://127.0.0.1:%u", self->port);
  self->thread = g_thread_new ("test-server", accept_main, self);
  return self;
}

void
hy_test_server_free (HyTestServer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->thread);
  g_socket_listener_close (self->listener);
  g_queue_clear_full (&self->replies, (GDestroyNotify) reply_free);
  g_ptr_array_unref (self->requests);
  g_object_unref (self->listener);
  g_object_unref (self->cancellable);
  g_clear_object (&self->certificate);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self->url);
  g_free (self);
}

const char *
hy_test_server_url (HyTestServer *self)
{
  return self->url;
}

guint16
hy_test_server_port (HyTestServer *self)
{
  return self->port;
}

void
hy_test_server_reply (HyTestServer *self, gconstpointer data, gssize length, HyTestReplyEnd end)
{
  Reply *reply = g_new0 (Reply, 1);

  reply->bytes = g_bytes_new (data, length >= 0 ? (gsize) length : strlen (data));
  reply->end = end;
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->replies, reply);
  g_mutex_unlock (&self->mutex);
}

GPtrArray *
hy_test_server_requests (HyTestServer *self)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->requests->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (self->requests, i)));
  g_mutex_unlock (&self->mutex);
  return copy;
}

void
hy_test_server_wait (HyTestServer *self, guint n)
{
  g_mutex_lock (&self->mutex);
  while (self->requests->len < n)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
}
