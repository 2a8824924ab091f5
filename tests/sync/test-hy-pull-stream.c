#include "sync/engine-fixture.h"

#include "store/hy-wipe.h"
#include "wire/hy-line-reader.h"

static HyFakeReply
ok (char *body)
{
  return (HyFakeReply){ .body = body };
}

static char *
ticket (const char *id, gint64 version)
{
  HyTestTicket row = { .id = id, .version = version };

  return hy_test_ticket_line (&row);
}

static char *
mark (const char *cursor)
{
  return g_strdup_printf ("{\"mark\":{\"cursor\":\"%s\"}}", cursor);
}

static char *
more (const char *cursor)
{
  return g_strdup_printf ("{\"end\":{\"cursor\":\"%s\",\"more\":true,\"head\":\"h\","
                          "\"time\":\"2026-11-23T09:00:00+08:00\"}}",
                          cursor);
}

static void
say (EngineFixture *self, char *body)
{
  engine_fixture_say (self, "GET", CHANGES, ok (body));
}

static void
assert_cursor (EngineFixture *self, const char *expected)
{
  g_autofree char *cursor = engine_fixture_meta (self, "cursor");

  g_assert_cmpstr (cursor, ==, expected);
}

static void
test_first_sync (EngineFixture *self, gconstpointer data)
{
  say (self,
       engine_lines (ticket ("t1", 1), hy_test_record_line ("t1", "r1", 1, "dispatched", NULL),
                     mark ("m1"), ticket ("t2", 4), hy_test_end_line ("c1", "t1:1 t2:4"), NULL));
  engine_fixture_assert_synced (self);
  g_assert_cmpuint (self->summary.received, ==, 3);
  g_assert_cmpint (hy_test_int (self->replica, "SELECT count(*) FROM tickets"), ==, 2);
  g_assert_true (g_str_has_prefix (hy_fake_transport_asked (self->transport, 0),
                                   "GET /v1/changes?since=&limit="));
  assert_cursor (self, "c1");
}

/* Chunks fall where they will. */
static void
test_byte_by_byte (EngineFixture *self, gconstpointer data)
{
  HyFakeReply reply = { .chunk = 1 };

  reply.body = engine_lines (ticket ("t1", 1), mark ("m1"), ticket ("t2", 4),
                             hy_test_end_line ("c1", "t1:1 t2:4"), NULL);
  engine_fixture_say (self, "GET", CHANGES, reply);
  engine_fixture_assert_synced (self);
}

static void
test_pages (EngineFixture *self, gconstpointer data)
{
  say (self, engine_lines (ticket ("t1", 1), more ("p1"), NULL));
  say (self, engine_lines (ticket ("t2", 1), more ("p2"), NULL));
  say (self, engine_lines (ticket ("t3", 1), hy_test_end_line ("p3", ALL_TICKETS), NULL));
  engine_fixture_assert_synced (self);
  g_assert_nonnull (strstr (hy_fake_transport_asked (self->transport, 1), "since=p1&"));
  g_assert_nonnull (strstr (hy_fake_transport_asked (self->transport, 2), "since=p2&"));
}

/* Cursors are opaque: whatever is in one comes back as it was. */
static void
test_cursor_is_escaped (EngineFixture *self, gconstpointer data)
{
  say (self, engine_lines (more ("a b&c=d/e+%41#"), NULL));
  say (self, engine_lines (hy_test_end_line ("x", ""), NULL));
  engine_fixture_assert_synced (self);
  g_assert_nonnull (
      strstr (hy_fake_transport_asked (self->transport, 1), "since=a%20b%26c%3Dd%2Fe%2B%2541%23&"));
}

static void
test_page_that_does_not_move_on (EngineFixture *self, gconstpointer data)
{
  say (self, engine_lines (more ("c1"), NULL));
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_BAD_ANSWER);
}

