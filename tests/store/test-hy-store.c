#include "support/hy-test-replica.h"

#include "store/hy-folder.h"
#include "store/hy-replica-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

static HyTime
stand (gpointer data)
{
  return HY_TEST_NOW;
}

static gboolean
put (HyReplica *replica, gpointer data, GError **error)
{
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_STATUS);
  return hy_replica_set_meta (replica, "word", data, error);
}

static gboolean
put_and_fail (HyReplica *replica, gpointer data, GError **error)
{
  if (!put (replica, data, error))
    return FALSE;
  g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_STATE, "no");
  return FALSE;
}

static void
test_makes_the_folder (void)
{
  g_autofree char *parent = hy_test_dir_new ();
  g_autofree char *dir = g_build_filename (parent, "a", "b", NULL);
  g_autoptr (GError) error = NULL;
  HyStore *store = hy_store_open (dir, 0, stand, NULL, &error);
  GStatBuf info;

  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_ENROLLED);
  g_assert_null (store);
  g_clear_error (&error);
  store = hy_store_open (dir, HY_STORE_CREATE, stand, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (dir, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_assert_finalize_object (store);
  hy_test_dir_remove (parent);
}

static void
test_refuses_network_drives (void)
{
  g_assert_true (hy_folder_type_is_remote ("nfs4"));
  g_assert_true (hy_folder_type_is_remote ("cifs"));
  g_assert_true (hy_folder_type_is_remote ("fuse.sshfs"));
  g_assert_false (hy_folder_type_is_remote ("ext4"));
  g_assert_false (hy_folder_type_is_remote ("fuseblk"));
  g_assert_false (hy_folder_type_is_remote (NULL));
}

static void
test_keeps_what_was_committed (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autofree char *word = NULL;

  hy_test_write (t, put, (gpointer) "kept");
  hy_test_replica_reopen (t);
  word = hy_test_text (t, "SELECT value FROM meta WHERE key = 'word'");
  g_assert_cmpstr (word, ==, "kept");
}

static void
test_rolls_back_what_failed (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (hy_store_write (t->store, put_and_fail, (gpointer) "gone", &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_STATE);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM meta WHERE key = 'word'"), ==, 0);
}

static gboolean
put_and_forget (HyReplica *replica, gpointer data, GError **error)
{
  replica->forgot = TRUE;
  return put (replica, data, error);
}

/* What was deleted stands in the write-ahead log until that is emptied, which a program that runs
 * for days must not leave to chance. */
static void
test_empties_the_log (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autofree char *log = g_build_filename (t->dir, "replica.db-wal", NULL);
  GStatBuf info = { .st_size = 1 };

  hy_test_write (t, put_and_forget, (gpointer) "13973001234");
  for (guint i = 0; i < 2000 && info.st_size > 0; i++)
    {
      g_usleep (10 * 1000);
      g_assert_cmpint (g_stat (log, &info), ==, 0);
    }
  g_assert_cmpint (info.st_size, ==, 0);
}

static void
test_reader_cannot_write (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (hy_store_read (t->store, put, (gpointer) "x", &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_READ_ONLY);
}

typedef struct
{
  GMainLoop *loop;
  guint mask;
  guint wanted;
  gboolean ok;
} Wait;

static void
on_changed (HyStore *store, guint mask, gpointer data)
{
  Wait *wait = data;

  wait->mask |= mask;
  if ((wait->mask & wait->wanted) == wait->wanted)
    g_main_loop_quit (wait->loop);
}

static void
wait_clear (Wait *wait)
{
  g_main_loop_unref (wait->loop);
}

static void
test_tells_own_changes (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  Wait wait = { .loop = g_main_loop_new (NULL, FALSE), .wanted = HY_STORE_CHANGE_STATUS };

  g_signal_connect (t->store, "changed", G_CALLBACK (on_changed), &wait);
  hy_test_write (t, put, (gpointer) "x");
  g_main_loop_run (wait.loop);
  g_assert_cmpuint (wait.mask, ==, HY_STORE_CHANGE_STATUS);
  wait_clear (&wait);
}

static void
test_tells_changes_of_others (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (GError) error = NULL;
  HyStore *other = hy_store_open (t->dir, 0, stand, NULL, &error);
  Wait wait = { .loop = g_main_loop_new (NULL, FALSE), .wanted = HY_STORE_CHANGE_OTHER_PROCESS };

  g_assert_no_error (error);
  g_signal_connect (t->store, "changed", G_CALLBACK (on_changed), &wait);
  g_assert_true (hy_store_write (other, put, (gpointer) "x", &error));
  g_main_loop_run (wait.loop);
  g_assert_finalize_object (other);
  wait_clear (&wait);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->ok = hy_store_finish (HY_STORE (source), result, NULL);
  g_main_loop_quit (wait->loop);
}

static void
test_works_behind_the_loop (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  Wait wait = { .loop = g_main_loop_new (NULL, FALSE) };
  g_autofree char *word = NULL;

  hy_store_write_async (t->store, put, g_strdup ("later"), g_free, NULL, on_done, &wait);
  g_main_loop_run (wait.loop);
  g_assert_true (wait.ok);
  word = hy_test_text (t, "SELECT value FROM meta WHERE key = 'word'");
  g_assert_cmpstr (word, ==, "later");
  wait_clear (&wait);
}

static void
test_cancelled_work_does_nothing (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Wait wait = { .loop = g_main_loop_new (NULL, FALSE), .ok = TRUE };

  g_cancellable_cancel (cancellable);
  hy_store_write_async (t->store, put, g_strdup ("never"), g_free, cancellable, on_done, &wait);
  g_main_loop_run (wait.loop);
  g_assert_false (wait.ok);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM meta WHERE key = 'word'"), ==, 0);
  wait_clear (&wait);
}

static void
expect_unusable (const char *dir, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyStore) store = hy_store_open (dir, HY_STORE_CREATE, stand, NULL, &error);

  g_assert_null (store);
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_UNUSABLE);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_says_damaged (void)
{
  g_autofree char *dir = hy_test_dir_new ();
  g_autofree char *path = g_build_filename (dir, "replica.db", NULL);
  g_autofree char *after = NULL;
  g_autofree char *noise = g_strnfill (8192, 'x');

  g_assert_true (g_file_set_contents (path, noise, -1, NULL));
  expect_unusable (dir, "damaged");
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, noise);
  hy_test_dir_remove (dir);
}

static gboolean
ask_enrolment_without_meta (HyReplica *replica, gpointer data, GError **error)
{
  HyEnrolment enrolment = { 0 };

  return hy_sql_exec (replica->sql, "ALTER TABLE meta RENAME TO lost", error)
         && hy_replica_get_enrolment (replica, &enrolment, error);
}

/* Else a damaged replica would be taken for one that was never enrolled, and be enrolled over. */
static void
test_unreadable_is_not_absent (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (hy_store_write (t->store, ask_enrolment_without_meta, NULL, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_UNUSABLE);
  hy_test_int (t, "SELECT count(*) FROM meta");
}

static void
test_says_newer (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_exec (t, "PRAGMA user_version = 999");
  expect_unusable (t->dir, "newer");
}

static gboolean
fill (HyReplica *replica, gpointer data, GError **error)
{
  return hy_sql_exec (replica->sql, "PRAGMA max_page_count = 1", error)
         && hy_sql_exec (replica->sql, "INSERT INTO meta VALUES ('big', zeroblob (2000000))",
                         error);
}

static void
test_says_disk_full (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (hy_store_write (t->store, fill, NULL, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "full"));
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM meta WHERE key = 'big'"), ==, 0);
}

/* Whether another process sees SQLite's lock on the file: "SHARED" in the description of its format. */
static gboolean
is_locked (const char *path)
{
  pid_t child = fork ();
  int status = 0;

  if (child == 0)
    {
      struct flock lock
          = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000002, .l_len = 510 };
      int fd = open (path, O_RDWR);

      _exit (fd >= 0 && fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type == F_RDLCK ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

static void
copy (const char *from, const char *to, const char *name)
{
  g_autofree char *source = g_build_filename (from, name, NULL);
  g_autofree char *target = g_build_filename (to, name, NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (source, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (target, bytes, (gssize) size, NULL));
}

/* What is looked at after an unclean end takes SQLite no lock away: without it the next program that ends folds in the
 * log and removes it, and what this one saves from then on is nowhere. */
static void
test_keeps_its_locks (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autofree char *dir = hy_test_dir_new ();
  g_autofree char *path = g_build_filename (dir, "replica.db", NULL);
  g_autoptr (GError) error = NULL;
  HyStore *store;

  hy_test_write (t, put, (gpointer) "one");
  copy (t->dir, dir, "replica.db");
  copy (t->dir, dir, "replica.db-wal");
  store = hy_store_open (dir, 0, stand, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (is_locked (path));
  g_assert_finalize_object (store);
  hy_test_dir_remove (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/makes-the-folder", test_makes_the_folder);
  g_test_add_func ("/store/refuses-network-drives", test_refuses_network_drives);
  g_test_add_func ("/store/keeps-what-was-committed", test_keeps_what_was_committed);
  g_test_add_func ("/store/keeps-its-locks", test_keeps_its_locks);
  g_test_add_func ("/store/rolls-back-what-failed", test_rolls_back_what_failed);
  g_test_add_func ("/store/empties-the-log", test_empties_the_log);
  g_test_add_func ("/store/reader-cannot-write", test_reader_cannot_write);
  g_test_add_func ("/store/tells-own-changes", test_tells_own_changes);
  g_test_add_func ("/store/tells-changes-of-others", test_tells_changes_of_others);
  g_test_add_func ("/store/works-behind-the-loop", test_works_behind_the_loop);
  g_test_add_func ("/store/cancelled-work-does-nothing", test_cancelled_work_does_nothing);
  g_test_add_func ("/store/says-damaged", test_says_damaged);
  g_test_add_func ("/store/unreadable-is-not-absent", test_unreadable_is_not_absent);
  g_test_add_func ("/store/says-newer", test_says_newer);
  g_test_add_func ("/store/says-disk-full", test_says_disk_full);
  return g_test_run ();
}
