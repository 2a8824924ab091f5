#include "support/hy-test-feed.h"

#include "store/hy-sums.h"

#include <string.h>

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })

static void
assert_text (HyTestReplica *t, const char *sql, const char *expected)
{
  g_autofree char *text = hy_test_text (t, sql);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_new_ticket_with_records (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  HyPullOutcome out;

  hy_test_feed (t, "", &out, TICKET (.id = "t1", .version = 3, .records = 2),
                hy_test_record_line ("t1", "r1", 2, "sign", NULL),
                hy_test_record_line ("t1", "r2", 3, "progress", "{\"text\":\"went\"}"),
                hy_test_end_line ("c1", "t1:3"), NULL);
  g_assert_cmpuint (out.rows, ==, 3);
  g_assert_true (out.at_head);
  g_assert_true (out.digest_ok);
  g_assert_cmpstr (out.head, ==, "c1");
  hy_pull_outcome_clear (&out);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM records"), ==, 2);
  assert_text (t, "SELECT value FROM meta WHERE key = 'cursor'", "c1");
  assert_text (t, "SELECT step FROM tickets", "to_contact");
}

static void
test_citizen_is_kept_apart (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_feed_on (t, TICKET (.name = "Zhao Liu", .phone = "13911112222"), NULL);
  g_assert_cmpint (
      hy_test_int (t, "SELECT count(*) FROM tickets WHERE row LIKE '%Zhao%' OR row LIKE '%1391%'"),
      ==, 0);
  g_assert_cmpint (hy_test_int (t,
                                "SELECT count(*) FROM identities WHERE citizen LIKE '%Zhao Liu%'"),
                   ==, 1);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) > 0 FROM phones"), ==, 1);
}

static void
test_modified_ticket (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_feed_on (t, TICKET (.version = 1), NULL);
  hy_test_feed_on (t, TICKET (.version = 2, .title = "Changed", .state = "closed"), NULL);
  assert_text (t, "SELECT title FROM tickets", "Changed");
  assert_text (t, "SELECT step FROM tickets", "closed");
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM tickets"), ==, 1);
  hy_test_feed_end (t, "c++", "c9", "t1:2");
}

static void
test_later_line_of_a_run_wins (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_feed_on (t, TICKET (.version = 2, .title = "Old", .records = 1),
                   hy_test_record_line ("t1", "r1", 2, "progress", "{\"text\":\"a\"}"),
                   hy_test_record_line ("t1", "r1", 2, "progress", "{\"text\":\"b\"}"),
                   TICKET (.version = 3, .title = "New", .records = 2),
                   hy_test_record_line ("t1", "r2", 3, "progress", "{\"text\":\"c\"}"), NULL);
  assert_text (t, "SELECT title FROM tickets", "New");
  assert_text (t,
               "SELECT group_concat (json_extract (row, '$.body.text'), ',') FROM "
               "(SELECT row FROM records ORDER BY version)",
               "b,c");
}

static void
test_record_comes_again (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_feed_on (t, TICKET (.version = 2, .records = 1),
                   hy_test_record_line ("t1", "r1", 2, "progress", NULL), NULL);
  hy_test_feed_on (t, TICKET (.version = 4, .records = 1),
                   hy_test_record_line ("t1", "r1", 4, "progress", "{\"text\":\"photo\"}"), NULL);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM records"), ==, 1);
  g_assert_cmpint (hy_test_int (t, "SELECT version FROM records"), ==, 4);
}

/* The feed forgot an entry: the row is of version 3, what is here is not. */
static void
test_gap_in_a_timeline (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  HyPullOutcome out;

  hy_test_feed_on (t, TICKET (.version = 1), NULL);
  hy_test_feed (t, "c+", &out, TICKET (.version = 3, .records = 2),
                hy_test_record_line ("t1", "r2", 3, "progress", NULL),
                hy_test_end_line ("c9", "t1:3"), NULL);
  g_assert_false (out.digest_ok);
  hy_pull_outcome_clear (&out);
  g_assert_cmpint (hy_test_int (t, "SELECT version FROM tickets"), ==, 2);
  hy_test_feed (t, "c9", &out, TICKET (.version = 3, .records = 2),
                hy_test_record_line ("t1", "r1", 2, "progress", NULL),
                hy_test_record_line ("t1", "r2", 3, "progress", NULL),
                hy_test_end_line ("c10", "t1:3"), NULL);
  g_assert_true (out.digest_ok);
  hy_pull_outcome_clear (&out);
  g_assert_cmpint (hy_test_int (t, "SELECT version FROM tickets"), ==, 3);
}

