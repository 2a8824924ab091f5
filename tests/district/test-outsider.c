/* Every address of the server, asked by a device of another office with what is o1's: ids, numbers, hashes, cursors, persons.
 * The rows are compared with the server's own table, so that an address without one fails. */
#include "server-fixture.h"

#include <string.h>

#include "district/hy-server-private.h"
#include "wire/hy-hash.h"

#define OWNER "01932d2e-0000-7000-8000-0000000000d1"
#define OUTSIDER "01932d2e-0000-7000-8000-0000000000d2"
#define COMMAND "01932d2e-0000-7000-8000-0000000000c1"
#define FILE_TEXT "what only o1 has sent"

typedef struct
{
  Fixture f; /* its token is the outsider's */
  char *owner; /* token */
  char *ticket;
  char *cursor;
  char *sha256;
  char *file;  /* address */
  char *epoch;
} Outside;

/* Words and ids of o1's: nothing that is said to o2 holds one of them. */
static void
assert_silent (Outside *o, const Reply *reply)
{
  const char *secrets[]
      = { o->ticket, "路灯", "井盖", "13900000001", "p1", OWNER, COMMAND, FILE_TEXT };

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (strstr (reply->body, secrets[i]) != NULL)
      g_error ("%s came out: %s", secrets[i], reply->body);
}

static void
assert_refused (Outside *o, Reply reply, guint status, const char *code)
{
  assert_problem (&reply, status, code);
  assert_silent (o, &reply);
  reply_clear (&reply);
}

static void
assert_answered (Outside *o, Reply reply, const char *holds)
{
  g_assert_cmpuint (reply.status, ==, 200);
  if (holds != NULL)
    g_assert_nonnull (strstr (reply.body, holds));
  assert_silent (o, &reply);
  reply_clear (&reply);
}

static Reply
post_command (Outside *o, const char *device, const char *id, const char *person, const char *ticket,
              const char *more)
{
  g_autofree char *text = g_strdup_printf (
      "{\"device\":\"%s\",\"epoch\":\"%s\",\"commands\":[{\"id\":\"%s\",\"seq\":1,\"after\":null,"
      "\"person\":\"%s\",\"ticket\":\"%s\",\"kind\":\"sign\",\"v\":1,"
      "\"made_at\":\"2026-11-23T09:00:00+08:00\",\"clock_offset_ms\":0,\"base_version\":1,"
      "\"body\":{},\"blobs\":[%s]}]}",
      device, o->epoch, id, person, ticket, more);

  return post (&o->f, "/v1/commands", "application/json", text, -1);
}

static Reply
send_piece (Outside *o, const char *text, int offset, int length)
{
  SoupMessage *message = new_message (&o->f, "PATCH", o->file);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autofree char *at = g_strdup_printf ("%d", offset);
  g_autofree char *of = g_strdup_printf ("%d", length);

  soup_message_headers_append (headers, "Upload-Offset", at);
  soup_message_headers_append (headers, "Upload-Length", of);
  soup_message_set_request_body_from_bytes (message, "application/offset+octet-stream", bytes);
  return send_message (&o->f, message);
}

static char *
cut_out (const char *text, const char *before)
{
  const char *at = strstr (text, before);

  g_assert_nonnull (at);
  at += strlen (before);
  return g_strndup (at, strcspn (at, "\""));
}

/* o1 has tickets, a record with a file that is there, and a cursor. */
static void
set_up_owner (Outside *o)
{
  g_auto (Reply) health = get (&o->f, "/v1/health");
  g_autofree char *shown = hy_test_district_show (o->f.district, "1001");
  g_autofree char *named = NULL;

  o->epoch = g_strdup (header (&health, "Huiyin-Epoch"));
  o->ticket = cut_out (shown, "\"id\":\"");
  o->sha256 = hy_sha256_hex (FILE_TEXT, strlen (FILE_TEXT));
  o->file = g_strconcat ("/v1/blobs/", o->sha256, NULL);
  named = g_strdup_printf ("{\"sha256\":\"%s\",\"size\":%d,\"name\":\"a.jpg\",\"type\":\"image/jpeg\"}",
                           o->sha256, (int) strlen (FILE_TEXT));
  {
    g_auto (Reply) command = post_command (o, OWNER, COMMAND, "p1", o->ticket, named);
    g_auto (Reply) sent = send_piece (o, FILE_TEXT, 0, (int) strlen (FILE_TEXT));
    g_auto (Reply) changes = get (&o->f, "/v1/changes");

    g_assert_nonnull (strstr (command.body, "applied"));
    g_assert_cmpuint (sent.status, ==, 200);
    o->cursor = cut_out (strstr (changes.body, "{\"end\""), "\"cursor\":\"");
  }
  o->owner = g_steal_pointer (&o->f.token);
}

