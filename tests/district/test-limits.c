/* What one client may take of the server: requests, lines, waits, time, headers; and what it may write into them. */
#include "server-fixture.h"

#include <string.h>

#include "district/hy-server-private.h"

#define DEVICE "01932d2e-0000-7000-8000-0000000000d1"
#define LINES 6

static guint
ask_until_slow (Fixture *f, const char *path)
{
  guint n = 0;

  for (;; n++)
    {
      g_auto (Reply) reply = get (f, path);

      if (reply.status != 429)
        continue;
      assert_problem (&reply, 429, "slow_down");
      g_assert_nonnull (header (&reply, "Retry-After"));
      return n;
    }
}

/* Neither another device of the office nor who has no token yet pays for one that asks too often. */
static void
test_rates (Fixture *f, gconstpointer data)
{
  hy_test_district_set_rates (f->district, 5, 1);
  g_assert_cmpuint (ask_until_slow (f, "/v1/scope"), >=, 5);
  enrol (f, "01932d2e-0000-7000-8000-0000000000d9");
  {
    g_auto (Reply) reply = get (f, "/v1/scope");

    g_assert_cmpuint (reply.status, ==, 200);
  }
}

/* Guessing tokens is slowed down too. */
static void
test_rates_without_token (Fixture *f, gconstpointer data)
{
  g_free (f->token);
  f->token = g_strdup ("nobody's");
  hy_test_district_set_rates (f->district, 5, 1);
  g_assert_cmpuint (ask_until_slow (f, "/v1/scope"), >=, 5);
}

static void
allow_few_lines (HyServer *server, gpointer data)
{
  hy_connections_set_max (server->connections, LINES);
}

static char *
ask_on (Fixture *f, GIOStream *line)
{
  g_autofree char *text = request_text (f, "GET", "/v1/health", "Connection: close\r\n");

  say (line, text);
  return hear (line, NULL);
}

/* All lines are one client's, and say nothing: another one comes in all the same, and the greedy one gets no more. */
static void
test_lines (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) silent = g_ptr_array_new_with_free_func (g_object_unref);

  hy_test_district_call_server (f->district, allow_few_lines, NULL);
  for (int i = 0; i < LINES + 2; i++)
    g_ptr_array_add (silent, open_line_from (f, "127.0.0.3"));
  {
    g_autoptr (GIOStream) other = open_line_from (f, "127.0.0.2");
    g_autoptr (GIOStream) greedy = open_line_from (f, "127.0.0.3");
    g_autofree char *heard = ask_on (f, other);
    g_autofree char *nothing = ask_on (f, greedy);

    g_assert_nonnull (strstr (heard, "200 OK"));
    g_assert_cmpstr (nothing, ==, "");
  }
}

static char *
head_cursor (Fixture *f)
{
  g_auto (Reply) reply = get (f, "/v1/changes");
  const char *at = g_strrstr (reply.body, "\"cursor\":\"");

  at += strlen ("\"cursor\":\"");
  return g_strndup (at, strcspn (at, "\""));
}

/* One device that waits too often: the oldest wait ends, at once and with the bare end. */
static void
test_waits (Fixture *f, gconstpointer data)
{
  g_autofree char *cursor = head_cursor (f);
  g_autofree char *path = g_strdup_printf ("/v1/changes?since=%s&wait=50", cursor);
  g_autofree char *text = request_text (f, "GET", path, "");
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *heard = NULL;

  for (int i = 0; i < 5; i++)
    {
      g_ptr_array_add (lines, open_line (f));
      say (lines->pdata[i], text);
    }
  heard = hear (lines->pdata[0], "{\"end\"");
  g_assert_nonnull (strstr (heard, "{\"end\""));
}

static const double hurried = 0.01, unhurried = 1;

static void
set_pace (HyServer *server, gpointer data)
{
  hy_connections_set_pace (server->connections, *(const double *) data);
}

/* Lines that say nothing, half a request, or a body that does not come, end; a quick one is answered meanwhile. */
static void
test_slow (Fixture *f, gconstpointer data)
{
  g_autofree char *body = request_text (f, "POST", "/v1/commands",
                                   "Content-Type: application/json\r\nContent-Length: 1000\r\n");
  g_autofree char *blob = g_strconcat ("/v1/blobs/", "0123456789abcdef0123456789abcdef"
                                                     "0123456789abcdef0123456789abcdef", NULL);
  g_autofree char *file = request_text (f, "PATCH", blob,
                                   "Content-Type: application/offset+octet-stream\r\n"
                                   "Upload-Offset: 0\r\nUpload-Length: 1000\r\nContent-Length: 1000\r\n");
  const char *beginnings[] = { "", "GET /v1/heal", "GET /v1/health HTTP/1.1\r\nHuiyin-", body, file };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);

  hy_test_district_call_server (f->district, set_pace, (gpointer) &hurried);
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_ptr_array_add (lines, open_line (f));
      g_tls_connection_handshake (lines->pdata[i], NULL, NULL);
      say (lines->pdata[i], beginnings[i]);
    }
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *heard = hear (lines->pdata[i], NULL);

      g_assert_cmpstr (heard, ==, "");
    }
  hy_test_district_call_server (f->district, set_pace, (gpointer) &unhurried);
  {
    g_auto (Reply) reply = get (f, "/v1/health");

    g_assert_cmpuint (reply.status, ==, 200);
  }
}

