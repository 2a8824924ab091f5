/* The outbox of every program that was ever released, with a command of each kind, goes up to the district of today. */
#include "core/hy-id.h"
#include "core/hy-kinds.h"
#include "store/hy-schema.h"
#include "store/hy-sql.h"
#include "support/hy-test-case.h"
#include "authority/hy-devices.h"
#include "sync/office-fixture.h"
#include "wire/hy-record-json.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  OfficeFixture base;
  OfficePc *pc;
  GPtrArray *ids; /* of the commands */
  GString *sql;   /* what the old program's replica holds beside its dump */
} Upgrade;

static void
import_tickets (Upgrade *self)
{
  g_autoptr (GString) csv = g_string_new ("number,title,content\n");
  gsize n;
  const HyKind *kinds = hy_kinds (&n);

  for (gsize i = 0; i < n; i++)
    if (!kinds[i].of_district)
      g_string_append_printf (csv, "U-%s,Lamp,It is dark\n", kinds[i].kind);
  hy_test_district_import (self->base.district, "o1", csv->str);
}

/* As "INSERT …;" lines that any schema takes. */
static void
take_over (Upgrade *self, const char *table, const char *values, const char *where)
{
  g_autofree char *query
      = g_strdup_printf ("SELECT group_concat ('INSERT OR REPLACE INTO %s VALUES (' || %s || ');', '') FROM %s %s",
                         table, values, table, where);
  g_autofree char *lines = hy_test_text (self->pc->replica, query);

  g_string_append (self->sql, lines);
}

static void
put_command (Upgrade *self, const HyKind *kind, const char *ticket, const char *state)
{
  g_autoptr (HyCommand) command = hy_command_new ();
  g_autofree char *json = NULL;
  g_autofree char *line = NULL;
  HyTime now = self->base.now;

  command->id = hy_id_new (now);
  command->seq = self->ids->len + 1;
  command->person = g_strdup ("p1");
  command->ticket = g_strdup (ticket);
  command->kind = g_strdup (kind->kind);
  command->made_at = now;
  command->base_version = 1;
  g_clear_pointer (&command->body, g_variant_unref);
  command->body = hy_test_body (kind->kind);
  json = hy_command_to_json (command);
  g_assert_null (strchr (json, '\''));
  g_string_append_printf (self->sql,
                          "INSERT INTO commands (id, seq, ticket, kind, person, state, sent, command, made_at, overlay, "
                          "may_refuse) VALUES ('%s', %u, '%s', '%s', 'p1', '%s', %d, '%s', %" G_GINT64_FORMAT
                          ", 1, 0);\n",
                          command->id, self->ids->len + 1, ticket, kind->kind, state,
                          g_str_equal (state, "sending"), json, now);
  g_ptr_array_add (self->ids, g_strdup (command->id));
}

static void
put_commands (Upgrade *self)
{
  gsize n;
  const HyKind *kinds = hy_kinds (&n);
  const HyKind *sign = hy_kind_find ("sign");

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *number = g_strconcat ("U-", kinds[i].kind, NULL);
      g_autofree char *ticket = NULL;

      if (kinds[i].of_district)
        continue;
      ticket = g_str_equal (kinds[i].kind, "intake") ? hy_id_new (self->base.now)
                                                     : office_pc_ticket (self->pc, number);
      if (&kinds[i] != sign && !g_str_equal (kinds[i].kind, "intake"))
        put_command (self, sign, ticket, "sending");
      put_command (self, &kinds[i], ticket, i % 2 == 0 ? "queued" : "sending");
    }
}