static void
outside_set_up (Outside *o, gconstpointer data)
{
  set_up_enrolled (&o->f, data);
  set_up_owner (o);
  enrol_in (&o->f, "o2", OUTSIDER);
  hy_test_district_import (o->f.district, "o2", "编号,标题,内容\n2001,别处,别处的事\n");
}

static void
outside_tear_down (Outside *o, gconstpointer data)
{
  g_free (o->owner);
  g_free (o->ticket);
  g_free (o->cursor);
  g_free (o->sha256);
  g_free (o->file);
  g_free (o->epoch);
  tear_down (&o->f, data);
}

static void
try_health (Outside *o)
{
  assert_answered (o, get (&o->f, "/v1/health"), "\"district\"");
}

/* A code of o2 gives nobody the place of a device of o1. */
static void
try_enrol (Outside *o)
{
  g_autofree char *code = hy_test_district_code (o->f.district, "o2");
  g_autofree char *body = g_strdup_printf (
      "{\"code\":\"%s\",\"device\":{\"id\":\"%s\",\"name\":\"pc\",\"platform\":\"linux\"}}", code, OWNER);
  g_autofree char *outsider = g_strdup (o->f.token);

  assert_refused (o, post (&o->f, "/v1/enrol", "application/json", body, -1), 403, "bad_code");
  g_free (o->f.token);
  o->f.token = g_strdup (o->owner);
  {
    g_auto (Reply) still = get (&o->f, "/v1/scope");

    g_assert_cmpuint (still.status, ==, 200);
  }
  g_free (o->f.token);
  o->f.token = g_steal_pointer (&outsider);
}

static void
try_changes (Outside *o)
{
  g_autofree char *since = g_strconcat ("/v1/changes?since=", o->cursor, NULL);

  assert_answered (o, get (&o->f, "/v1/changes"), "别处");
  assert_refused (o, get (&o->f, since), 410, "cursor_expired");
}

static void
try_commands (Outside *o)
{
  g_autofree char *shown = hy_test_district_show (o->f.district, "2001");
  g_autofree char *own = cut_out (shown, "\"id\":\"");
  g_autofree char *before = hy_test_district_show (o->f.district, "1001");
  g_autofree char *after = NULL;
  g_auto (Reply) stolen = post_command (o, OUTSIDER, COMMAND, "q1", own, "");
  g_auto (Reply) ticket = post_command (o, OUTSIDER, "c-1", "q1", o->ticket, "");
  g_auto (Reply) number = post_command (o, OUTSIDER, "c-2", "q1", "1001", "");
  g_auto (Reply) person = post_command (o, OUTSIDER, "c-3", "p1", own, "");
  g_auto (Reply) device = post_command (o, OWNER, "c-4", "q1", own, "");

  assert_problem (&device, 400, "bad_request");
  g_assert_nonnull (strstr (stolen.body, "id_reused"));
  g_assert_nonnull (strstr (ticket.body, "not_yours"));
  g_assert_nonnull (strstr (number.body, "not_yours"));
  g_assert_nonnull (strstr (person.body, "unknown_person"));
  after = hy_test_district_show (o->f.district, "1001");
  g_assert_cmpstr (after, ==, before);
}

static void
try_scope (Outside *o)
{
  assert_answered (o, get (&o->f, "/v1/scope"), "{\"end\"");
}

