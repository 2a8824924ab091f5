/* The server against a client of libsoup: endpoints, problems, headers, cut lines. */
#include "server-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "authority/hy-accept.h"
#include "core/hy-id.h"
#include "district/hy-server.h"

static void
test_health (Fixture *f, gconstpointer data)
{
  g_auto (Reply) reply = get (f, "/v1/health");

  g_assert_cmpuint (reply.status, ==, 200);
  assert_headers (&reply);
  g_assert_nonnull (strstr (reply.body, "\"protocol\":1"));
  g_assert_nonnull (strstr (reply.body, "\"time\":\"2026-11-23T09:00:00+08:00\""));
}

static void
test_protocol_version (Fixture *f, gconstpointer data)
{
  SoupMessage *message = new_message (f, "GET", "/v1/changes");
  g_auto (Reply) reply = { 0 };

  soup_message_headers_replace (soup_message_get_request_headers (message), "Huiyin-Protocol", "2");
  reply = send_message (f, message);
  assert_problem (&reply, 426, "protocol_too_old");
}

static void
test_unknown_address (Fixture *f, gconstpointer data)
{
  g_auto (Reply) unknown = get (f, "/v2/changes");
  g_auto (Reply) method = post (f, "/v1/health", "application/json", "{}", -1);

  assert_problem (&unknown, 404, "not_found");
  assert_problem (&method, 400, "bad_request");
}

static void
test_unauthorized (Fixture *f, gconstpointer data)
{
  static const char *const paths[] = { "/v1/changes", "/v1/scope", "/v1/tickets/x", "/v1/blobs/x" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_auto (Reply) reply = get (f, paths[i]);

      assert_problem (&reply, 401, "unauthorized");
    }
  f->token = g_strdup ("nobody's");
  {
    g_auto (Reply) reply = post (f, "/v1/commands", "application/json", "{}", -1);

    assert_problem (&reply, 401, "unauthorized");
  }
}

static void
test_enrol_faults (Fixture *f, gconstpointer data)
{
  g_auto (Reply) wrong
      = post (f, "/v1/enrol", "application/json",
              "{\"code\":\"AAAA-AAAA\",\"device\":{\"id\":\"d\",\"name\":\"pc\"}}", -1);
  g_auto (Reply) broken = post (f, "/v1/enrol", "application/json", "{\"code\":", -1);
  g_auto (Reply) shape = post (f, "/v1/enrol", "application/json", "{\"code\":\"AAAA-AAAA\"}", -1);

  assert_problem (&wrong, 403, "bad_code");
  assert_problem (&broken, 400, "bad_request");
  assert_problem (&shape, 400, "bad_request");
}

static void
test_enrol_guessing (Fixture *f, gconstpointer data)
{
  guint status = 0;

  for (int i = 0; i < 30 && status != 429; i++)
    {
      g_auto (Reply) reply
          = post (f, "/v1/enrol", "application/json",
                  "{\"code\":\"AAAA-AAAA\",\"device\":{\"id\":\"d\",\"name\":\"pc\"}}", -1);

      status = reply.status;
      if (status == 429)
        {
          assert_problem (&reply, 429, "slow_down");
          g_assert_nonnull (header (&reply, "Retry-After"));
        }
    }
  g_assert_cmpuint (status, ==, 429);
}

static void
test_changes (Fixture *f, gconstpointer data)
{
  g_auto (Reply) reply = get (f, "/v1/changes?since=&limit=100");

  g_assert_cmpuint (reply.status, ==, 200);
  assert_headers (&reply);
  g_assert_cmpstr (header (&reply, "Content-Type"), ==, "application/x-ndjson");
  g_assert_nonnull (strstr (reply.body, "\"number\":\"1001\""));
  g_assert_nonnull (strstr (reply.body, "\"number\":\"1002\""));
  g_assert_nonnull (strstr (reply.body, "{\"end\":"));
  g_assert_true (g_str_has_suffix (reply.body, "\n"));
}

static void
test_changes_faults (Fixture *f, gconstpointer data)
{
  g_auto (Reply) limit = get (f, "/v1/changes?limit=many");
  g_auto (Reply) none = get (f, "/v1/changes?limit=0");
  g_auto (Reply) wait = get (f, "/v1/changes?wait=-1");
  g_auto (Reply) cursor = get (f, "/v1/changes?since=made-up");

  assert_problem (&limit, 400, "bad_request");
  assert_problem (&none, 400, "bad_request");
  assert_problem (&wait, 400, "bad_request");
  assert_problem (&cursor, 410, "cursor_expired");
}

