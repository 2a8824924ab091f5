/* Who waits for news at the server: woken by it, answered when nothing came, and when the server stops. */
#include "server-fixture.h"

#include <string.h>

static char *
last_cursor (const char *body)
{
  g_autofree char *text = g_strchomp (g_strdup (body));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  const char *last = lines[g_strv_length (lines) - 1];
  const char *at = strstr (last, "\"cursor\":\"") + strlen ("\"cursor\":\"");

  return g_strndup (at, strcspn (at, "\""));
}

static char *
head_cursor (Fixture *f)
{
  g_auto (Reply) reply = get (f, "/v1/changes?since=&limit=1000");
  g_autofree char *cursor = last_cursor (reply.body);

  return g_uri_escape_string (cursor, NULL, FALSE);
}

typedef struct
{
  GMainLoop *loop;
  char *body;
} Waiting;

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  g_assert_no_error (error);
  waiting->body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_main_loop_quit (waiting->loop);
}

static gboolean
supplement (gpointer user_data)
{
  Fixture *f = user_data;

  hy_test_district_event (f->district, "1002", "supplemented",
                          g_variant_new_parsed ("{'text': <'又响了'>}"));
  return G_SOURCE_REMOVE;
}

static void
test_long_poll_wakes (Fixture *f, gconstpointer data)
{
  g_autofree char *cursor = head_cursor (f);
  g_autofree char *path = g_strdup_printf ("/v1/changes?since=%s&wait=20", cursor);
  g_autoptr (SoupMessage) message = new_message (f, "GET", path);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Waiting waiting = { loop, NULL };
  gint64 start = g_get_monotonic_time ();

  soup_session_send_and_read_async (f->session, message, G_PRIORITY_DEFAULT, NULL, on_answer,
                                    &waiting);
  g_timeout_add (100, supplement, f);
  g_main_loop_run (loop);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  g_assert_nonnull (strstr (waiting.body, "又响了"));
  g_assert_nonnull (strstr (waiting.body, "{\"end\":"));
  g_free (waiting.body);
}

static void
test_long_poll_ends (Fixture *f, gconstpointer data)
{
  g_autofree char *cursor = head_cursor (f);
  g_autofree char *path = g_strdup_printf ("/v1/changes?since=%s&wait=1", cursor);
  gint64 start = g_get_monotonic_time ();
  g_auto (Reply) reply = get (f, path);

  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC * 8 / 10);
  g_assert_true (g_str_has_prefix (reply.body, "{\"end\":"));
}

static void
on_wrote (SoupMessage *message, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
test_stop_answers_who_waits (Fixture *f, gconstpointer data)
{
  g_autofree char *cursor = head_cursor (f);
  g_autofree char *path = g_strdup_printf ("/v1/changes?since=%s&wait=30", cursor);
  g_autoptr (SoupMessage) message = new_message (f, "GET", path);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Waiting waiting = { loop, NULL };
  gboolean wrote = FALSE;

  soup_session_send_and_read_async (f->session, message, G_PRIORITY_DEFAULT, NULL, on_answer,
                                    &waiting);
  g_signal_connect (message, "wrote-body", G_CALLBACK (on_wrote), &wrote);
  while (!wrote)
    g_main_context_iteration (NULL, TRUE);
  /* Sent later and answered: so the first has arrived too. */
  {
    g_auto (Reply) after = get (f, "/v1/health");

    g_assert_cmpuint (after.status, ==, 200);
  }
  hy_test_district_stop (f->district);
  g_main_loop_run (loop);
  g_assert_true (g_str_has_prefix (waiting.body, "{\"end\":"));
  g_free (waiting.body);
  hy_test_district_start (f->district);
  {
    g_auto (Reply) reply = get (f, "/v1/health");

    g_assert_cmpuint (reply.status, ==, 200);
  }
}

#define CASE(name, func)                                                                       \
  g_test_add ("/district/server/" name, Fixture, NULL, set_up_enrolled, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  CASE ("long-poll/wakes", test_long_poll_wakes);
  CASE ("long-poll/ends", test_long_poll_ends);
  CASE ("long-poll/stop", test_stop_answers_who_waits);
  return g_test_run ();
}
