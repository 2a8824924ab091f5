#include "support/hy-test-replica.h"
#include "sync/hy-retry-after.h"
#include "wire/hy-system-clock.h"

static void
note (HyTestReplica *replica, gint64 seconds)
{
  HyReply reply = { .retry_after = seconds };
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_retry_after_note (replica->store, &reply, &error));
  g_assert_no_error (error);
}

static void
assert_binds (HyTestReplica *replica, gboolean binds)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (hy_retry_after_check (replica->store, &error), ==, !binds);
  if (binds)
    g_assert_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_SLOW_DOWN);
  else
    g_assert_no_error (error);
}

/* Between @from and @until seconds from now. */
static void
set_span (HyTestReplica *replica, gint64 from, gint64 until)
{
  gint64 now = hy_system_clock_boottime ();
  g_autofree char *sql
      = g_strdup_printf ("UPDATE meta SET value = %" G_GINT64_FORMAT " WHERE key = 'retry_from';"
                         "UPDATE meta SET value = %" G_GINT64_FORMAT " WHERE key = 'retry_until'",
                         now + from * HY_SECOND, now + until * HY_SECOND);

  hy_test_exec (replica, sql);
}

static void
test_never_asked (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_replica_new ();

  assert_binds (replica, FALSE);
}

static void
test_not_given (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_replica_new ();

  note (replica, -1);
  assert_binds (replica, FALSE);
  note (replica, 0);
  assert_binds (replica, FALSE);
}

static void
test_binds_until_it_has_run_out (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_replica_new ();

  note (replica, 600);
  assert_binds (replica, TRUE);
  hy_test_replica_reopen (replica);
  assert_binds (replica, TRUE);
  set_span (replica, -600, 60);
  assert_binds (replica, TRUE);
  set_span (replica, -600, 0);
  assert_binds (replica, FALSE);
}

/* A district that says "never" is asked again within the hour. */
static void
test_has_an_end (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_replica_new ();

  note (replica, G_MAXINT64);
  g_assert_cmpint (hy_test_int (replica,
                                "SELECT (SELECT value FROM meta WHERE key = 'retry_until') - "
                                "(SELECT value FROM meta WHERE key = 'retry_from')"),
                   ==, HY_RETRY_AFTER_MAX * HY_SECOND);
}

/* A clock that HUIYIN_NOW or a person has set forward does not wait for the machine's. */
static void
test_is_over_by_the_clock (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_replica_new ();

  note (replica, 600);
  hy_test_exec (replica, "UPDATE meta SET value = value - 599 * 1000 WHERE key = 'retry_over'");
  assert_binds (replica, TRUE);
  hy_test_exec (replica, "UPDATE meta SET value = value - 1000 WHERE key = 'retry_over'");
  assert_binds (replica, FALSE);
}

/* What an earlier boot noted lies ahead on this one's clock. */
static void
test_another_boots_does_not_bind (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_replica_new ();

  note (replica, 600);
  set_span (replica, 1000, 1600);
  assert_binds (replica, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/retry-after/never-asked", test_never_asked);
  g_test_add_func ("/retry-after/not-given", test_not_given);
  g_test_add_func ("/retry-after/binds-until-it-has-run-out", test_binds_until_it_has_run_out);
  g_test_add_func ("/retry-after/has-an-end", test_has_an_end);
  g_test_add_func ("/retry-after/is-over-by-the-clock", test_is_over_by_the_clock);
  g_test_add_func ("/retry-after/another-boots-does-not-bind", test_another_boots_does_not_bind);
  return g_test_run ();
}