static void
test_leave_makes_a_stub (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, TICKET (.version = 2, .records = 1, .content = "secret words"),
                   hy_test_record_line ("t1", "r1", 2, "sign", NULL), NULL);
  hy_test_feed_on (t, hy_test_leave_line ("t1", "reassigned", "Parks Office", "by mistake"), NULL);
  assert_text (t, "SELECT scope FROM tickets", "stub");
  assert_text (t, "SELECT json_extract (row, '$.to') FROM tickets", "Parks Office");
  assert_text (t, "SELECT json_extract (row, '$.acts[0].kind') FROM tickets", "sign");
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM tickets WHERE row LIKE '%secret%'"), ==,
                   0);
  g_assert_cmpint (
      hy_test_int (t, "SELECT (SELECT count(*) FROM identities) + (SELECT count(*) FROM phones) + "
                      "(SELECT count(*) FROM records)"),
      ==, 0);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM tallies"), ==, 0);
  hy_test_feed_end (t, "c++", "c9", "");
}

static void
test_left_ticket_comes_back (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_feed_on (t, TICKET (.version = 2), hy_test_leave_line ("t1", "returned", NULL, NULL),
                   TICKET (.version = 5, .title = "Back"), NULL);
  assert_text (t, "SELECT scope FROM tickets", "here");
  assert_text (t, "SELECT title FROM tickets", "Back");
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM identities"), ==, 1);
  hy_test_feed_end (t, "c+", "c9", "t1:5");
}

static void
test_leave_of_an_unknown_ticket (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_feed_on (t, hy_test_leave_line ("nobody", "aged", NULL, NULL), NULL);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM tickets"), ==, 0);
}

static void
test_documents_come_and_go (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_feed_on (
      t,
      hy_test_document_line ("person", "p1", 1,
                             "{\"id\":\"p1\",\"name\":\"Li\",\"office\":\"o1\",\"active\":true}"),
      hy_test_document_line ("notice", "n1", 1, "{\"id\":\"n1\",\"text\":\"hello\"}"),
      hy_test_document_line ("policy", "p-bad", 1, "{\"limits\":7}"),
      g_strdup ("{\"kind\":\"weather\",\"id\":\"w\",\"version\":1,\"row\":{}}"), NULL);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM documents"), ==, 2);
  assert_text (t, "SELECT kind FROM aside", "policy");
  hy_test_feed_on (t, hy_test_document_line ("notice", "n1", 2, NULL), NULL);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM documents"), ==, 1);
}

static gboolean
store_only (HyReplica *replica, gpointer data, GError **error)
{
  g_autoptr (HyPullRun) run = hy_pull_run_new ();
  g_autofree char *line = TICKET (.id = "t9");
  static const char mark[] = "{\"mark\":{\"cursor\":\"late\"}}";
  g_auto (HyPullOutcome) out = { 0 };
  HyPullLine kind;

  g_assert_true (hy_pull_run_add (run, line, strlen (line), &kind, error));
  g_assert_true (hy_pull_run_add (run, mark, strlen (mark), &kind, error));
  g_assert_cmpint (kind, ==, HY_PULL_MARK);
  g_assert_true (hy_pull_store (replica, run, data, &out, error));
  g_assert_true (out.dropped);
  return TRUE;
}

static void
test_run_of_another_stream_is_dropped (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_feed_on (t, TICKET (.id = "t1"), NULL);
  hy_test_write (t, store_only, (gpointer) "");
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM tickets WHERE id = 't9'"), ==, 0);
  assert_text (t, "SELECT value FROM meta WHERE key = 'cursor'", "c+");
}

static void
test_no_line_of_the_protocol (void)
{
  static const char *const lines[] = { "<html>", "{", "[]", "{\"mark\":{}}", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (HyPullRun) run = hy_pull_run_new ();
      g_autoptr (GError) error = NULL;
      HyPullLine kind;

      g_assert_false (hy_pull_run_add (run, lines[i], strlen (lines[i]), &kind, &error));
      g_assert_nonnull (error);
    }
}

static gboolean
check_digest (HyReplica *replica, gpointer data, GError **error)
{
  gint64 count, counted;
  guint64 sum, summed;

  hy_sums_get_digest (replica, &count, &sum);
  hy_sums_begin (replica);
  g_assert_true (hy_sums_recount_digest (replica, error));
  hy_sums_get_digest (replica, &counted, &summed);
  g_assert_cmpint (count, ==, counted);
  g_assert_cmpuint (sum, ==, summed);
  return hy_sums_end (replica, error);
}

/* What the tallies should be, counted from the tickets. */
static const char tallies_sql[]
    = "WITH t AS (SELECT *, coalesce (handler, '') AS h FROM tickets WHERE scope <> 'stub'), "
      "counted AS ("
      "SELECT step AS what, h, 0 AS at, count(*) AS n FROM t WHERE step <> '' GROUP BY 1, 2 "
      "UNION ALL SELECT 'rework', h, 0, count(*) FROM t WHERE state = 'rework' GROUP BY h "
      "UNION ALL SELECT 'supervised', h, 0, count(*) FROM t WHERE pressed GROUP BY h "
      "UNION ALL SELECT 'waiting', h, 0, count(*) FROM t WHERE waiting_for IS NOT NULL GROUP BY h "
      "UNION ALL SELECT 'all', h, 0, count(*) FROM t GROUP BY h "
      "UNION ALL SELECT 'yellow', h, yellow_at, count(*) FROM t WHERE yellow_at IS NOT NULL GROUP "
      "BY 2, 3 "
      "UNION ALL SELECT 'red', h, red_at, count(*) FROM t WHERE red_at IS NOT NULL GROUP BY 2, 3 "
      "UNION ALL SELECT 'due', h, due, count(*) FROM t WHERE due IS NOT NULL GROUP BY 2, 3) "
      "SELECT (SELECT count(*) FROM (SELECT * FROM counted EXCEPT SELECT what, handler, at, n FROM "
      "tallies)) + "
      "(SELECT count(*) FROM (SELECT what, handler, at, n FROM tallies EXCEPT SELECT * FROM "
      "counted))";

