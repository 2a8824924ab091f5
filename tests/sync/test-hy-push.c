#include "sync/engine-fixture.h"

#include "store/hy-outbox-hold.h"
#include "wire/hy-envelope.h"

static HyFakeReply
ok (char *body)
{
  return (HyFakeReply){ .body = body };
}

static void
test_sends_what_waits (EngineFixture *self, gconstpointer data)
{
  g_autofree char *one = engine_fixture_save (self, "t1", "one");
  g_autofree char *two = engine_fixture_save (self, "t2", "two");
  g_autoptr (HyBatch) batch = NULL;
  g_autofree char *state = NULL;
  const char *body;

  engine_fixture_say (self, "POST", COMMANDS,
                      ok (engine_results (one, "applied", two, "applied", NULL)));
  engine_fixture_say_head (self, "c2", ALL_TICKETS);
  engine_fixture_assert_synced (self);
  g_assert_cmpuint (self->summary.sent, ==, 2);
  g_assert_cmpuint (self->summary.refused, ==, 0);
  g_assert_cmpstr (hy_fake_transport_token (self->transport, 0), ==, TOKEN);
  body = hy_fake_transport_body (self->transport, 0);
  batch = hy_batch_parse (body, strlen (body), NULL);
  g_assert_cmpstr (batch->device, ==, "pc-1");
  g_assert_cmpstr (batch->epoch, ==, "epoch-1");
  g_assert_cmpuint (batch->items->len, ==, 2);
  g_assert_cmpstr (((HyBatchItem *) batch->items->pdata[0])->command->id, ==, one);
  g_assert_cmpstr (((HyBatchItem *) batch->items->pdata[1])->command->id, ==, two);
  state = engine_fixture_state_of (self, one);
  g_assert_cmpstr (state, ==, "applied");
}

static void
test_nothing_to_send_asks_nothing (EngineFixture *self, gconstpointer data)
{
  engine_fixture_say_head (self, "c2", ALL_TICKETS);
  engine_fixture_assert_synced (self);
  g_assert_cmpuint (hy_fake_transport_count (self->transport), ==, 1);
}

static void
test_refused_is_kept (EngineFixture *self, gconstpointer data)
{
  g_autofree char *one = engine_fixture_save (self, "t1", "words that must stay");
  g_autofree char *two = engine_fixture_save (self, "t1", "two");
  g_autofree char *state = NULL;
  g_autofree char *command = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_say (self, "POST", COMMANDS,
                      ok (engine_results (one, "refused", two, "applied", NULL)));
  engine_fixture_say_head (self, "c2", ALL_TICKETS);
  g_assert_true (engine_fixture_round (self, &error));
  g_assert_cmpuint (self->summary.sent, ==, 2);
  g_assert_cmpuint (self->summary.refused, ==, 1);
  state = engine_fixture_state_of (self, one);
  g_assert_cmpstr (state, ==, "refused");
  command = hy_test_text (self->replica, "SELECT command FROM commands WHERE state = 'refused'");
  g_assert_nonnull (strstr (command, "words that must stay"));
  /* And it is not sent again by itself. */
  engine_fixture_say_head (self, "c2", ALL_TICKETS);
  g_assert_true (engine_fixture_round (self, &error));
}

/* Whatever is answered, what waits waits as before. */
static void
assert_changes_nothing (EngineFixture *self, HyFakeReply reply, HyTransportError fault)
{
  g_autofree char *before = engine_fixture_dump (self);
  g_autofree char *after = NULL;

  engine_fixture_say (self, "POST", COMMANDS, reply);
  engine_fixture_assert_fault (self, fault);
  after = engine_fixture_dump (self);
  g_assert_cmpstr (after, ==, before);
}

static char *
nested (guint depth)
{
  g_autofree char *open = g_strnfill (depth, '[');
  g_autofree char *close = g_strnfill (depth, ']');

  return g_strconcat ("{\"results\":", open, close, "}", NULL);
}

