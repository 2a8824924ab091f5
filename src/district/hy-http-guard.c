#include "district/hy-http-guard.h"

#include <string.h>

#include "core/hy-id.h"
#include "district/hy-peer.h"
#include "district/hy-reply.h"

/* A request must arrive within these, and a body at no less than this many bytes a second. */
#define HEADERS_SECONDS 60
#define SLOWEST_BODY 4096.0
#define REPLY_SECONDS 120
#define IDLE_SECONDS 90
/* What is read of a body whose reply is an error already. */
#define UNWANTED_MAX (64 * 1024)

static HyRequest *
find_request (HyServer *self, SoupServerMessage *message)
{
  return g_hash_table_lookup (self->requests, message);
}

/* FALSE when the reply is made already. */
static gboolean
check_protocol (HyRequest *request, SoupMessageHeaders *headers, const char *path)
{
  const char *protocol = soup_message_headers_get_one (headers, "Huiyin-Protocol");
  const char *id = soup_message_headers_get_one (headers, "Huiyin-Request");

  if (id != NULL && !hy_id_is_valid (id))
    {
      soup_message_headers_remove (headers, "Huiyin-Request");
      hy_reply_problem (request, HY_PROBLEM_BAD_REQUEST, "Huiyin-Request is no id.");
      return FALSE;
    }
  if (protocol == NULL && strcmp (path, "/v1/health") == 0)
    return TRUE;
  if (protocol == NULL)
    hy_reply_problem (request, HY_PROBLEM_BAD_REQUEST, "The header Huiyin-Protocol is missing.");
  else if (strcmp (protocol, "1") != 0)
    hy_reply_problem (request, HY_PROBLEM_PROTOCOL_TOO_OLD,
                      "This district speaks version 1 of the protocol.");
  return protocol != NULL && strcmp (protocol, "1") == 0;
}

static gboolean
path_fits (const HyEndpoint *endpoint, const char *path)
{
  gsize length = strlen (endpoint->path);

  if (endpoint->path[length - 1] != '/')
    return strcmp (endpoint->path, path) == 0;
  return strncmp (endpoint->path, path, length) == 0 && path[length] != '\0'
         && strchr (path + length, '/') == NULL;
}

static gboolean
find_endpoint (HyRequest *request, const char *method, const char *path)
{
  gsize n;
  const HyEndpoint *endpoints = hy_endpoints (&n);
  gboolean known = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      if (!path_fits (&endpoints[i], path))
        continue;
      known = TRUE;
      if (strcmp (endpoints[i].method, method) != 0)
        continue;
      request->endpoint = &endpoints[i];
      if (g_str_has_suffix (endpoints[i].path, "/"))
        request->argument = g_uri_unescape_string (path + strlen (endpoints[i].path), "/");
      return TRUE;
    }
  if (known)
    hy_reply_problem (request, HY_PROBLEM_BAD_REQUEST, "This address does not take that method.");
  else
    hy_reply_problem (request, HY_PROBLEM_NOT_FOUND, "There is nothing at this address.");
  return FALSE;
}

static gboolean
check_token (HyRequest *request, SoupMessageHeaders *headers)
{
  const char *value = soup_message_headers_get_one (headers, "Authorization");
  g_autoptr (GError) error = NULL;

  if ((request->endpoint->flags & HY_ENDPOINT_OPEN) != 0)
    return TRUE;
  if (value == NULL || g_ascii_strncasecmp (value, "Bearer ", 7) != 0)
    {
      hy_reply_problem (request, HY_PROBLEM_UNAUTHORIZED, "A device token is needed.");
      return FALSE;
    }
  request->token = g_strstrip (g_strdup (value + 7));
  request->device = hy_authority_authenticate (request->server->authority, request->token, &error);
  if (request->device == NULL)
    {
      hy_reply_error (request, error);
      return FALSE;
    }
  if (request->device->revoked && (request->endpoint->flags & HY_ENDPOINT_REVOKED) == 0)
    {
      hy_reply_revoked (request);
      return FALSE;
    }
  return TRUE;
}

/* A device is counted by itself, wherever it asks from; who is none, by the address. */
static gboolean
check_rate (HyRequest *request)
{
  HyServer *server = request->server;
  g_autofree char *peer
      = hy_peer_of (soup_server_message_get_remote_address (request->message));
  guint wait = request->device != NULL
                   ? hy_rates_take (server->devices, request->device->id, g_get_monotonic_time ())
                   : hy_rates_take (server->peers, peer, g_get_monotonic_time ());

  if (wait > 0)
    hy_reply_slow_down (request, "Too many requests.", (int) wait);
  return wait == 0;
}

static gboolean
check_caller (HyRequest *request, SoupMessageHeaders *headers)
{
  gboolean known = check_token (request, headers);

  return check_rate (request) && known;
}

static void
reply_too_large (HyRequest *request)
{
  hy_reply_problem (request, HY_PROBLEM_TOO_LARGE, "The body is larger than this address takes.");
  hy_reply_now (request);
}

/* SoupServer takes what cannot be a length for "until the line ends". */
static gboolean
has_length (SoupMessageHeaders *headers)
{
  SoupEncoding encoding = soup_message_headers_get_encoding (headers);

  return encoding == SOUP_ENCODING_NONE || encoding == SOUP_ENCODING_CHUNKED
         || (encoding == SOUP_ENCODING_CONTENT_LENGTH
             && soup_message_headers_get_content_length (headers) >= 0);
}