/* An end that is none: taken for the head, a bootstrap would have every ticket gone. */
static void
test_end_without_cursor (EngineFixture *self, gconstpointer data)
{
  say (self, engine_lines (ticket ("t1", 1), g_strdup ("{\"end\":{}}"), NULL));
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_BAD_ANSWER);
}

/* A district that keeps its feed as text and goes on after any of its marks. */
typedef struct
{
  const char *feed;
  gsize cut_at; /* of the next answer; at or past its end: whole */
} Feed;

static HyFakeReply
answer_from (const HyRequest *request, gpointer user_data)
{
  Feed *self = user_data;
  const char *since = strstr (request->path, "since=") + strlen ("since=");
  g_autofree char *cursor = g_strndup (since, strcspn (since, "&"));
  g_autofree char *needle = g_strdup_printf ("\"cursor\":\"%s\"", cursor);
  const char *at = *cursor != '\0' ? strstr (self->feed, needle) : NULL;
  const char *from = at != NULL ? strchr (at, '\n') + 1 : self->feed;
  HyFakeReply reply = { .cut = TRUE, .cut_at = self->cut_at };

  /* At the head there is nothing but the end itself, again. */
  if (*from == '\0')
    from = g_strrstr (self->feed, "{\"end\"");
  reply.body = g_strdup (from);
  self->cut_at = G_MAXSIZE;
  return reply;
}

static gboolean
wipe (HyReplica *replica, gpointer data, GError **error)
{
  return hy_replica_wipe (replica, FALSE, error);
}

static void
assert_all_of_it (EngineFixture *self, const char *expected)
{
  g_autofree char *got
      = hy_test_text (self->replica, "SELECT (SELECT group_concat (id || ':' || version, ' ') FROM "
                                     "(SELECT * FROM tickets ORDER BY id)) || "
                                     "(SELECT group_concat (id, ' ') FROM records ORDER BY id)");

  g_assert_cmpstr (got, ==, expected);
  assert_cursor (self, "c9");
}

/* A cut costs a run; wherever it falls, the next round makes the replica whole. */
static void
test_cut_at_every_byte (EngineFixture *self, gconstpointer data)
{
  g_autofree char *feed
      = engine_lines (ticket ("t1", 2), hy_test_record_line ("t1", "r1", 2, "noted", NULL),
                      mark ("m1"), ticket ("t2", 4), mark ("m2"),
                      hy_test_end_line ("c9", "t1:2 t2:4"), NULL);
  Feed district = { .feed = feed };

  hy_fake_transport_set_func (self->transport, answer_from, &district);
  for (gsize at = 0; at < strlen (feed); at += g_test_thorough () ? 1 : 3)
    {
      g_autoptr (GError) error = NULL;

      district.cut_at = at;
      /* The line break after the end is not needed to know that it is the end. */
      if (hy_engine_round (self->engine, NULL, NULL, &error))
        g_assert_cmpuint (at, >=, strlen (feed) - 1);
      else
        g_assert_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_CUT);
      engine_fixture_assert_synced (self);
      assert_all_of_it (self, "t1:2 t2:4r1");
      hy_test_write (self->replica, wipe, NULL);
    }
}

/* The runs before it are stored, and asked for no more. */
static void
test_cut_keeps_what_was_marked (EngineFixture *self, gconstpointer data)
{
  say (self, engine_lines (ticket ("t1", 1), mark ("m1"), ticket ("t2", 1), NULL));
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_CUT);
  assert_cursor (self, "m1");
  g_assert_cmpint (hy_test_int (self->replica, "SELECT count(*) FROM tickets"), ==, 1);
  g_assert_cmpuint (self->summary.received, ==, 1);
}

static void
test_no_break_after_the_end (EngineFixture *self, gconstpointer data)
{
  char *body = engine_lines (ticket ("t1", 1), hy_test_end_line ("c1", "t1:1"), NULL);

  body[strlen (body) - 1] = '\0';
  say (self, body);
  engine_fixture_assert_synced (self);
  assert_cursor (self, "c1");
}

