#include "ctl/hy-ctl.h"
#include "ctl/hy-test-program.h"
#include "support/hy-test-feed.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_usage (void)
{
  static const char *const wrong[][4] = {
    { NULL },
    { "dance" },
    { "show" },
    { "show", "a", "b" },
    { "tickets", "--queue", "tomorrow" },
    { "tickets", "--limit", "many" },
    { "tickets", "--limit", "-3" },
    { "enrol", "https://127.0.0.1:1" },
    { "enrol", "http://127.0.0.1:1", "CODE" },
    { "outbox", "retry" },
    { "outbox", "burn", "x" },
    { "outbox", "discard", "x" },
    { "sync", "--loudly" },
    { "do", "t1", "sign", "rest" },
    { "check", "t1" },
  };
  g_autofree char *dir = hy_test_dir_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (HyTestRun) run
          = hy_test_run (dir, NULL, wrong[i][0], wrong[i][1], wrong[i][2], wrong[i][3], NULL);

      g_test_message ("case %u: %s", (guint) i, run.err);
      g_assert_cmpint (run.code, ==, HY_EXIT_USAGE);
      g_assert_true (g_str_has_prefix (run.err, "huiyinctl: "));
      g_assert_cmpstr (run.out, ==, "");
    }
  hy_test_dir_remove (dir);
}

static void
test_help (void)
{
  static const char *const verbs[]
      = { "enrol", "sync", "status", "tickets", "show", "do", "outbox", "doctor" };
  g_auto (HyTestRun) all = hy_test_run ("nowhere", NULL, "--help", NULL);
  g_auto (HyTestRun) version = hy_test_run ("nowhere", NULL, "--version", NULL);

  g_assert_cmpint (all.code, ==, HY_EXIT_DONE);
  g_assert_cmpint (version.code, ==, HY_EXIT_DONE);
  g_assert_true (g_str_has_prefix (version.out, "huiyinctl "));
  g_assert_null (strstr (all.out, "check"));
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_auto (HyTestRun) run = hy_test_run ("nowhere", NULL, verbs[i], "--help", NULL);

      g_assert_nonnull (strstr (all.out, verbs[i]));
      g_assert_cmpint (run.code, ==, HY_EXIT_DONE);
      g_assert_nonnull (strstr (run.out, verbs[i]));
      g_assert_nonnull (strstr (run.out, "--replica"));
    }
}

static void
test_status (void)
{
  static const char *const members[]
      = { "state", "sent", "refused", "received", "waiting", "head", "at" };
  g_autoptr (HyTestReplica) replica = hy_test_ctl_office_new ();
  g_auto (HyTestRun) run = hy_test_run (replica->dir, NULL, "status", "--json", NULL);
  g_autoptr (JsonNode) node = hy_test_run_json (&run);

  g_assert_cmpint (run.code, ==, HY_EXIT_DONE);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (json_node_get_object (node), members[i]));
}

static void
test_tickets (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_ctl_office_new ();
  g_auto (HyTestRun) run = hy_test_run (replica->dir, NULL, "tickets", "--json", NULL);
  g_auto (HyTestRun) queue
      = hy_test_run (replica->dir, NULL, "tickets", "--queue", "pending_sign", "--json", NULL);
  g_auto (HyTestRun) found
      = hy_test_run (replica->dir, NULL, "--json", "tickets", "--search", "噪音", NULL);
  g_autoptr (JsonNode) all = hy_test_run_json (&run);
  g_autoptr (JsonNode) some = hy_test_run_json (&queue);
  g_autoptr (JsonNode) hits = hy_test_run_json (&found);
  JsonObject *row;

  g_assert_cmpuint (json_array_get_length (json_node_get_array (all)), ==, 2);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (some)), ==, 1);
  row = json_array_get_object_element (json_node_get_array (some), 0);
  g_assert_cmpstr (json_object_get_string_member (row, "id"), ==, "t2");
  g_assert_cmpstr (json_object_get_string_member (row, "number"), ==, "N-t2");
  g_assert_cmpstr (json_object_get_string_member (row, "state"), ==, "pending_sign");
  g_assert_cmpstr (json_object_get_string_member (row, "due"), ==, "2026-11-23T11:00:00+08:00");
  g_assert_cmpint (json_object_get_int_member (row, "unsent"), ==, 0);
  g_assert_true (json_object_has_member (row, "light"));
  g_assert_cmpuint (json_array_get_length (json_node_get_array (hits)), ==, 1);
}