/* The PC as it is now becomes one of an old program, with its token. */
static void
go_back (Upgrade *self, int version)
{
  HyTestReplica *replica = self->pc->replica;
  g_autofree char *name = g_strdup_printf ("v%d.sql", version);
  g_autofree char *dump = g_test_build_filename (G_TEST_DIST, "store", "schema", name, NULL);
  g_autofree char *path = g_build_filename (replica->dir, "replica.db", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HySql) db = NULL;

  g_clear_pointer (&self->pc->engine, hy_engine_free);
  g_assert_finalize_object (g_steal_pointer (&replica->store));
  g_assert_true (g_file_get_contents (dump, &sql, NULL, &error));
  g_unlink (path);
  db = hy_sql_open (path, HY_SQL_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (hy_sql_exec (db, sql, &error));
  g_assert_true (hy_sql_exec (db, self->sql->str, &error) || error != NULL);
  g_assert_no_error (error);
}

static HyTime
clock_of (gpointer data)
{
  return ((HyTestReplica *) data)->now;
}

static void
open_new (Upgrade *self)
{
  HyTestReplica *replica = self->pc->replica;
  g_autoptr (GError) error = NULL;

  replica->store = hy_store_open (replica->dir, 0, clock_of, replica, &error);
  g_assert_no_error (error);
  self->pc->engine = hy_engine_new (replica->store, NULL);
  g_assert_true (hy_engine_round (self->pc->engine, NULL, NULL, &error) || error != NULL);
  g_assert_no_error (error);
}

/* Done, or refused by the workflow of the day and readable: never for what an old program made of it. */
static guint
count_applied (Upgrade *self)
{
  guint applied = 0;

  for (guint i = 0; i < self->ids->len; i++)
    {
      g_autofree char *query
          = g_strdup_printf ("SELECT state || ' ' || kind || ' ' || ifnull (code, '') || ' ' || ifnull (field, '') FROM commands WHERE id = '%s'",
                             (char *) self->ids->pdata[i]);
      g_autofree char *is = hy_test_text (self->pc->replica, query);

      applied += g_str_has_prefix (is, "applied");
      g_assert_true (g_str_has_prefix (is, "applied") || g_str_has_prefix (is, "refused"));
      /* A body that is whole, but for a day and an entry that this district does not have. */
      if (strstr (is, "bad_body") != NULL)
        g_assert_true (g_str_has_suffix (is, "bad_body at") || g_str_has_suffix (is, "bad_body record"));
      g_assert_null (strstr (is, "unknown"));
    }
  return applied;
}

/* To whom the tickets of the bodies are given. */
static void
add_colleague (HyAuthority *authority, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_authority_add_person (authority, "p-li", "李", "o1", NULL, &error) || error != NULL);
  g_assert_no_error (error);
}

static void
test_drains (Upgrade *self, gconstpointer data)
{
  guint applied;

  office_fixture_set_up (&self->base, NULL);
  hy_test_district_call (self->base.district, add_colleague, NULL);
  import_tickets (self);
  self->pc = office_fixture_pc (&self->base, "o1");
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->sql = g_string_new ("DELETE FROM tickets;");
  take_over (self, "meta", "quote (key) || ',' || quote (value)",
             "WHERE key IN ('url', 'district', 'office', 'office_name', 'device', 'device_name', 'epoch')");
  take_over (self, "documents", "quote (kind) || ',' || quote (id) || ',' || version || ',' || quote (row) || ',0'",
             "WHERE kind = 'person'");
  put_commands (self);
  g_string_append_printf (self->sql,
                          "INSERT INTO meta VALUES ('seq', %u);"
                          "INSERT INTO drafts VALUES ('new', 'p1', 'intake', '{\"title\":\"half\"}', 0, 1);",
                          self->ids->len);
  go_back (self, GPOINTER_TO_INT (data));
  open_new (self);
  applied = count_applied (self);
  g_test_message ("%u commands, %u applied", self->ids->len, applied);
  g_assert_cmpuint (applied, >, self->ids->len / 2);
  g_assert_cmpint (hy_test_int (self->pc->replica, "SELECT count(*) FROM drafts"), ==, 1);
  g_string_free (self->sql, TRUE);
  g_ptr_array_unref (self->ids);
  office_pc_free (self->pc);
  office_fixture_tear_down (&self->base, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int version = 1; version <= HY_SCHEMA_VERSION; version++)
    {
      g_autofree char *path = g_strdup_printf ("/upgrade/drains-from-%d", version);

      g_test_add (path, Upgrade, GINT_TO_POINTER (version), NULL, test_drains, NULL);
    }
  return g_test_run ();
}
