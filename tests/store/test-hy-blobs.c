#include "store/hy-attachments.h"
#include "store/hy-blobs.h"
#include "store/hy-outbox.h"
#include "store/hy-status.h"
#include "support/hy-test-replica.h"
#include "wire/hy-record-json.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Of "hello". */
#define HELLO "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

static HyBlobRef *
keep (HyTestReplica *t, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  HyBlobRef *blob = hy_blobs_keep (t->store, bytes, "photo.jpg", &error);

  g_assert_no_error (error);
  return blob;
}

static gboolean
has_file (HyTestReplica *t, const char *sha256)
{
  g_autofree char *path = hy_blobs_path (t->dir, sha256);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_keep (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (HyBlobRef) blob = keep (t, "hello");
  g_autoptr (HyBlobRef) again = keep (t, "hello");
  g_autofree char *path = hy_blobs_path (t->dir, HELLO);
  GStatBuf info;

  g_assert_cmpstr (blob->sha256, ==, HELLO);
  g_assert_cmpint (blob->size, ==, 5);
  g_assert_cmpstr (blob->type, ==, "image/jpeg");
  g_assert_cmpstr (again->sha256, ==, HELLO);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM blobs"), ==, 1);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_size (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autofree char *path = g_build_filename (t->dir, "large", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_null (hy_blobs_keep_file (t->store, path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_clear_error (&error);
  g_assert_cmpint (truncate (path, HY_BLOB_MAX + 1), ==, 0);
  g_assert_null (hy_blobs_keep_file (t->store, path, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (hy_blobs_keep_file (t->store, t->dir, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
}

typedef struct
{
  HyBlobFigures figures;
  guint to_send;
  gboolean any;
} Look;

static gboolean
look (HyReplica *replica, gpointer data, GError **error)
{
  Look *self = data;
  g_autoptr (GPtrArray) blobs = hy_blobs_to_send (replica, error);

  self->to_send = blobs != NULL ? blobs->len : 0;
  return blobs != NULL && hy_blobs_count (replica, &self->figures, error);
}

static gboolean
expire (HyReplica *replica, gpointer data, GError **error)
{
  Look *self = data;

  return hy_outbox_expire (replica, error) && hy_blobs_expire (replica, &self->any, error);
}

static gboolean
sweep (HyReplica *replica, gpointer data, GError **error)
{
  return hy_blobs_sweep (replica, FALSE, error);
}

static Look
forget (HyTestReplica *t)
{
  Look self = { 0 };

  hy_test_write (t, expire, &self);
  hy_test_write (t, sweep, NULL);
  return self;
}

/* A command of @state, made straight into the database, that names "hello". */
static void
name_it (HyTestReplica *t, const char *state)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO commands (id, seq, ticket, kind, person, state, sent, command, made_at, overlay, "
      "may_refuse, at) VALUES ('c1', 1, 't1', 'progress', 'p', '%s', 1, '{}', 0, 0, 0, %" G_GINT64_FORMAT ");"
      "INSERT INTO blob_uses VALUES ('" HELLO "', 'c1')",
      state, t->now);

  hy_test_exec (t, sql);
}

static gboolean
sent (HyReplica *replica, gpointer data, GError **error)
{
  return hy_blobs_note_have (replica, HELLO, 5, error);
}

static void
test_queue (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (HyBlobRef) blob = keep (t, "hello");
  Look now = { 0 };

  hy_test_read (t, look, &now);
  g_assert_cmpuint (now.to_send, ==, 0);
  g_assert_cmpuint (now.figures.waiting, ==, 0);
  g_assert_cmpuint (now.figures.kept, ==, 1);
  name_it (t, "queued");
  hy_test_read (t, look, &now);
  g_assert_cmpuint (now.to_send, ==, 0);
  g_assert_cmpuint (now.figures.waiting, ==, 1);
  g_assert_cmpint (now.figures.waiting_bytes, ==, 5);
  hy_test_exec (t, "UPDATE commands SET state = 'refused'");
  hy_test_read (t, look, &now);
  g_assert_cmpuint (now.figures.waiting, ==, 0);
  hy_test_exec (t, "UPDATE commands SET state = 'applied'");
  hy_test_read (t, look, &now);
  g_assert_cmpuint (now.to_send, ==, 1);
  hy_test_write (t, sent, NULL);
  hy_test_read (t, look, &now);
  g_assert_cmpuint (now.to_send, ==, 0);
  g_assert_cmpuint (now.figures.waiting, ==, 0);
}

static gboolean
no_room (HyReplica *replica, gpointer data, GError **error)
{
  return hy_blobs_note_no_room (replica, HELLO, error);
}

/* It still waits, that there is no room is said, and no longer once some of it is there. */
static void
test_no_room (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (HyBlobRef) blob = keep (t, "hello");
  Look now = { 0 };

  name_it (t, "applied");
  hy_test_write (t, no_room, NULL);
  hy_test_read (t, look, &now);
  g_assert_cmpuint (now.to_send, ==, 1);
  g_assert_cmpuint (now.figures.waiting, ==, 1);
  g_assert_cmpuint (now.figures.no_room, ==, 1);
  g_assert_cmpuint (now.figures.failed, ==, 0);
  hy_test_write (t, sent, NULL);
  hy_test_read (t, look, &now);
  g_assert_cmpuint (now.figures.no_room, ==, 0);
}

static void
test_unused_goes_after_a_day (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (HyBlobRef) blob = keep (t, "hello");

  g_assert_false (forget (t).any);
  g_assert_true (has_file (t, HELLO));
  t->now += HY_DAY + 1;
  g_assert_true (forget (t).any);
  g_assert_false (has_file (t, HELLO));
}

/* 90 days from when the district had it, not from when it was saved. */
static void
test_kept_90_days_after_sent (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (HyBlobRef) blob = keep (t, "hello");

  name_it (t, "applied");
  t->now += 200 * HY_DAY;
  forget (t);
  g_assert_true (has_file (t, HELLO));
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM commands"), ==, 1);
  hy_test_write (t, sent, NULL);
  t->now += 89 * HY_DAY;
  forget (t);
  g_assert_true (has_file (t, HELLO));
  t->now += 2 * HY_DAY;
  forget (t);
  g_assert_false (has_file (t, HELLO));
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM commands"), ==, 0);
}

/* What was fetched to be looked at goes with its ticket. */
static void
test_fetched (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autofree char *part = g_build_filename (t->dir, "part", NULL);
  g_autofree char *folder = g_build_filename (t->dir, "blobs", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (part, "hello", 5, NULL));
  g_assert_true (hy_blobs_keep_fetched (t->store, part, HELLO, "gone", &error));
  g_assert_no_error (error);
  g_assert_true (has_file (t, HELLO));
  g_assert_true (forget (t).any);
  g_assert_false (has_file (t, HELLO));
}

/* Another process may be in the middle of one. */
static void
test_sweep_spares_half_written (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (HyBlobRef) blob = keep (t, "hello");
  g_autofree char *half = g_strconcat (t->dir, "/blobs/" HELLO ".X1Y2Z3", NULL);
  g_autofree char *unnamed = g_strnfill (64, 'a');
  g_autofree char *path = hy_blobs_path (t->dir, unnamed);

  g_assert_true (g_file_set_contents (half, "he", 2, NULL));
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  hy_test_write (t, sweep, NULL);
  g_assert_true (g_file_test (half, G_FILE_TEST_EXISTS));
  g_assert_true (has_file (t, HELLO));
  g_assert_false (has_file (t, unnamed));
}

static void
limit_files (rlim_t bytes)
{
  struct rlimit limit = { bytes, RLIM_INFINITY };

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static guint
count_files (HyTestReplica *t)
{
  g_autofree char *folder = g_build_filename (t->dir, "blobs", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (files != NULL && g_dir_read_name (files) != NULL)
    n++;
  return n;
}

/* The disk fills up in the midst of it: that is said, nothing half is left, and once there is room it goes. */
static void
test_disk_fills_up (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  gsize size = 6 * 1024 * 1024;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (size, 'x'), size);
  g_autoptr (GError) error = NULL;
  g_autoptr (HyBlobRef) blob = NULL;
  HyBlobRef *none;

  limit_files (size / 2);
  none = hy_blobs_keep (t->store, bytes, "photo.jpg", &error);
  limit_files (RLIM_INFINITY);
  g_assert_null (none);
  g_assert_nonnull (error);
  g_assert_cmpuint (count_files (t), ==, 0);
  g_clear_error (&error);
  blob = hy_blobs_keep (t->store, bytes, "photo.jpg", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (t), ==, 1);
  g_assert_true (has_file (t, blob->sha256));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/blobs/keep", test_keep);
  g_test_add_func ("/blobs/size", test_size);
  g_test_add_func ("/blobs/queue", test_queue);
  g_test_add_func ("/blobs/no-room", test_no_room);
  g_test_add_func ("/blobs/unused", test_unused_goes_after_a_day);
  g_test_add_func ("/blobs/kept-90-days", test_kept_90_days_after_sent);
  g_test_add_func ("/blobs/fetched", test_fetched);
  g_test_add_func ("/blobs/disk-fills-up", test_disk_fills_up);
  g_test_add_func ("/blobs/sweep", test_sweep_spares_half_written);
  return g_test_run ();
}
