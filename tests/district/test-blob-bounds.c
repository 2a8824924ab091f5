/* What /v1/blobs does not take, and how much of the disk files may take for how long. */
#include "blob-fixture.h"

#include "authority/hy-documents.h"
#include "authority/hy-room.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <utime.h>

typedef struct
{
  const char *name;
  const char *value; /* NULL: without it */
  guint status;
} Hostile;

static void
test_hostile_headers (Fixture *f, gconstpointer data)
{
  static const Hostile cases[] = {
    { "Upload-Offset", NULL, 400 },          { "Upload-Length", NULL, 400 },
    { "Upload-Offset", "-1", 400 },          { "Upload-Offset", "0x0", 400 },
    { "Upload-Offset", "", 400 },            { "Upload-Offset", "0, 0", 400 },
    { "Upload-Length", "0", 400 },           { "Upload-Length", "1e3", 400 },
    { "Upload-Length", "20971521", 413 },    { "Upload-Length", "18446744073709551617", 400 },
    { "Upload-Length", "9223372036854775807", 413 },
    { "Content-Type", "image/jpeg", 400 },   { "Content-Type", NULL, 400 },
    { "Content-Encoding", "gzip", 400 },     { "Upload-Offset", "5001", 400 },
  };
  g_auto (File) file = file_new (5000, 5);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SoupMessage *message = patch_message (f, &file, 0, file.size, file.size);
      SoupMessageHeaders *headers = soup_message_get_request_headers (message);
      g_auto (Reply) reply = { 0 };

      soup_message_headers_remove (headers, cases[i].name);
      if (cases[i].value != NULL)
        soup_message_headers_append (headers, cases[i].name, cases[i].value);
      reply = send_message (f, message);
      assert_problem (&reply, cases[i].status,
                      cases[i].status == 413 ? "too_large" : "bad_request");
    }
  g_assert_cmpint (offset_of (f, &file), ==, -1);
}

static void
test_hostile_names (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "/v1/blobs/..", "/v1/blobs/%2e%2e", "/v1/blobs/parts",
                                       "/v1/blobs/ABCDEF", "/v1/blobs/%00", "/v1/blobs/..%2fdistrict.db" };
  g_auto (File) file = file_new (50, 6);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Reply) got = get (f, names[i]);
      g_auto (Reply) sent = { 0 };

      g_free (file.path);
      file.path = g_strdup (names[i]);
      sent = patch (f, &file, 0, file.size);
      g_assert_cmpuint (got.status, >=, 400);
      g_assert_cmpuint (got.status, <, 500);
      g_assert_cmpuint (sent.status, >=, 400);
      g_assert_cmpuint (sent.status, <, 500);
    }
}

/* More than was said leaves the part as it was before. */
static void
test_more_than_said (Fixture *f, gconstpointer data)
{
  g_auto (File) file = file_new (5000, 7);

  {
    g_auto (Reply) first = patch (f, &file, 0, 1000);
    SoupMessage *message = new_message (f, "PATCH", file.path);
    SoupMessageHeaders *headers = soup_message_get_request_headers (message);
    g_autoptr (GBytes) bytes = g_bytes_new (file.data, 5000);
    g_auto (Reply) more = { 0 };

    soup_message_headers_append (headers, "Upload-Offset", "1000");
    soup_message_headers_append (headers, "Upload-Length", "5000");
    soup_message_set_request_body_from_bytes (message, "application/offset+octet-stream", bytes);
    more = send_message (f, message);
    assert_problem (&more, 400, "bad_request");
  }
  g_assert_cmpint (offset_of (f, &file), ==, 1000);
}

static void
test_too_large_a_body (Fixture *f, gconstpointer data)
{
  g_auto (File) file = file_new (20 * MIB + 1, 8);
  SoupMessage *message = patch_message (f, &file, 0, file.size, file.size);
  g_auto (Reply) reply = send_message (f, message);

  assert_problem (&reply, 413, "too_large");
}

static void
test_largest (Fixture *f, gconstpointer data)
{
  g_auto (File) file = file_new (20 * MIB, 9);

  upload (f, &file);
  assert_has (f, &file);
}

typedef struct
{
  gint64 unnamed_max, free_min;
} Room;

static void
set_room (HyAuthority *authority, gpointer data)
{
  const Room *room = data;

  authority->room_unnamed_max = room->unnamed_max;
  authority->room_free_min = room->free_min;
}

/* What no record names has a bound; what one names is taken, and makes room for others. */
static void
test_room_of_unnamed (Fixture *f, gconstpointer data)
{
  Room room = { 3 * HY_ROOM_LEAST, 0 };
  g_auto (File) small = file_new (10, 20);
  g_auto (File) large = file_new (2 * HY_ROOM_LEAST, 21);
  g_auto (File) more = file_new (10, 22);

  hy_test_district_call (f->district, set_room, &room);
  upload (f, &small);
  upload (f, &large);
  {
    g_auto (Reply) refused = patch (f, &more, 0, 10);

    assert_problem (&refused, 507, "no_room");
  }
  g_assert_cmpint (offset_of (f, &more), ==, -1);
  post_record (f, DEVICE, "c-1", "p1", "1001", "sign", "{}", &large, 1);
  upload (f, &more);
  assert_has (f, &large);
}

/* The last of the disk is for commands. */
static void
test_room_on_the_disk (Fixture *f, gconstpointer data)
{
  Room full = { G_MAXINT32, G_MAXINT64 / 2 };
  Room room = { G_MAXINT32, 0 };
  g_auto (File) file = file_new (10, 23);

  hy_test_district_call (f->district, set_room, &full);
  post_record (f, DEVICE, "c-1", "p1", "1001", "sign", "{}", &file, 1);
  {
    g_auto (Reply) refused = patch (f, &file, 0, 10);

    assert_problem (&refused, 507, "no_room");
  }
  hy_test_district_call (f->district, set_room, &room);
  upload (f, &file);
}