static void
test_show (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_ctl_office_new ();
  g_auto (HyTestRun) run = hy_test_run (replica->dir, NULL, "show", "N-t1", "--json", NULL);
  g_auto (HyTestRun) text = hy_test_run (replica->dir, NULL, "show", "t1", NULL);
  g_auto (HyTestRun) nobody = hy_test_run (replica->dir, NULL, "show", "t9", NULL);
  g_autoptr (JsonNode) node = hy_test_run_json (&run);
  JsonObject *object = json_node_get_object (node);
  JsonObject *lights = json_object_get_object_member (object, "lights");

  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (object, "ticket"),
                                                  "id"),
                   ==, "t1");
  g_assert_nonnull (json_object_get_array_member (object, "timeline"));
  for (const char *const *clock = (const char *const[]){ "sign", "contact", "result", NULL };
       *clock != NULL; clock++)
    {
      JsonObject *light = json_object_get_object_member (lights, *clock);

      g_assert_true (json_object_has_member (light, "light"));
      g_assert_true (json_object_has_member (light, "due"));
      g_assert_true (json_object_has_member (light, "yellow_at"));
      g_assert_true (json_object_has_member (light, "stopped"));
    }
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "may")), >, 10);
  g_assert_nonnull (strstr (text.out, "夜间施工"));
  g_assert_nonnull (strstr (text.out, "Handler: Zhang\n"));
  g_assert_cmpint (nobody.code, ==, HY_EXIT_USAGE);
}

