#include "support/hy-test-replica.h"
#include "sync/hy-sync-lock.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *dir;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->dir = hy_test_dir_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hy_test_dir_remove (self->dir);
  g_free (self->dir);
}

static void
test_free_lock_is_had_at_once (Fixture *self, gconstpointer data)
{
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean waited = TRUE;
      g_autoptr (HySyncLock) lock = hy_sync_lock_take (self->dir, &waited, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (lock);
      g_assert_false (waited);
    }
}

typedef struct
{
  const char *dir;
  GCancellable *cancellable;
  gint had;
  gboolean waited;
  GError *error;
} Other;

static gpointer
take_in_thread (gpointer data)
{
  Other *self = data;
  HySyncLock *lock = hy_sync_lock_take (self->dir, &self->waited, self->cancellable, &self->error);

  g_atomic_int_set (&self->had, lock != NULL);
  hy_sync_lock_release (lock);
  return NULL;
}

static void
test_second_waits_for_the_first (Fixture *self, gconstpointer data)
{
  g_autoptr (HySyncLock) lock = hy_sync_lock_take (self->dir, NULL, NULL, NULL);
  Other other = { .dir = self->dir };
  GThread *thread = g_thread_new ("other", take_in_thread, &other);

  for (int i = 0; i < 1000; i++)
    g_thread_yield ();
  g_assert_false (g_atomic_int_get (&other.had));
  g_clear_pointer (&lock, hy_sync_lock_release);
  g_thread_join (thread);
  g_assert_no_error (other.error);
  g_assert_true (other.had);
}

static void
test_waiting_can_be_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (HySyncLock) lock = hy_sync_lock_take (self->dir, NULL, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Other other = { .dir = self->dir, .cancellable = cancellable };
  GThread *thread = g_thread_new ("other", take_in_thread, &other);

  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  g_assert_error (other.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&other.error);
}

/* Whoever holds it, a process that is killed lets it go. */
static void
test_dies_with_its_process (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HySyncLock) lock = NULL;
  gboolean waited = FALSE;
  int ready[2];
  char byte;
  pid_t child;
  Other other = { .dir = self->dir };
  GThread *thread;

  g_assert_no_errno (pipe (ready));
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      HySyncLock *held = hy_sync_lock_take (self->dir, NULL, NULL, NULL);

      if (held != NULL && write (ready[1], "x", 1) == 1)
        pause ();
      _exit (1);
    }
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  thread = g_thread_new ("other", take_in_thread, &other);
  for (int i = 0; i < 1000; i++)
    g_thread_yield ();
  g_assert_false (g_atomic_int_get (&other.had));
  g_assert_no_errno (kill (child, SIGKILL));
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  g_thread_join (thread);
  g_assert_true (other.had);
  lock = hy_sync_lock_take (self->dir, &waited, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (waited);
  close (ready[0]);
  close (ready[1]);
}

static void
test_no_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *dir = g_build_filename (self->dir, "missing", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (hy_sync_lock_take (dir, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_lock_that_is_a_link (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->dir, "sync.lock", NULL);
  g_autofree char *target = g_build_filename (self->dir, "target", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (symlink (target, path));
  g_assert_null (hy_sync_lock_take (self->dir, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

#define TEST(name, func) g_test_add ("/sync-lock/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("free-lock-is-had-at-once", test_free_lock_is_had_at_once);
  TEST ("second-waits-for-the-first", test_second_waits_for_the_first);
  TEST ("waiting-can-be-cancelled", test_waiting_can_be_cancelled);
  TEST ("dies-with-its-process", test_dies_with_its_process);
  TEST ("no-folder", test_no_folder);
  TEST ("lock-that-is-a-link", test_lock_that_is_a_link);
  return g_test_run ();
}
