#include "sync/engine-fixture.h"

static gboolean
wait_with (EngineFixture *self, HyFakeReply reply, gboolean *changed, GError **error)
{
  gboolean ok;

  engine_fixture_say (self, "GET", "/v1/changes?since=c1&limit=1&wait=", reply);
  ok = hy_engine_wait (self->engine, 50, changed, NULL, error);
  hy_fake_transport_assert_done (self->transport);
  return ok;
}

static void
assert_says (EngineFixture *self, HyFakeReply reply, gboolean expected)
{
  g_autoptr (GError) error = NULL;
  gboolean changed = !expected;

  g_assert_true (wait_with (self, reply, &changed, &error) || error != NULL);
  g_assert_no_error (error);
  g_assert_cmpint (changed, ==, expected);
}

static void
test_nothing_new (EngineFixture *self, gconstpointer data)
{
  HyFakeReply reply
      = { .chunk = 1, .body = engine_lines (hy_test_end_line ("c1", ALL_TICKETS), NULL) };

  assert_says (self, reply, FALSE);
}

/* It only looks: what is new is brought by a round, under the lock. */
static void
test_something_new (EngineFixture *self, gconstpointer data)
{
  HyTestTicket row = { .id = "t1", .version = 2 };
  HyFakeReply reply = { .chunk = 7 };
  g_autofree char *before = engine_fixture_dump (self);
  g_autofree char *after = NULL;

  reply.body = engine_lines (hy_test_ticket_line (&row), hy_test_end_line ("c2", "t1:2"), NULL);
  assert_says (self, reply, TRUE);
  after = engine_fixture_dump (self);
  g_assert_cmpstr (after, ==, before);
}

static void
test_what_only_a_round_can_judge (EngineFixture *self, gconstpointer data)
{
  HyFakeReply epoch
      = { .status = 409, .epoch = "epoch-2", .body = engine_problem ("epoch_changed") };
  HyFakeReply expired = { .status = 410, .body = engine_problem ("cursor_expired") };
  HyFakeReply other
      = { .epoch = "epoch-2", .body = engine_lines (hy_test_end_line ("c1", ""), NULL) };

  assert_says (self, epoch, TRUE);
  assert_says (self, expired, TRUE);
  assert_says (self, other, TRUE);
}

static void
test_faults (EngineFixture *self, gconstpointer data)
{
  HyFakeReply replies[] = {
    { .fails = TRUE, .fault = HY_TRANSPORT_ERROR_OFFLINE },
    { .body = NULL },
    { .body = g_strdup ("{\"end\":{") },
    { .body = g_strdup ("<html>\n") },
    { .status = 404, .body = engine_problem ("not_found") },
    { .status = 400, .body = engine_problem ("bad_request") },
    { .status = 500, .body = engine_problem ("unheard_of") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean changed;

      g_assert_false (wait_with (self, replies[i], &changed, &error));
      g_assert_cmpuint (error->domain, ==, HY_TRANSPORT_ERROR);
    }
}

static void
test_no_longer_than_50_s (EngineFixture *self, gconstpointer data)
{
  HyFakeReply reply = { .body = engine_lines (hy_test_end_line ("c1", ALL_TICKETS), NULL) };
  gboolean changed;

  engine_fixture_say (self, "GET", "/v1/changes?since=c1&limit=1&wait=50", reply);
  g_assert_true (hy_engine_wait (self->engine, 3600, &changed, NULL, NULL));
}

static void
test_before_the_first_round_one_is_wanted (EngineFixture *self, gconstpointer data)
{
  gboolean changed = FALSE;

  g_assert_true (hy_engine_wait (self->engine, 50, &changed, NULL, NULL));
  g_assert_true (changed);
  g_assert_cmpuint (hy_fake_transport_count (self->transport), ==, 0);
}

#define TEST(name, func)                                                                           \
  g_test_add ("/poll/" name, EngineFixture, NULL, engine_fixture_set_up, func,                     \
              engine_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("nothing-new", test_nothing_new);
  TEST ("something-new", test_something_new);
  TEST ("what-only-a-round-can-judge", test_what_only_a_round_can_judge);
  TEST ("faults", test_faults);
  TEST ("no-longer-than-50-s", test_no_longer_than_50_s);
  g_test_add ("/poll/before-the-first-round-one-is-wanted", EngineFixture, NULL,
              engine_fixture_set_up_empty, test_before_the_first_round_one_is_wanted,
              engine_fixture_tear_down);
  return g_test_run ();
}