static void
limit_files (rlim_t bytes)
{
  struct rlimit limit = { bytes, RLIM_INFINITY };

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* The disk fills up in the midst of a piece: what came before stays, commands go on, and so does the file later. */
static void
test_disk_fills_up (Fixture *f, gconstpointer data)
{
  Room room = { G_MAXINT32, 0 };
  g_auto (File) file = file_new (3 * MIB, 28);
  gint64 there;

  hy_test_district_call (f->district, set_room, &room);
  limit_files (MIB);
  {
    g_auto (Reply) refused = patch (f, &file, 0, 2 * MIB);

    assert_problem (&refused, 507, "no_room");
  }
  there = offset_of (f, &file);
  g_assert_cmpint (there, >, 0);
  g_assert_cmpint (there, <=, MIB);
  post_record (f, DEVICE, "c-1", "p1", "1001", "sign", "{}", &file, 1);
  limit_files (RLIM_INFINITY);
  {
    g_auto (Reply) rest = patch (f, &file, (gsize) there, file.size - (gsize) there);

    g_assert_cmpuint (rest.status, ==, 200);
  }
  assert_has (f, &file);
}

static void
make_old (Fixture *f, const File *file)
{
  g_autofree char *path
      = g_build_filename (hy_test_district_dir (f->district), "blobs", file->sha256, NULL);
  time_t then = time (NULL) - 31 * 24 * 3600;
  struct utimbuf times = { then, then };

  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

/* What no record names goes after 30 days, from the disk too, unless another office has it; what one names stays. */
static void
test_sweep (Fixture *f, gconstpointer data)
{
  g_auto (File) named = file_new (100, 24);
  g_auto (File) old = file_new (101, 25);
  g_auto (File) young = file_new (102, 26);
  g_auto (File) shared = file_new (103, 27);
  g_autofree char *gone
      = g_build_filename (hy_test_district_dir (f->district), "blobs", old.sha256, NULL);

  post_record (f, DEVICE, "c-1", "p1", "1001", "sign", "{}", &named, 1);
  upload (f, &named);
  upload (f, &old);
  upload (f, &young);
  upload (f, &shared);
  switch_office (f, "o2", OTHER_DEVICE);
  hy_test_district_import (f->district, "o2", "编号,标题,内容\n2001,别处,别处的事\n");
  post_record (f, OTHER_DEVICE, "c-2", "q1", "2001", "sign", "{}", &shared, 1);
  upload (f, &shared);
  make_old (f, &named);
  make_old (f, &old);
  make_old (f, &shared);
  hy_test_district_stop (f->district);
  hy_test_district_start (f->district);
  assert_has (f, &shared);
  switch_office (f, "o1", "01932d2e-0000-7000-8000-0000000000d3");
  assert_has (f, &named);
  assert_has (f, &young);
  g_assert_cmpint (offset_of (f, &old), ==, -1);
  g_assert_cmpint (offset_of (f, &shared), ==, -1);
  g_assert_false (g_file_test (gone, G_FILE_TEST_EXISTS));
  upload (f, &old);
}

static void
back_up (HyAuthority *authority, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_authority_backup (authority, data, &error) || error != NULL);
  g_assert_no_error (error);
}

/* Days ago. */
static HyTime
then (gpointer data)
{
  return g_get_real_time () / 1000 - GPOINTER_TO_INT (data) * HY_DAY;
}

static void
restore (Fixture *f, const char *backup, int days)
{
  g_autoptr (GError) error = NULL;

  hy_test_district_stop (f->district);
  g_assert_true (hy_authority_restore (hy_test_district_dir (f->district), backup, then, GINT_TO_POINTER (days), &error)
                 || error != NULL);
  g_assert_no_error (error);
  hy_test_district_start (f->district);
}

static gboolean
is_on_disk (Fixture *f, const File *file)
{
  g_autofree char *path = g_build_filename (hy_test_district_dir (f->district), "blobs", file->sha256, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Files that came after the backup: no row knows them, and whoever went back too far may go forward again. */
static void
test_restored (Fixture *f, gconstpointer data)
{
  g_auto (File) named = file_new (100, 31);
  g_auto (File) old = file_new (101, 32);
  g_auto (File) young = file_new (102, 33);
  g_autofree char *backup = g_build_filename (hy_test_district_dir (f->district), "backup", NULL);

  post_record (f, DEVICE, "c-1", "p1", "1001", "sign", "{}", &named, 1);
  upload (f, &named);
  hy_test_district_call (f->district, back_up, backup);
  upload (f, &old);
  upload (f, &young);
  make_old (f, &named);
  make_old (f, &old);
  restore (f, backup, 0);
  g_assert_true (is_on_disk (f, &old));
  restore (f, backup, 31);
  g_assert_false (is_on_disk (f, &old));
  g_assert_true (is_on_disk (f, &young));
  assert_has (f, &named);
}

#define CASE(name, func)                                                                           \
  g_test_add ("/district/blobs/" name, Fixture, NULL, set_up_enrolled, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  CASE ("hostile-headers", test_hostile_headers);
  CASE ("hostile-names", test_hostile_names);
  CASE ("more-than-said", test_more_than_said);
  CASE ("too-large", test_too_large_a_body);
  CASE ("largest", test_largest);
  CASE ("room/unnamed", test_room_of_unnamed);
  CASE ("room/disk", test_room_on_the_disk);
  CASE ("room/disk-fills-up", test_disk_fills_up);
  CASE ("room/sweep", test_sweep);
  CASE ("room/restored", test_restored);
  return g_test_run ();
}
