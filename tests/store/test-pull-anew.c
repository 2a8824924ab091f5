/* Beginning anew: what is no longer in the district's stream stays as stubs or orphans, and the scope is put right. */
#include "support/hy-test-feed.h"

#include <string.h>

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })

static void
assert_text (HyTestReplica *t, const char *sql, const char *expected)
{
  g_autofree char *text = hy_test_text (t, sql);

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
begin_bootstrap (HyReplica *replica, gpointer data, GError **error)
{
  return hy_pull_begin_bootstrap (replica, data != NULL, data, error);
}

static void
fill_two_and_a_local (HyTestReplica *t)
{
  hy_test_feed_on (t, TICKET (.id = "t1"), TICKET (.id = "t2"), NULL);
  hy_test_exec (t, "UPDATE tickets SET scope = 'local' WHERE id = 't2'");
  hy_test_feed_on (t, TICKET (.id = "t3"), NULL);
  hy_test_exec (t, "DELETE FROM meta WHERE key LIKE 'digest_%'");
}

static void
test_bootstrap_leaves_stubs (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  fill_two_and_a_local (t);
  hy_test_write (t, begin_bootstrap, NULL);
  hy_test_feed (t, "", NULL, TICKET (.id = "t3", .version = 2), hy_test_end_line ("n1", "t3:2"),
                NULL);
  assert_text (t, "SELECT group_concat (id || scope, ' ') FROM (SELECT * FROM tickets ORDER BY id)",
               "t1stub t2local t3here");
  assert_text (t, "SELECT json_extract (row, '$.why') FROM tickets WHERE id = 't1'", "unknown");
  hy_test_feed_end (t, "n1", "n2", "t3:2");
}

static void
test_new_epoch_leaves_orphans (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  fill_two_and_a_local (t);
  hy_test_write (t, begin_bootstrap, (gpointer) "epoch-2");
  /* The cursor expires before it is through. */
  hy_test_write (t, begin_bootstrap, NULL);
  hy_test_feed (t, "", NULL, TICKET (.id = "t3", .version = 1), hy_test_end_line ("n1", "t3:1"),
                NULL);
  assert_text (t, "SELECT group_concat (id || scope, ' ') FROM (SELECT * FROM tickets ORDER BY id)",
               "t1orphan t2local t3here");
  assert_text (t, "SELECT value FROM meta WHERE key = 'epoch'", "epoch-2");
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM identities"), ==, 3);
  hy_test_feed_end (t, "n1", "n2", "t3:1");
}

/* A row of the new epoch that cannot be read: the timeline that comes with it is not mixed into the one of the old epoch,
 * neither at once nor when the next row of it can be read. */
static void
test_timelines_of_two_epochs (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autofree char *row = TICKET (.id = "t1", .version = 3, .records = 2);
  g_autoptr (GString) strange = g_string_new (row);

  g_string_replace (strange, "\"state\":", "\"stage\":", 1);
  hy_test_feed_on (t, TICKET (.id = "t1", .version = 2, .records = 1),
                   hy_test_record_line ("t1", "old", 2, "sign", NULL), NULL);
  hy_test_write (t, begin_bootstrap, (gpointer) "epoch-2");
  hy_test_feed (t, "", NULL, g_strdup (strange->str), hy_test_record_line ("t1", "r1", 2, "sign", NULL),
                hy_test_record_line ("t1", "r2", 3, "progress", NULL), hy_test_end_line ("n1", "t1:3"), NULL);
  assert_text (t, "SELECT group_concat (id) FROM records", "old");
  hy_test_feed (t, "n1", NULL, TICKET (.id = "t1", .version = 4, .records = 3),
                hy_test_record_line ("t1", "r3", 4, "progress", NULL), hy_test_end_line ("n2", "t1:4"), NULL);
  assert_text (t, "SELECT group_concat (id) FROM (SELECT id FROM records ORDER BY id)", "r1,r2,r3");
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM aside"), ==, 0);
  hy_test_feed_end (t, "n2", "n3", "t1:4");
}

static gboolean
compare (HyReplica *replica, gpointer data, GError **error)
{
  g_autoptr (GHashTable) scope = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GPtrArray) ids = NULL;
  gint64 versions[] = { 1, 5, 1 };

  g_hash_table_insert (scope, (gpointer) "t1", g_memdup2 (&versions[0], sizeof (gint64)));
  g_hash_table_insert (scope, (gpointer) "t2", g_memdup2 (&versions[1], sizeof (gint64)));
  ids = hy_pull_compare_scope (replica, scope, TRUE, error);
  g_assert_nonnull (ids);
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (ids, 0), ==, "t2");
  return TRUE;
}

static gboolean
repair (HyReplica *replica, gpointer data, GError **error)
{
  g_autoptr (HyPullRun) run = hy_pull_run_new ();
  g_autofree char *line = TICKET (.id = "t2", .version = 5);
  HyPullLine kind;

  g_assert_true (hy_pull_run_add (run, line, strlen (line), &kind, error));
  return hy_pull_store_repair (replica, run, error);
}

static void
test_repair (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_feed_on (t, TICKET (.id = "t1"), TICKET (.id = "t2"), TICKET (.id = "t3"), NULL);
  hy_test_exec (t, "UPDATE meta SET value = 77 WHERE key = 'digest_sum'");
  hy_test_write (t, compare, NULL);
  assert_text (t, "SELECT scope FROM tickets WHERE id = 't3'", "stub");
  hy_test_write (t, repair, NULL);
  hy_test_feed_end (t, "c+", "c9", "t1:1 t2:5");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pull/bootstrap/stubs", test_bootstrap_leaves_stubs);
  g_test_add_func ("/pull/bootstrap/orphans", test_new_epoch_leaves_orphans);
  g_test_add_func ("/pull/bootstrap/timelines-of-two-epochs", test_timelines_of_two_epochs);
  g_test_add_func ("/pull/repair", test_repair);
  return g_test_run ();
}
