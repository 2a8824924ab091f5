/* Batches that wait for their turn: whose comes when, and what becomes of one whose office went. The server reads and does
 * nothing by itself meanwhile: each step of the work is the test's. */
#include "server-fixture.h"

#include <string.h>

#include "district/hy-server-private.h"

#define BURST 5

typedef struct
{
  Fixture f;
  char *tokens[2]; /* of o1's device and o2's */
  char *tickets[2];
  char *epoch;
  GPtrArray *lines;
} Batches;

static const char *const devices[]
    = { "01932d2e-0000-7000-8000-0000000000d1", "01932d2e-0000-7000-8000-0000000000d2" };
static const char *const persons[] = { "p1", "q1" };

static void
hold (HyServer *server, gpointer data)
{
  /* It never comes to its turn. */
  server->work[0] = g_idle_source_new ();
}

static void
count (HyServer *server, gpointer data)
{
  *(guint *) data = hy_turns_length (server->turns);
}

static void
await (Batches *b, guint n)
{
  guint waiting = 0;

  while (waiting != n)
    hy_test_district_call_server (b->f.district, count, &waiting);
}

static void
step (HyServer *server, gpointer data)
{
  hy_work_do (server, 0);
}

static void
do_all (HyServer *server, gpointer data)
{
  hy_work_do (server, G_MAXUINT);
}

static void
do_steps (Batches *b, guint n)
{
  for (guint i = 0; i < n; i++)
    hy_test_district_call_server (b->f.district, step, NULL);
}

static char *
ticket_of (Batches *b, const char *number)
{
  g_autofree char *shown = hy_test_district_show (b->f.district, number);
  const char *at = strstr (shown, "\"id\":\"");

  g_assert_nonnull (at);
  at += strlen ("\"id\":\"");
  return g_strndup (at, strcspn (at, "\""));
}

static void
batches_set_up (Batches *b, gconstpointer data)
{
  g_auto (Reply) health = { 0 };

  set_up_enrolled (&b->f, data);
  b->tokens[0] = g_steal_pointer (&b->f.token);
  enrol_in (&b->f, "o2", devices[1]);
  b->tokens[1] = g_steal_pointer (&b->f.token);
  hy_test_district_import (b->f.district, "o2", "编号,标题,内容\n2001,别处,别处的事\n");
  b->tickets[0] = ticket_of (b, "1001");
  b->tickets[1] = ticket_of (b, "2001");
  health = get (&b->f, "/v1/health");
  b->epoch = g_strdup (header (&health, "Huiyin-Epoch"));
  b->lines = g_ptr_array_new_with_free_func (g_object_unref);
  hy_test_district_call_server (b->f.district, hold, NULL);
}

static void
batches_tear_down (Batches *b, gconstpointer data)
{
  g_ptr_array_unref (b->lines);
  g_free (b->epoch);
  for (int i = 0; i < 2; i++)
    {
      g_free (b->tokens[i]);
      g_free (b->tickets[i]);
    }
  tear_down (&b->f, data);
}

/* The @seq-th entry of an office's device, on a line of its own; each after the one before. */
static GIOStream *
send_one (Batches *b, guint office, guint seq)
{
  g_autofree char *after = g_strdup_printf ("\"c-%u-%u\"", office, seq - 1);
  g_autofree char *body = g_strdup_printf (
      "{\"device\":\"%s\",\"epoch\":\"%s\",\"commands\":[{\"id\":\"c-%u-%u\",\"seq\":%u,\"after\":%s,"
      "\"person\":\"%s\",\"ticket\":\"%s\",\"kind\":\"sign\",\"v\":1,"
      "\"made_at\":\"2026-11-23T09:00:00+08:00\",\"clock_offset_ms\":0,\"base_version\":1,"
      "\"body\":{},\"blobs\":[]}]}",
      devices[office], b->epoch, office, seq, seq, seq > 1 ? after : "null", persons[office],
      b->tickets[office]);
  g_autofree char *more = g_strdup_printf (
      "Content-Type: application/json\r\nContent-Length: %zu\r\n", strlen (body));
  g_autofree char *head = NULL;
  g_autofree char *text = NULL;
  GIOStream *line = open_line (&b->f);

  b->f.token = b->tokens[office];
  head = request_text (&b->f, "POST", "/v1/commands", more);
  b->f.token = NULL;
  text = g_strconcat (head, body, NULL);
  g_ptr_array_add (b->lines, line);
  say (line, text);
  return line;
}