static void
test_do (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_ctl_office_new ();
  g_auto (HyTestRun) signs
      = hy_test_run (replica->dir, NULL, "do", "N-t2", "sign", "--person", "p-zhang", NULL);
  g_auto (HyTestRun) note = hy_test_run (replica->dir, "{\"text\":\"rang the owner\"}", "do", "t2",
                                         "progress", "--person", "p-li", "-", NULL);
  g_auto (HyTestRun) rows = hy_test_run (replica->dir, NULL, "outbox", "--json", NULL);
  g_auto (HyTestRun) shown = hy_test_run (replica->dir, NULL, "show", "t2", "--json", NULL);
  g_autoptr (JsonNode) command = hy_test_run_json (&signs);
  g_autoptr (JsonNode) outbox = hy_test_run_json (&rows);
  g_autoptr (JsonNode) ticket = hy_test_run_json (&shown);
  JsonObject *first = json_array_get_object_element (json_node_get_array (outbox), 0);
  JsonArray *timeline = json_object_get_array_member (json_node_get_object (ticket), "timeline");

  g_assert_cmpint (signs.code, ==, HY_EXIT_DONE);
  g_assert_cmpint (note.code, ==, HY_EXIT_DONE);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (outbox)), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (first, "id"), ==,
                   json_object_get_string_member (json_node_get_object (command), "command"));
  g_assert_cmpstr (json_object_get_string_member (first, "state"), ==, "queued");
  g_assert_cmpstr (json_object_get_string_member (
                       json_object_get_object_member (json_node_get_object (ticket), "ticket"),
                       "state"),
                   ==, "handling");
  g_assert_cmpuint (json_array_get_length (timeline), ==, 2);
  g_assert_true (
      json_object_get_boolean_member (json_array_get_object_element (timeline, 1), "unsent"));
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *kind, *person, *body, *code;
  } cases[] = {
    { "dance", "p-zhang", "{}", "unknown_kind" },
    { "supplemented", "p-zhang", "{}", "unknown_kind" },
    { "progress", "p-zhang", "{}", "bad_body" },
    { "progress", "p-zhang", "{\"text\":", "bad_body" },
    { "progress", "p-zhang", "[]", "bad_body" },
    { "progress", "p-nobody", "{\"text\":\"x\"}", "unknown_person" },
    { "situation_statement", "p-zhang",
      "{\"cause\":\"a\",\"responsible\":\"b\",\"progress\":\"c\",\"new_date\":\"2026-12-01\"}",
      "not_overdue" },
  };
  g_autoptr (HyTestReplica) replica = hy_test_ctl_office_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (HyTestRun) run
          = hy_test_run (replica->dir, NULL, "do", "t1", cases[i].kind, "--person", cases[i].person,
                         "--body", cases[i].body, NULL);
      g_autofree char *code = NULL;
      g_autofree char *detail = NULL;

      g_assert_cmpint (run.code, ==, HY_EXIT_REFUSED);
      code = hy_test_run_refusal (&run, "code");
      detail = hy_test_run_refusal (&run, "detail");
      g_assert_cmpstr (code, ==, cases[i].code);
      g_assert_cmpstr (detail, !=, NULL);
    }
  {
    g_auto (HyTestRun) nothing
        = hy_test_run (replica->dir, NULL, "do", "new", "sign", "--person", "p-zhang", NULL);
    g_auto (HyTestRun) nobody = hy_test_run (replica->dir, NULL, "do", "t1", "claim", NULL);

    g_assert_cmpint (nothing.code, ==, HY_EXIT_USAGE);
    g_assert_cmpint (nobody.code, ==, HY_EXIT_USAGE);
    g_assert_nonnull (strstr (nobody.err, "say who acts"));
    g_assert_nonnull (strstr (nobody.err, "p-li"));
  }
  g_assert_cmpint (hy_test_int (replica, "SELECT count(*) FROM commands"), ==, 0);
}

static void
test_outbox (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_ctl_office_new ();
  g_auto (HyTestRun) signs
      = hy_test_run (replica->dir, NULL, "do", "t2", "sign", "--person", "p-zhang", NULL);
  g_autoptr (JsonNode) node = hy_test_run_json (&signs);
  const char *id = json_object_get_string_member (json_node_get_object (node), "command");
  g_autofree char *file = g_build_filename (replica->dir, "out.json", NULL);
  g_auto (HyTestRun) writes = hy_test_run (replica->dir, NULL, "outbox", "export", file, NULL);
  g_auto (HyTestRun) hurries = hy_test_run (replica->dir, NULL, "outbox", "retry", id, NULL);
  g_auto (HyTestRun) drops
      = hy_test_run (replica->dir, NULL, "outbox", "discard", id, "--why", "wrong ticket", NULL);
  g_auto (HyTestRun) rows = hy_test_run (replica->dir, NULL, "outbox", "--json", NULL);
  g_autofree char *text = NULL;

  g_assert_cmpint (writes.code, ==, HY_EXIT_DONE);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, id));
  g_assert_cmpint (hurries.code, ==, HY_EXIT_DONE);
  g_assert_cmpint (drops.code, ==, HY_EXIT_DONE);
  g_assert_cmpstr (rows.out, ==, "[]\n");
}

/* A contact of tomorrow is saved all the same, and said. */
static void
test_future (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_ctl_office_new ();
  g_auto (HyTestRun) run
      = hy_test_run (replica->dir, NULL, "do", "t1", "contact", "--person", "p-zhang", "--body",
                     "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"no_answer\","
                     "\"at\":\"2026-11-24T09:00:00+08:00\",\"purpose\":[\"confirm\"]}",
                     NULL);

  g_assert_cmpint (run.code, ==, HY_EXIT_DONE);
  g_assert_nonnull (strstr (run.err, "future"));
}

