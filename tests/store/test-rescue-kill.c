/* kill -9 of a program that rescues a damaged replica, and of one that makes the copy of the day: the damaged file is as it
 * was, the next start rescues from it again, nothing is lost and nothing half. Moments are drawn from a seed out of the
 * time that the work takes when nobody ends it.
 *
 * HUIYIN_KILL_LIVES=N and HUIYIN_KILL_SEED=N in the environment: as many deaths as is said, at other moments. */
#include "store/hy-copies.h"
#include "store/hy-drafts.h"
#include "store/hy-rescue.h"
#include "store/hy-sql.h"
#include "support/hy-test-outbox.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define LIVES 24
#define TICKETS 120
#define ENTRIES 12

static const char *program;
static HyTime moment = HY_TEST_NOW;

static guint
lives (void)
{
  const char *wanted = g_getenv ("HUIYIN_KILL_LIVES");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : LIVES;
}

static GRand *
random_new (void)
{
  const char *wanted = g_getenv ("HUIYIN_KILL_SEED");

  return g_rand_new_with_seed (wanted != NULL ? (guint32) g_ascii_strtoull (wanted, NULL, 10) : 20261128);
}

static HyTime
clock_of (gpointer data)
{
  return moment;
}

/* The child. */

static int
live (const char *work, const char *dir, const char *now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyStore) store = NULL;

  moment = g_ascii_strtoll (now, NULL, 10);
  store = hy_store_open (dir, HY_STORE_RESCUE | HY_STORE_CHECK, clock_of, NULL, &error);
  if (store == NULL || (strcmp (work, "--copy") == 0 && !hy_copies_keep (store, &error)))
    g_error ("%s: %s", work, error->message);
  return 0;
}

/* The parent. */

/* TRUE when it came to its end by itself. */
static gboolean
run_child (const char *work, const char *dir, gint64 life_us)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, moment);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, work, dir, now, NULL);

  g_assert_no_error (error);
  if (life_us >= 0)
    {
      g_usleep ((gulong) life_us);
      g_subprocess_force_exit (child);
    }
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  g_assert_true (!g_subprocess_get_if_exited (child) || g_subprocess_get_exit_status (child) == 0);
  return g_subprocess_get_if_exited (child);
}

static gboolean
save_draft (HyReplica *replica, gpointer data, GError **error)
{
  HyDraft draft = { data, (char *) "p-zhang", (char *) "contact", (char *) "{\"text\":\"half\"}", 1, HY_TEST_NOW };

  return hy_drafts_save (replica, &draft, error);
}

static HyTestReplica *
office_new (void)
{
  HyTestReplica *t = hy_test_replica_new ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  HyPullOutcome out = { 0 };

  hy_test_replica_enrol (t, TRUE);
  for (guint i = 1; i <= TICKETS; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u", i);
      g_autofree char *record = g_strdup_printf ("r%u", i);

      g_ptr_array_add (lines, hy_test_ticket_line (&(HyTestTicket){ .id = id, .version = 2, .records = 1 }));
      g_ptr_array_add (lines, hy_test_record_line (id, record, 2, "note", "{\"text\":\"Seen\"}"));
    }
  g_ptr_array_add (lines, g_strdup ("{\"mark\":{\"cursor\":\"c1\"}}"));
  hy_test_feed_lines (t, "", &out, lines);
  hy_pull_outcome_clear (&out);
  for (guint i = 1; i <= ENTRIES; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u", i);

      g_free (hy_test_queue (t, id, "progress", "{\"text\":\"waits\"}"));
      hy_test_write (t, save_draft, id);
    }
  return t;
}

typedef struct
{
  char *db, *log;
  gsize db_size, log_size;
} Bytes;

static void
bytes_clear (Bytes *self)
{
  g_free (self->db);
  g_free (self->log);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bytes, bytes_clear)

/* As they stand while the program runs: with a log. The header is gone. */
static Bytes
damaged_of (const char *dir)
{
  Bytes self = { 0 };
  g_autofree char *db = g_build_filename (dir, "replica.db", NULL);
  g_autofree char *log = g_strconcat (db, "-wal", NULL);

  g_assert_true (g_file_get_contents (db, &self.db, &self.db_size, NULL));
  g_assert_true (g_file_get_contents (log, &self.log, &self.log_size, NULL));
  memset (self.db, 0, MIN (self.db_size, 100));
  /* Frames that no longer fit their sums: whoever opens it by SQLite sees next to nothing. */
  memset (self.log, 0, 32);
  return self;
}

static char *
put_down (const Bytes *bytes)
{
  char *dir = hy_test_dir_new ();
  g_autofree char *db = g_build_filename (dir, "replica.db", NULL);
  g_autofree char *log = g_strconcat (db, "-wal", NULL);

  g_assert_true (g_file_set_contents (db, bytes->db, (gssize) bytes->db_size, NULL));
  g_assert_true (g_file_set_contents (log, bytes->log, (gssize) bytes->log_size, NULL));
  return dir;
}

