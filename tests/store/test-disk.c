/* The disk fails, is full, or loses its power at each moment of what is done to a replica: afterwards the whole of it is
 * there or nothing, what was said to be saved is, and the file is sound. */
#include "store/hy-drafts.h"
#include "store/hy-outbox.h"
#include "store/hy-schema.h"
#include "support/hy-test-disk.h"
#include "support/hy-test-feed.h"
#include "support/hy-test-outbox.h"
#include "wire/hy-json.h"
#include "wire/hy-record-json.h"

#include <string.h>

/* A deed takes fewer writes and syncs than this. */
#define MOST 400

typedef gboolean (*Deed) (HyTestReplica *t, GError **error);

static gboolean
save (HyReplica *replica, gpointer data, GError **error)
{
  g_auto (HyRefusal) refusal = { 0 };
  g_autoptr (GVariant) body = hy_json_body_from_text ("{\"text\":\"went there\"}", -1, error);
  g_autofree char *id
      = hy_outbox_queue (replica, "t1", "p-zhang", "progress", body, NULL, NULL, -1, &refusal, error);

  return id != NULL;
}

static gboolean
do_save (HyTestReplica *t, GError **error)
{
  return hy_store_write (t->store, save, NULL, error);
}

static gboolean
write_draft (HyReplica *replica, gpointer data, GError **error)
{
  HyDraft draft = { .ticket = (char *) "t2",
                    .person = (char *) "p-zhang",
                    .kind = (char *) "contact",
                    .body = (char *) "{\"text\":\"half\"}" };

  return hy_drafts_save (replica, &draft, error);
}

static gboolean
do_draft (HyTestReplica *t, GError **error)
{
  return hy_store_write (t->store, write_draft, NULL, error);
}

static gboolean
store_run (HyReplica *replica, gpointer data, GError **error)
{
  HyPullOutcome out = { 0 };
  g_autofree char *cursor = hy_replica_get_meta (replica, "cursor");
  gboolean ok = hy_pull_store (replica, data, cursor, &out, error);

  hy_pull_outcome_clear (&out);
  return ok;
}

static gboolean
do_pull (HyTestReplica *t, GError **error)
{
  g_autoptr (HyPullRun) run = hy_pull_run_new ();
  char *lines[]
      = { hy_test_ticket_line (&(HyTestTicket){ .id = "t1", .version = 7, .records = 1, .title = "New" }),
          hy_test_record_line ("t1", "r1", 7, "note", NULL),
          hy_test_ticket_line (&(HyTestTicket){ .id = "t3" }),
          hy_test_leave_line ("t2", "returned", NULL, NULL),
          g_strdup ("{\"mark\":{\"cursor\":\"c-next\"}}") };
  HyPullLine kind;

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_true (hy_pull_run_add (run, lines[i], strlen (lines[i]), &kind, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    g_free (lines[i]);
  return hy_store_write (t->store, store_run, run, error);
}

static gboolean
settle (HyReplica *replica, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_result_free);
  g_autofree char *id = NULL;
  g_autofree char *json = NULL;
  guint refused = 0;
  g_autoptr (GPtrArray) items = hy_outbox_list (replica, error);

  if (items == NULL)
    return FALSE;
  id = g_strdup (((HyOutboxItem *) items->pdata[0])->command->id);
  json = g_strdup_printf ("{\"id\":\"%s\",\"result\":\"applied\",\"version\":2,\"at\":"
                          "\"2026-11-23T09:00:00+08:00\",\"receipt\":\"x\"}",
                          id);
  g_ptr_array_add (results, hy_result_from_json (json, -1, NULL));
  return hy_outbox_settle (replica, results, "epoch-1", &refused, error);
}

static gboolean
do_result (HyTestReplica *t, GError **error)
{
  return hy_store_write (t->store, settle, NULL, error);
}

static const struct
{
  const char *name;
  Deed deed;
} deeds[] = {
  { "save", do_save },
  { "draft", do_draft },
  { "pull", do_pull },
  { "result", do_result },
};

/* What the file held when each deed began. */
static char *template;
static gsize template_size;

static void
make_template (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autofree char *path = g_build_filename (t->dir, "replica.db", NULL);
  g_autoptr (GPtrArray) sent = NULL;

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, hy_test_ticket_line (&(HyTestTicket){ .id = "t1" }),
                   hy_test_ticket_line (&(HyTestTicket){ .id = "t2" }), NULL);
  g_free (hy_test_queue (t, "t1", "progress", "{\"text\":\"first\"}"));
  sent = hy_test_take (t);
  hy_test_replica_reopen (t);
  g_assert_true (g_file_get_contents (path, &template, &template_size, NULL));
}

