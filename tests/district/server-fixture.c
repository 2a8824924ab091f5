#include "server-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

void
reply_clear (Reply *self)
{
  g_clear_object (&self->message);
  g_free (self->body);
}

SoupMessage *
new_message (Fixture *f, const char *method, const char *path)
{
  g_autofree char *url = g_strconcat (hy_test_district_url (f->district), path, NULL);
  SoupMessage *message = soup_message_new (method, url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_headers_append (headers, "Huiyin-Protocol", "1");
  soup_message_headers_append (headers, "Huiyin-Request", "01932d2e-0000-7000-8000-000000000001");
  if (f->token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", f->token, NULL);

      soup_message_headers_append (headers, "Authorization", bearer);
    }
  return message;
}

Reply
send_message (Fixture *f, SoupMessage *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = soup_session_send_and_read (f->session, message, NULL, &error);
  Reply reply = { 0 };

  g_assert_no_error (error);
  reply.message = message;
  reply.status = soup_message_get_status (message);
  reply.length = g_bytes_get_size (bytes);
  /* With a NUL after it; there may be others in it. */
  reply.body = g_malloc0 (reply.length + 1);
  if (reply.length > 0)
    memcpy (reply.body, g_bytes_get_data (bytes, NULL), reply.length);
  return reply;
}

Reply
get (Fixture *f, const char *path)
{
  return send_message (f, new_message (f, "GET", path));
}

Reply
post (Fixture *f, const char *path, const char *type, const char *body, gssize length)
{
  SoupMessage *message = new_message (f, "POST", path);
  g_autoptr (GBytes) bytes = g_bytes_new (body, length < 0 ? strlen (body) : (gsize) length);

  soup_message_set_request_body_from_bytes (message, type, bytes);
  return send_message (f, message);
}

const char *
header (const Reply *reply, const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (reply->message), name);
}

void
assert_headers (const Reply *reply)
{
  g_assert_cmpstr (header (reply, "Huiyin-Protocol"), ==, "1");
  g_assert_nonnull (header (reply, "Huiyin-Epoch"));
  g_assert_cmpstr (header (reply, "Huiyin-Request"), ==, "01932d2e-0000-7000-8000-000000000001");
  g_assert_cmpstr (header (reply, "Date"), ==, "Mon, 23 Nov 2026 01:00:00 GMT");
}

void
assert_problem (const Reply *reply, guint status, const char *code)
{
  g_autofree char *type = g_strconcat ("\"about:blank#", code, "\"", NULL);

  g_assert_cmpuint (reply->status, ==, status);
  assert_headers (reply);
  g_assert_cmpstr (header (reply, "Content-Type"), ==, "application/problem+json");
  g_assert_nonnull (strstr (reply->body, type));
}

char *
member (const char *json, const char *name)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  g_assert_nonnull (node);
  return g_strdup (json_object_get_string_member (json_node_get_object (node), name));
}

void
enrol_in (Fixture *f, const char *office, const char *device)
{
  g_autofree char *code = hy_test_district_code (f->district, office);
  g_autofree char *body = g_strdup_printf (
      "{\"code\":\"%s\",\"device\":{\"id\":\"%s\",\"name\":\"pc\",\"platform\":\"linux\"}}", code,
      device);
  g_auto (Reply) reply = post (f, "/v1/enrol", "application/json", body, -1);

  g_assert_cmpuint (reply.status, ==, 201);
  assert_headers (&reply);
  g_free (f->token);
  f->token = member (reply.body, "token");
}

void
enrol (Fixture *f, const char *device)
{
  enrol_in (f, "o1", device);
}

void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GTlsDatabase) trust = NULL;
  g_autoptr (GError) error = NULL;

  f->district = hy_test_district_new (NOW);
  trust = g_tls_file_database_new (hy_test_district_ca (f->district), &error);
  g_assert_no_error (error);
  f->session = soup_session_new_with_options ("tls-database", trust, "timeout", 30, NULL);
}

void
set_up_enrolled (Fixture *f, gconstpointer data)
{
  set_up (f, data);
  hy_test_district_import (f->district, "o1", CSV);
  enrol (f, "01932d2e-0000-7000-8000-0000000000d1");
}

void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->token);
  g_object_unref (f->session);
  hy_test_district_free (f->district);
}

GIOStream *
open_line (Fixture *f)
{
  return open_line_from (f, "127.0.0.1");
}

GIOStream *
open_line_from (Fixture *f, const char *address)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) from = g_inet_socket_address_new_from_string (address, 0);
  g_autoptr (GTlsDatabase) trust
      = g_tls_file_database_new (hy_test_district_ca (f->district), NULL);
  g_autoptr (GSocketConnection) plain = NULL;
  g_autoptr (GSocketConnectable) identity = g_network_address_new ("127.0.0.1", 0);
  GIOStream *tls;

  g_socket_client_set_local_address (client, from);
  plain = g_socket_client_connect_to_host (client, "127.0.0.1",
                                           (guint16) hy_test_district_port (f->district), NULL,
                                           NULL);
  g_assert_nonnull (plain);
  tls = g_tls_client_connection_new (G_IO_STREAM (plain), identity, NULL);
  g_tls_connection_set_database (G_TLS_CONNECTION (tls), trust);
  return tls;
}

void
say (GIOStream *line, const char *text)
{
  /* Who was cut may not be heard any more. */
  gboolean said = g_output_stream_write_all (g_io_stream_get_output_stream (line), text,
                                             strlen (text), NULL, NULL, NULL);

  (void) said;
}

char *
hear (GIOStream *line, const char *until)
{
  GString *heard = g_string_new (NULL);
  char buffer[4096];
  gssize n = 1;

  while (n > 0 && (until == NULL || strstr (heard->str, until) == NULL))
    {
      n = g_input_stream_read (g_io_stream_get_input_stream (line), buffer, sizeof buffer, NULL, NULL);
      if (n > 0)
        g_string_append_len (heard, buffer, n);
    }
  return g_string_free (heard, FALSE);
}

char *
request_text (Fixture *f, const char *method, const char *path, const char *more)
{
  return g_strdup_printf ("%s %s HTTP/1.1\r\nHost: x\r\nHuiyin-Protocol: 1\r\n"
                          "Authorization: Bearer %s\r\n%s\r\n",
                          method, path, f->token != NULL ? f->token : "", more);
}
