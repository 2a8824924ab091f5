/* HEAD, PATCH and GET of /v1/blobs: offsets, hashes, cuts, ranges, who may see what, and the record that waits. */
#include "server-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <time.h>
#include <utime.h>

#include "authority/hy-room.h"
#include "wire/hy-hash.h"

#define DEVICE "01932d2e-0000-7000-8000-0000000000d1"
#define OTHER_DEVICE "01932d2e-0000-7000-8000-0000000000d2"
#define MIB ((gsize) 1024 * 1024)

typedef struct
{
  char *data;
  gsize size;
  char *sha256;
  char *path; /* of its address */
} File;

static void
file_clear (File *self)
{
  g_free (self->data);
  g_free (self->sha256);
  g_free (self->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (File, file_clear)

static File
file_new (gsize size, guint seed)
{
  File file = { .data = g_malloc (size), .size = size };

  for (gsize i = 0; i < size; i++)
    file.data[i] = (char) ((i * 31 + i / 257 + seed) & 0xff);
  file.sha256 = hy_sha256_hex (file.data, size);
  file.path = g_strconcat ("/v1/blobs/", file.sha256, NULL);
  return file;
}

static SoupMessage *
patch_message (Fixture *f, const File *file, gsize offset, gsize length, gsize total)
{
  SoupMessage *message = new_message (f, "PATCH", file->path);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *at = g_strdup_printf ("%" G_GSIZE_FORMAT, offset);
  g_autofree char *of = g_strdup_printf ("%" G_GSIZE_FORMAT, total);
  g_autoptr (GBytes) bytes
      = g_bytes_new (offset < file->size ? file->data + offset : "", length);

  soup_message_headers_append (headers, "Upload-Offset", at);
  soup_message_headers_append (headers, "Upload-Length", of);
  soup_message_set_request_body_from_bytes (message, "application/offset+octet-stream", bytes);
  return message;
}

static Reply
patch (Fixture *f, const File *file, gsize offset, gsize length)
{
  return send_message (f, patch_message (f, file, offset, length, file->size));
}

static gint64
number (const Reply *reply, const char *name)
{
  const char *text = header (reply, name);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : -1;
}

/* -1: unknown. */
static gint64
offset_of (Fixture *f, const File *file)
{
  g_auto (Reply) reply = send_message (f, new_message (f, "HEAD", file->path));

  if (reply.status == 404)
    return -1;
  g_assert_cmpuint (reply.status, ==, 200);
  assert_headers (&reply);
  g_assert_cmpint (number (&reply, "Upload-Length"), ==, (gint64) file->size);
  return number (&reply, "Upload-Offset");
}

static void
upload (Fixture *f, const File *file)
{
  g_auto (Reply) reply = patch (f, file, 0, file->size);

  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_cmpint (number (&reply, "Upload-Offset"), ==, (gint64) file->size);
}

static void
assert_has (Fixture *f, const File *file)
{
  g_auto (Reply) reply = get (f, file->path);

  g_assert_cmpuint (reply.status, ==, 200);
  assert_headers (&reply);
  g_assert_cmpmem (reply.body, reply.length, file->data, file->size);
}

static void
test_pieces (Fixture *f, gconstpointer data)
{
  g_auto (File) file = file_new (3 * MIB + 17, 1);

  g_assert_cmpint (offset_of (f, &file), ==, -1);
  {
    g_auto (Reply) first = patch (f, &file, 0, MIB);

    g_assert_cmpuint (first.status, ==, 200);
    assert_headers (&first);
    g_assert_cmpint (number (&first, "Upload-Offset"), ==, MIB);
  }
  hy_test_district_stop (f->district);
  hy_test_district_start (f->district);
  g_assert_cmpint (offset_of (f, &file), ==, MIB);
  {
    g_auto (Reply) none = get (f, file.path);
    g_auto (Reply) rest = patch (f, &file, MIB, file.size - MIB);

    assert_problem (&none, 404, "not_found");
    g_assert_cmpuint (rest.status, ==, 200);
  }
  g_assert_cmpint (offset_of (f, &file), ==, (gint64) file.size);
  assert_has (f, &file);
}

/* What is there already is said, and not taken twice. */
static void
test_offset (Fixture *f, gconstpointer data)
{
  g_auto (File) file = file_new (5000, 2);

  {
    g_auto (Reply) ahead = patch (f, &file, 100, 100);
    g_auto (Reply) first = patch (f, &file, 0, 1000);
    g_auto (Reply) again = patch (f, &file, 0, 1000);

    assert_problem (&ahead, 409, "offset");
    g_assert_cmpint (number (&ahead, "Upload-Offset"), ==, 0);
    g_assert_cmpuint (first.status, ==, 200);
    assert_problem (&again, 409, "offset");
    g_assert_cmpint (number (&again, "Upload-Offset"), ==, 1000);
  }
  {
    g_auto (Reply) rest = patch (f, &file, 1000, 4000);
    g_auto (Reply) over = patch (f, &file, 0, 5000);

    g_assert_cmpuint (rest.status, ==, 200);
    assert_problem (&over, 409, "offset");
    g_assert_cmpint (number (&over, "Upload-Offset"), ==, 5000);
  }
}

static void
test_bad_hash (Fixture *f, gconstpointer data)
{
  g_auto (File) file = file_new (5000, 3);

  file.data[4321] ^= 1;
  {
    g_auto (Reply) reply = patch (f, &file, 0, file.size);

    assert_problem (&reply, 422, "bad_hash");
  }
  g_assert_cmpint (offset_of (f, &file), ==, 0);
  file.data[4321] ^= 1;
  upload (f, &file);
  assert_has (f, &file);
}

/* Who says another size than before begins anew: a wrong word does not block the right one. */
static void
test_other_length (Fixture *f, gconstpointer data)
{
  g_auto (File) file = file_new (5000, 4);

  {
    g_auto (Reply) wrong = send_message (f, patch_message (f, &file, 0, 1000, 2000));

    g_assert_cmpuint (wrong.status, ==, 200);
  }
  upload (f, &file);
}

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

static void
test_range (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *range;
    guint status;
    gsize from, to; /* inclusive */
  } cases[] = {
    { "bytes=0-99", 206, 0, 99 },          { "bytes=100-", 206, 100, 199999 },
    { "bytes=-50", 206, 199950, 199999 },  { "bytes=199999-999999", 206, 199999, 199999 },
    { "bytes=0-", 200, 0, 199999 },        { "bytes=0-1,5-6", 200, 0, 199999 },
    { "bytes=9-3", 200, 0, 199999 },       { "lines=1-2", 200, 0, 199999 },
    { "bytes=x", 200, 0, 199999 },         { "bytes=200000-", 416, 0, 0 },
    { "bytes=99999999999999999999-", 416, 0, 0 },
  };
  g_auto (File) file = file_new (200000, 10);

  upload (f, &file);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SoupMessage *message = new_message (f, "GET", file.path);
      g_auto (Reply) reply = { 0 };

      soup_message_headers_append (soup_message_get_request_headers (message), "Range",
                                   cases[i].range);
      reply = send_message (f, message);
      g_test_message ("%s", cases[i].range);
      g_assert_cmpuint (reply.status, ==, cases[i].status);
      if (reply.status == 416)
        g_assert_cmpstr (header (&reply, "Content-Range"), ==, "bytes */200000");
      else
        g_assert_cmpmem (reply.body, reply.length, file.data + cases[i].from,
                         cases[i].to - cases[i].from + 1);
    }
}