static void
test_gzip (Fixture *f, gconstpointer data)
{
  g_autoptr (GConverter) converter
      = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  SoupMessage *message = new_message (f, "GET", "/v1/changes?since=");
  g_autofree char *plain = g_malloc0 (1 << 20);
  g_auto (Reply) reply = { 0 };
  gsize read, written;

  soup_session_remove_feature_by_type (f->session, SOUP_TYPE_CONTENT_DECODER);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept-Encoding",
                                "gzip");
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = soup_session_send_and_read (f->session, message, NULL, &error);

    g_assert_no_error (error);
    reply.message = message;
    g_assert_cmpstr (header (&reply, "Content-Encoding"), ==, "gzip");
    g_converter_convert (converter, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), plain,
                         (1 << 20) - 1, G_CONVERTER_INPUT_AT_END, &read, &written, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (read, ==, g_bytes_get_size (bytes));
  }
  g_assert_nonnull (strstr (plain, "\"number\":\"1001\""));
  g_assert_nonnull (strstr (plain, "{\"end\":"));
}

static void
test_scope_and_ticket (Fixture *f, gconstpointer data)
{
  g_auto (Reply) scope = get (f, "/v1/scope");
  g_autofree char *id = member (scope.body, "id");
  g_autofree char *path = g_strconcat ("/v1/tickets/", id, NULL);
  g_auto (Reply) ticket = get (f, path);
  g_auto (Reply) none = get (f, "/v1/tickets/nothing");

  g_assert_cmpuint (scope.status, ==, 200);
  assert_headers (&scope);
  g_assert_cmpuint (ticket.status, ==, 200);
  g_assert_nonnull (strstr (ticket.body, "\"kind\":\"dispatched\""));
  g_assert_nonnull (strstr (ticket.body, "{\"end\":"));
  assert_problem (&none, 404, "not_found");
}

static void
test_commands (Fixture *f, gconstpointer data)
{
  g_auto (Reply) broken = post (f, "/v1/commands", "application/json", "{\"device\":", -1);
  g_auto (Reply) other = post (
      f, "/v1/commands", "application/json",
      "{\"device\":\"01932d2e-0000-7000-8000-0000000000d1\",\"epoch\":\"other\",\"commands\":[]}",
      -1);
  g_autofree char *body = g_strdup_printf (
      "{\"device\":\"01932d2e-0000-7000-8000-0000000000d1\",\"epoch\":\"%s\",\"commands\":[]}",
      header (&other, "Huiyin-Epoch"));
  g_auto (Reply) good = post (f, "/v1/commands", "application/json", body, -1);
  /* The protocol asks for no type. */
  g_auto (Reply) untyped = post (f, "/v1/commands", "text/plain", body, -1);

  assert_problem (&broken, 400, "bad_request");
  assert_problem (&other, 409, "epoch_changed");
  g_assert_cmpuint (good.status, ==, 200);
  assert_headers (&good);
  g_assert_nonnull (strstr (good.body, "\"results\":[]"));
  g_assert_cmpuint (untyped.status, ==, 200);
}

static void
test_deep_nesting (Fixture *f, gconstpointer data)
{
  g_autofree char *deep = g_strnfill (10000, '[');
  g_auto (Reply) reply = post (f, "/v1/commands", "application/json", deep, -1);

  assert_problem (&reply, 400, "bad_request");
}

/* Why comes first, however much is sent. */
static void
test_unauthorized_with_a_large_body (Fixture *f, gconstpointer data)
{
  gsize length = 3 * 1024 * 1024;
  g_autofree char *large = g_strnfill (length, ' ');
  g_auto (Reply) reply = { 0 };

  f->token = g_strdup ("nobody's");
  reply = post (f, "/v1/commands", "application/json", large, (gssize) length);
  assert_problem (&reply, 401, "unauthorized");
}

/* The reply comes while most of the body is still to be sent. */
static void
test_too_large (Fixture *f, gconstpointer data)
{
  gsize length = 5 * 1024 * 1024;
  g_autofree char *large = g_strnfill (length, ' ');
  g_auto (Reply) reply = post (f, "/v1/commands", "application/json", large, (gssize) length);

  assert_problem (&reply, 413, "too_large");
  {
    g_auto (Reply) after = get (f, "/v1/health");

    g_assert_cmpuint (after.status, ==, 200);
  }
}

static void
test_too_large_chunked (Fixture *f, gconstpointer data)
{
  gsize length = 5 * 1024 * 1024;
  char *large = g_strnfill (length, ' ');
  g_autoptr (GInputStream) stream
      = g_memory_input_stream_new_from_data (large, (gssize) length, g_free);
  SoupMessage *message = new_message (f, "POST", "/v1/commands");
  g_auto (Reply) reply = { 0 };

  soup_message_set_request_body (message, "application/json", stream, -1);
  reply = send_message (f, message);
  assert_problem (&reply, 413, "too_large");
}