static void
test_lines_after_the_end (EngineFixture *self, gconstpointer data)
{
  say (self,
       engine_lines (ticket ("t1", 1), hy_test_end_line ("c1", "t1:1"), ticket ("t2", 1), NULL));
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_BAD_ANSWER);
}

static void
test_what_is_no_feed (EngineFixture *self, gconstpointer data)
{
  static const char *const bodies[] = {
    "<html>\n<body>Welcome</body>\n",
    "[]\n",
    "42\n",
    "{\"mark\":\n",
    "{\"mark\":{\"cursor\":7}}\n",
    "{\"mark\":{}}\n",
    "{}{}\n",
    "\xff\xfe\n",
  };
  g_autofree char *before = engine_fixture_dump (self);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      say (self, g_strdup (bodies[i]));
      engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_BAD_ANSWER);
    }
  after = engine_fixture_dump (self);
  g_assert_cmpstr (after, ==, before);
  assert_cursor (self, "c1");
}

static char *
nested_ticket (guint depth)
{
  g_autofree char *open = g_strnfill (depth, '[');
  g_autofree char *close = g_strnfill (depth, ']');

  return g_strdup_printf (
      "{\"kind\":\"ticket\",\"id\":\"t9\",\"version\":5,\"row\":{\"id\":\"t9\",\"x\":%s%s}}", open,
      close);
}

static void
assert_partial (EngineFixture *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;

  g_assert_true (engine_fixture_round (self, &error) || error != NULL);
  g_assert_no_error (error);
  aside = hy_test_text (self->replica, "SELECT group_concat (id) FROM aside");
  g_assert_cmpstr (aside, ==, id);
}

static gboolean
read_status (HyReplica *replica, gpointer data, GError **error)
{
  return hy_status_read (replica, data, error);
}

/* A row that cannot be stored is kept whole, counts in the digest, and everything goes on. */
static void
test_row_that_cannot_be_stored (EngineFixture *self, gconstpointer data)
{
  char *rows[] = {
    g_strdup ("{\"kind\":\"ticket\",\"id\":\"t9\",\"version\":5,\"row\":{\"id\":\"t9\"}}"),
    nested_ticket (10000),
  };
  g_auto (HyStatus) status = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *cursor = g_strdup_printf ("c%d", 5 + (int) i);

      say (self, engine_lines (rows[i], ticket ("t1", 2),
                               hy_test_end_line (cursor, "t1:2 t2:1 t3:1 t9:5"), NULL));
      assert_partial (self, "t9");
      assert_cursor (self, cursor);
    }
  hy_test_read (self->replica, read_status, &status);
  g_assert_cmpstr (status.state, ==, "partial");
  g_assert_cmpuint (status.aside, ==, 1);
  g_assert_true (status.digest_ok);
}

static void
test_unknown_kinds_are_passed_over (EngineFixture *self, gconstpointer data)
{
  say (self, engine_lines (g_strdup ("{\"kind\":\"weather\",\"id\":\"w1\",\"row\":{}}"),
                           g_strdup ("{\"later\":{\"a\":1}}"), ticket ("t1", 2),
                           hy_test_end_line ("c2", "t1:2 t2:1 t3:1"), NULL));
  engine_fixture_assert_synced (self);
}

static void
test_line_past_its_limit (EngineFixture *self, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (HY_LINE_MAX, 'x');

  say (self, engine_lines (ticket ("t1", 2), mark ("m1"),
                           g_strdup_printf ("{\"kind\":\"weather\",\"x\":\"%s\"}", filler), NULL));
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_BAD_ANSWER);
  assert_cursor (self, "m1");
}

/* A line that never ends must not be collected to its end. */
static void
test_endless_line (EngineFixture *self, gconstpointer data)
{
  say (self, g_strnfill (4 * HY_LINE_MAX, 'x'));
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_BAD_ANSWER);
}

