#include "sync/engine-fixture.h"

#include <glib/gstdio.h>

static HyFakeReply
revoked (gboolean wipe)
{
  return (HyFakeReply){
    .status = 403,
    .body = g_strdup_printf ("{\"type\":\"about:blank#device_revoked\",\"status\":403,"
                             "\"wipe\":%s}",
                             wipe ? "true" : "false")
  };
}

static gint64
count (EngineFixture *self, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);

  return hy_test_int (self->replica, sql);
}

static void
assert_gone (EngineFixture *self)
{
  static const char *const tables[] = { "tickets", "identities", "phones", "records", "documents",
                                        "drafts",  "aside",      "blobs",  "tallies",
                                        "attachments" };
  g_autofree char *token = hy_token_load (self->replica->dir, "pc-1", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    g_assert_cmpint (count (self, tables[i]), ==, 0);
  g_assert_null (token);
}

static void
test_revoked_without_wipe_keeps_everything (EngineFixture *self, gconstpointer data)
{
  g_autofree char *token = NULL;

  engine_fixture_say (self, "GET", CHANGES, revoked (FALSE));
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_REVOKED);
  g_assert_cmpint (count (self, "tickets"), ==, 3);
  token = hy_token_load (self->replica->dir, "pc-1", NULL);
  g_assert_cmpstr (token, ==, TOKEN);
}

static void
test_wipe_after_an_answer (EngineFixture *self, gconstpointer data)
{
  g_autofree char *one = engine_fixture_save (self, "t1", "one");
  HyFakeReply results = { .body = engine_results (one, "refused", NULL) };

  engine_fixture_say (self, "POST", COMMANDS, results);
  engine_fixture_say (self, "GET", CHANGES, revoked (TRUE));
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_REVOKED);
  assert_gone (self);
  g_assert_cmpint (count (self, "commands"), ==, 0);
}

/* The district said "wipe" already to the push itself: the outbox is sent once. */
static void
test_wipe_sends_the_outbox_once (EngineFixture *self, gconstpointer data)
{
  g_autofree char *one = engine_fixture_save (self, "t1", "one");
  HyFakeReply results = { .body = engine_results (one, "refused", NULL) };

  engine_fixture_say (self, "POST", COMMANDS, revoked (TRUE));
  engine_fixture_say (self, "POST", COMMANDS, results);
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_REVOKED);
  assert_gone (self);
  g_assert_cmpint (count (self, "commands"), ==, 0);
}

static void
test_wipe_sends_what_was_held (EngineFixture *self, gconstpointer data)
{
  g_autofree char *one = engine_fixture_save (self, "t1", "one");
  HyFakeReply held = { .body = g_strdup_printf ("{\"results\":[{\"id\":\"%s\",\"result\":\"held\","
                                                "\"missing\":[\"t1\"]}],"
                                                "\"time\":\"2026-11-23T09:00:05+08:00\"}",
                                                one) };
  HyFakeReply results = { .body = engine_results (one, "refused", NULL) };

  engine_fixture_say (self, "POST", COMMANDS, held);
  engine_fixture_say (self, "GET", CHANGES, revoked (TRUE));
  engine_fixture_say (self, "POST", COMMANDS, results);
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_REVOKED);
  assert_gone (self);
}

/* A ticket left before its closure went up: the district has never seen it. */
static void
test_wipe_sends_what_was_undeliverable (EngineFixture *self, gconstpointer data)
{
  g_autofree char *one = engine_fixture_save (self, "t1", "one");
  HyFakeReply results = { .body = engine_results (one, "refused", NULL) };

  hy_test_exec (self->replica, "UPDATE commands SET state = 'undeliverable'");
  engine_fixture_say (self, "GET", CHANGES, revoked (TRUE));
  engine_fixture_say (self, "POST", COMMANDS, results);
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_REVOKED);
  g_assert_cmpint (count (self, "commands"), ==, 0);
}

/* What even now cannot be sent is nowhere else. */
static void
test_wipe_keeps_what_cannot_be_sent (EngineFixture *self, gconstpointer data)
{
  g_autofree char *one = engine_fixture_save (self, "t1", "one");
  g_autofree char *state = NULL;

  engine_fixture_say (self, "POST", COMMANDS, revoked (TRUE));
  engine_fixture_say (self, "POST", COMMANDS,
                      (HyFakeReply){ .status = 413, .body = engine_problem ("too_large") });
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_REVOKED);
  state = engine_fixture_state_of (self, one);
  g_assert_cmpstr (state, ==, "undeliverable");
}