/* Under the one name or the other. */
static gboolean
has_file (const char *dir, const char *suffix, const char *want, gsize size)
{
  g_autoptr (GDir) files = g_dir_open (dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);
      g_autofree char *got = NULL;
      gsize length = 0;

      if (g_str_has_prefix (name, "replica") && g_str_has_suffix (name, suffix)
          && g_file_get_contents (path, &got, &length, NULL) && length == size && memcmp (got, want, size) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
assert_kept (const char *dir, const Bytes *bytes)
{
  g_assert_true (has_file (dir, ".db", bytes->db, bytes->db_size));
  g_assert_true (has_file (dir, ".db-wal", bytes->log, bytes->log_size));
}

static void
assert_nothing_half (const char *dir)
{
  g_autoptr (GDir) files = g_dir_open (dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    if (g_str_has_prefix (name, "rescue-"))
      g_error ("%s is left", name);
}

/* All that was written here, once. */
static void
assert_whole (const char *dir)
{
  HyTestReplica t = { .dir = (char *) dir };
  g_autoptr (GError) error = NULL;

  t.store = hy_store_open (dir, HY_STORE_RESCUE | HY_STORE_CHECK, clock_of, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hy_test_int (&t, "SELECT count(*) FROM commands WHERE state = 'queued'"), ==, ENTRIES);
  g_assert_cmpint (hy_test_int (&t, "SELECT count(*) FROM drafts WHERE instr (body, 'half')"), ==, ENTRIES);
  g_assert_cmpint (hy_test_int (&t, "SELECT count(*) FROM tickets WHERE scope = 'here'"), ==, TICKETS);
  g_assert_finalize_object (g_steal_pointer (&t.store));
}

static void
test_rescue (void)
{
  HyTestReplica *t = office_new ();
  g_auto (Bytes) bytes = damaged_of (t->dir);
  g_autoptr (GRand) random = random_new ();
  g_autofree char *first = put_down (&bytes);
  gint64 whole = g_get_monotonic_time ();
  guint died = 0;

  hy_test_replica_free (t);
  g_assert_true (run_child ("--rescue", first, -1));
  whole = g_get_monotonic_time () - whole;
  assert_whole (first);
  hy_test_dir_remove (first);
  for (guint i = 0; i < lives (); i++)
    {
      g_autofree char *dir = put_down (&bytes);

      /* More than once, now and then. */
      for (guint again = 0; again <= i % 3; again++)
        {
          died += !run_child ("--rescue", dir, g_rand_int_range (random, 0, (gint32) whole));
          assert_kept (dir, &bytes);
        }
      assert_whole (dir);
      assert_kept (dir, &bytes);
      assert_nothing_half (dir);
      hy_test_dir_remove (dir);
    }
  g_test_message ("%u died in the %d ms of a rescue", died, (int) (whole / 1000));
}

static void
assert_copies_sound (const char *dir)
{
  g_autofree char *newest = hy_copies_newest (dir);
  g_autoptr (GError) error = NULL;
  g_autoptr (HySql) sql = newest != NULL ? hy_sql_open (newest, HY_SQL_READ_ONLY, &error) : NULL;
  gint64 n = 0;

  g_assert_no_error (error);
  if (newest == NULL)
    return;
  g_assert_cmpstr (hy_sql_check (sql), ==, NULL);
  g_assert_true (hy_sql_get_int (sql, &n, &error, "SELECT count(*) FROM commands", ""));
  g_assert_cmpint (n, ==, ENTRIES);
  g_assert_true (hy_sql_get_int (sql, &n, &error, "SELECT count(*) FROM drafts", ""));
  g_assert_cmpint (n, ==, ENTRIES);
}

static void
ruin (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "replica.db", NULL);
  g_autofree char *noise = g_strnfill (64 * 1024, '?');

  g_assert_true (g_file_set_contents (path, noise, 64 * 1024, NULL));
}

/* A day a life; the copies of the days before shrink meanwhile. Then nothing is left of the replica itself. */
static void
test_copy (void)
{
  HyTestReplica *t = office_new ();
  g_autoptr (GRand) random = random_new ();
  gint64 whole = g_get_monotonic_time ();
  guint died = 0;

  g_assert_finalize_object (g_steal_pointer (&t->store));
  g_assert_true (run_child ("--copy", t->dir, -1));
  whole = g_get_monotonic_time () - whole;
  for (guint i = 0; i < lives (); i++)
    {
      moment += HY_DAY;
      died += !run_child ("--copy", t->dir, g_rand_int_range (random, 0, (gint32) whole));
      assert_copies_sound (t->dir);
    }
  assert_whole (t->dir);
  ruin (t->dir);
  assert_whole (t->dir);
  assert_nothing_half (t->dir);
  moment = HY_TEST_NOW;
  hy_test_dir_remove (t->dir);
  g_free (t->dir);
  g_free (t);
  g_test_message ("%u died in the %d ms of a copy", died, (int) (whole / 1000));
}

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc == 4)
    return live (argv[1], argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rescue-kill/rescue", test_rescue);
  g_test_add_func ("/rescue-kill/copy", test_copy);
  return g_test_run ();
}
