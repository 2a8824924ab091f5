#include "blob-fixture.h"

#include "wire/hy-hash.h"

#include <string.h>

void
file_clear (File *self)
{
  g_free (self->data);
  g_free (self->sha256);
  g_free (self->path);
}

File
file_new (gsize size, guint seed)
{
  File file = { .data = g_malloc (size), .size = size };

  for (gsize i = 0; i < size; i++)
    file.data[i] = (char) ((i * 31 + i / 257 + seed) & 0xff);
  file.sha256 = hy_sha256_hex (file.data, size);
  file.path = g_strconcat ("/v1/blobs/", file.sha256, NULL);
  return file;
}

SoupMessage *
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

Reply
patch (Fixture *f, const File *file, gsize offset, gsize length)
{
  return send_message (f, patch_message (f, file, offset, length, file->size));
}

gint64
number (const Reply *reply, const char *name)
{
  const char *text = header (reply, name);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : -1;
}

/* -1: unknown. */
gint64
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

void
upload (Fixture *f, const File *file)
{
  g_auto (Reply) reply = patch (f, file, 0, file->size);

  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_cmpint (number (&reply, "Upload-Offset"), ==, (gint64) file->size);
}

void
assert_has (Fixture *f, const File *file)
{
  g_auto (Reply) reply = get (f, file->path);

  g_assert_cmpuint (reply.status, ==, 200);
  assert_headers (&reply);
  g_assert_cmpmem (reply.body, reply.length, file->data, file->size);
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

void
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

void
switch_office (Fixture *f, const char *office, const char *device)
{
  g_autofree char *code = hy_test_district_code (f->district, office);
  g_autofree char *body = g_strdup_printf (
      "{\"code\":\"%s\",\"device\":{\"id\":\"%s\",\"name\":\"pc\",\"platform\":\"linux\"}}", code, device);
  g_auto (Reply) reply = post (f, "/v1/enrol", "application/json", body, -1);

  g_free (f->token);
  f->token = member (reply.body, "token");
}
