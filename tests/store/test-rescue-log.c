/* Damage in the log beside the file, where the latest stands. */
#include "rescue-fixture.h"

/* A copy of the files as they stand while the program runs: as after a power cut, with all that is in the log. */
static void
copy_with_log (HyTestReplica *t, HyTestReplica *to)
{
  static const char *const names[] = { "replica.db", "replica.db-wal" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize size = 0;
      g_autofree char *bytes = contents_of (t, names[i], &size);
      g_autofree char *path = path_of (to, names[i]);

      g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
    }
}

static void
office_in_log (Office *office, HyTestReplica *broken)
{
  *office = office_new (6);
  broken->dir = hy_test_dir_new ();
  broken->now = HY_TEST_NOW;
  copy_with_log (office->t, broken);
}

static void
test_log_cut_off (void)
{
  g_auto (Office) office = { 0 };
  HyTestReplica broken = { 0 };
  Office there;
  static const char noise[64] = "noise";

  office_in_log (&office, &broken);
  g_assert_cmpuint (size_of (&broken, "replica.db-wal"), >, 100 * PAGE);
  /* Some frame in its middle: SQLite would end there, without a word. */
  damage (&broken, "replica.db-wal", 32 + 40 * (24 + PAGE) + 100, noise, sizeof noise);
  must_open (&broken);
  there = office;
  there.t = &broken;
  hy_test_assert_state (&broken, there.queued, "queued -");
  g_assert_cmpint (hy_test_int (&broken, "SELECT count(*) FROM commands"), ==, 4);
  g_assert_cmpint (hy_test_int (&broken, "SELECT count(*) FROM drafts"), ==, 1);
  close_store (&broken);
  hy_test_dir_remove (broken.dir);
  g_free (broken.dir);
}

static void
test_log_without_head (void)
{
  g_auto (Office) office = { 0 };
  HyTestReplica broken = { 0 };
  static const char nothing[32];

  office_in_log (&office, &broken);
  damage (&broken, "replica.db-wal", 0, nothing, sizeof nothing);
  must_open (&broken);
  g_assert_cmpint (hy_test_int (&broken, "SELECT count(*) FROM commands"), ==, 4);
  close_store (&broken);
  hy_test_dir_remove (broken.dir);
  g_free (broken.dir);
}

/* What a power cut leaves of the last transaction is no damage. */
static void
test_log_torn (void)
{
  g_auto (Office) office = { 0 };
  HyTestReplica torn = { 0 };
  static const char noise[64] = "noise";

  office_in_log (&office, &torn);
  damage (&torn, "replica.db-wal", (goffset) size_of (&torn, "replica.db-wal") - 200, noise, sizeof noise);
  must_open (&torn);
  g_assert_cmpint (hy_test_int (&torn, "SELECT count(*) FROM meta WHERE key = 'rescue_at'"), ==, 0);
  g_assert_cmpint (hy_test_int (&torn, "SELECT count(*) FROM commands"), ==, 4);
  close_store (&torn);
  hy_test_dir_remove (torn.dir);
  g_free (torn.dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rescue/log-cut-off", test_log_cut_off);
  g_test_add_func ("/rescue/log-without-head", test_log_without_head);
  g_test_add_func ("/rescue/log-torn", test_log_torn);
  return g_test_run ();
}