static gboolean
check_body (HyRequest *request, SoupMessageHeaders *headers)
{
  if (!has_length (headers))
    {
      hy_reply_problem (request, HY_PROBLEM_BAD_REQUEST, "Content-Length is no length.");
      hy_reply_now (request);
      return FALSE;
    }
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && soup_message_headers_get_content_length (headers) > (goffset) request->endpoint->body_max)
    {
      reply_too_large (request);
      return FALSE;
    }
  if (soup_message_headers_get_one (headers, "Content-Encoding") == NULL)
    return TRUE;
  hy_reply_problem (request, HY_PROBLEM_BAD_REQUEST, "A request body is never compressed.");
  return FALSE;
}

static gboolean
accepts_gzip (SoupMessageHeaders *headers)
{
  const char *value = soup_message_headers_get_list (headers, "Accept-Encoding");
  GSList *accepted = value != NULL ? soup_header_parse_quality_list (value, NULL) : NULL;
  gboolean found = FALSE;

  for (GSList *l = accepted; l != NULL; l = l->next)
    found |= g_ascii_strcasecmp (l->data, "gzip") == 0 || strcmp (l->data, "*") == 0;
  soup_header_free_list (accepted);
  return found;
}

static void
on_chunk (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  HyServer *self = user_data;
  HyRequest *request = find_request (self, message);

  if (request == NULL)
    return;
  request->body += g_bytes_get_size (chunk);
  hy_connections_extend (self->connections, soup_server_message_get_remote_address (message),
                         (double) g_bytes_get_size (chunk) / SLOWEST_BODY);
  if (soup_server_message_get_status (message) == 0 && request->body > request->endpoint->body_max)
    reply_too_large (request);
  else if (soup_server_message_get_status (message) == 0 && request->endpoint->take != NULL)
    request->endpoint->take (request, chunk);
  else if (soup_server_message_get_status (message) != 0 && request->body > UNWANTED_MAX)
    hy_reply_now (request);
}

static gboolean
says_close (SoupMessageHeaders *headers)
{
  return soup_message_headers_header_contains (headers, "Connection", "close");
}

static gboolean
may_ask_again (SoupServerMessage *message)
{
  SoupMessageHeaders *reply = soup_server_message_get_response_headers (message);

  return soup_server_message_get_http_version (message) == SOUP_HTTP_1_1
         && soup_message_headers_get_encoding (reply) != SOUP_ENCODING_EOF && !says_close (reply)
         && !says_close (soup_server_message_get_request_headers (message));
}

static gboolean
on_reply_out (gpointer user_data)
{
  HyRequest *request = user_data;
  HyServer *self = request->server;
  g_autoptr (GSocketAddress) local
      = g_object_ref (soup_server_message_get_local_address (request->message));
  g_autoptr (GSocketAddress) remote
      = g_object_ref (soup_server_message_get_remote_address (request->message));
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (request->message);

  hy_server_forget_request (request);
  hy_connections_allow (self->connections, remote, IDLE_SECONDS);
  hy_server_hear (self, stream, local, remote);
  return G_SOURCE_REMOVE;
}

/* SoupServer (3.2) never frees a connection that it kept for another request when the other side closes it before there is
 * one: it gets each connection anew for each request. */
static void
on_wrote_body (SoupServerMessage *message, gpointer user_data)
{
  HyServer *self = user_data;
  HyRequest *request = find_request (self, message);

  if (request == NULL || request->next != NULL || !may_ask_again (message))
    return;
  soup_server_message_pause (message);
  request->next = hy_server_add_soon (self, on_reply_out, request);
}

static void
on_early (SoupServer *soup,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  HyServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  HyRequest *request = hy_request_new (self, message);

  g_hash_table_replace (self->requests, message, request);
  hy_connections_allow (self->connections, soup_server_message_get_remote_address (message),
                        HEADERS_SECONDS);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_chunk), self);
  g_signal_connect (message, "wrote-body", G_CALLBACK (on_wrote_body), self);
  /* SoupServer would cut a reply to size by itself. */
  request->range = g_strdup (soup_message_headers_get_one (headers, "Range"));
  soup_message_headers_remove (headers, "Range");
  request->gzip = accepts_gzip (headers);
  if (check_protocol (request, headers, path)
      && find_endpoint (request, soup_server_message_get_method (message), path)
      && check_caller (request, headers) && check_body (request, headers))
    {
      if (request->endpoint->begin == NULL)
        return;
      request->endpoint->begin (request);
    }
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
}

static void
on_request (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  HyRequest *request = find_request (user_data, message);

  if (request != NULL && request->endpoint != NULL)
    request->endpoint->answer (request);
}

static void
on_read (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  HyServer *self = user_data;

  hy_connections_allow (self->connections, soup_server_message_get_remote_address (message),
                        REPLY_SECONDS);
}

static void
on_over (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  HyServer *self = user_data;
  HyRequest *request = find_request (self, message);

  if (request != NULL)
    hy_server_forget_request (request);
}

void
hy_http_guard_attach (HyServer *self)
{
  soup_server_add_early_handler (self->soup, NULL, on_early, self, NULL);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);
  g_signal_connect (self->soup, "request-read", G_CALLBACK (on_read), self);
  g_signal_connect (self->soup, "request-finished", G_CALLBACK (on_over), self);
  g_signal_connect (self->soup, "request-aborted", G_CALLBACK (on_over), self);
}