/* Who connects and does not even begin TLS. */
static void
test_mute (Fixture *f, gconstpointer data)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) line = NULL;
  g_autofree char *heard = NULL;

  hy_test_district_call_server (f->district, set_pace, (gpointer) &hurried);
  line = g_socket_client_connect_to_host (client, "127.0.0.1",
                                          (guint16) hy_test_district_port (f->district), NULL, NULL);
  g_assert_nonnull (line);
  heard = hear (G_IO_STREAM (line), NULL);
  g_assert_cmpstr (heard, ==, "");
}

/* Headers without end: never taken, and the next one is served. */
static void
test_large_headers (Fixture *f, gconstpointer data)
{
  g_autoptr (GIOStream) line = open_line (f);
  g_autofree char *large = g_strnfill (1024 * 1024, 'a');
  g_autofree char *more = g_strdup_printf ("X-Large: %s\r\n", large);
  g_autofree char *text = request_text (f, "GET", "/v1/health", more);
  g_autofree char *heard = NULL;

  say (line, text);
  heard = hear (line, "\r\n\r\n");
  g_assert_null (strstr (heard, "200 OK"));
  {
    g_auto (Reply) reply = get (f, "/v1/health");

    g_assert_cmpuint (reply.status, ==, 200);
  }
}

/* A request that says it is compressed is not unpacked. */
static void
test_packed (Fixture *f, gconstpointer data)
{
  SoupMessage *message = new_message (f, "POST", "/v1/commands");
  g_autoptr (GBytes) body = g_bytes_new_static ("\x1f\x8b\x08\x00\x00\x00\x00\x00", 8);
  g_auto (Reply) reply = { 0 };

  soup_message_headers_append (soup_message_get_request_headers (message), "Content-Encoding", "gzip");
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  reply = send_message (f, message);
  assert_problem (&reply, 400, "bad_request");
}

/* None of these reaches a file, ends a header, or puts one in. */
static const char *const hostile_requests[] = {
  "GET /v1/blobs/..%2f..%2fdistrict.db HTTP/1.1\r\nHuiyin-Protocol: 1\r\n",
  "GET /v1/blobs/../../district.db HTTP/1.1\r\nHuiyin-Protocol: 1\r\n",
  "GET /../../../../etc/passwd HTTP/1.1\r\nHuiyin-Protocol: 1\r\n",
  "GET //v1/health HTTP/1.1\r\nHuiyin-Protocol: 1\r\n",
  "GET /v1/tickets/%00 HTTP/1.1\r\nHuiyin-Protocol: 1\r\n",
  "GET /v1/tickets/x%0d%0aX-Evil:%201 HTTP/1.1\r\nHuiyin-Protocol: 1\r\n",
  "GET /v1/changes?since=%0d%0aX-Evil:%201 HTTP/1.1\r\nHuiyin-Protocol: 1\r\n",
  "GET /v1/health HTTP/1.1\r\nHuiyin-Protocol: 1\r\nHuiyin-Request: a\rX-Evil: 1\r\n",
  "GET /v1/health HTTP/1.1\r\nHuiyin-Protocol: 1\r\nHuiyin-Request: a\r\n X-Evil: 1\r\n",
  "GET /v1/health HTTP/1.1\r\nHuiyin-Protocol: 1\r\nHuiyin-Request: a%0d%0aX-Evil: 1\r\n",
  "GET https://elsewhere.example/v1/health HTTP/1.1\r\nHuiyin-Protocol: 1\r\n",
  "GET \x01\xff HTTP/1.1\r\nHuiyin-Protocol: 1\r\n",
  "BREW /v1/health HTTP/1.1\r\nHuiyin-Protocol: 1\r\n",
  "POST /v1/commands HTTP/1.1\r\nHuiyin-Protocol: 1\r\nContent-Length: -1\r\n",
  "POST /v1/commands HTTP/1.1\r\nHuiyin-Protocol: 1\r\nContent-Length: 99999999999999999999\r\n",
  "GET /v1/health HTTP/9.9\r\nHuiyin-Protocol: 1\r\n",
};

static void
test_injection (Fixture *f, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hostile_requests); i++)
    {
      g_autoptr (GIOStream) line = open_line (f);
      g_autofree char *text = g_strdup_printf (
          "%sHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n", hostile_requests[i],
          f->token);
      g_autofree char *heard = NULL;

      say (line, text);
      heard = hear (line, NULL);
      g_assert_null (strstr (heard, "\nX-Evil"));
      g_assert_null (strstr (heard, "\rX-Evil"));
      g_assert_null (strstr (heard, "SQLite format"));
      g_assert_null (strstr (heard, "root:"));
    }
  {
    g_auto (Reply) reply = get (f, "/v1/health");

    g_assert_cmpuint (reply.status, ==, 200);
  }
}

#define CASE(name, func)                                                                           \
  g_test_add ("/district/limits/" name, Fixture, NULL, set_up_enrolled, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  CASE ("rates", test_rates);
  CASE ("rates/without-token", test_rates_without_token);
  CASE ("lines", test_lines);
  CASE ("waits", test_waits);
  CASE ("slow", test_slow);
  CASE ("mute", test_mute);
  CASE ("large-headers", test_large_headers);
  CASE ("packed", test_packed);
  CASE ("injection", test_injection);
  return g_test_run ();
}
