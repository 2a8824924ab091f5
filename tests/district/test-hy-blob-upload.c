/* HEAD, PATCH and GET of /v1/blobs: offsets, hashes, cuts, ranges, who may see what, and the record that waits. */
#include "blob-fixture.h"

#include <string.h>

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
  CASE ("range", test_range);
  CASE ("cut", test_cut);
  CASE ("newer-wins", test_newer_wins);
  CASE ("newer-while-hashing", test_newer_while_hashing);
  CASE ("record-comes-again", test_record_comes_again);
  CASE ("scope", test_scope);
  CASE ("revoked", test_revoked);
  return g_test_run ();
}
