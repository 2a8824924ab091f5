#include "store/hy-copies.h"

#include "store/hy-rescue.h"
#include "store/hy-wipe.h"
#include "support/hy-test-outbox.h"

#include <glib/gstdio.h>
#include <string.h>

#define PHONE "13800000042"

static HyTestReplica *
office_new (void)
{
  HyTestReplica *t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, hy_test_ticket_line (&(HyTestTicket){ .id = "t1", .title = "A dark lamp" }),
                   hy_test_ticket_line (&(HyTestTicket){ .id = "t2" }), NULL);
  return t;
}

static void
keep (HyTestReplica *t)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_copies_keep (t->store, &error) || error != NULL);
  g_assert_no_error (error);
}

static gboolean
has (const HyTestReplica *t, const char *name)
{
  g_autofree char *path = g_build_filename (t->dir, "copies", name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static guint
count (const HyTestReplica *t)
{
  g_autofree char *folder = g_build_filename (t->dir, "copies", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (files != NULL && g_dir_read_name (files) != NULL)
    n++;
  return n;
}

static gboolean
holds (const HyTestReplica *t, const char *name, const char *words)
{
  g_autofree char *path = g_build_filename (t->dir, "copies", name, NULL);
  g_autofree char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  return memmem (bytes, size, words, strlen (words)) != NULL;
}

static void
test_one_a_day (void)
{
  g_autoptr (HyTestReplica) t = office_new ();
  g_autofree char *path = g_build_filename (t->dir, "copies", "2026-11-23.db", NULL);
  g_autofree char *folder = g_build_filename (t->dir, "copies", NULL);
  g_autofree char *newest = NULL;
  GStatBuf info;

  keep (t);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_free (hy_test_queue (t, "t1", "progress", "{\"text\":\"later\"}"));
  t->now += HY_HOUR;
  keep (t);
  g_assert_false (holds (t, "2026-11-23.db", "later"));
  g_assert_cmpuint (count (t), ==, 1);
  newest = hy_copies_newest (t->dir);
  g_assert_cmpstr (newest, ==, path);
}

/* Seven days; only the newest has what the district has too. */
static void
test_seven_days (void)
{
  g_autoptr (HyTestReplica) t = office_new ();

  g_free (hy_test_queue (t, "t1", "progress", "{\"text\":\"waits\"}"));
  for (int day = 0; day < 10; day++, t->now += HY_DAY)
    keep (t);
  g_assert_cmpuint (count (t), ==, 8);
  g_assert_false (has (t, "2026-11-24.own.db"));
  g_assert_true (has (t, "2026-11-25.own.db"));
  g_assert_true (has (t, "2026-12-02.db"));
  g_assert_true (holds (t, "2026-12-02.db", PHONE));
  g_assert_true (holds (t, "2026-12-02.db", "dark lamp"));
  g_assert_false (holds (t, "2026-12-01.own.db", PHONE));
  g_assert_false (holds (t, "2026-12-01.own.db", "dark lamp"));
  g_assert_true (holds (t, "2026-12-01.own.db", "waits"));
}

/* A clock that was years ahead left a copy that would never be old. */
static void
test_clock_set_back (void)
{
  g_autoptr (HyTestReplica) t = office_new ();

  t->now += 1000 * HY_DAY;
  keep (t);
  t->now = HY_TEST_NOW;
  keep (t);
  g_assert_cmpuint (count (t), ==, 1);
  g_assert_true (has (t, "2026-11-23.db"));
}

/* It is the check of the day too. */
static void
test_finds_damage (void)
{
  g_autoptr (HyTestReplica) t = office_new ();
  g_autofree char *path = g_build_filename (t->dir, "replica.db", NULL);
  g_autoptr (GError) error = NULL;
  gint64 root = hy_test_int (t, "SELECT rootpage FROM sqlite_schema WHERE name = 'tickets_stubs'");
  char noise[4096];
  gboolean broken;
  FILE *file;

  hy_test_replica_reopen (t);
  memset (noise, 0x5a, sizeof noise);
  file = fopen (path, "r+b");
  fseek (file, (root - 1) * (long) sizeof noise, SEEK_SET);
  fwrite (noise, 1, sizeof noise, file);
  fclose (file);
  g_assert_false (hy_copies_keep (t->store, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_UNUSABLE);
  g_assert_cmpuint (count (t), ==, 0);
  g_assert_true (hy_rescue_is_check_due (t->dir, &broken));
}

static gboolean
wipe (HyReplica *replica, gpointer data, GError **error)
{
  return hy_replica_wipe_files (replica, error);
}

static void
test_goes_with_a_wipe (void)
{
  g_autoptr (HyTestReplica) t = office_new ();

  keep (t);
  hy_test_write (t, wipe, NULL);
  g_assert_cmpuint (count (t), ==, 0);
}

static HyTime
clock_of (gpointer data)
{
  return ((HyTestReplica *) data)->now;
}

static void
rescue (HyTestReplica *t)
{
  g_autoptr (GError) error = NULL;

  t->store = hy_store_open (t->dir, HY_STORE_RESCUE, clock_of, t, &error);
  g_assert_no_error (error);
}

/* Nothing of the file is left: what the copy has is there again, what was answered since goes up once more. */
static void
test_rescue_from_copy (void)
{
  g_autoptr (HyTestReplica) t = office_new ();
  g_autofree char *path = g_build_filename (t->dir, "replica.db", NULL);
  g_autofree char *noise = g_strnfill (65536, 'x');
  g_autofree char *id = hy_test_queue (t, "t1", "progress", "{\"text\":\"waits\"}");
  HyRescue note = { 0 };

  keep (t);
  g_assert_finalize_object (g_steal_pointer (&t->store));
  g_assert_true (g_file_set_contents (path, noise, -1, NULL));
  rescue (t);
  hy_test_assert_state (t, id, "queued -");
  g_assert_cmpint (hy_test_int (t, "SELECT sent FROM commands"), ==, 1);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM tickets"), ==, 2);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM meta WHERE key = 'device'"), ==, 1);
  note.copy = hy_test_text (t, "SELECT value FROM meta WHERE key = 'rescue_copy'");
  g_assert_cmpstr (note.copy, ==, "2026-11-23.db");
  hy_rescue_clear (&note);
}

#define DRAFT(ticket, at)                                                                          \
  "INSERT INTO drafts VALUES ('" ticket "', 'p-zhang', 'progress', '{\"text\":\"x\"}', 1, " at ")"

/* What the copy has of drafts, and the file has not: one became a command since, one is lost. */
static void
test_drafts_from_copy (void)
{
  g_autoptr (HyTestReplica) t = office_new ();
  g_autofree char *path = g_build_filename (t->dir, "replica.db", NULL);
  FILE *file;
  char nothing[100] = "";

  hy_test_exec (t, DRAFT ("t1", "1795395500000"));
  hy_test_exec (t, DRAFT ("t2", "1795395500000"));
  keep (t);
  g_free (hy_test_queue (t, "t1", "progress", "{\"text\":\"x\"}"));
  hy_test_exec (t, "DELETE FROM drafts");
  g_assert_finalize_object (g_steal_pointer (&t->store));
  file = fopen (path, "r+b");
  fwrite (nothing, 1, sizeof nothing, file);
  fclose (file);
  rescue (t);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM drafts"), ==, 1);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM drafts WHERE ticket = 't2'"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/copies/one-a-day", test_one_a_day);
  g_test_add_func ("/copies/seven-days", test_seven_days);
  g_test_add_func ("/copies/clock-set-back", test_clock_set_back);
  g_test_add_func ("/copies/finds-damage", test_finds_damage);
  g_test_add_func ("/copies/goes-with-a-wipe", test_goes_with_a_wipe);
  g_test_add_func ("/copies/rescue-from-copy", test_rescue_from_copy);
  g_test_add_func ("/copies/drafts-from-copy", test_drafts_from_copy);
  return g_test_run ();
}
