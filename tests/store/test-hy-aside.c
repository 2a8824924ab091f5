#include "support/hy-test-feed.h"

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })

static void
assert_text (HyTestReplica *t, const char *sql, const char *expected)
{
  g_autofree char *text = hy_test_text (t, sql);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_bad_row_goes_aside_and_counts (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  char *bad = g_strdup (
      "{\"kind\":\"ticket\",\"id\":\"t1\",\"version\":7,\"row\":{\"id\":\"t1\",\"state\":9}}");

  hy_test_feed_on (t, TICKET (.version = 2), bad, NULL);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM aside"), ==, 1);
  assert_text (t, "SELECT title FROM tickets", "Noise at night");
  hy_test_feed_end (t, "c+", "c8", "t1:7");
  hy_test_feed (t, "c8", NULL, TICKET (.version = 8), hy_test_end_line ("c9", "t1:8"), NULL);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM aside"), ==, 0);
  hy_test_feed_end (t, "c9", "c10", "t1:8");
}

/* All that the program knows of the row is right; what it does not know is no JSON. */
static void
test_unreadable_row_goes_aside (void)
{
  static const char *const rest[]
      = { "99999999999999999999", "\"\\u0000\"", "{'a':1}", "\"\xff\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (rest); i++)
    {
      g_autoptr (HyTestReplica) t = hy_test_replica_new ();
      g_autoptr (GString) line = g_string_new (NULL);
      g_autofree char *good = TICKET (.version = 2);
      g_autofree char *member = g_strdup_printf ("\"row\":{\"new\":%s,", rest[i]);

      g_string_assign (line, good);
      g_assert_cmpuint (g_string_replace (line, "\"row\":{", member, 1), ==, 1);
      hy_test_feed_on (t, g_strdup (line->str), NULL);
      g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM aside"), ==, 1);
      g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM tickets"), ==, 0);
      hy_test_feed_end (t, "c+", "c8", "t1:2");
    }
}

static void
test_record_waits_for_its_ticket (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_feed_on (t, hy_test_record_line ("t1", "r1", 2, "progress", NULL), NULL);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM aside"), ==, 1);
  hy_test_feed_end (t, "c+", "c8", "");
  hy_test_feed (t, "c8", NULL, TICKET (.version = 3), hy_test_end_line ("c9", "t1:3"), NULL);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM aside"), ==, 0);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM records"), ==, 1);
}

static gboolean
read_aside (HyReplica *replica, gpointer data, GError **error)
{
  return hy_pull_read_aside (replica, data, error);
}

/* How many runs that took. */
static guint
read_all_aside (HyTestReplica *t)
{
  g_auto (HyAsidePlace) place = { 0 };
  guint runs = 0;

  for (; !place.ended; runs++)
    hy_test_write (t, read_aside, &place);
  return runs;
}

/* A later program understands what this one kept aside; what it does not stays as it was. */
static void
test_a_later_program_reads_what_is_aside (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autofree char *ticket = TICKET (.version = 7, .records = 1);
  g_autofree char *record = hy_test_record_line ("t1", "r1", 7, "progress", NULL);
  g_autoptr (GString) strange = g_string_new (ticket);
  g_autoptr (GString) strange_record = g_string_new (record);

  g_string_replace (strange, "\"state\":", "\"stage\":", 1);
  g_string_replace (strange_record, "\"made_at\":", "\"done_at\":", 1);
  hy_test_feed_on (t, TICKET (.version = 2),
                   g_strdup ("{\"kind\":\"ticket\",\"id\":\"t2\",\"version\":1,\"row\":{}}"),
                   g_strdup (strange->str), g_strdup (strange_record->str), NULL);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM aside"), ==, 3);
  hy_test_feed_end (t, "c+", "c8", "t1:7 t2:1");

  hy_test_exec (t, "UPDATE aside SET at = 5");
  read_all_aside (t);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM aside WHERE at = 5"), ==, 3);
  hy_test_exec (t, "UPDATE aside SET line = replace (replace (line, '\"stage\":', '\"state\":'), "
                   "'\"done_at\":', '\"made_at\":')");
  read_all_aside (t);
  assert_text (t, "SELECT group_concat (id || at) FROM aside", "t25");
  g_assert_cmpint (hy_test_int (t, "SELECT version FROM tickets WHERE id = 't1'"), ==, 7);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM records WHERE id = 'r1'"), ==, 1);
  hy_test_feed_end (t, "c8", "c9", "t1:7 t2:1");
}

/* As of a district that went ahead: all its tickets, each with an entry. They are not stored in one go, and none stands
 * without its timeline meanwhile. */
static void
test_much_is_aside (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) tickets = g_string_new (NULL);
  const guint n = 420;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u", i);
      g_autofree char *record = g_strdup_printf ("r%u", i);

      g_ptr_array_add (lines, TICKET (.id = id, .version = 2, .records = 1));
      g_ptr_array_add (lines, hy_test_record_line (id, record, 2, "progress", NULL));
      g_string_append_printf (tickets, "%s:2 ", id);
    }
  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (GString) strange = g_string_new (lines->pdata[i]);

      g_string_replace (strange, "\"made_at\":", "\"done_at\":", 1);
      g_string_replace (strange, "\"state\":", "\"stage\":", 1);
      g_free (lines->pdata[i]);
      lines->pdata[i] = g_strdup (strange->str);
    }
  g_ptr_array_add (lines, hy_test_end_line ("c8", tickets->str));
  hy_test_feed_lines (t, "", NULL, lines);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM aside"), ==, 2 * n);

  hy_test_exec (t, "UPDATE aside SET line = replace (replace (line, '\"stage\":', '\"state\":'), "
                   "'\"done_at\":', '\"made_at\":')");
  g_assert_cmpuint (read_all_aside (t), >=, 3);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM aside"), ==, 0);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM tickets WHERE version = 2"), ==, n);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM records"), ==, n);
  hy_test_feed_end (t, "c8", "c9", tickets->str);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aside/bad-row", test_bad_row_goes_aside_and_counts);
  g_test_add_func ("/aside/unreadable-row", test_unreadable_row_goes_aside);
  g_test_add_func ("/aside/record-without-ticket", test_record_waits_for_its_ticket);
  g_test_add_func ("/aside/a-later-program", test_a_later_program_reads_what_is_aside);
  g_test_add_func ("/aside/much", test_much_is_aside);
  return g_test_run ();
}