static void
test_blob (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_ctl_office_new ();
  g_autofree char *file = g_build_filename (replica->dir, "photo.png", NULL);
  g_autofree char *kept
      = g_build_filename (replica->dir, "blobs",
                          "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", NULL);
  g_autofree char *missing = g_build_filename (replica->dir, "none.png", NULL);

  g_assert_true (g_file_set_contents (file, "hello", -1, NULL));
  {
    g_auto (HyTestRun) run
        = hy_test_run (replica->dir, NULL, "do", "t1", "progress", "--person", "p-li", "--body",
                       "{\"text\":\"seen\"}", "--blob", file, NULL);
    g_auto (HyTestRun) none
        = hy_test_run (replica->dir, NULL, "do", "t1", "progress", "--person", "p-li", "--body",
                       "{\"text\":\"seen\"}", "--blob", missing, NULL);

    g_assert_cmpint (run.code, ==, HY_EXIT_DONE);
    g_assert_cmpint (none.code, ==, HY_EXIT_USAGE);
  }
  g_assert_true (g_file_test (kept, G_FILE_TEST_IS_REGULAR));
}

/* Text behind a NUL character would be lost without a word. */
static void
test_body_with_nul (void)
{
  static const char body[] = "{\"text\":\"seen\"}\0{\"text\":\"and more\"}";
  g_autoptr (HyTestReplica) replica = hy_test_ctl_office_new ();
  g_autofree char *path = g_build_filename (replica->dir, "body.json", NULL);
  g_auto (HyTestRun) run = { 0 };
  g_autofree char *code = NULL;

  g_assert_true (g_file_set_contents (path, body, sizeof body - 1, NULL));
  run = hy_test_run (replica->dir, NULL, "do", "t1", "progress", "--person", "p-li", "--body-file",
                     path, NULL);
  g_assert_cmpint (run.code, ==, HY_EXIT_REFUSED);
  code = hy_test_run_refusal (&run, "code");
  g_assert_cmpstr (code, ==, "bad_body");
}

/* As an editor on an old PC saves it: with a byte order mark, or in the locale's encoding of old.
 */
static void
test_body_of_an_editor (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_ctl_office_new ();
  g_autofree char *path = g_build_filename (replica->dir, "body.json", NULL);
  const struct
  {
    const char *body;
    int code;
    const char *says;
  } cases[] = {
    { "\xef\xbb\xbf{\"text\":\"seen\"}\r\n", HY_EXIT_DONE, "" },
    { "{\"text\":\"\xbf\xb4\xb9\xfd\"}", HY_EXIT_REFUSED, "not UTF-8" },
    { "{\"text\":\"seen\"", HY_EXIT_REFUSED, "no JSON" },
    { "[\"seen\"]", HY_EXIT_REFUSED, "JSON object" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (HyTestRun) run = { 0 };

      g_assert_true (g_file_set_contents (path, cases[i].body, -1, NULL));
      run = hy_test_run (replica->dir, NULL, "do", "t1", "progress", "--person", "p-li",
                         "--body-file", path, NULL);
      g_assert_cmpint (run.code, ==, cases[i].code);
      g_assert_nonnull (strstr (run.err, cases[i].says));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/body-of-an-editor", test_body_of_an_editor);
  g_test_add_func ("/ctl/usage", test_usage);
  g_test_add_func ("/ctl/help", test_help);
  g_test_add_func ("/ctl/status", test_status);
  g_test_add_func ("/ctl/tickets", test_tickets);
  g_test_add_func ("/ctl/show", test_show);
  g_test_add_func ("/ctl/do", test_do);
  g_test_add_func ("/ctl/refusals", test_refusals);
  g_test_add_func ("/ctl/outbox", test_outbox);
  g_test_add_func ("/ctl/future", test_future);
  g_test_add_func ("/ctl/blob", test_blob);
  g_test_add_func ("/ctl/body-with-nul", test_body_with_nul);
  return g_test_run ();
}