static char *
random_ticket (const char *id, gint64 version)
{
  static const char *const states[]
      = { "pending_sign", "handling", "rework", "submitted", "suspended", "closed", "archived" };
  static const char *const flags[]
      = { "[]", "[\"urgent\"]", "[\"supervised:red\"]", "[\"urged:2\",\"petition\"]" };
  g_autofree char *due
      = g_strdup_printf ("2026-11-%02dT17:30:00+08:00", g_test_rand_int_range (20, 29));

  return TICKET (.id = id, .version = version, .records = g_test_rand_int_range (0, 2),
                 .state = states[g_test_rand_int_range (0, G_N_ELEMENTS (states))],
                 .handler = g_test_rand_bit () ? "p-zhang" : "p-li",
                 .flags = flags[g_test_rand_int_range (0, G_N_ELEMENTS (flags))], .due = due);
}

static char *
random_line (gint64 version)
{
  g_autofree char *id = g_strdup_printf ("t%d", g_test_rand_int_range (0, 12));
  g_autofree char *record = g_strdup_printf ("r%d", g_test_rand_int_range (0, 20));

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      return hy_test_leave_line (id, "reassigned", NULL, NULL);
    case 1:
      return hy_test_record_line (
          id, record, version, "progress",
          "{\"text\":\"x\",\"waiting_for\":{\"unit\":\"Police\",\"what\":\"photo\"}}");
    case 2:
      return g_strdup_printf ("{\"kind\":\"ticket\",\"id\":\"%s\",\"version\":%" G_GINT64_FORMAT
                              ",\"row\":{}}",
                              id, version);
    default:
      return random_ticket (id, version);
    }
}

static void
test_sums_are_those_of_a_recount (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  for (gint64 round = 1; round < 40; round++)
    {
      hy_test_feed_on (t, random_line (round * 10), random_line (round * 10 + 1),
                       random_line (round * 10 + 2), random_line (round * 10 + 3), NULL);
      g_assert_cmpint (hy_test_int (t, tallies_sql), ==, 0);
      hy_test_write (t, check_digest, NULL);
    }
}

static void
test_policy_moves_the_lights (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  gint64 before;

  hy_test_feed_on (t, TICKET (.id = "t1", .due_contact = ""), NULL);
  before = hy_test_int (t, "SELECT yellow_at FROM tickets");
  g_assert_cmpint (before, >, 0);
  hy_test_feed_on (t,
                   hy_test_document_line (
                       "calendar", "calendar", 2,
                       "{\"id\":\"calendar\",\"version\":2,\"published\":[2026],\"holidays\":"
                       "[\"2026-11-25\",\"2026-11-26\"],\"workdays\":[],\"local\":{},\"hours\":"
                       "[{\"from\":null,\"to\":null,\"spans\":[[\"08:30\",\"12:00\"],"
                       "[\"14:00\",\"17:30\"]]}]}"),
                   NULL);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM aside"), ==, 0);
  g_assert_cmpint (hy_test_int (t, "SELECT yellow_at FROM tickets"), !=, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pull/new/server", test_new_ticket_with_records);
  g_test_add_func ("/pull/new/citizen-apart", test_citizen_is_kept_apart);
  g_test_add_func ("/pull/modified/server", test_modified_ticket);
  g_test_add_func ("/pull/modified/twice-in-a-run", test_later_line_of_a_run_wins);
  g_test_add_func ("/pull/modified/record-again", test_record_comes_again);
  g_test_add_func ("/pull/gap-in-a-timeline", test_gap_in_a_timeline);
  g_test_add_func ("/pull/left/server", test_leave_makes_a_stub);
  g_test_add_func ("/pull/left/comes-back", test_left_ticket_comes_back);
  g_test_add_func ("/pull/left/unknown", test_leave_of_an_unknown_ticket);
  g_test_add_func ("/pull/documents", test_documents_come_and_go);
  g_test_add_func ("/pull/dropped", test_run_of_another_stream_is_dropped);
  g_test_add_func ("/pull/no-protocol", test_no_line_of_the_protocol);
  g_test_add_func ("/pull/recount", test_sums_are_those_of_a_recount);
  g_test_add_func ("/pull/rules", test_policy_moves_the_lights);
  return g_test_run ();
}