static void
assert_heard (GIOStream *line, const char *expected)
{
  g_autofree char *heard = hear (line, "\"time\"");

  if (strstr (heard, expected) == NULL)
    g_error ("no %s in %s", expected, heard);
}

#define APPLIED "\"result\":\"applied\""

/* Another office's one entry is answered after at most one of the burst that was there before; the burst's own go in order. */
static void
test_in_turn (Batches *b, gconstpointer data)
{
  GIOStream *other;

  for (guint i = 1; i <= BURST; i++)
    {
      send_one (b, 0, i);
      await (b, i);
    }
  other = send_one (b, 1, 1);
  await (b, BURST + 1);
  do_steps (b, 2);
  assert_heard (other, APPLIED);
  await (b, BURST - 1);
  do_steps (b, BURST - 1);
  for (guint i = 0; i < BURST; i++)
    assert_heard (b->lines->pdata[i], APPLIED);
}

/* As long as there is time no piece waits for the sockets to be looked at again. */
static void
test_many_at_once (Batches *b, gconstpointer data)
{
  for (guint i = 1; i <= BURST; i++)
    {
      send_one (b, 0, i);
      await (b, i);
    }
  hy_test_district_call_server (b->f.district, do_all, NULL);
  await (b, 0);
  for (guint i = 0; i < BURST; i++)
    assert_heard (b->lines->pdata[i], APPLIED);
}

static void
cut_all (HyServer *server, gpointer data)
{
  GHashTableIter iter;
  gpointer message;

  g_hash_table_iter_init (&iter, server->requests);
  while (g_hash_table_iter_next (&iter, &message, NULL))
    hy_connections_cut (server->connections, soup_server_message_get_remote_address (message));
}

static void
count_requests (HyServer *server, gpointer data)
{
  *(guint *) data = g_hash_table_size (server->requests);
}

static void
assert_nothing_left (Batches *b)
{
  guint requests = 1;

  await (b, 0);
  while (requests > 0)
    hy_test_district_call_server (b->f.district, count_requests, &requests);
}

/* What was cut is not done; it comes again. */
static void
test_cut (Batches *b, gconstpointer data)
{
  send_one (b, 0, 1);
  await (b, 1);
  hy_test_district_call_server (b->f.district, cut_all, NULL);
  do_steps (b, 1);
  assert_nothing_left (b);
  assert_heard (send_one (b, 0, 1), APPLIED);
}

/* Who hangs up may have said all: it is done, once. */
static void
test_hung_up (Batches *b, gconstpointer data)
{
  GIOStream *line = send_one (b, 0, 1);

  await (b, 1);
  g_io_stream_close (line, NULL, NULL);
  do_steps (b, 1);
  assert_nothing_left (b);
  assert_heard (send_one (b, 0, 1), "\"result\":\"duplicate\"");
}

/* The server ends with somebody waiting. */
static void
test_left (Batches *b, gconstpointer data)
{
  send_one (b, 0, 1);
  send_one (b, 1, 1);
  await (b, 2);
}

static void
test_revoked (Batches *b, gconstpointer data)
{
  GIOStream *line = send_one (b, 0, 1);

  await (b, 1);
  hy_test_district_revoke (b->f.district, devices[0], FALSE);
  do_steps (b, 1);
  assert_heard (line, "\"code\":\"device_revoked\"");
}

static void
allow_little (HyServer *server, gpointer data)
{
  hy_turns_free (server->turns);
  server->turns = hy_turns_new (900);
}

/* An office that holds too much is asked to wait; another's still has room. */
static void
test_room (Batches *b, gconstpointer data)
{
  GIOStream *refused, *other;

  hy_test_district_call_server (b->f.district, allow_little, NULL);
  send_one (b, 0, 1);
  await (b, 1);
  refused = send_one (b, 0, 2);
  {
    g_autofree char *heard = hear (refused, "about:blank#busy");

    g_assert_nonnull (strstr (heard, " 503 "));
    g_assert_nonnull (strstr (heard, "Retry-After: "));
  }
  other = send_one (b, 1, 1);
  await (b, 2);
  do_steps (b, 2);
  assert_heard (b->lines->pdata[0], APPLIED);
  assert_heard (other, APPLIED);
}

#define CASE(name, func)                                                                           \
  g_test_add ("/district/batches/" name, Batches, NULL, batches_set_up, func, batches_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  CASE ("in-turn", test_in_turn);
  CASE ("many-at-once", test_many_at_once);
  CASE ("cut", test_cut);
  CASE ("hung-up", test_hung_up);
  CASE ("left", test_left);
  CASE ("revoked", test_revoked);
  CASE ("room", test_room);
  return g_test_run ();
}