static void
put_file (EngineFixture *self, const char *folder, const char *name)
{
  g_autofree char *dir = g_build_filename (self->replica->dir, folder, NULL);
  g_autofree char *path = g_build_filename (dir, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "陈小满", -1, NULL));
}

static gboolean
has_file (EngineFixture *self, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (self->replica->dir, folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_wipe_deletes_files (EngineFixture *self, gconstpointer data)
{
  g_autofree char *one = engine_fixture_save (self, "t1", "one");

  put_file (self, "blobs", "aa");
  put_file (self, "blobs", "bb");
  put_file (self, "blobs", "aa.half");
  put_file (self, ".", "before-schema-2.db");
  hy_test_exec (self->replica, "INSERT INTO blobs (sha256, size, kept_at, have, tries) "
                               "VALUES ('aa', 9, 0, 0, 0), ('bb', 9, 0, 0, 0);"
                               "INSERT INTO attachments VALUES "
                               "('t1', 'p-li', 'reply', 'aa', 9, 'photo', 'image/jpeg', 0);"
                               "INSERT INTO blob_uses SELECT 'bb', id FROM commands");
  engine_fixture_say (self, "POST", COMMANDS, revoked (TRUE));
  engine_fixture_say (self, "POST", COMMANDS,
                      (HyFakeReply){ .fails = TRUE, .fault = HY_TRANSPORT_ERROR_CUT });
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_REVOKED);
  g_assert_false (has_file (self, "blobs", "aa"));
  g_assert_false (has_file (self, "blobs", "aa.half"));
  g_assert_false (has_file (self, ".", "before-schema-2.db"));
  /* Of a command that nobody has but this PC. */
  g_assert_true (has_file (self, "blobs", "bb"));
  g_assert_cmpint (count (self, "blobs"), ==, 1);
}

/* Nobody has what people wrote but this PC: that stays, and with it nothing else. */
static void
test_wipe_without_an_answer (EngineFixture *self, gconstpointer data)
{
  HyFakeReply faults[] = {
    { .fails = TRUE, .fault = HY_TRANSPORT_ERROR_CUT },
    { .body = NULL },
    { .status = 401, .body = NULL },
  };
  guint which = GPOINTER_TO_UINT (data);
  g_autofree char *one = engine_fixture_save (self, "t1", "one");
  g_autofree char *state = NULL;

  engine_fixture_say (self, "POST", COMMANDS, revoked (TRUE));
  engine_fixture_say (self, "POST", COMMANDS, faults[which]);
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_REVOKED);
  assert_gone (self);
  state = engine_fixture_state_of (self, one);
  g_assert_cmpstr (state, ==, "queued");
}

static void
test_after_a_wipe_nothing_is_asked (EngineFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  engine_fixture_say (self, "GET", CHANGES, revoked (TRUE));
  engine_fixture_assert_fault (self, HY_TRANSPORT_ERROR_REVOKED);
  g_assert_false (engine_fixture_round (self, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_ENROLLED);
  g_assert_cmpuint (hy_fake_transport_count (self->transport), ==, 1);
}

#define TEST_DATA(name, data, func)                                                                \
  g_test_add ("/revoked/" name, EngineFixture, data, engine_fixture_set_up, func,                  \
              engine_fixture_tear_down)
#define TEST(name, func) TEST_DATA (name, NULL, func)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("without-wipe-keeps-everything", test_revoked_without_wipe_keeps_everything);
  TEST ("wipe-after-an-answer", test_wipe_after_an_answer);
  TEST ("wipe-sends-the-outbox-once", test_wipe_sends_the_outbox_once);
  TEST ("wipe-sends-what-was-held", test_wipe_sends_what_was_held);
  TEST ("wipe-sends-what-was-undeliverable", test_wipe_sends_what_was_undeliverable);
  TEST ("wipe-keeps-what-cannot-be-sent", test_wipe_keeps_what_cannot_be_sent);
  TEST ("wipe-deletes-files", test_wipe_deletes_files);
  TEST_DATA ("wipe-without-an-answer/cut", GUINT_TO_POINTER (0), test_wipe_without_an_answer);
  TEST_DATA ("wipe-without-an-answer/empty", GUINT_TO_POINTER (1), test_wipe_without_an_answer);
  TEST_DATA ("wipe-without-an-answer/401", GUINT_TO_POINTER (2), test_wipe_without_an_answer);
  TEST ("after-a-wipe-nothing-is-asked", test_after_a_wipe_nothing_is_asked);
  return g_test_run ();
}