static void
test_revoked (Fixture *f, gconstpointer data)
{
  hy_test_district_revoke (f->district, "01932d2e-0000-7000-8000-0000000000d1", TRUE);
  {
    g_auto (Reply) changes = get (f, "/v1/changes");
    g_auto (Reply) health = get (f, "/v1/health");
    g_autofree char *body = g_strdup_printf (
        "{\"device\":\"01932d2e-0000-7000-8000-0000000000d1\",\"epoch\":\"%s\",\"commands\":[]}",
        header (&health, "Huiyin-Epoch"));
    g_auto (Reply) commands = post (f, "/v1/commands", "application/json", body, -1);

    assert_problem (&changes, 403, "device_revoked");
    g_assert_nonnull (strstr (changes.body, "\"wipe\":true"));
    g_assert_cmpuint (commands.status, ==, 200);
  }
}

static void
test_date_is_the_districts (Fixture *f, gconstpointer data)
{
  hy_test_district_set_now (f->district, NOW + HY_HOUR);
  {
    g_auto (Reply) reply = get (f, "/v1/health");

    g_assert_cmpstr (header (&reply, "Date"), ==, "Mon, 23 Nov 2026 02:00:00 GMT");
  }
}

static void
test_cut_requests_harm_nobody (Fixture *f, gconstpointer data)
{
  static const char *const beginnings[] = {
    "",
    "GE",
    "POST /v1/commands HTTP/1.1\r\nHost: x\r\n",
    "POST /v1/enrol HTTP/1.1\r\nHost: x\r\nHuiyin-Protocol: 1\r\nContent-Type: "
    "application/json\r\nContent-Length: 100\r\n\r\n{",
    "\x16\x03\x01garbage\r\n\r\n",
    "GET /v1/changes?wait=50 HTTP/1.1\r\nHost: x\r\nHuiyin-Protocol: 1\r\n\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autoptr (GIOStream) line = open_line (f);
      g_autoptr (GError) error = NULL;

      g_output_stream_write_all (g_io_stream_get_output_stream (line), beginnings[i],
                                 strlen (beginnings[i]), NULL, NULL, &error);
      g_assert_no_error (error);
    }
  {
    g_auto (Reply) reply = get (f, "/v1/health");

    g_assert_cmpuint (reply.status, ==, 200);
  }
}

/* An office that goes while its first synchronization runs. */
static void
test_cut_stream_harms_nobody (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) csv = g_string_new ("编号,标题,内容\n");
  g_autofree char *head
      = g_strdup_printf ("GET /v1/changes HTTP/1.1\r\nHost: x\r\nHuiyin-Protocol: "
                         "1\r\nAuthorization: Bearer %s\r\n\r\n",
                         f->token);
  char buffer[1024];

  for (int i = 0; i < 1500; i++)
    g_string_append_printf (csv, "2-%d,路灯不亮,%s\n", i,
                            "门前的路灯坏了三天了，晚上出门看不见路，请尽快修好。门前的路灯坏了三天"
                            "了，晚上出门看不见路，请尽快修好。");
  hy_test_district_import (f->district, "o1", csv->str);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GIOStream) line = open_line (f);

      g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (line), head,
                                                strlen (head), NULL, NULL, NULL));
      g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (line), buffer,
                                            sizeof buffer, NULL, NULL),
                       >, 0);
    }
  {
    g_auto (Reply) reply = get (f, "/v1/changes?limit=10000");

    g_assert_nonnull (strstr (reply.body, "{\"end\":"));
  }
}

static void
test_one_server_a_folder (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyServer) second
      = hy_server_new (hy_test_district_dir (f->district), NULL, NULL, &error);

  g_assert_null (second);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN);
}

#define CASE(name, up, func)                                                                       \
  g_test_add ("/district/server/" name, Fixture, NULL, up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  CASE ("health", set_up, test_health);
  CASE ("protocol-version", set_up, test_protocol_version);
  CASE ("unknown-address", set_up, test_unknown_address);
  CASE ("unauthorized", set_up, test_unauthorized);
  CASE ("unauthorized/large-body", set_up, test_unauthorized_with_a_large_body);
  CASE ("enrol/faults", set_up, test_enrol_faults);
  CASE ("enrol/guessing", set_up, test_enrol_guessing);
  CASE ("changes", set_up_enrolled, test_changes);
  CASE ("changes/faults", set_up_enrolled, test_changes_faults);
  CASE ("changes/gzip", set_up_enrolled, test_gzip);
  CASE ("scope-and-ticket", set_up_enrolled, test_scope_and_ticket);
  CASE ("commands", set_up_enrolled, test_commands);
  CASE ("commands/deep-nesting", set_up_enrolled, test_deep_nesting);
  CASE ("commands/too-large", set_up_enrolled, test_too_large);
  CASE ("commands/too-large-chunked", set_up_enrolled, test_too_large_chunked);
  CASE ("revoked", set_up_enrolled, test_revoked);
  CASE ("date", set_up, test_date_is_the_districts);
  CASE ("cut/requests", set_up_enrolled, test_cut_requests_harm_nobody);
  CASE ("cut/streams", set_up_enrolled, test_cut_stream_harms_nobody);
  CASE ("one-a-folder", set_up, test_one_server_a_folder);
  return g_test_run ();
}
