#include "sync/engine-fixture.h"

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
plain_end (void)
{
  return g_strdup ("{\"end\":{\"more\":false,\"time\":\"2026-11-23T09:00:00+08:00\"}}");
}

static char *
scope (const char *id, int version)
{
  return g_strdup_printf ("{\"id\":\"%s\",\"version\":%d}", id, version);
}

static void
say_differs (EngineFixture *self, const char *cursor)
{
  engine_fixture_say_head (self, cursor, "t1:1 t2:7 t4:1");
}

static void
say_scope (EngineFixture *self)
{
  engine_fixture_say (self, "GET", "/v1/scope",
                      ok (engine_lines (scope ("t1", 1), scope ("t2", 7), scope ("t4", 1),
                                        plain_end (), NULL)));
}

static void
test_asks_for_what_differs (EngineFixture *self, gconstpointer data)
{
  g_autofree char *left = NULL;
  HyFakeReply t2 = { .body = engine_lines (ticket ("t2", 7),
                                           hy_test_record_line ("t2", "r7", 7, "noted", NULL),
                                           plain_end (), NULL) };
  HyFakeReply t4 = { .body = engine_lines (ticket ("t4", 1), plain_end (), NULL) };

  say_differs (self, "c2");
  say_scope (self);
  engine_fixture_say (self, "GET", "/v1/tickets/t", t2);
  engine_fixture_say (self, "GET", "/v1/tickets/t", t4);
  /* The district is asked whether all is well now. */
  engine_fixture_say_head (self, "c2", "t1:1 t2:7 t4:1");
  engine_fixture_assert_synced (self);
  g_assert_cmpint (hy_test_int (self->replica, "SELECT version FROM tickets WHERE id = 't2'"), ==,
                   7);
  g_assert_cmpint (hy_test_int (self->replica, "SELECT count(*) FROM records WHERE id = 'r7'"), ==,
                   1);
  g_assert_cmpint (hy_test_int (self->replica, "SELECT version FROM tickets WHERE id = 't4'"), ==,
                   1);
  left = hy_test_text (self->replica, "SELECT scope FROM tickets WHERE id = 't3'");
  g_assert_cmpstr (left, ==, "stub");
}

static HyFakeReply
answer_hopeless (const HyRequest *request, gpointer user_data)
{
  if (g_str_has_prefix (request->path, "/v1/scope"))
    return ok (
        engine_lines (scope ("t1", 1), scope ("t2", 7), scope ("t4", 1), plain_end (), NULL));
  if (g_str_has_prefix (request->path, "/v1/tickets/"))
    return (HyFakeReply){ .status = 404, .body = engine_problem ("not_found") };
  return ok (engine_lines (hy_test_end_line (user_data, "t1:1 t2:7 t4:1"), NULL));
}

/* What cannot be mended is not tried again and again: once a head, by whoever syncs. */
static void
test_once_a_head (EngineFixture *self, gconstpointer data)
{
  g_autoptr (HyEngine) other = hy_engine_new (self->replica->store, HY_TRANSPORT (self->transport));
  guint first;

  hy_fake_transport_set_func (self->transport, answer_hopeless, (gpointer) "c2");
  g_assert_true (engine_fixture_round (self, NULL));
  first = hy_fake_transport_count (self->transport);
  g_assert_cmpuint (first, ==, 5);
  g_assert_true (engine_fixture_round (self, NULL));
  g_assert_true (hy_engine_round (other, NULL, NULL, NULL));
  g_assert_cmpuint (hy_fake_transport_count (self->transport), ==, first + 2);
  hy_fake_transport_set_func (self->transport, answer_hopeless, (gpointer) "c3");
  g_assert_true (engine_fixture_round (self, NULL));
  g_assert_cmpuint (hy_fake_transport_count (self->transport), ==, first + 2 + 5);
}

static void
test_scope_cut_changes_nothing (EngineFixture *self, gconstpointer data)
{
  g_autofree char *before = engine_fixture_dump (self);
  g_autofree char *after = NULL;

  say_differs (self, "c2");
  engine_fixture_say (self, "GET", "/v1/scope", ok (engine_lines (scope ("t1", 1), NULL)));
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_CUT);
  after = engine_fixture_dump (self);
  g_assert_cmpstr (after, ==, before);
}

/* A repair that was cut is not the one of its head. */
static void
test_cut_repair_is_done_again (EngineFixture *self, gconstpointer data)
{
  HyFakeReply offline = { .fails = TRUE, .fault = HY_TRANSPORT_ERROR_OFFLINE };

  say_differs (self, "c2");
  engine_fixture_say (self, "GET", "/v1/scope", offline);
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_OFFLINE);
  test_asks_for_what_differs (self, NULL);
}

static void
test_ticket_cut_changes_nothing_of_it (EngineFixture *self, gconstpointer data)
{
  say_differs (self, "c2");
  say_scope (self);
  engine_fixture_say (self, "GET", "/v1/tickets/t", ok (engine_lines (ticket ("t2", 7), NULL)));
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_CUT);
  g_assert_cmpint (hy_test_int (self->replica, "SELECT version FROM tickets WHERE id = 't2'"), ==,
                   1);
}

static void
test_nonsense_for_a_scope (EngineFixture *self, gconstpointer data)
{
  say_differs (self, "c2");
  engine_fixture_say (self, "GET", "/v1/scope", ok (g_strdup ("<html>\n")));
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_BAD_ANSWER);
}

/* An end and nothing before it, where the district has tickets: nobody leaves by that, and the head is
 * not repaired. */
static void
test_scope_that_is_not_whole (EngineFixture *self, gconstpointer data)
{
  say_differs (self, "c2");
  engine_fixture_say (self, "GET", "/v1/scope", ok (engine_lines (plain_end (), NULL)));
  engine_fixture_say_head (self, "c2", "t1:1 t2:7 t4:1");
  g_assert_true (engine_fixture_round (self, NULL));
  g_assert_cmpint (
      hy_test_int (self->replica, "SELECT count(*) FROM tickets WHERE scope = 'here'"), ==, 3);
  test_asks_for_what_differs (self, NULL);
}

static void
test_ticket_of_nothing (EngineFixture *self, gconstpointer data)
{
  say_differs (self, "c2");
  say_scope (self);
  engine_fixture_say (self, "GET", "/v1/tickets/t", ok (engine_lines (plain_end (), NULL)));
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_BAD_ANSWER);
}

#define TEST(name, func)                                                                           \
  g_test_add ("/repair/" name, EngineFixture, NULL, engine_fixture_set_up, func,                   \
              engine_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("asks-for-what-differs", test_asks_for_what_differs);
  TEST ("once-a-head", test_once_a_head);
  TEST ("scope-cut-changes-nothing", test_scope_cut_changes_nothing);
  TEST ("cut-repair-is-done-again", test_cut_repair_is_done_again);
  TEST ("ticket-cut-changes-nothing-of-it", test_ticket_cut_changes_nothing_of_it);
  TEST ("nonsense-for-a-scope", test_nonsense_for_a_scope);
  TEST ("scope-that-is-not-whole", test_scope_that_is_not_whole);
  TEST ("ticket-of-nothing", test_ticket_of_nothing);
  return g_test_run ();
}
