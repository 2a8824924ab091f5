#include "store/hy-first-sync.h"
#include "support/hy-test-feed.h"

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })

static gboolean
read_progress (HyReplica *replica, gpointer data, GError **error)
{
  return hy_first_sync_read (replica, data, error);
}

static void
test_open_ones_first (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  HyFirstSync sync = { 0 };
  g_autofree char *start = NULL;

  hy_test_replica_enrol (t, TRUE);
  start = hy_test_text (t, "SELECT coalesce ((SELECT value FROM meta WHERE key = 'cursor'), '')");
  hy_test_feed (t, start, NULL, TICKET (.id = "a"), g_strdup ("{\"mark\":{\"cursor\":\"m1\",\"tickets\":3}}"),
                NULL);
  hy_test_read (t, read_progress, &sync);
  g_assert_cmpint (sync.tickets, ==, 1);
  g_assert_cmpint (sync.expected, ==, 3);
  g_assert_true (sync.people);
  g_assert_false (sync.open_in);
  g_assert_false (sync.done);
  hy_test_feed (t, "m1", NULL, TICKET (.id = "b", .state = "archived"),
                g_strdup ("{\"mark\":{\"cursor\":\"m2\"}}"), NULL);
  hy_test_read (t, read_progress, &sync);
  g_assert_true (sync.open_in);
  g_assert_false (sync.done);
  g_assert_cmpint (sync.expected, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/first-sync/open-ones-first", test_open_ones_first);
  return g_test_run ();
}
