#include "ctl/hy-test-program.h"

#include "support/hy-test-feed.h"
#include "wire/hy-json.h"

#include <gio/gio.h>
#include <string.h>

HyTestReplica *
hy_test_ctl_office_new (void)
{
  HyTestReplica *replica = hy_test_replica_new ();
  HyPullOutcome outcome = { 0 };

  hy_test_replica_enrol (replica, TRUE);
  hy_test_feed (replica, "", &outcome,
                hy_test_ticket_line (&(HyTestTicket){ .id = "t1", .title = "夜间施工 噪音" }),
                hy_test_ticket_line (&(HyTestTicket){ .id = "t2",
                                                      .title = "A lamp",
                                                      .state = "pending_sign",
                                                      .handler = "",
                                                      .due_sign = "2026-11-23T11:00:00+08:00" }),
                hy_test_end_line ("c1", "t1:1 t2:1"), NULL);
  hy_pull_outcome_clear (&outcome);
  return replica;
}

void
hy_test_run_clear (HyTestRun *self)
{
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
}

static GSubprocessLauncher *
launcher_new (void)
{
  GSubprocessLauncher *launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  g_subprocess_launcher_setenv (launcher, "HUIYIN_NOW", "2026-11-23T09:00:00+08:00", TRUE);
  return launcher;
}

HyTestRun
hy_test_run (const char *dir, const char *input, ...)
{
  g_autoptr (GSubprocessLauncher) launcher = launcher_new ();
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  HyTestRun run = { 0 };
  va_list args;
  char *word;

  g_ptr_array_add (words, (char *) g_getenv ("HUIYINCTL"));
  g_ptr_array_add (words, (char *) "--replica");
  g_ptr_array_add (words, (char *) dir);
  va_start (args, input);
  while ((word = va_arg (args, char *)) != NULL)
    g_ptr_array_add (words, word);
  va_end (args);
  g_ptr_array_add (words, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &run.out, &run.err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  run.code = g_subprocess_get_exit_status (process);
  return run;
}

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = hy_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return node;
}

JsonNode *
hy_test_run_json (const HyTestRun *self)
{
  return parse (self->out);
}

char *
hy_test_run_refusal (const HyTestRun *self, const char *name)
{
  g_autoptr (JsonNode) node = parse (self->err);
  JsonObject *object = json_node_get_object (node);

  return g_strdup (json_object_get_string_member_with_default (object, name, NULL));
}
