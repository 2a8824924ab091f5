/* Syncing while a program runs: rounds and waits with scripted lines, nothing timed. */
#include "sync/engine-fixture.h"

#include "sync/hy-syncer.h"

typedef struct
{
  EngineFixture base;
  HyFakeTransport *waits;
  HySyncer *syncer;
  GMainLoop *loop;
  guint rounds;
  guint wanted;
} Fixture;

static HyFakeReply
answer_head (const HyRequest *request, gpointer user_data)
{
  return (HyFakeReply){ .body = engine_lines (hy_test_end_line ("c1", ALL_TICKETS), NULL) };
}

/* Nothing is ever new: each wait lasts until it is cancelled. */
static HyFakeReply
answer_hold (const HyRequest *request, gpointer user_data)
{
  HyFakeReply reply = answer_head (request, NULL);

  reply.hold = TRUE;
  return reply;
}

static HyFakeReply
answer_something_new (const HyRequest *request, gpointer user_data)
{
  HyTestTicket row = { .id = "t1", .version = 2 };

  return (HyFakeReply){ .body = engine_lines (hy_test_ticket_line (&row),
                                              hy_test_end_line ("c2", "t1:2 t2:1 t3:1"), NULL) };
}

static void
set_up (Fixture *self, gconstpointer data)
{
  engine_fixture_set_up (&self->base, data);
  self->waits = hy_fake_transport_new ();
  hy_fake_transport_set_func (self->base.transport, answer_head, NULL);
  hy_fake_transport_set_func (self->waits, answer_hold, NULL);
  self->loop = g_main_loop_new (NULL, FALSE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->syncer != NULL)
    {
      hy_syncer_stop (self->syncer);
      /* Rounds that were told keep it alive until they are heard. */
      while (g_main_context_iteration (NULL, FALSE))
        continue;
      g_assert_finalize_object (self->syncer);
    }
  g_assert_finalize_object (self->waits);
  g_main_loop_unref (self->loop);
  engine_fixture_tear_down (&self->base, data);
}

static void
on_round_ended (HySyncer *syncer, Fixture *self)
{
  g_assert_true (g_main_context_is_owner (NULL));
  if (++self->rounds == self->wanted)
    g_main_loop_quit (self->loop);
}

static void
start (Fixture *self)
{
  self->syncer = hy_syncer_new (self->base.replica->store, HY_TRANSPORT (self->base.transport),
                                HY_TRANSPORT (self->waits));
  g_signal_connect (self->syncer, "round-ended", G_CALLBACK (on_round_ended), self);
}

static void
run_until_round (Fixture *self, guint n)
{
  self->wanted = n;
  if (self->rounds < n)
    g_main_loop_run (self->loop);
}

static void
test_begins_with_a_round (Fixture *self, gconstpointer data)
{
  start (self);
  run_until_round (self, 1);
  hy_fake_transport_wait (self->waits, 1);
  g_assert_cmpuint (hy_fake_transport_count (self->base.transport), ==, 1);
  g_assert_nonnull (strstr (hy_fake_transport_asked (self->waits, 0), "wait=50"));
}

/* What was saved goes up at once: the held wait is let go. */
static void
test_hurry_ends_the_wait (Fixture *self, gconstpointer data)
{
  start (self);
  run_until_round (self, 1);
  hy_fake_transport_wait (self->waits, 1);
  hy_syncer_hurry (self->syncer);
  run_until_round (self, 2);
  hy_fake_transport_wait (self->waits, 2);
  g_assert_cmpuint (hy_fake_transport_count (self->base.transport), ==, 2);
}

static void
test_news_make_a_round (Fixture *self, gconstpointer data)
{
  start (self);
  run_until_round (self, 1);
  hy_fake_transport_wait (self->waits, 1);
  hy_fake_transport_set_func (self->base.transport, answer_something_new, NULL);
  hy_fake_transport_expect (self->waits, "GET", CHANGES, answer_something_new (NULL, NULL));
  hy_fake_transport_release (self->waits);
  run_until_round (self, 2);
  hy_fake_transport_wait (self->waits, 3);
  g_assert_cmpint (hy_test_int (self->base.replica, "SELECT version FROM tickets WHERE id = 't1'"),
                   ==, 2);
}

