#include "sync/engine-fixture.h"

#include "wire/hy-envelope.h"

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
head (const char *cursor, const char *tickets)
{
  return engine_lines (hy_test_end_line (cursor, tickets), NULL);
}

static void
assert_meta (EngineFixture *self, const char *key, const char *expected)
{
  g_autofree char *value = engine_fixture_meta (self, key);

  g_assert_cmpstr (value, ==, expected);
}

/* A command that the district has acknowledged in epoch-1. */
static char *
acknowledged (EngineFixture *self, const char *ticket_id)
{
  g_autofree char *id = engine_fixture_save (self, ticket_id, "acknowledged");

  engine_fixture_say (self, "POST", COMMANDS, ok (engine_results (id, "applied", NULL)));
  engine_fixture_say_head (self, "c2", ALL_TICKETS);
  engine_fixture_assert_synced (self);
  return g_steal_pointer (&id);
}

/* What the new epoch is asked: the receipt again, and everything from the beginning. */
static void
say_new_epoch_through (EngineFixture *self, const char *id)
{
  HyFakeReply results = { .body = engine_results (id, "duplicate", NULL), .epoch = "epoch-2" };
  HyFakeReply feed = { .epoch = "epoch-2" };

  feed.body = engine_lines (ticket ("t1", 1), ticket ("t2", 1),
                            hy_test_end_line ("n1", "t1:1 t2:1"), NULL);
  engine_fixture_say (self, "POST", COMMANDS, results);
  engine_fixture_say (self, "GET", "/v1/changes?since=&", feed);
}

static void
assert_entered (EngineFixture *self, guint pushed)
{
  const char *body = hy_fake_transport_body (self->transport, pushed);
  g_autofree char *scope = NULL;

  assert_meta (self, "epoch", "epoch-2");
  assert_meta (self, "cursor", "n1");
  g_assert_nonnull (strstr (body, "\"epoch\":\"epoch-2\""));
  g_assert_nonnull (strstr (body, "receipt-of-it"));
  scope = hy_test_text (self->replica, "SELECT scope FROM tickets WHERE id = 't3'");
  g_assert_cmpstr (scope, ==, "orphan");
}

static void
test_new_epoch_on_changes (EngineFixture *self, gconstpointer data)
{
  guint status = GPOINTER_TO_UINT (data);
  g_autofree char *id = acknowledged (self, "t1");
  HyFakeReply reply = { .status = status, .epoch = "epoch-2" };
  g_autoptr (GError) error = NULL;

  reply.body = status == 200
                   ? engine_lines (ticket ("t1", 9), hy_test_end_line ("x1", "t1:9"), NULL)
                   : engine_problem (status == 410 ? "cursor_expired" : "epoch_changed");
  engine_fixture_say (self, "GET", "/v1/changes?since=c2&", reply);
  say_new_epoch_through (self, id);
  g_assert_true (engine_fixture_round (self, &error) || error != NULL);
  g_assert_no_error (error);
  assert_entered (self, 3);
  /* Nothing of the first answer was stored: it was of another epoch than its cursor. */
  g_assert_cmpint (hy_test_int (self->replica, "SELECT version FROM tickets WHERE id = 't1'"), ==,
                   1);
}

static void
test_new_epoch_on_push (EngineFixture *self, gconstpointer data)
{
  g_autofree char *id = acknowledged (self, "t1");
  g_autofree char *fresh = engine_fixture_save (self, "t2", "fresh");
  HyFakeReply changed
      = { .status = 409, .epoch = "epoch-2", .body = engine_problem ("epoch_changed") };
  HyFakeReply results = { .epoch = "epoch-2" };
  HyFakeReply feed = { .epoch = "epoch-2" };
  g_autoptr (GError) error = NULL;

  results.body = engine_results (id, "applied", fresh, "applied", NULL);
  feed.body = engine_lines (ticket ("t1", 1), ticket ("t2", 1),
                            hy_test_end_line ("n1", "t1:1 t2:1"), NULL);
  engine_fixture_say (self, "POST", COMMANDS, changed);
  engine_fixture_say (self, "POST", COMMANDS, results);
  engine_fixture_say (self, "GET", "/v1/changes?since=&", feed);
  g_assert_true (engine_fixture_round (self, &error) || error != NULL);
  g_assert_no_error (error);
  assert_entered (self, 3);
}