static HyTime
stand (gpointer data)
{
  return HY_TEST_NOW;
}

static void
open_again (HyTestReplica *t)
{
  g_autoptr (GError) error = NULL;

  t->store = hy_store_open (t->dir, HY_STORE_CHECK, stand, NULL, &error);
  g_assert_no_error (error);
}

static void
begin (HyTestReplica *t)
{
  g_autofree char *path = NULL;

  t->dir = hy_test_dir_new ();
  path = g_build_filename (t->dir, "replica.db", NULL);
  g_assert_true (g_file_set_contents (path, template, (gssize) template_size, NULL));
  open_again (t);
}

static void
end (HyTestReplica *t)
{
  g_assert_finalize_object (g_steal_pointer (&t->store));
  hy_test_dir_remove (t->dir);
  g_free (t->dir);
}

/* All that a deed may change, but for ids that are drawn. */
static char *
facts (HyTestReplica *t)
{
  return hy_test_text (
      t,
      "SELECT (SELECT group_concat (seq || state || overlay || ifnull (receipt, ''), ' ') FROM commands) || '/' || "
      "(SELECT count(*) FROM drafts) || '/' || "
      "(SELECT group_concat (id || scope || version || title || unsent, ' ') FROM tickets) || '/' || "
      "(SELECT count(*) FROM records) || '/' || (SELECT count(*) FROM identities) || '/' || "
      "(SELECT group_concat (value, ' ') FROM meta WHERE key IN ('seq', 'cursor', 'digest_count', 'digest_sum')) || '/' || "
      "(SELECT group_concat (what || handler || at || n, ' ') FROM tallies)");
}

/* What the deed comes to when nothing is in its way. */
static void
know (Deed deed, char **before, char **after)
{
  HyTestReplica t = { 0 };

  begin (&t);
  *before = facts (&t);
  g_assert_true (deed (&t, NULL));
  *after = facts (&t);
  g_assert_cmpstr (*before, !=, *after);
  end (&t);
}

typedef struct
{
  Deed deed;
  const char *before, *after;
} Expected;

/* Which of the two it is; neither is a failure. */
static gboolean
is_done (HyTestReplica *t, const Expected *expected)
{
  g_autofree char *now = facts (t);

  if (strcmp (now, expected->before) == 0)
    return FALSE;
  g_assert_cmpstr (now, ==, expected->after);
  return TRUE;
}

/* FALSE when the fault did not meet it any more. */
static gboolean
try (const Expected *expected, HyTestDiskFault fault, guint nth, GRand *random)
{
  HyTestReplica t = { 0 };
  gboolean said, was_met;

  begin (&t);
  hy_test_disk_arm (fault, nth);
  said = expected->deed (&t, NULL);
  was_met = hy_test_disk_was_met ();
  if (fault != HY_TEST_DISK_DEAD)
    {
      hy_test_disk_mend ();
      /* It goes on without a new start. */
      if (!said && !is_done (&t, expected))
        said = expected->deed (&t, NULL);
      g_assert_true (said);
    }
  g_assert_finalize_object (g_steal_pointer (&t.store));
  if (fault == HY_TEST_DISK_DEAD)
    hy_test_disk_power_on (random);
  open_again (&t);
  g_assert_true (is_done (&t, expected) || !said);
  end (&t);
  return was_met;
}

static void
test_deed (gconstpointer data)
{
  static const HyTestDiskFault faults[] = { HY_TEST_DISK_FAILS, HY_TEST_DISK_FULL, HY_TEST_DISK_DEAD };
  g_autoptr (GRand) random = g_rand_new_with_seed (20261128);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  Expected expected = { .deed = deeds[GPOINTER_TO_SIZE (data)].deed };
  guint n, tried = 0;

  know (expected.deed, &before, &after);
  expected.before = before;
  expected.after = after;
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++, tried += n)
    for (n = 1; n < MOST && try (&expected, faults[i], n, NULL); n++)
      if (faults[i] == HY_TEST_DISK_DEAD)
        try (&expected, faults[i], n, random);
  g_test_message ("%u faults", tried);
}