/* A window's search is as quick as a terminal's. */
static void
test_what_came_is_indexed (Fixture *self, gconstpointer data)
{
  hy_fake_transport_expect (self->base.transport, "GET", CHANGES, answer_something_new (NULL, NULL));
  start (self);
  hy_fake_transport_wait (self->waits, 1);
  g_assert_cmpint (hy_test_int (self->base.replica, "SELECT count(*) FROM tickets"), >, 0);
  g_assert_cmpint (
      hy_test_int (self->base.replica, "SELECT count(*) FROM tickets WHERE indexed = 0"), ==, 0);
}

/* A wait that ends with nothing new is held again; no round for that. */
static void
test_nothing_new_waits_on (Fixture *self, gconstpointer data)
{
  start (self);
  run_until_round (self, 1);
  for (guint n = 1; n < 5; n++)
    {
      hy_fake_transport_wait (self->waits, n);
      hy_fake_transport_release (self->waits);
    }
  hy_fake_transport_wait (self->waits, 5);
  g_assert_cmpuint (hy_fake_transport_count (self->base.transport), ==, 1);
}

/* But now and then there is a round: "last confirmed" and the clock's offset are known from those. */
static void
test_quiet_makes_a_round_in_the_end (Fixture *self, gconstpointer data)
{
  start (self);
  run_until_round (self, 1);
  for (guint n = 1; n <= 12; n++)
    {
      hy_fake_transport_wait (self->waits, n);
      hy_fake_transport_release (self->waits);
    }
  run_until_round (self, 2);
  hy_fake_transport_wait (self->waits, 13);
  g_assert_cmpuint (hy_fake_transport_count (self->base.transport), ==, 2);
}

static HyFakeReply
answer_offline (const HyRequest *request, gpointer user_data)
{
  return (HyFakeReply){ .fails = TRUE, .fault = HY_TRANSPORT_ERROR_OFFLINE };
}

/* After a fault there is no wait to hold, and a person need not wait either. */
static void
test_fault_backs_off_and_hurry_does_not (Fixture *self, gconstpointer data)
{
  hy_fake_transport_set_func (self->base.transport, answer_offline, NULL);
  start (self);
  for (guint n = 1; n < 20; n++)
    {
      run_until_round (self, n);
      hy_syncer_hurry (self->syncer);
    }
  g_assert_cmpuint (hy_fake_transport_count (self->waits), ==, 0);
}

/* The district calls for rounds, and nothing comes of them: it is not asked in a circle. */
static void
test_empty_calls_are_not_followed_at_once (Fixture *self, gconstpointer data)
{
  hy_fake_transport_set_func (self->waits, answer_something_new, NULL);
  start (self);
  run_until_round (self, 2);
  /* The second round brought nothing, so no wait follows it before the time for a next try. */
  g_assert_cmpuint (hy_fake_transport_count (self->waits), ==, 1);
}

static void
test_stops_in_a_wait (Fixture *self, gconstpointer data)
{
  start (self);
  run_until_round (self, 1);
  hy_fake_transport_wait (self->waits, 1);
  hy_syncer_stop (self->syncer);
  hy_syncer_stop (self->syncer);
  g_assert_cmpint (hy_syncer_next_try (self->syncer), ==, HY_TIME_NONE);
}

static void
test_stops_in_a_round (Fixture *self, gconstpointer data)
{
  hy_fake_transport_set_func (self->base.transport, answer_hold, NULL);
  start (self);
  hy_fake_transport_wait (self->base.transport, 1);
  hy_syncer_stop (self->syncer);
  g_assert_cmpuint (hy_fake_transport_count (self->waits), ==, 0);
}

#define TEST(name, func) g_test_add ("/syncer/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("begins-with-a-round", test_begins_with_a_round);
  TEST ("hurry-ends-the-wait", test_hurry_ends_the_wait);
  TEST ("news-make-a-round", test_news_make_a_round);
  TEST ("what-came-is-indexed", test_what_came_is_indexed);
  TEST ("nothing-new-waits-on", test_nothing_new_waits_on);
  TEST ("quiet-makes-a-round-in-the-end", test_quiet_makes_a_round_in_the_end);
  TEST ("fault-backs-off-and-hurry-does-not", test_fault_backs_off_and_hurry_does_not);
  TEST ("empty-calls-are-not-followed-at-once", test_empty_calls_are_not_followed_at_once);
  TEST ("stops-in-a-wait", test_stops_in_a_wait);
  TEST ("stops-in-a-round", test_stops_in_a_round);
  return g_test_run ();
}
