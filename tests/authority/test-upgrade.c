/* Districts of every schema that was released: each opens, keeps what it had, and takes commands of old programs. */
#include "authority/hy-authority-private.h"
#include "store/hy-sql.h"

#include "district-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static const char shape_sql[]
    = "SELECT group_concat (m.type || ' ' || m.name || ' ' || coalesce ((SELECT group_concat (x.name || ':' || x.type || "
      "':' || x.\"notnull\" || ':' || x.pk) FROM pragma_table_xinfo (m.name) AS x), ''), char (10)) "
      "FROM (SELECT * FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name) AS m";

static char *
ask (HyAuthority *authority, const char *sql)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare_once (authority->sql, sql, NULL);
  gboolean row = FALSE;

  g_assert_nonnull (stmt);
  g_assert_true (hy_sql_step (stmt, &row, NULL));
  return row ? g_strdup (hy_sql_text (stmt, 0)) : NULL;
}

/* The fixture's district gives way to the old one. */
static void
go_back (District *self, int version)
{
  g_autofree char *name = g_strdup_printf ("v%d.sql", version);
  g_autofree char *dump = g_test_build_filename (G_TEST_DIST, "authority", "schema", name, NULL);
  g_autofree char *path = g_build_filename (self->dir, "district.db", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HySql) db = NULL;

  g_clear_pointer (&self->authority, hy_authority_close);
  g_assert_true (g_file_get_contents (dump, &sql, NULL, &error));
  g_unlink (path);
  db = hy_sql_open (path, HY_SQL_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (hy_sql_exec (db, sql, &error) || error != NULL);
  g_assert_no_error (error);
}

static void
test_opens (District *self, gconstpointer data)
{
  g_autofree char *wanted = ask (self->authority, shape_sql);
  g_autofree char *got = NULL;
  g_autofree char *ticket = NULL;
  g_autofree char *sound = NULL;
  g_autofree char *pin = NULL;
  g_autoptr (HyTicket) row = NULL;
  g_autoptr (Page) page = NULL;

  go_back (self, GPOINTER_TO_INT (data));
  district_reopen (self);
  got = ask (self->authority, shape_sql);
  g_assert_cmpstr (got, ==, wanted);
  ticket = ask (self->authority, "SELECT id FROM tickets");
  row = district_show (self, ticket);
  g_assert_cmpstr (row->title, ==, "A dark lamp");
  page = page_read (self, "o1", "", 100);
  g_assert_cmpuint (page_count (page, HY_FEED_TICKET, ticket), ==, 1);
  g_assert_cmpuint (page_count (page, HY_FEED_RECORD, NULL), ==, 2);
  pin = ask (self->authority, "SELECT row FROM documents WHERE kind = 'person'");
  g_assert_nonnull (strstr (pin, "\"pin\""));
  sound = hy_sql_check (self->authority->sql);
  g_assert_null (sound);
}

/* What it had answered it answers again, and what an old program makes now is taken. */
static void
test_takes_commands (District *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *ticket = NULL;
  g_autofree char *device = NULL;
  g_autoptr (HyResult) again = NULL;
  g_autoptr (HyResult) next = NULL;

  go_back (self, GPOINTER_TO_INT (data));
  district_reopen (self);
  g_clear_pointer (&self->device, hy_device_free);
  self->device = district_enrol (self, "o1", "d-new");
  id = ask (self->authority, "SELECT id FROM results");
  ticket = ask (self->authority, "SELECT id FROM tickets");
  again = district_send (self, district_command (self, id, ticket, "sign", "{}"));
  g_assert_cmpstr (again->id, ==, id);
  g_assert_cmpint (again->result, !=, HY_RESULT_APPLIED);
  next = district_expect (self, "c-next", ticket, "progress", "{\"text\":\"went there\"}", HY_RESULT_APPLIED, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int version = 1; version <= HY_AUTHORITY_SCHEMA; version++)
    {
      g_autofree char *opens = g_strdup_printf ("/authority/upgrade/%d/opens", version);
      g_autofree char *takes = g_strdup_printf ("/authority/upgrade/%d/takes-commands", version);

      g_test_add (opens, District, GINT_TO_POINTER (version), district_set_up, test_opens, district_tear_down);
      g_test_add (takes, District, GINT_TO_POINTER (version), district_set_up, test_takes_commands, district_tear_down);
    }
  return g_test_run ();
}