/* A 500 of a proxy before a district under repair says nothing about epochs. */
static void
test_other_statuses_change_no_epoch (EngineFixture *self, gconstpointer data)
{
  static const struct
  {
    guint status;
    HyTransportError fault;
  } cases[] = {
    { 400, HY_TRANSPORT_ERROR_BAD_ANSWER },   { 401, HY_TRANSPORT_ERROR_UNAUTHORIZED },
    { 403, HY_TRANSPORT_ERROR_UNAUTHORIZED }, { 404, HY_TRANSPORT_ERROR_BAD_ANSWER },
    { 429, HY_TRANSPORT_ERROR_SLOW_DOWN },    { 500, HY_TRANSPORT_ERROR_SERVER },
    { 503, HY_TRANSPORT_ERROR_SLOW_DOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HyFakeReply reply
          = { .status = cases[i].status, .epoch = "epoch-2", .body = engine_problem ("busy") };

      engine_fixture_say (self, "GET", CHANGES, reply);
      engine_fixture_assert_fault (self, cases[i].fault);
    }
  assert_meta (self, "epoch", "epoch-1");
  assert_meta (self, "cursor", "c1");
}

static HyFakeReply
always_another_epoch (const HyRequest *request, gpointer user_data)
{
  guint *n = user_data;

  return (HyFakeReply){ .status = 409,
                        .epoch = (*n)++ % 2 == 0 ? "epoch-2" : "epoch-3",
                        .body = engine_problem ("epoch_changed") };
}

static void
test_district_that_never_settles (EngineFixture *self, gconstpointer data)
{
  guint n = 0;

  hy_fake_transport_set_func (self->transport, always_another_epoch, &n);
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_BAD_ANSWER);
  g_assert_cmpuint (n, <, 10);
}

/* A process that died in the middle of a push left its commands taken: the next round sends them
 * like the rest. */
static void
test_goes_on_where_a_round_died (EngineFixture *self, gconstpointer data)
{
  g_autofree char *one = engine_fixture_save (self, "t1", "one");

  hy_test_exec (self->replica, "UPDATE commands SET state = 'sending', sent = 1");
  engine_fixture_say (self, "POST", COMMANDS, ok (engine_results (one, "duplicate", NULL)));
  engine_fixture_say_head (self, "c2", ALL_TICKETS);
  engine_fixture_assert_synced (self);
}

/* The same replica under two programs: what one of them learned, the other one knows. */
static void
test_engines_share_what_they_know (EngineFixture *self, gconstpointer data)
{
  g_autoptr (HyEngine) other = hy_engine_new (self->replica->store, HY_TRANSPORT (self->transport));
  g_autoptr (GError) error = NULL;

  engine_fixture_say (self, "GET", "/v1/changes?since=c1&", ok (head ("c2", ALL_TICKETS)));
  engine_fixture_assert_synced (self);
  engine_fixture_say (self, "GET", "/v1/changes?since=c2&", ok (head ("c3", ALL_TICKETS)));
  g_assert_true (hy_engine_round (other, NULL, NULL, &error));
  engine_fixture_say (self, "GET", "/v1/changes?since=c3&", ok (head ("c3", ALL_TICKETS)));
  engine_fixture_assert_synced (self);
}

static void
test_cancelled_is_no_end (EngineFixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *one = engine_fixture_save (self, "t1", "one");
  g_autofree char *before = engine_fixture_dump (self);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (hy_engine_round (self->engine, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = engine_fixture_dump (self);
  g_assert_cmpstr (after, ==, before);
}

static void
test_not_enrolled (EngineFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_token_delete (self->replica->dir, NULL));
  g_assert_false (engine_fixture_round (self, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_ENROLLED);
  g_assert_cmpuint (hy_fake_transport_count (self->transport), ==, 0);
}

static void
count_progress (guint received, guint64 bytes, gpointer user_data)
{
  guint *last = user_data;

  g_assert_cmpuint (bytes, >, 0);
  g_assert_cmpuint (received, >=, *last);
  *last = received;
}

static void
test_tells_its_progress (EngineFixture *self, gconstpointer data)
{
  guint last = 0;

  hy_engine_set_progress (self->engine, count_progress, &last);
  engine_fixture_say (self, "GET", CHANGES,
                      ok (engine_lines (ticket ("t1", 2), ticket ("t2", 2),
                                        hy_test_end_line ("c2", "t1:2 t2:2 t3:1"), NULL)));
  engine_fixture_assert_synced (self);
  g_assert_cmpuint (last, ==, 2);
}

#define TEST_DATA(name, data, func)                                                                \
  g_test_add ("/engine/" name, EngineFixture, data, engine_fixture_set_up, func,                   \
              engine_fixture_tear_down)
#define TEST(name, func) TEST_DATA (name, NULL, func)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_DATA ("new-epoch-on-changes/200", GUINT_TO_POINTER (200), test_new_epoch_on_changes);
  TEST_DATA ("new-epoch-on-changes/409", GUINT_TO_POINTER (409), test_new_epoch_on_changes);
  TEST_DATA ("new-epoch-on-changes/410", GUINT_TO_POINTER (410), test_new_epoch_on_changes);
  TEST ("new-epoch-on-push", test_new_epoch_on_push);
  TEST ("other-statuses-change-no-epoch", test_other_statuses_change_no_epoch);
  TEST ("district-that-never-settles", test_district_that_never_settles);
  TEST ("goes-on-where-a-round-died", test_goes_on_where_a_round_died);
  TEST ("engines-share-what-they-know", test_engines_share_what_they_know);
  TEST ("cancelled-is-no-end", test_cancelled_is_no_end);
  TEST ("not-enrolled", test_not_enrolled);
  TEST ("tells-its-progress", test_tells_its_progress);
  return g_test_run ();
}
