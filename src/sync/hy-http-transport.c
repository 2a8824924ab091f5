#include "sync/hy-http-transport.h"

#include "core/hy-id.h"
#include "hy-config.h"
#include "sync/hy-http-headers.h"
#include "wire/hy-problem.h"
#include "wire/hy-system-clock.h"

#include <libsoup/soup.h>
#include <string.h>

#include "store/hy-text.h"

#define IDLE_TIMEOUT_S 60
#define CHUNK_SIZE (64 * 1024)
#define UPLOAD_TYPE "application/offset+octet-stream"

struct _HyHttpTransport
{
  GObject parent_instance;
  SoupSession *session;
  char *url;
  HyTime not_before;
};

/* What one request learns on the way. */
typedef struct
{
  HyHttpTransport *self;
  GTlsCertificateFlags faults;
  gboolean bad_clock;
  GCancellable *cancellable;
} Exchange;

static void hy_http_transport_iface_init (HyTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HyHttpTransport,
                               hy_http_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (HY_TYPE_TRANSPORT,
                                                      hy_http_transport_iface_init))

/* No honest clock is before the program was made, or before what the district has already said. */
static gboolean
clock_is_behind (HyHttpTransport *self)
{
  HyTime now = hy_system_clock_wall ();

  return now < (HyTime) HY_BUILD_DATE * HY_SECOND || now < self->not_before;
}

static gboolean
on_accept_certificate (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags faults,
                       Exchange *exchange)
{
  const GTlsCertificateFlags dates = G_TLS_CERTIFICATE_NOT_ACTIVATED | G_TLS_CERTIFICATE_EXPIRED;

  exchange->faults = faults;
  exchange->bad_clock = (faults & ~dates) == 0 && clock_is_behind (exchange->self);
  return FALSE;
}

/* The TLS library judges dates by the system's clock; the program's may have been set elsewhere
 * (HUIYIN_NOW). */
static void
on_starting (SoupMessage *message, Exchange *exchange)
{
  GTlsCertificate *certificate = soup_message_get_tls_peer_certificate (message);
  g_autoptr (GDateTime) from = NULL;

  if (certificate == NULL || !clock_is_behind (exchange->self))
    return;
  from = g_tls_certificate_get_not_valid_before (certificate);
  if (from == NULL || g_date_time_to_unix (from) * HY_SECOND <= hy_system_clock_wall ())
    return;
  exchange->bad_clock = TRUE;
  soup_message_headers_remove (soup_message_get_request_headers (message), "Authorization");
  g_cancellable_cancel (exchange->cancellable);
}

static gboolean
set_connect_error (Exchange *exchange, GCancellable *user, GError *cause, GError **error)
{
  if (exchange->bad_clock)
    g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_CLOCK,
                 "%s: the certificate is not valid at this PC's time", exchange->self->url);
  else if (g_cancellable_is_cancelled (user))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", cause->message);
  else if (exchange->faults != 0 || cause->domain == G_TLS_ERROR)
    g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_TLS, "%s: %s", exchange->self->url,
                 cause->message);
  else
    g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_OFFLINE, "%s: %s",
                 exchange->self->url, cause->message);
  return FALSE;
}

static void
put_number (SoupMessageHeaders *headers, const char *name, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  soup_message_headers_replace (headers, name, text);
}

static SoupMessage *
make_message (HyHttpTransport *self, const HyRequest *request, const char *id, GError **error)
{
  g_autofree char *address = g_strconcat (self->url, request->path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (request->method, address);
  SoupMessageHeaders *headers;

  if (message == NULL)
    {
      g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_OFFLINE, "%s: no usable address",
                   address);
      return NULL;
    }
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  headers = soup_message_get_request_headers (message);
  soup_message_headers_append (headers, "Huiyin-Protocol", "1");
  soup_message_headers_append (headers, "Huiyin-Request", id);
  if (request->token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", request->token, NULL);

      soup_message_headers_append (headers, "Authorization", bearer);
    }
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (
        message, request->upload_length > 0 ? UPLOAD_TYPE : "application/json", request->body);
  if (request->upload_length > 0)
    {
      put_number (headers, "Upload-Offset", request->upload_offset);
      put_number (headers, "Upload-Length", request->upload_length);
    }
  return g_steal_pointer (&message);
}

