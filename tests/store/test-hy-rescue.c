#include "store/hy-rescue.h"

#include "store/hy-attachments.h"
#include "store/hy-blobs.h"
#include "store/hy-copies.h"
#include "store/hy-drafts.h"
#include "store/hy-pages.h"
#include "store/hy-rescue-rows.h"
#include "rescue-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
read_note (HyReplica *replica, gpointer data, GError **error)
{
  return hy_rescue_read (replica, data, error);
}

static void
assert_commands (const Office *self)
{
  hy_test_assert_state (self->t, self->queued, "queued -");
  hy_test_assert_state (self->t, self->refused, "refused wrong_state");
  hy_test_assert_state (self->t, self->held, "held held");
  hy_test_assert_state (self->t, self->done, "applied -");
}

static void
assert_whole (const Office *self, guint tickets)
{
  HyTestReplica *t = self->t;

  assert_commands (self);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM drafts WHERE ticket = 't5'"), ==, 1);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM tickets WHERE scope = 'here'"), ==, tickets);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM records"), ==, tickets);
  g_assert_cmpint (hy_test_int (t, "SELECT sum (n) FROM tallies WHERE what = 'all'"), ==, tickets);
  g_assert_cmpint (hy_test_int (t, "SELECT unsent FROM tickets WHERE id = 't4'"), ==, 1);
  g_assert_cmpint (hy_test_int (t, "SELECT value FROM meta WHERE key = 'seq'"), >, 4);
  g_assert_cmpint (hy_test_int (t, "SELECT value = '' FROM meta WHERE key = 'cursor'"), ==, 1);
}

