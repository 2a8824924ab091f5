/* Connections: kept for the next request, let go when the other side has gone. */
#include "server-fixture.h"

#include <string.h>

#define ASK                                                                                        \
  "GET /v1/health HTTP/1.1\r\nHost: x\r\nHuiyin-Protocol: 1\r\n"                                   \
  "Huiyin-Request: 01932d2e-0000-7000-8000-000000000001\r\n"

static GSocket *
socket_of (GIOStream *line)
{
  g_autoptr (GIOStream) plain = NULL;
  GSocket *socket;

  g_object_get (line, "base-io-stream", &plain, NULL);
  socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (plain));
  /* Nothing here takes as long as the district keeps who is silent. */
  g_socket_set_timeout (socket, 20);
  return socket;
}

static void
ask (GIOStream *line, const char *request)
{
  g_autoptr (GString) got = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  char buffer[4096];

  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (line), request,
                                            strlen (request), NULL, NULL, &error));
  while (strstr (got->str, "\"time\"") == NULL)
    {
      gssize n = g_input_stream_read (g_io_stream_get_input_stream (line), buffer, sizeof buffer,
                                      NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (n, >, 0);
      g_string_append_len (got, buffer, n);
    }
  g_assert_true (g_str_has_prefix (got->str, "HTTP/1.1 200"));
}

/* The other side closes, be it without a farewell. */
static void
assert_closed (GIOStream *line)
{
  g_autoptr (GError) error = NULL;
  char byte;
  gssize n
      = g_input_stream_read (g_io_stream_get_input_stream (line), &byte, 1, NULL, &error);

  g_assert_cmpint (n, <=, 0);
  g_assert_false (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT));
}

static void
test_serves_many_requests (Fixture *f, gconstpointer data)
{
  g_autoptr (GIOStream) line = open_line (f);

  socket_of (line);
  for (int i = 0; i < 3; i++)
    ask (line, ASK "\r\n");
}

static void
test_closes_when_asked (Fixture *f, gconstpointer data)
{
  g_autoptr (GIOStream) line = open_line (f);

  socket_of (line);
  ask (line, ASK "Connection: close\r\n\r\n");
  assert_closed (line);
}

/* Who leaves between two requests leaves nothing open behind. */
static void
test_lets_go (Fixture *f, gconstpointer data)
{
  g_autoptr (GIOStream) line = open_line (f);
  GSocket *socket = socket_of (line);
  g_autoptr (GError) error = NULL;

  ask (line, ASK "\r\n");
  g_assert_true (g_socket_shutdown (socket, FALSE, TRUE, &error));
  assert_closed (line);
}

/* The same of who waits. */
static void
test_lets_go_of_who_waited (Fixture *f, gconstpointer data)
{
  g_autoptr (GIOStream) line = open_line (f);
  GSocket *socket = socket_of (line);
  g_autofree char *cursor = NULL;
  g_autofree char *request = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Reply) feed = get (f, "/v1/changes");
  const char *end = strstr (feed.body, "{\"end\":{\"cursor\":\"");

  g_assert_nonnull (end);
  end += strlen ("{\"end\":{\"cursor\":\"");
  cursor = g_strndup (end, strcspn (end, "\""));
  request = g_strdup_printf ("GET /v1/changes?wait=50&since=%s HTTP/1.1\r\nHost: x\r\nHuiyin-Protocol: 1\r\n"
                             "Huiyin-Request: r\r\nAuthorization: Bearer %s\r\n\r\n",
                             cursor, f->token);
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (line), request,
                                            strlen (request), NULL, NULL, &error));
  g_assert_true (g_socket_shutdown (socket, FALSE, TRUE, &error));
  for (;;)
    {
      char buffer[4096];
      gssize n = g_input_stream_read (g_io_stream_get_input_stream (line), buffer, sizeof buffer,
                                      NULL, &error);

      if (n <= 0)
        break;
    }
  g_assert_false (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, up, func) g_test_add ("/district/connections/" name, Fixture, NULL, up, func, tear_down)
  ADD ("serves-many-requests", set_up, test_serves_many_requests);
  ADD ("closes-when-asked", set_up, test_closes_when_asked);
  ADD ("lets-go", set_up, test_lets_go);
  ADD ("lets-go-of-who-waited", set_up_enrolled, test_lets_go_of_who_waited);
  return g_test_run ();
}