/* The marks without which a reply is not the district's (protocol.md, "Transport"). */
static gboolean
check_marks (HyHttpTransport *self, SoupMessage *message, const char *id, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  guint status = soup_message_get_status (message);

  if (SOUP_STATUS_IS_REDIRECTION (status)
      || g_strcmp0 (soup_message_headers_get_one (headers, "Huiyin-Request"), id) != 0)
    {
      g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_STRANGER,
                   "%s: the answer (HTTP %u) is not the district's", self->url, status);
      return FALSE;
    }
  return TRUE;
}

static gboolean
set_read_error (HyHttpTransport *self, GCancellable *user, GError *cause, GError **error)
{
  if (g_cancellable_is_cancelled (user))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", cause->message);
  else
    g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_CUT, "%s: the answer broke off: %s",
                 self->url, cause->message);
  return FALSE;
}

/* Reads to the end; each piece goes to @chunk, or into reply->body up to @limit bytes. */
static gboolean
read_body (HyHttpTransport *self,
           GInputStream *stream,
           HyChunkFunc chunk,
           gpointer chunk_data,
           gsize limit,
           HyReply *reply,
           GCancellable *user,
           GError **error)
{
  g_autofree char *buffer = g_malloc (CHUNK_SIZE);
  g_autoptr (GByteArray) body = g_byte_array_new ();

  for (;;)
    {
      g_autoptr (GError) cause = NULL;
      gssize n = g_input_stream_read (stream, buffer, CHUNK_SIZE, user, &cause);

      if (n < 0)
        return set_read_error (self, user, cause, error);
      if (n == 0)
        break;
      if (chunk != NULL)
        {
          if (!chunk (buffer, n, chunk_data, error))
            return FALSE;
          continue;
        }
      if (body->len + (gsize) n > limit)
        {
          g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER,
                       "%s: an answer of more than %" G_GSIZE_FORMAT " bytes", self->url, limit);
          return FALSE;
        }
      g_byte_array_append (body, (guint8 *) buffer, n);
    }
  if (chunk == NULL)
    reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&body));
  return TRUE;
}

static gboolean
read_reply (Exchange *exchange,
            GInputStream *stream,
            HyChunkFunc chunk,
            gpointer chunk_data,
            HyReply *reply,
            GError **error)
{
  gboolean streamed = chunk != NULL && reply->status == SOUP_STATUS_OK;
  gsize limit = SOUP_STATUS_IS_SUCCESSFUL (reply->status) ? HY_REPLY_MAX : HY_PROBLEM_MAX;

  return read_body (exchange->self, stream, streamed ? chunk : NULL, chunk_data, limit, reply,
                    exchange->cancellable, error);
}

static gboolean
exchange_run (Exchange *exchange,
              SoupMessage *message,
              const char *id,
              HyChunkFunc chunk,
              gpointer chunk_data,
              HyReply *reply,
              GCancellable *user,
              GError **error)
{
  HyHttpTransport *self = exchange->self;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GInputStream) stream = NULL;
  HyTime sent = hy_system_clock_boottime ();
  gboolean ok;

  stream = soup_session_send (self->session, message, exchange->cancellable, &cause);
  if (stream == NULL)
    return set_connect_error (exchange, user, cause, error);
  ok = check_marks (self, message, id, error);
  if (ok)
    {
      hy_http_headers_read (soup_message_get_response_headers (message), reply);
      reply->status = soup_message_get_status (message);
      reply->pc_time = hy_system_clock_now ();
      reply->round_trip = hy_system_clock_boottime () - sent;
      ok = read_reply (exchange, stream, chunk, chunk_data, reply, error);
    }
  /* Closing reads what is left of a reply, for the next request's sake; of one that is not wanted
   * that may be endless. */
  if (!ok)
    g_cancellable_cancel (exchange->cancellable);
  g_input_stream_close (stream, exchange->cancellable, NULL);
  return ok;
}

