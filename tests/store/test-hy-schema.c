#include "support/hy-test-replica.h"

#include "store/hy-outbox.h"
#include "store/hy-schema.h"

/* Every table and index as SQLite understands it, white space and comments apart. */
static const char shape_sql[]
    = "SELECT group_concat (m.type || ' ' || m.name || ' ' || coalesce ((SELECT group_concat "
      "(x.name || ':' || "
      "x.type || ':' || x.\"notnull\" || ':' || x.pk || ':' || x.hidden) FROM pragma_table_xinfo "
      "(m.name) AS x), '') || "
      "coalesce ((SELECT group_concat (i.name || ':' || i.desc) FROM pragma_index_xinfo (m.name) "
      "AS i "
      "WHERE i.key), ''), char (10)) "
      "FROM (SELECT * FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name) AS m";

static char *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "store", "schema", name, NULL);
  g_autoptr (GError) error = NULL;
  char *sql = NULL;

  g_file_get_contents (path, &sql, NULL, &error);
  g_assert_no_error (error);
  return sql;
}

static char *
load_dump (int version)
{
  g_autofree char *name = g_strdup_printf ("v%d.sql", version);

  return load (name);
}

static void
write_old (const char *dir, int version)
{
  g_autofree char *path = g_build_filename (dir, "replica.db", NULL);
  g_autofree char *sql = load_dump (version);
  g_autofree char *outbox = load ("outbox.sql");
  g_autoptr (GError) error = NULL;
  g_autoptr (HySql) db = hy_sql_open (path, HY_SQL_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (hy_sql_exec (db, sql, &error));
  g_assert_no_error (error);
  g_assert_true (hy_sql_exec (db, outbox, &error));
  g_assert_no_error (error);
}

static HyTime
stand (gpointer data)
{
  return HY_TEST_NOW;
}

static gboolean
list_outbox (HyReplica *replica, gpointer data, GError **error)
{
  GPtrArray **items = data;

  *items = hy_outbox_list (replica, error);
  return *items != NULL;
}

/* Every command in its state, all that wait as commands that can be read, and the draft. */
static void
assert_outbox (HyTestReplica *old)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *states
      = hy_test_text (old, "SELECT group_concat (state, ' ') FROM (SELECT state FROM commands ORDER BY seq)");

  g_assert_cmpstr (states, ==,
                   "queued queued sending refused held undeliverable applied late_note gone");
  hy_test_read (old, list_outbox, &items);
  g_assert_cmpuint (items->len, ==, 6);
  g_assert_cmpint (hy_test_int (old, "SELECT count(*) FROM drafts WHERE body = '{\"text\":\"half a sentence\"}'"),
                   ==, 1);
}

/* What an old program left opens, has the shape of a fresh replica, and has lost nothing. */
static void
test_old_equals_fresh (gconstpointer data)
{
  g_autoptr (HyTestReplica) fresh = hy_test_replica_new ();
  g_autofree char *wanted = hy_test_text (fresh, shape_sql);
  HyTestReplica old = { .dir = hy_test_dir_new () };
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  g_autofree char *kept = NULL;

  write_old (old.dir, GPOINTER_TO_INT (data));
  old.store = hy_store_open (old.dir, 0, stand, NULL, &error);
  g_assert_no_error (error);
  got = hy_test_text (&old, shape_sql);
  kept = hy_test_text (&old, "SELECT title FROM tickets WHERE id = 't1'");
  g_assert_cmpstr (got, ==, wanted);
  g_assert_cmpstr (kept, ==, "Kept");
  g_assert_cmpint (hy_test_int (&old, "PRAGMA user_version"), ==, HY_SCHEMA_VERSION);
  assert_outbox (&old);
  g_assert_finalize_object (old.store);
  hy_test_dir_remove (old.dir);
  g_free (old.dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int version = 1; version <= HY_SCHEMA_VERSION; version++)
    {
      g_autofree char *path = g_strdup_printf ("/schema/from-%d", version);

      g_test_add_data_func (path, GINT_TO_POINTER (version), test_old_equals_fresh);
    }
  return g_test_run ();
}