static void
test_unfit_answers_change_nothing (EngineFixture *self, gconstpointer data)
{
  g_autofree char *one = engine_fixture_save (self, "t1", "one");
  g_autofree char *two = engine_fixture_save (self, "t2", "two");
  char *bodies[] = {
    engine_results (one, "applied", NULL),
    engine_results (one, "applied", two, "applied", one, "applied", NULL),
    engine_results (two, "applied", one, "applied", NULL),
    engine_results (one, "applied", one, "applied", NULL),
    engine_results (one, "applied", "somebody-else", "applied", NULL),
    engine_results (one, "applied", two, "a_word_to_come", NULL),
    g_strdup ("{\"results\":[],\"time\":\"2026-11-23T09:00:05+08:00\"}"),
    g_strdup ("{\"results\":{}}"),
    g_strdup ("{}"),
    g_strdup ("[]"),
    g_strdup ("null"),
    g_strdup (""),
    g_strdup ("<html>Welcome</html>"),
    g_strdup ("{\"results\":[1,2]}"),
    nested (10000),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    assert_changes_nothing (self, ok (bodies[i]), HY_TRANSPORT_ERROR_BAD_ANSWER);
}

/* A complete answer proves itself; anything less of it proves nothing. */
static void
test_answer_cut_anywhere (EngineFixture *self, gconstpointer data)
{
  g_autofree char *one = engine_fixture_save (self, "t1", "one");
  g_autofree char *two = engine_fixture_save (self, "t2", "two");
  g_autofree char *whole = engine_results (one, "applied", two, "refused", NULL);

  for (gsize at = 0; at < strlen (whole); at += 7)
    {
      HyFakeReply reply = { .body = g_strdup (whole), .cut = TRUE, .cut_at = at };

      assert_changes_nothing (self, reply, HY_TRANSPORT_ERROR_BAD_ANSWER);
    }
}

static void
test_faults_change_nothing (EngineFixture *self, gconstpointer data)
{
  static const HyTransportError faults[] = {
    HY_TRANSPORT_ERROR_OFFLINE,  HY_TRANSPORT_ERROR_TLS, HY_TRANSPORT_ERROR_CLOCK,
    HY_TRANSPORT_ERROR_STRANGER, HY_TRANSPORT_ERROR_CUT, HY_TRANSPORT_ERROR_BAD_ANSWER,
  };
  static const struct
  {
    guint status;
    const char *problem;
    HyTransportError fault;
  } statuses[] = {
    { 401, "unauthorized", HY_TRANSPORT_ERROR_UNAUTHORIZED },
    { 403, "device_revoked", HY_TRANSPORT_ERROR_REVOKED },
    { 403, "bad_code", HY_TRANSPORT_ERROR_UNAUTHORIZED },
    { 404, "not_found", HY_TRANSPORT_ERROR_BAD_ANSWER },
    { 409, "offset", HY_TRANSPORT_ERROR_BAD_ANSWER },
    { 426, "protocol_too_old", HY_TRANSPORT_ERROR_TOO_OLD },
    { 400, "protocol_too_old", HY_TRANSPORT_ERROR_TOO_OLD },
    { 429, "slow_down", HY_TRANSPORT_ERROR_SLOW_DOWN },
    { 503, "busy", HY_TRANSPORT_ERROR_SLOW_DOWN },
    { 500, "unheard_of", HY_TRANSPORT_ERROR_SERVER },
    { 502, "busy", HY_TRANSPORT_ERROR_SERVER },
    { 418, "busy", HY_TRANSPORT_ERROR_SERVER },
  };
  g_autofree char *one = engine_fixture_save (self, "t1", "one");
  g_autofree char *two = engine_fixture_save (self, "t1", "two");

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      HyFakeReply reply = { .fails = TRUE, .fault = faults[i] };

      assert_changes_nothing (self, reply, faults[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      HyFakeReply reply
          = { .status = statuses[i].status, .body = engine_problem (statuses[i].problem) };

      assert_changes_nothing (self, reply, statuses[i].fault);
    }
}

/* A district that rejects every batch with one of these in it. */
typedef struct
{
  guint status;
  const char *poison[2];
  guint largest;
} Picky;

static gboolean
is_poison (const Picky *self, const char *id)
{
  return g_strcmp0 (self->poison[0], id) == 0 || g_strcmp0 (self->poison[1], id) == 0;
}

static HyFakeReply
answer_picky (const HyRequest *request, gpointer user_data)
{
  Picky *self = user_data;
  g_autoptr (HyBatch) batch = NULL;
  GString *out = g_string_new ("{\"results\":[");

  if (request->body == NULL)
    {
      g_string_free (out, TRUE);
      return ok (engine_lines (hy_test_end_line ("c2", ALL_TICKETS), NULL));
    }
  batch = hy_batch_parse (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body),
                          NULL);
  self->largest = MAX (self->largest, batch->items->len);
  for (guint i = 0; i < batch->items->len; i++)
    {
      const HyBatchItem *item = batch->items->pdata[i];

      if (is_poison (self, item->command->id))
        {
          g_string_free (out, TRUE);
          return (HyFakeReply){ .status = self->status, .body = engine_problem ("bad_request") };
        }
      g_string_append_printf (out, "%s{\"id\":\"%s\",\"result\":\"applied\",\"version\":2}",
                              i > 0 ? "," : "", item->command->id);
    }
  g_string_append (out, "],\"time\":\"2026-11-23T09:00:05+08:00\"}");
  return ok (g_string_free (out, FALSE));
}

static void
test_rejected_batch_is_halved (EngineFixture *self, gconstpointer data)
{
  Picky picky = { .status = GPOINTER_TO_UINT (data) };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 21; i++)
    g_ptr_array_add (ids, engine_fixture_save (self, i % 2 ? "t1" : "t2", "a note"));
  picky.poison[0] = ids->pdata[6];
  picky.poison[1] = ids->pdata[20];
  hy_fake_transport_set_func (self->transport, answer_picky, &picky);
  g_assert_true (engine_fixture_round (self, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self->summary.sent, ==, 19);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *state = engine_fixture_state_of (self, ids->pdata[i]);

      g_assert_cmpstr (state, ==, is_poison (&picky, ids->pdata[i]) ? "undeliverable" : "applied");
    }
}