static void
try_ticket (Outside *o)
{
  const char *ids[] = { o->ticket, "1001", COMMAND, "p1", "", "%00", "..", "%2e%2e%2f", "*", "%25" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *path = g_strconcat ("/v1/tickets/", ids[i], NULL);
      g_auto (Reply) reply = get (&o->f, path);

      g_assert_true (reply.status == 404 || reply.status == 400);
      /* An error may say the id that was asked for, and nothing else. */
      g_assert_null (strstr (reply.body, "路灯"));
    }
}

static void
try_blob_look (Outside *o)
{
  g_auto (Reply) reply = send_message (&o->f, new_message (&o->f, "HEAD", o->file));

  g_assert_cmpuint (reply.status, ==, 404);
  g_assert_null (header (&reply, "Upload-Length"));
}

static void
try_blob_get (Outside *o)
{
  SoupMessage *part = new_message (&o->f, "GET", o->file);

  soup_message_headers_append (soup_message_get_request_headers (part), "Range", "bytes=0-3");
  assert_refused (o, send_message (&o->f, part), 404, "not_found");
  assert_refused (o, get (&o->f, o->file), 404, "not_found");
}

/* Neither is it told how much is there, nor can it be harmed. */
static void
try_blob_patch (Outside *o)
{
  int size = (int) strlen (FILE_TEXT);
  g_auto (Reply) ahead = send_piece (o, "t", size - 1, size);

  assert_problem (&ahead, 409, "offset");
  g_assert_cmpstr (header (&ahead, "Upload-Offset"), ==, "0");
  assert_refused (o, send_piece (o, "what only o2 has sent", 0, size), 422, "bad_hash");
  g_free (o->f.token);
  o->f.token = g_strdup (o->owner);
  {
    g_auto (Reply) whole = get (&o->f, o->file);

    g_assert_cmpmem (whole.body, whole.length, FILE_TEXT, strlen (FILE_TEXT));
  }
}

static const struct
{
  const char *method, *path;
  void (*attempt) (Outside *o);
} rows[] = {
  { "GET", "/v1/health", try_health },     { "POST", "/v1/enrol", try_enrol },
  { "GET", "/v1/changes", try_changes },   { "POST", "/v1/commands", try_commands },
  { "GET", "/v1/scope", try_scope },       { "GET", "/v1/tickets/", try_ticket },
  { "HEAD", "/v1/blobs/", try_blob_look }, { "GET", "/v1/blobs/", try_blob_get },
  { "PATCH", "/v1/blobs/", try_blob_patch },
};

static gboolean
has_row (const HyEndpoint *endpoint)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (rows[i].method, endpoint->method) == 0 && strcmp (rows[i].path, endpoint->path) == 0)
      return TRUE;
  return FALSE;
}

static void
test_every_address (void)
{
  gsize n;
  const HyEndpoint *endpoints = hy_endpoints (&n);

  for (gsize i = 0; i < n; i++)
    if (!has_row (&endpoints[i]))
      g_error ("%s %s: what another office gets there is not tried", endpoints[i].method,
               endpoints[i].path);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (rows));
}

static void
test_row (Outside *o, gconstpointer data)
{
  rows[GPOINTER_TO_UINT (data)].attempt (o);
}

/* The device's own token opens nothing without being one: as it came, in other case, cut, with more. */
static void
test_tokens (Outside *o, gconstpointer data)
{
  g_autofree char *cut = g_strndup (o->owner, strlen (o->owner) - 1);
  g_autofree char *more = g_strconcat (o->owner, "A", NULL);
  g_autofree char *lower = g_ascii_strdown (o->owner, -1);
  const char *tokens[] = { "", "*", "' OR 1=1 --", cut, more, lower, o->sha256 };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_free (o->f.token);
      o->f.token = g_strdup (tokens[i]);
      assert_refused (o, get (&o->f, "/v1/scope"), 401, "unauthorized");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/district/outsider/every-address", test_every_address);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *end = g_str_has_suffix (rows[i].path, "/") ? "ID" : "";
      g_autofree char *name
          = g_strdup_printf ("/district/outsider/%s%s%s", rows[i].method, rows[i].path, end);

      g_test_add (name, Outside, GUINT_TO_POINTER (i), outside_set_up, test_row, outside_tear_down);
    }
  g_test_add ("/district/outsider/tokens", Outside, NULL, outside_set_up, test_tokens,
              outside_tear_down);
  return g_test_run ();
}