static void
test_run_past_its_limit (EngineFixture *self, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (HY_LINE_MAX - 100, 'x');
  GString *run = g_string_new (NULL);

  while (run->len <= HY_RUN_MAX)
    g_string_append_printf (run, "{\"kind\":\"weather\",\"x\":\"%s\"}\n", filler);
  say (self, g_string_free (run, FALSE));
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_BAD_ANSWER);
  assert_cursor (self, "c1");
}

static void
say_status (EngineFixture *self, guint status, const char *problem, const char *epoch)
{
  HyFakeReply reply = { .status = status, .body = engine_problem (problem), .epoch = epoch };

  engine_fixture_say (self, "GET", CHANGES, reply);
}

/* Everything is asked for anew; what does not come again has left, and what waits, waits. */
static void
test_cursor_expired (EngineFixture *self, gconstpointer data)
{
  g_autofree char *one = engine_fixture_save (self, "t1", "one");
  g_autofree char *scope = NULL;

  engine_fixture_say (self, "POST", COMMANDS, ok (engine_results (one, "refused", NULL)));
  say_status (self, 410, "cursor_expired", NULL);
  say (self, engine_lines (ticket ("t1", 1), ticket ("t2", 1), hy_test_end_line ("c5", "t1:1 t2:1"),
                           NULL));
  g_assert_true (engine_fixture_round (self, NULL));
  g_assert_nonnull (strstr (hy_fake_transport_asked (self->transport, 2), "since=&"));
  scope = hy_test_text (self->replica, "SELECT scope FROM tickets WHERE id = 't3'");
  g_assert_cmpstr (scope, ==, "stub");
  g_assert_cmpint (hy_test_int (self->replica, "SELECT count(*) FROM commands"), ==, 1);
}

static void
test_gone_for_another_reason (EngineFixture *self, gconstpointer data)
{
  say_status (self, 410, "not_found", NULL);
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_BAD_ANSWER);
  assert_cursor (self, "c1");
}

static void
test_rejected_question (EngineFixture *self, gconstpointer data)
{
  say_status (self, 400, "bad_request", NULL);
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_BAD_ANSWER);
  say_status (self, 404, "not_found", NULL);
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_BAD_ANSWER);
  assert_cursor (self, "c1");
}

#define TEST_EMPTY(name, func)                                                                     \
  g_test_add ("/pull-stream/" name, EngineFixture, NULL, engine_fixture_set_up_empty, func,        \
              engine_fixture_tear_down)
#define TEST(name, func)                                                                           \
  g_test_add ("/pull-stream/" name, EngineFixture, NULL, engine_fixture_set_up, func,              \
              engine_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_EMPTY ("first-sync", test_first_sync);
  TEST_EMPTY ("byte-by-byte", test_byte_by_byte);
  TEST_EMPTY ("pages", test_pages);
  TEST_EMPTY ("cursor-is-escaped", test_cursor_is_escaped);
  TEST ("page-that-does-not-move-on", test_page_that_does_not_move_on);
  TEST_EMPTY ("cut-at-every-byte", test_cut_at_every_byte);
  TEST_EMPTY ("cut-keeps-what-was-marked", test_cut_keeps_what_was_marked);
  TEST_EMPTY ("no-break-after-the-end", test_no_break_after_the_end);
  TEST_EMPTY ("lines-after-the-end", test_lines_after_the_end);
  TEST_EMPTY ("end-without-cursor", test_end_without_cursor);
  TEST ("what-is-no-feed", test_what_is_no_feed);
  TEST ("row-that-cannot-be-stored", test_row_that_cannot_be_stored);
  TEST ("unknown-kinds-are-passed-over", test_unknown_kinds_are_passed_over);
  TEST ("line-past-its-limit", test_line_past_its_limit);
  TEST ("endless-line", test_endless_line);
  TEST ("run-past-its-limit", test_run_past_its_limit);
  TEST ("cursor-expired", test_cursor_expired);
  TEST ("gone-for-another-reason", test_gone_for_another_reason);
  TEST ("rejected-question", test_rejected_question);
  return g_test_run ();
}