static void
test_header (void)
{
  g_auto (Office) office = office_new (6);
  static const char nothing[100];
  HyRescue note = { 0 };
  g_autofree char *kept = NULL;
  GStatBuf info;

  close_store (office.t);
  damage (office.t, "replica.db", 0, nothing, sizeof nothing);
  must_open (office.t);
  assert_whole (&office, 6);
  hy_test_read (office.t, read_note, &note);
  g_assert_cmpint (note.at, ==, HY_TEST_NOW);
  g_assert_cmpint (note.entries, ==, 3);
  g_assert_cmpint (note.drafts, ==, 1);
  g_assert_cmpstr (note.file, ==, "replica-damaged-20261123-090000.db");
  kept = path_of (office.t, note.file);
  g_assert_cmpint (g_stat (kept, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  hy_rescue_clear (&note);
  /* And it goes on like any replica. */
  hy_test_replica_reopen (office.t);
  assert_whole (&office, 6);
  g_free (hy_test_queue (office.t, "t6", "progress", "{\"text\":\"after\"}"));
  g_assert_cmpint (hy_test_int (office.t, "SELECT max (seq) FROM commands"), >, 100000);
}

/* Numbers that may have been used are not used again, and what may have been sent cannot be taken back. */
static void
test_sent_again (void)
{
  g_auto (Office) office = office_new (6);
  static const char nothing[100];
  g_autoptr (GPtrArray) sent = NULL;

  close_store (office.t);
  damage (office.t, "replica.db", 0, nothing, sizeof nothing);
  must_open (office.t);
  g_assert_cmpint (hy_test_int (office.t, "SELECT sent FROM commands WHERE state = 'queued'"), ==, 1);
  sent = hy_test_take (office.t);
  g_assert_cmpuint (sent->len, ==, 1);
  g_assert_cmpstr (((HyCommand *) sent->pdata[0])->id, ==, office.queued);
  g_assert_cmpint (((HyCommand *) sent->pdata[0])->seq, ==, 4);
}

/* The bootstrap that follows. */
static void
test_first_sync (void)
{
  g_auto (Office) office = office_new (5);
  static const char nothing[100];
  HyPullOutcome out = { 0 };

  close_store (office.t);
  damage (office.t, "replica.db", 0, nothing, sizeof nothing);
  must_open (office.t);
  hy_test_feed (office.t, "", &out, hy_test_ticket_line (&(HyTestTicket){ .id = "t4", .version = 5 }),
                hy_test_end_line ("c-end", "t4:5"), NULL);
  g_assert_true (out.at_head);
  g_assert_true (out.digest_ok);
  hy_pull_outcome_clear (&out);
  g_assert_cmpint (hy_test_int (office.t, "SELECT count(*) FROM tickets WHERE scope = 'here'"), ==, 1);
  g_assert_cmpint (hy_test_int (office.t, "SELECT count(*) FROM tickets WHERE scope = 'stub'"), ==, 4);
  g_assert_cmpint (hy_test_int (office.t, "SELECT unsent FROM tickets WHERE id = 't4'"), ==, 1);
}

/* Nothing in the folder but this replica. */
static void
put_back (HyTestReplica *t, const char *db, gsize size)
{
  g_autofree char *path = path_of (t, "replica.db");

  hy_test_dir_remove (t->dir);
  g_assert_cmpint (g_mkdir (t->dir, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, db, (gssize) size, NULL));
}

/* Which commands stand, whole, in pages other than @page. */
static guint
count_elsewhere (const char *db, gsize size, gsize page, const Office *office)
{
  const char *ids[] = { office->queued, office->refused, office->held, office->done };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *row = g_strdup_printf ("\"id\":\"%s\"", ids[i]);
      const char *at = memmem (db, size, row, strlen (row));

      g_assert_nonnull (at);
      n += (gsize) (at - db) / PAGE != page;
    }
  return n;
}

/* Garbage in every page in turn: never a crash, and what stands in the others is there. */
static void
test_every_page (void)
{
  g_auto (Office) office = office_new (12);
  g_autoptr (GRand) random = g_rand_new_with_seed (20261123);
  g_autofree char *db = NULL;
  gsize size = 0;

  close_store (office.t);
  db = contents_of (office.t, "replica.db", &size);
  for (gsize page = 0; page < size / PAGE; page++)
    {
      guint8 noise[PAGE];

      for (gsize i = 0; i < PAGE; i++)
        noise[i] = (guint8) g_rand_int (random);
      put_back (office.t, db, size);
      damage (office.t, "replica.db", (goffset) (page * PAGE), noise, PAGE);
      must_open (office.t);
      g_assert_cmpint (hy_test_int (office.t, "SELECT count(*) FROM commands"), >=,
                       count_elsewhere (db, size, page, &office));
      g_assert_cmpint (hy_test_int (office.t, "SELECT count(*) FROM drafts") +
                           hy_test_int (office.t, "SELECT count(*) FROM commands"), >, 0);
      close_store (office.t);
    }
  put_back (office.t, db, size);
  must_open (office.t);
}

/* Bytes that turned, all over the file: never a crash, whatever is left. */
static void
test_scattered_noise (void)
{
  g_auto (Office) office = office_new (8);
  g_autoptr (GRand) random = g_rand_new_with_seed (20261128);
  g_autofree char *db = NULL;
  gsize size = 0;

  close_store (office.t);
  db = contents_of (office.t, "replica.db", &size);
  for (guint round = 0; round < 24; round++)
    {
      g_autofree char *noisy = g_memdup2 (db, size);
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < 16u << (round % 8); i++)
        noisy[(guint) g_rand_int_range (random, 0, (gint32) size)] = (char) g_rand_int (random);
      put_back (office.t, noisy, size);
      if (open_rescued (office.t, &error))
        close_store (office.t);
    }
  put_back (office.t, db, size);
  must_open (office.t);
}

static void
test_cut_short (void)
{
  g_auto (Office) office = office_new (12);
  g_autofree char *db = NULL;
  gsize size = 0;

  close_store (office.t);
  db = contents_of (office.t, "replica.db", &size);
  for (gsize left = size - PAGE; left > 20 * PAGE; left -= 3 * PAGE + 17)
    {
      g_autoptr (GError) error = NULL;

      put_back (office.t, db, (gsize) left);
      if (open_rescued (office.t, &error))
        close_store (office.t);
      else
        g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_UNUSABLE);
    }
  put_back (office.t, db, size);
  must_open (office.t);
}

