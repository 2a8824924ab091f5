/* What one answer does beside what it says: the district's time, a Retry-After, who may ask. */
#include "sync/engine-fixture.h"

#include "wire/hy-system-clock.h"

static char *
head (void)
{
  return engine_lines (hy_test_end_line ("c1", ALL_TICKETS), NULL);
}

static gint64
meta_int (EngineFixture *self, const char *key)
{
  g_autofree char *sql = g_strdup_printf ("SELECT value FROM meta WHERE key = '%s'", key);

  return hy_test_int (self->replica, sql);
}

static void
test_districts_time_is_learnt (EngineFixture *self, gconstpointer data)
{
  HyTime date = hy_system_clock_now () + 3 * HY_DAY;
  HyFakeReply reply = { .body = head (), .date = date, .round_trip = 40 };

  engine_fixture_say (self, "GET", CHANGES, reply);
  engine_fixture_assert_synced (self);
  g_assert_cmpint (meta_int (self, "latest_time"), ==, date);
  g_assert_cmpint (ABS (meta_int (self, "clock_offset") - 3 * HY_DAY), <, HY_MINUTE);
}

static void
test_slow_answer_teaches_no_offset (EngineFixture *self, gconstpointer data)
{
  HyFakeReply reply = { .body = head (), .round_trip = 5 * HY_SECOND };

  reply.date = hy_system_clock_now () + 3 * HY_DAY;
  engine_fixture_say (self, "GET", CHANGES, reply);
  engine_fixture_assert_synced (self);
  g_assert_cmpint (meta_int (self, "clock_offset"), ==, 0);
}

/* The time of a fault is a time all the same. */
static void
test_time_of_a_refusal_counts (EngineFixture *self, gconstpointer data)
{
  HyFakeReply reply = { .status = 401, .body = engine_problem ("unauthorized") };

  reply.date = hy_system_clock_now () + HY_DAY;
  engine_fixture_say (self, "GET", CHANGES, reply);
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_UNAUTHORIZED);
  g_assert_cmpint (meta_int (self, "latest_time"), ==, reply.date);
}

static void
test_retry_after_binds_every_engine (EngineFixture *self, gconstpointer data)
{
  HyFakeReply reply = { .status = GPOINTER_TO_UINT (data), .retry_after = 600 };
  g_autoptr (HyEngine) other = NULL;
  g_autoptr (GError) error = NULL;

  reply.body = engine_problem ("slow_down");
  engine_fixture_say (self, "GET", CHANGES, reply);
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_SLOW_DOWN);
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_SLOW_DOWN);
  other = hy_engine_new (self->replica->store, HY_TRANSPORT (self->transport));
  g_assert_false (hy_engine_round (other, NULL, NULL, &error));
  g_assert_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_SLOW_DOWN);
  g_assert_cmpuint (hy_fake_transport_count (self->transport), ==, 1);
}

static void
test_answer_without_an_epoch (EngineFixture *self, gconstpointer data)
{
  HyFakeReply reply = { .body = head (), .epoch = "" };
  g_autofree char *epoch = NULL;

  engine_fixture_say (self, "GET", CHANGES, reply);
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_BAD_ANSWER);
  epoch = engine_fixture_meta (self, "epoch");
  g_assert_cmpstr (epoch, ==, "epoch-1");
}

/* 401 says that the token is no longer good, and nothing else. */
static void
test_unauthorized_never_wipes (EngineFixture *self, gconstpointer data)
{
  HyFakeReply reply = { .status = 401 };
  g_autofree char *one = engine_fixture_save (self, "t1", "one");
  g_autofree char *state = NULL;
  g_autofree char *token = NULL;

  reply.body = g_strdup ("{\"type\":\"about:blank#device_revoked\",\"wipe\":true}");
  engine_fixture_say (self, "POST", COMMANDS, reply);
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_UNAUTHORIZED);
  state = engine_fixture_state_of (self, one);
  g_assert_cmpstr (state, ==, "queued");
  token = hy_token_load (self->replica->dir, "pc-1", NULL);
  g_assert_cmpstr (token, ==, TOKEN);
  g_assert_cmpint (hy_test_int (self->replica, "SELECT count(*) FROM tickets"), ==, 3);
}

#define TEST_DATA(name, data, func)                                                                \
  g_test_add ("/ask/" name, EngineFixture, data, engine_fixture_set_up, func,                      \
              engine_fixture_tear_down)
#define TEST(name, func) TEST_DATA (name, NULL, func)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("districts-time-is-learnt", test_districts_time_is_learnt);
  TEST ("slow-answer-teaches-no-offset", test_slow_answer_teaches_no_offset);
  TEST ("time-of-a-refusal-counts", test_time_of_a_refusal_counts);
  TEST_DATA ("retry-after-binds-every-engine/429", GUINT_TO_POINTER (429),
             test_retry_after_binds_every_engine);
  TEST_DATA ("retry-after-binds-every-engine/503", GUINT_TO_POINTER (503),
             test_retry_after_binds_every_engine);
  TEST ("answer-without-an-epoch", test_answer_without_an_epoch);
  TEST ("unauthorized-never-wipes", test_unauthorized_never_wipes);
  return g_test_run ();
}