static void
on_user_cancelled (GCancellable *user, GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

static gboolean
hy_http_transport_send (HyTransport *transport,
                        const HyRequest *request,
                        HyChunkFunc chunk,
                        gpointer chunk_data,
                        HyReply *reply,
                        GCancellable *user,
                        GError **error)
{
  HyHttpTransport *self = HY_HTTP_TRANSPORT (transport);
  g_autofree char *id = hy_id_new (hy_system_clock_now ());
  g_autoptr (SoupMessage) message = make_message (self, request, id, error);
  g_autoptr (GCancellable) inner = g_cancellable_new ();
  Exchange exchange = { .self = self, .cancellable = inner };
  gulong handler = 0;
  gboolean ok;

  if (message == NULL)
    return FALSE;
  if (user != NULL)
    handler = g_cancellable_connect (user, G_CALLBACK (on_user_cancelled), inner, NULL);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (on_accept_certificate), &exchange);
  g_signal_connect (message, "starting", G_CALLBACK (on_starting), &exchange);
  ok = exchange_run (&exchange, message, id, chunk, chunk_data, reply, user, error);
  g_signal_handlers_disconnect_by_data (message, &exchange);
  g_cancellable_disconnect (user, handler);
  return ok;
}

static void
hy_http_transport_finalize (GObject *object)
{
  HyHttpTransport *self = HY_HTTP_TRANSPORT (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->url, g_free);
  G_OBJECT_CLASS (hy_http_transport_parent_class)->finalize (object);
}

static void
hy_http_transport_class_init (HyHttpTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hy_http_transport_finalize;
}

static void
hy_http_transport_iface_init (HyTransportInterface *iface)
{
  iface->send = hy_http_transport_send;
}

static void
hy_http_transport_init (HyHttpTransport *self)
{
  self->session = soup_session_new_with_options ("timeout", IDLE_TIMEOUT_S, "user-agent",
                                                 "Huiyin/" HY_VERSION, NULL);
}

static gboolean alone;

void
hy_http_transport_be_alone (void)
{
  alone = TRUE;
}

/* @pinned: NULL for the system's. */
static void
trust (HyHttpTransport *self, GTlsDatabase *pinned)
{
  if (alone)
    g_tls_backend_set_default_database (g_tls_backend_get_default (), pinned);
  if (pinned != NULL)
    soup_session_set_tls_database (self->session, pinned);
}

HyTransport *
hy_http_transport_new (const char *url, const char *ca_file, HyTime not_before, GError **error)
{
  g_autoptr (GTlsDatabase) pinned = NULL;
  g_autoptr (HyHttpTransport) self = NULL;
  g_autofree char *normal = hy_http_normalize_url (url, error);

  if (normal == NULL)
    return NULL;
  self = g_object_new (HY_TYPE_HTTP_TRANSPORT, NULL);
  self->url = g_steal_pointer (&normal);
  self->not_before = not_before;
  if (ca_file != NULL)
    {
      /* A relative one is taken without a word and then trusts nobody. */
      g_autofree char *path = g_canonicalize_filename (ca_file, NULL);

      pinned = g_tls_file_database_new (path, error);
      if (pinned == NULL)
        {
          g_prefix_error (error, "%s: ", ca_file);
          return NULL;
        }
    }
  trust (self, pinned);
  return HY_TRANSPORT (g_steal_pointer (&self));
}

char *
hy_http_normalize_url (const char *typed, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (typed));
  g_autofree char *full = NULL;
  g_autoptr (GUri) uri = NULL;

  full = strstr (trimmed, "://") != NULL ? g_strdup (trimmed)
                                         : g_strconcat ("https://", trimmed, NULL);
  while (g_str_has_suffix (full, "/") && !g_str_has_suffix (full, "://"))
    full[strlen (full) - 1] = '\0';
  uri = g_uri_parse (full, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || strpbrk (full, " \t\r\n\"<>\\") != NULL
      || g_strcmp0 (g_uri_get_scheme (uri), "https") != 0 || g_uri_get_host (uri) == NULL
      || *g_uri_get_host (uri) == '\0' || strlen (g_uri_get_path (uri)) > 1
      || g_uri_get_query (uri) != NULL || g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("“%s” is no address of a district's server: https://HOST:PORT"), typed);
      return NULL;
    }
  return g_steal_pointer (&full);
}
