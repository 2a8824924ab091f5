#include "support/hy-test-feed.h"
#include "sync/hy-pull-pipe.h"

#include <string.h>

/* A run of one ticket up to the mark @cursor. */
static HyPullRun *
run_to (const char *ticket, const char *cursor)
{
  HyTestTicket row = { .id = ticket };
  g_autofree char *line = hy_test_ticket_line (&row);
  g_autofree char *mark = g_strdup_printf ("{\"mark\":{\"cursor\":\"%s\"}}", cursor);
  HyPullRun *run = hy_pull_run_new ();
  HyPullLine kind;

  g_assert_true (hy_pull_run_add (run, line, strlen (line), &kind, NULL));
  g_assert_true (hy_pull_run_add (run, mark, strlen (mark), &kind, NULL));
  g_assert_cmpint (kind, ==, HY_PULL_MARK);
  return run;
}

static void
test_nothing_pushed (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_replica_new ();
  HyPullPipe *pipe = hy_pull_pipe_new (replica->store, "");
  g_auto (HyPullOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_pull_pipe_finish (pipe, &outcome, &error));
  g_assert_cmpuint (outcome.rows, ==, 0);
  g_assert_false (outcome.dropped);
}

/* More than are ever in flight: each after the one before it. */
static void
test_all_are_stored_in_order (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_replica_new ();
  HyPullPipe *pipe = hy_pull_pipe_new (replica->store, "");
  g_auto (HyPullOutcome) outcome = { 0 };
  g_autofree char *cursor = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *ticket = g_strdup_printf ("t%d", i);
      g_autofree char *mark = g_strdup_printf ("m%d", i);

      g_assert_true (hy_pull_pipe_push (pipe, run_to (ticket, mark)));
    }
  g_assert_true (hy_pull_pipe_finish (pipe, &outcome, &error));
  g_assert_cmpuint (outcome.rows, ==, 20);
  g_assert_cmpint (hy_test_int (replica, "SELECT count(*) FROM tickets"), ==, 20);
  cursor = hy_test_text (replica, "SELECT value FROM meta WHERE key = 'cursor'");
  g_assert_cmpstr (cursor, ==, "m19");
}

/* Another process has pulled meanwhile: nothing of this stream is stored after that. */
static void
test_stream_of_another_cursor_is_dropped (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_replica_new ();
  HyPullPipe *pipe = hy_pull_pipe_new (replica->store, "elsewhere");
  g_auto (HyPullOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean taken = TRUE;

  for (int i = 0; taken && i < 100; i++)
    taken = hy_pull_pipe_push (pipe, run_to ("t1", "m1"));
  g_assert_false (taken);
  g_assert_true (hy_pull_pipe_finish (pipe, &outcome, &error));
  g_assert_true (outcome.dropped);
  g_assert_cmpint (hy_test_int (replica, "SELECT count(*) FROM tickets"), ==, 0);
}

/* The replica fails under it: whoever pushes is told to stop, and why at the end. */
static void
test_failure_stops_the_stream (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_replica_new ();
  HyPullPipe *pipe = NULL;
  g_auto (HyPullOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean taken = TRUE;

  hy_test_exec (replica, "DROP TABLE identities");
  pipe = hy_pull_pipe_new (replica->store, "");
  for (int i = 0; taken && i < 100; i++)
    taken = hy_pull_pipe_push (pipe, run_to ("t1", "m1"));
  g_assert_false (taken);
  g_assert_false (hy_pull_pipe_finish (pipe, &outcome, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_UNUSABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pull-pipe/nothing-pushed", test_nothing_pushed);
  g_test_add_func ("/pull-pipe/all-are-stored-in-order", test_all_are_stored_in_order);
  g_test_add_func ("/pull-pipe/stream-of-another-cursor-is-dropped",
                   test_stream_of_another_cursor_is_dropped);
  g_test_add_func ("/pull-pipe/failure-stops-the-stream", test_failure_stops_the_stream);
  return g_test_run ();
}