/* A line on which a PATCH of the whole was begun and @length bytes of it said. */
static GIOStream *
begin_patch (Fixture *f, const File *file, const char *data, gsize length)
{
  GIOStream *line = open_line (f);
  GOutputStream *out = g_io_stream_get_output_stream (line);
  g_autoptr (GError) error = NULL;
  g_autofree char *head = g_strdup_printf (
      "PATCH %s HTTP/1.1\r\nHost: x\r\nHuiyin-Protocol: 1\r\nAuthorization: Bearer %s\r\n"
      "Content-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\n"
      "Upload-Length: %" G_GSIZE_FORMAT "\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
      file->path, f->token, file->size, file->size);

  g_output_stream_write_all (out, head, strlen (head), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (out, data, length, NULL, NULL, &error);
  g_assert_no_error (error);
  while (offset_of (f, file) < (gint64) length)
    g_thread_yield ();
  return line;
}

/* The commonest mishap: the line goes in the middle of a piece. What had come stays. */
static void
test_cut (Fixture *f, gconstpointer data)
{
  g_auto (File) file = file_new (2 * MIB, 11);
  gsize sent = MIB / 2;

  g_object_unref (begin_patch (f, &file, file.data, sent));
  {
    g_auto (Reply) rest = patch (f, &file, sent, file.size - sent);

    g_assert_cmpuint (rest.status, ==, 200);
  }
  assert_has (f, &file);
}

/* A line that died without a word does not keep the part for itself. */
static void
test_newer_wins (Fixture *f, gconstpointer data)
{
  g_auto (File) file = file_new (2 * MIB, 12);
  g_autoptr (GIOStream) silent = begin_patch (f, &file, file.data, 3);

  {
    g_auto (Reply) rest = patch (f, &file, 3, file.size - 3);

    g_assert_cmpuint (rest.status, ==, 200);
  }
  assert_has (f, &file);
}

/* The whole is there and its hash is being made when the same is begun once more. */
static void
test_newer_while_hashing (Fixture *f, gconstpointer data)
{
  g_auto (File) file = file_new (8 * MIB, 13);
  g_autoptr (GIOStream) silent = begin_patch (f, &file, file.data, file.size);

  for (guint i = 0; i < 3; i++)
    {
      g_auto (Reply) again = patch (f, &file, 0, file.size);

      g_assert_true (again.status == 200 || again.status == 409);
    }
  {
    g_auto (Reply) health = get (f, "/v1/health");

    g_assert_cmpuint (health.status, ==, 200);
  }
}

static char *
ticket_id (Fixture *f, const char *ticket)
{
  g_autofree char *shown = hy_test_district_show (f->district, ticket);
  const char *at = strstr (shown, "\"id\":\"");

  g_assert_nonnull (at);
  at += strlen ("\"id\":\"");
  return g_strndup (at, strcspn (at, "\""));
}

static void
post_record (Fixture *f, const char *device, const char *id, const char *person, const char *ticket,
             const char *kind, const char *body, const File *file, int seq)
{
  g_auto (Reply) health = get (f, "/v1/health");
  g_autofree char *target = ticket_id (f, ticket);
  g_autofree char *text = g_strdup_printf (
      "{\"device\":\"%s\",\"epoch\":\"%s\",\"commands\":[{\"id\":\"%s\",\"seq\":%d,\"after\":null,"
      "\"person\":\"%s\",\"ticket\":\"%s\",\"kind\":\"%s\",\"v\":1,"
      "\"made_at\":\"2026-11-23T09:00:00+08:00\",\"clock_offset_ms\":0,\"base_version\":1,"
      "\"body\":%s,\"blobs\":[{\"sha256\":\"%s\",\"size\":%" G_GSIZE_FORMAT
      ",\"name\":\"现场.jpg\",\"type\":\"image/jpeg\",\"missing\":true}]}]}",
      device, header (&health, "Huiyin-Epoch"), id, seq, person, target, kind, body, file->sha256,
      file->size);
  g_auto (Reply) reply = post (f, "/v1/commands", "application/json", text, -1);

  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_nonnull (strstr (reply.body, "\"result\":\"applied\""));
}

static char *
cursor_of (const char *lines)
{
  const char *at = g_strrstr (lines, "\"cursor\":\"");

  g_assert_nonnull (at);
  at += strlen ("\"cursor\":\"");
  return g_strndup (at, strcspn (at, "\""));
}

/* The record says what is missing, and comes again when it is there. */
static void
test_record_comes_again (Fixture *f, gconstpointer data)
{
  g_auto (File) file = file_new (70000, 13);
  g_autofree char *address = NULL;
  g_autofree char *cursor = NULL;

  post_record (f, DEVICE, "c-1", "p1", "1001", "sign", "{}", &file, 1);
  {
    g_auto (Reply) before = get (f, "/v1/changes");

    g_assert_nonnull (strstr (before.body, "\"missing\":true"));
    g_assert_nonnull (strstr (before.body, "awaiting_blobs"));
    cursor = cursor_of (before.body);
  }
  upload (f, &file);
  address = g_strconcat ("/v1/changes?since=", cursor, NULL);
  {
    g_auto (Reply) after = get (f, address);

    g_assert_nonnull (strstr (after.body, "{\"kind\":\"record\",\"id\":\"c-1\""));
    g_assert_null (strstr (after.body, "\"missing\""));
    g_assert_null (strstr (after.body, "awaiting_blobs"));
  }
}

static void
switch_office (Fixture *f, const char *office, const char *device)
{
  g_autofree char *code = hy_test_district_code (f->district, office);
  g_autofree char *body = g_strdup_printf (
      "{\"code\":\"%s\",\"device\":{\"id\":\"%s\",\"name\":\"pc\",\"platform\":\"linux\"}}", code, device);
  g_auto (Reply) reply = post (f, "/v1/enrol", "application/json", body, -1);

  g_free (f->token);
  f->token = member (reply.body, "token");
}

/* A hash opens nothing: what another office sent is seen where a record of its hand came with the ticket. */
static void
test_scope (Fixture *f, gconstpointer data)
{
  g_auto (File) file = file_new (9000, 14);
  GVariantDict body;

  post_record (f, DEVICE, "c-1", "p1", "1001", "sign", "{}", &file, 1);
  upload (f, &file);
  switch_office (f, "o2", OTHER_DEVICE);
  g_assert_cmpint (offset_of (f, &file), ==, -1);
  hy_test_district_import (f->district, "o2", "编号,标题,内容\n2001,别处,别处的事\n");
  post_record (f, OTHER_DEVICE, "c-2", "q1", "2001", "sign", "{}", &file, 1);
  {
    g_auto (Reply) reply = get (f, file.path);
    g_autofree char *shown = hy_test_district_show (f->district, "2001");

    assert_problem (&reply, 404, "not_found");
    g_assert_nonnull (strstr (shown, "\"missing\":true"));
  }
  g_variant_dict_init (&body, NULL);
  g_variant_dict_insert (&body, "to", "s", "o2");
  hy_test_district_event (f->district, "1001", "reassigned", g_variant_dict_end (&body));
  assert_has (f, &file);
  /* Its own record still waits for its own bytes. */
  g_assert_cmpint (offset_of (f, &file), ==, -1);
  upload (f, &file);
  {
    g_autofree char *shown = hy_test_district_show (f->district, "2001");

    g_assert_null (strstr (shown, "\"missing\""));
    g_assert_null (strstr (shown, "awaiting_blobs"));
  }
  hy_test_district_event (f->district, "1001", "recalled", NULL);
  assert_has (f, &file);
}

static void
test_revoked (Fixture *f, gconstpointer data)
{
  g_auto (File) file = file_new (100, 15);

  hy_test_district_revoke (f->district, DEVICE, FALSE);
  {
    g_auto (Reply) sent = patch (f, &file, 0, file.size);
    g_auto (Reply) got = get (f, file.path);

    assert_problem (&sent, 403, "device_revoked");
    assert_problem (&got, 403, "device_revoked");
  }
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

#define CASE(name, func)                                                                           \
  g_test_add ("/district/blobs/" name, Fixture, NULL, set_up_enrolled, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  CASE ("pieces", test_pieces);
  CASE ("offset", test_offset);
  CASE ("bad-hash", test_bad_hash);
  CASE ("other-length", test_other_length);
  CASE ("hostile-headers", test_hostile_headers);
  CASE ("hostile-names", test_hostile_names);
  CASE ("more-than-said", test_more_than_said);
  CASE ("too-large", test_too_large_a_body);
  CASE ("largest", test_largest);
  CASE ("range", test_range);
  CASE ("cut", test_cut);
  CASE ("newer-wins", test_newer_wins);
  CASE ("newer-while-hashing", test_newer_while_hashing);
  CASE ("record-comes-again", test_record_comes_again);
  CASE ("scope", test_scope);
  CASE ("revoked", test_revoked);
  CASE ("room/unnamed", test_room_of_unnamed);
  CASE ("room/disk", test_room_on_the_disk);
  CASE ("room/sweep", test_sweep);
  return g_test_run ();
}