/* Whoever has it open would go on saving into the file that is put aside. */
static void
test_not_while_open (void)
{
  g_auto (Office) office = office_new (6);
  HyTestReplica other = { .dir = office.t->dir, .now = HY_TEST_NOW };
  g_autoptr (GError) error = NULL;
  guint8 noise[PAGE];
  gint64 root = hy_test_int (office.t, "SELECT rootpage FROM sqlite_schema WHERE name = 'tickets_stubs'");

  memset (noise, 0x5a, sizeof noise);
  /* All of it is in the file. */
  hy_test_replica_reopen (office.t);
  damage (office.t, "replica.db", (goffset) (root - 1) * PAGE, noise, PAGE);
  g_assert_false (open_rescued (&other, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_UNUSABLE);
  close_store (office.t);
  must_open (office.t);
  g_assert_cmpint (hy_test_int (office.t, "SELECT count(*) FROM meta WHERE key = 'rescue_at'"), ==, 1);
  assert_whole (&office, 6);
}

/* Without the flag nothing is touched. */
static void
test_only_when_asked (void)
{
  g_auto (Office) office = office_new (6);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize size = 0, size_after = 0;
  static const char nothing[100];

  close_store (office.t);
  damage (office.t, "replica.db", 0, nothing, sizeof nothing);
  before = contents_of (office.t, "replica.db", &size);
  g_assert_null (hy_store_open (office.t->dir, 0, clock_of, office.t, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_UNUSABLE);
  after = contents_of (office.t, "replica.db", &size_after);
  g_assert_cmpmem (before, size, after, size_after);
  must_open (office.t);
}

/* A rescue that was cut off between the renames. */
static void
test_cut_off_between_renames (void)
{
  g_auto (Office) office = office_new (6);
  static const char nothing[100];
  g_autofree char *from = path_of (office.t, "replica.db");
  g_autofree char *to = path_of (office.t, "rescue-ready-20261123-090000.db");
  g_autofree char *kept = path_of (office.t, "replica-damaged-20261123-090000.db");

  close_store (office.t);
  damage (office.t, "replica.db", 0, nothing, sizeof nothing);
  must_open (office.t);
  close_store (office.t);
  for (int step = 0; step < 2; step++)
    {
      g_assert_cmpint (g_rename (from, to), ==, 0);
      /* The damaged one still has its place, or has left it. */
      if (step == 0)
        g_assert_cmpint (g_rename (kept, from), ==, 0);
      must_open (office.t);
      assert_whole (&office, 6);
      g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
      g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
      close_store (office.t);
    }
  must_open (office.t);
}

/* Files of commands that nobody can read any more are not swept away. */
static void
test_files_stay (void)
{
  g_auto (Office) office = office_new (4);
  static const char nothing[100];
  g_autoptr (GBytes) bytes = g_bytes_new_static ("photo", 5);
  g_autoptr (GError) error = NULL;
  g_autoptr (HyBlobRef) blob = hy_blobs_keep (office.t->store, bytes, "a.jpg", &error);

  g_assert_no_error (error);
  hy_test_exec (office.t, "DELETE FROM blobs");
  close_store (office.t);
  damage (office.t, "replica.db", 0, nothing, sizeof nothing);
  must_open (office.t);
  g_assert_cmpint (hy_test_int (office.t, "SELECT kept_at > 0 AND size = 5 FROM blobs"), ==, 1);
}

/* A later migration that changes what is rescued has to say so there. */
static void
test_knows_the_schema (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  const char *table, *columns;

  for (guint i = 0; (table = hy_rescue_rows_table (i, &columns)) != NULL; i++)
    {
      g_autofree char *sql
          = g_strdup_printf ("SELECT group_concat (name, ' ') FROM pragma_table_info ('%s')", table);
      g_autofree char *want = hy_test_text (t, sql);
      g_autoptr (GRegex) letters = g_regex_new (":[a-zA-Z]", 0, 0, NULL);
      g_autofree char *got = g_regex_replace_literal (letters, columns, -1, 0, "", 0, NULL);

      g_assert_cmpstr (got, ==, want);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rescue/header", test_header);
  g_test_add_func ("/rescue/sent-again", test_sent_again);
  g_test_add_func ("/rescue/first-sync", test_first_sync);
  g_test_add_func ("/rescue/every-page", test_every_page);
  g_test_add_func ("/rescue/scattered-noise", test_scattered_noise);
  g_test_add_func ("/rescue/cut-short", test_cut_short);
  g_test_add_func ("/rescue/not-while-open", test_not_while_open);
  g_test_add_func ("/rescue/only-when-asked", test_only_when_asked);
  g_test_add_func ("/rescue/cut-off-between-renames", test_cut_off_between_renames);
  g_test_add_func ("/rescue/files-stay", test_files_stay);
  g_test_add_func ("/rescue/knows-the-schema", test_knows_the_schema);
  return g_test_run ();
}