/* What was said to be saved is there when the power fails right after. */
static void
test_said_is_saved (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      HyTestReplica t = { 0 };
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      Expected expected = { .deed = deeds[i].deed };

      know (expected.deed, &before, &after);
      expected.before = before;
      expected.after = after;
      begin (&t);
      g_assert_true (expected.deed (&t, NULL));
      hy_test_disk_arm (HY_TEST_DISK_DEAD, 1);
      g_assert_finalize_object (g_steal_pointer (&t.store));
      hy_test_disk_power_on (NULL);
      open_again (&t);
      g_assert_true (is_done (&t, &expected));
      end (&t);
    }
}

/* Of the oldest form to the newest. */

static void
write_old (const char *dir)
{
  g_autofree char *name = g_test_build_filename (G_TEST_DIST, "store", "schema", "v1.sql", NULL);
  g_autofree char *path = g_build_filename (dir, "replica.db", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HySql) db = NULL;

  g_assert_true (g_file_get_contents (name, &sql, NULL, NULL));
  db = hy_sql_open (path, HY_SQL_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (hy_sql_exec (db, sql, &error));
}

static gboolean
migrate (HyTestDiskFault fault, guint nth, GRand *random)
{
  HyTestReplica t = { .dir = hy_test_dir_new () };
  gboolean was_met;

  write_old (t.dir);
  hy_test_disk_arm (fault, nth);
  t.store = hy_store_open (t.dir, 0, stand, NULL, NULL);
  was_met = hy_test_disk_was_met ();
  g_clear_object (&t.store);
  if (fault == HY_TEST_DISK_DEAD)
    hy_test_disk_power_on (random);
  hy_test_disk_mend ();
  open_again (&t);
  g_assert_cmpint (hy_test_int (&t, "PRAGMA user_version"), ==, HY_SCHEMA_VERSION);
  g_assert_cmpint (hy_test_int (&t, "SELECT count(*) FROM tickets WHERE title = 'Kept'"), ==, 1);
  end (&t);
  return was_met;
}

static void
test_migration (void)
{
  static const HyTestDiskFault faults[] = { HY_TEST_DISK_FAILS, HY_TEST_DISK_FULL, HY_TEST_DISK_DEAD };
  g_autoptr (GRand) random = g_rand_new_with_seed (20261128);
  guint n, tried = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++, tried += n)
    for (n = 1; n < MOST && migrate (faults[i], n, random); n += 1 + n / 8)
      continue;
  g_test_message ("up to %u faults", tried);
}

/* The fresh replica finds no room: the damaged one stays where it is, as it is. */
static void
test_rescue_without_room (void)
{
  HyTestReplica t = { .dir = hy_test_dir_new () };
  g_autofree char *path = g_build_filename (t.dir, "replica.db", NULL);
  g_autofree char *damaged = g_memdup2 (template, template_size);

  memset (damaged, 0, 100);
  g_assert_true (g_file_set_contents (path, damaged, (gssize) template_size, NULL));
  for (guint n = 1; n < 60; n += 9)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *left = NULL;
      g_autoptr (GDir) files = NULL;
      gsize size = 0;

      hy_test_disk_arm (HY_TEST_DISK_FULL, n);
      g_assert_null (hy_store_open (t.dir, HY_STORE_RESCUE, stand, NULL, &error));
      g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_FULL);
      hy_test_disk_mend ();
      g_assert_true (g_file_get_contents (path, &left, &size, NULL));
      g_assert_cmpmem (left, size, damaged, template_size);
      files = g_dir_open (t.dir, 0, NULL);
      g_assert_cmpstr (g_dir_read_name (files), ==, "replica.db");
      g_assert_null (g_dir_read_name (files));
    }
  t.store = hy_store_open (t.dir, HY_STORE_RESCUE, stand, NULL, NULL);
  g_assert_cmpint (hy_test_int (&t, "SELECT count(*) FROM commands"), ==, 1);
  end (&t);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hy_test_disk_install ();
  make_template ();
  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/disk/%s", deeds[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_deed);
    }
  g_test_add_func ("/disk/said-is-saved", test_said_is_saved);
  g_test_add_func ("/disk/migration", test_migration);
  g_test_add_func ("/disk/rescue-without-room", test_rescue_without_room);
  return g_test_run ();
}