static void
test_no_more_than_200_at_once (EngineFixture *self, gconstpointer data)
{
  Picky picky = { .status = 413 };
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 230; i++)
    g_free (engine_fixture_save (self, "t1", "a note"));
  hy_fake_transport_set_func (self->transport, answer_picky, &picky);
  g_assert_true (engine_fixture_round (self, &error));
  g_assert_cmpuint (self->summary.sent, ==, 230);
  g_assert_cmpuint (picky.largest, ==, 200);
  g_assert_cmpuint (hy_fake_transport_count (self->transport), ==, 3);
}

static void
test_copied_replica_is_said (EngineFixture *self, gconstpointer data)
{
  g_autofree char *one = engine_fixture_save (self, "t1", "one");
  g_autofree char *body
      = g_strdup_printf ("{\"results\":[{\"id\":\"%s\",\"result\":\"applied\",\"version\":2}],"
                         "\"warning\":\"replica_copied\",\"time\":\"2026-11-23T09:00:05+08:00\"}",
                         one);
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_say (self, "POST", COMMANDS, ok (g_steal_pointer (&body)));
  engine_fixture_say_head (self, "c2", ALL_TICKETS);
  g_assert_true (engine_fixture_round (self, &error));
  said = engine_fixture_meta (self, "replica_copied");
  g_assert_cmpstr (said, ==, "1");
}

static gboolean
hold (HyReplica *replica, gpointer data, GError **error)
{
  return hy_outbox_hold (replica, data, HY_MINUTE, error);
}

/* What can still be taken back is no reason to ask the district again and again. */
static void
test_held_back_waits (EngineFixture *self, gconstpointer data)
{
  g_autofree char *one = engine_fixture_save (self, "t1", "one");
  g_autofree char *state = NULL;
  g_autoptr (GError) error = NULL;

  hy_test_write (self->replica, hold, one);
  engine_fixture_say_head (self, "c2", ALL_TICKETS);
  g_assert_true (engine_fixture_round (self, &error));
  g_assert_cmpuint (hy_fake_transport_count (self->transport), ==, 1);
  state = engine_fixture_state_of (self, one);
  g_assert_cmpstr (state, ==, "queued");
}

/* The office sends both: what was held, and what it was held for. */
static void
test_held_goes_up_with_what_is_missing (EngineFixture *self, gconstpointer data)
{
  g_autofree char *one = engine_fixture_save (self, "t1", "one");
  g_autofree char *two = engine_fixture_save (self, "t1", "two");
  g_autofree char *held
      = g_strdup_printf ("{\"results\":[{\"id\":\"%s\",\"result\":\"applied\",\"version\":2},"
                         "{\"id\":\"%s\",\"result\":\"held\",\"missing\":[\"%s\"]}],"
                         "\"time\":\"2026-11-23T09:00:05+08:00\"}",
                         one, two, one);
  g_autofree char *state = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_say (self, "POST", COMMANDS, ok (g_steal_pointer (&held)));
  engine_fixture_say (self, "POST", COMMANDS,
                      ok (engine_results (one, "duplicate", two, "applied", NULL)));
  engine_fixture_say_head (self, "c2", ALL_TICKETS);
  g_assert_true (engine_fixture_round (self, &error));
  state = engine_fixture_state_of (self, two);
  g_assert_cmpstr (state, ==, "applied");
}

#define TEST_DATA(name, data, func)                                                                \
  g_test_add ("/push/" name, EngineFixture, data, engine_fixture_set_up, func,                     \
              engine_fixture_tear_down)
#define TEST(name, func) TEST_DATA (name, NULL, func)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("sends-what-waits", test_sends_what_waits);
  TEST ("nothing-to-send-asks-nothing", test_nothing_to_send_asks_nothing);
  TEST ("refused-is-kept", test_refused_is_kept);
  TEST ("unfit-answers-change-nothing", test_unfit_answers_change_nothing);
  TEST ("answer-cut-anywhere", test_answer_cut_anywhere);
  TEST ("faults-change-nothing", test_faults_change_nothing);
  TEST_DATA ("rejected-batch-is-halved/400", GUINT_TO_POINTER (400), test_rejected_batch_is_halved);
  TEST_DATA ("rejected-batch-is-halved/413", GUINT_TO_POINTER (413), test_rejected_batch_is_halved);
  TEST ("no-more-than-200-at-once", test_no_more_than_200_at_once);
  TEST ("held-back-waits", test_held_back_waits);
  TEST ("copied-replica-is-said", test_copied_replica_is_said);
  TEST ("held-goes-up-with-what-is-missing", test_held_goes_up_with_what_is_missing);
  return g_test_run ();
}
