/* What an office PC meets between itself and the district, byte by byte. */
#include "sync/http-fixture.h"
#include "wire/hy-problem.h"

static void
test_request_as_the_protocol_has_it (HttpFixture *self, gconstpointer data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":1}", 7);
  HyRequest request = { "POST", "/v1/commands", TOKEN, body };
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;
  const char *sent;

  http_fixture_say (self, "HTTP/1.1 200 OK\r\n" DISTRICT "Date: Mon, 23 Nov 2026 01:00:00 GMT\r\n"
                          "Content-Length: 2\r\n\r\n{}");
  g_assert_true (
      hy_transport_send (self->transport, &request, NULL, NULL, &self->reply, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self->reply.status, ==, 200);
  g_assert_cmpstr (self->reply.epoch, ==, "e1");
  g_assert_cmpint (self->reply.date, ==, HY_TEST_NOW);
  g_assert_cmpint (self->reply.retry_after, ==, -1);
  g_assert_cmpint (self->reply.round_trip, >=, 0);
  http_fixture_assert_body (self, "{}");
  requests = hy_test_server_requests (self->server);
  g_assert_cmpuint (requests->len, ==, 1);
  sent = g_ptr_array_index (requests, 0);
  g_assert_true (g_str_has_prefix (sent, "POST /v1/commands HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (sent, "\r\nHuiyin-Protocol: 1\r\n"));
  g_assert_nonnull (strstr (sent, "\r\nAuthorization: Bearer " TOKEN "\r\n"));
  g_assert_nonnull (strstr (sent, "\r\nContent-Type: application/json\r\n"));
  g_assert_null (strstr (sent, "Content-Encoding"));
  g_assert_true (g_str_has_suffix (sent, "\r\n\r\n{\"a\":1}"));
}

static void
test_each_request_has_its_own_id (HttpFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 2; i++)
    {
      hy_test_server_reply (self->server,
                            "HTTP/1.1 200 OK\r\n" DISTRICT "Content-Length: 0\r\n\r\n", -1,
                            HY_TEST_REPLY_KEEP);
      g_assert_true (http_fixture_get (self, NULL, NULL, &error));
    }
  requests = hy_test_server_requests (self->server);
  g_assert_cmpuint (requests->len, ==, 2);
  g_assert_cmpstr (strstr (requests->pdata[0], "Huiyin-Request"), !=,
                   strstr (requests->pdata[1], "Huiyin-Request"));
}

static void
test_no_token_where_none_is_given (HttpFixture *self, gconstpointer data)
{
  HyRequest request = { .method = "GET", .path = "/v1/health" };
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;

  http_fixture_say (self, "HTTP/1.1 200 OK\r\n" DISTRICT "Content-Length: 2\r\n\r\n{}");
  g_assert_true (
      hy_transport_send (self->transport, &request, NULL, NULL, &self->reply, NULL, &error));
  requests = hy_test_server_requests (self->server);
  g_assert_null (strstr (requests->pdata[0], "Authorization"));
}

static void
test_problem_is_a_reply (HttpFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  http_fixture_say (self, "HTTP/1.1 503 Busy\r\n" DISTRICT
                          "Retry-After: 17\r\nContent-Length: 2\r\n\r\n{}");
  g_assert_true (http_fixture_get (self, http_fixture_collect, NULL, &error));
  g_assert_cmpuint (self->reply.status, ==, 503);
  g_assert_cmpint (self->reply.retry_after, ==, 17);
  g_assert_cmpuint (self->streamed->len, ==, 0);
  http_fixture_assert_body (self, "{}");
}

static void
test_retry_after_as_a_date (HttpFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  http_fixture_say (self,
                    "HTTP/1.1 429 Slow\r\n" DISTRICT "Date: Mon, 23 Nov 2026 01:00:00 GMT\r\n"
                    "Retry-After: Mon, 23 Nov 2026 01:02:00 GMT\r\nContent-Length: 0\r\n\r\n");
  g_assert_true (http_fixture_get (self, NULL, NULL, &error));
  g_assert_cmpint (self->reply.retry_after, ==, 120);
}

static void
test_retry_after_nonsense (HttpFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *value;
    int seconds;
  } cases[] = {
    { "soon", -1 },
    { "-5", -1 },
    { "99999999999999999999999", 24 * 3600 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reply = g_strdup_printf ("HTTP/1.1 429 Slow\r\n" DISTRICT
                                                "Retry-After: %s\r\nContent-Length: 0\r\n\r\n",
                                                cases[i].value);
      g_autoptr (GError) error = NULL;

      http_fixture_say (self, reply);
      g_assert_true (http_fixture_get (self, NULL, NULL, &error));
      g_assert_cmpint (self->reply.retry_after, ==, cases[i].seconds);
    }
}

/* Not the district, whatever its status. */
static void
test_strangers (HttpFixture *self, gconstpointer data)
{
  static const char *const replies[] = {
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 28\r\n\r\n<html>Please log "
    "in</html>\r\n",
    "HTTP/1.1 200 OK\r\nHuiyin-Request: 0196-other\r\nHuiyin-Epoch: e1\r\nContent-Length: "
    "2\r\n\r\n{}",
    "HTTP/1.1 200 OK\r\nHuiyin-Request:\r\nContent-Length: 2\r\n\r\n{}",
    "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\n{}",
    "HTTP/1.1 403 No\r\nContent-Length: 38\r\n\r\n{\"type\":\"about:blank#device_revoked\"}\r\n",
    "HTTP/1.1 407 Proxy\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 500 Error\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 302 Found\r\n" DISTRICT "Location: /elsewhere\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 301 Moved\r\n" DISTRICT
    "Location: https://example.invalid/\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 307 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 304 Same\r\n" DISTRICT "\r\n",
  };
  g_autoptr (GPtrArray) requests = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      http_fixture_say (self, replies[i]);
      http_fixture_assert_fault (self, HY_TRANSPORT_ERROR_STRANGER);
    }
  requests = hy_test_server_requests (self->server);
  g_assert_cmpuint (requests->len, ==, G_N_ELEMENTS (replies));
}

/* A portal may send a film: it is not watched. */
static void
test_endless_stranger_is_left (HttpFixture *self, gconstpointer data)
{
  hy_test_server_reply (self->server, "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\nxxxx", -1,
                        HY_TEST_REPLY_STALL);
  http_fixture_assert_fault (self, HY_TRANSPORT_ERROR_STRANGER);
}

static void
test_no_http_at_all (HttpFixture *self, gconstpointer data)
{
  static const char *const replies[]
      = { "", "\r\n\r\n", "220 mail.example ESMTP\r\n\r\n", "HTTP/1.1\r\n\r\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (GError) error = NULL;

      http_fixture_say (self, replies[i]);
      g_assert_false (http_fixture_get (self, NULL, NULL, &error));
      g_assert_cmpuint (error->domain, ==, HY_TRANSPORT_ERROR);
    }
}

/* libsoup takes the end for the headers' end: a reply without a value in it, then. */
static void
test_cut_before_the_headers_end (HttpFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  http_fixture_say (self, "HTTP/1.1 200 OK\r\n" DISTRICT);
  if (http_fixture_get (self, NULL, NULL, &error))
    http_fixture_assert_body (self, "");
  else
    g_assert_cmpuint (error->domain, ==, HY_TRANSPORT_ERROR);
}

/* The end of a stream proves nothing: what came is passed on, and only a complete value in it
 * counts. */
static void
test_cut_bodies_end_or_fail (HttpFixture *self, gconstpointer data)
{
  static const char *const replies[] = {
    "HTTP/1.1 200 OK\r\n" DISTRICT "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n",
    "HTTP/1.1 200 OK\r\n" DISTRICT "Transfer-Encoding: chunked\r\n\r\n500\r\n{\"a\":",
    "HTTP/1.1 200 OK\r\n" DISTRICT "Transfer-Encoding: chunked\r\n\r\nzz\r\n{\"a\":",
    "HTTP/1.1 200 OK\r\n" DISTRICT "Content-Length: 4000\r\n\r\n{\"a\":",
    "HTTP/1.1 200 OK\r\n" DISTRICT CLOSE "\r\n{\"a\":",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (GError) error = NULL;

      g_string_truncate (self->streamed, 0);
      http_fixture_say (self, replies[i]);
      if (!http_fixture_get (self, http_fixture_collect, NULL, &error))
        g_assert_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_CUT);
      g_assert_true (g_str_has_prefix ("{\"a\":", self->streamed->str));
    }
}

static void
test_content_length_that_lies_short (HttpFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  http_fixture_say (self,
                    "HTTP/1.1 200 OK\r\n" DISTRICT "Content-Length: 2\r\n\r\n{}trailing nonsense");
  g_assert_true (http_fixture_get (self, NULL, NULL, &error));
  http_fixture_assert_body (self, "{}");
  http_fixture_say (self, "HTTP/1.1 200 OK\r\n" DISTRICT "Content-Length: 2\r\n\r\n{}");
  g_assert_true (http_fixture_get (self, NULL, NULL, &error));
  http_fixture_assert_body (self, "{}");
}

static GBytes *
gzip (const char *text, gsize length)
{
  g_autoptr (GConverter) converter
      = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) out = g_converter_output_stream_new (memory, converter);

  g_assert_true (g_output_stream_write_all (out, text, length, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (out, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
say_gzip (HttpFixture *self, const char *text, gsize length, gsize cut)
{
  g_autoptr (GBytes) packed = gzip (text, length);
  gsize size = g_bytes_get_size (packed);
  g_autofree char *headers
      = g_strdup_printf ("HTTP/1.1 200 OK\r\n" DISTRICT CLOSE "Content-Encoding: gzip\r\n\r\n");
  g_autoptr (GByteArray) all = g_byte_array_new ();

  g_byte_array_append (all, (guint8 *) headers, strlen (headers));
  g_byte_array_append (all, g_bytes_get_data (packed, NULL), size - cut);
  hy_test_server_reply (self->server, all->data, all->len, HY_TEST_REPLY_CLOSE);
}

static void
test_gzip (HttpFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  say_gzip (self, "{\"a\":1}", 7, 0);
  g_assert_true (http_fixture_get (self, NULL, NULL, &error));
  http_fixture_assert_body (self, "{\"a\":1}");
}

static void
test_truncated_gzip_ends_or_fails (HttpFixture *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (100000, 'a');

  for (gsize cut = 1; cut < 60; cut += 7)
    {
      g_autoptr (GError) error = NULL;

      g_string_truncate (self->streamed, 0);
      say_gzip (self, text, 100000, cut);
      if (!http_fixture_get (self, http_fixture_collect, NULL, &error))
        g_assert_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_CUT);
      g_assert_true (g_str_has_prefix (text, self->streamed->str));
    }
}

/* Limits count decompressed bytes: a small reply may hold a large one. */
static void
test_bomb_is_not_unpacked (HttpFixture *self, gconstpointer data)
{
  gsize length = HY_REPLY_MAX + 1;
  g_autofree char *text = g_strnfill (length, ' ');

  say_gzip (self, text, length, 0);
  http_fixture_assert_fault (self, HY_TRANSPORT_ERROR_BAD_ANSWER);
}

static void
test_reply_of_just_the_limit (HttpFixture *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (HY_REPLY_MAX, ' ');
  g_autoptr (GError) error = NULL;

  say_gzip (self, text, HY_REPLY_MAX, 0);
  g_assert_true (http_fixture_get (self, NULL, NULL, &error));
  g_assert_cmpuint (g_bytes_get_size (self->reply.body), ==, HY_REPLY_MAX);
}

static void
test_problem_past_its_limit (HttpFixture *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (HY_PROBLEM_MAX + 1, ' ');
  g_autofree char *reply = g_strconcat ("HTTP/1.1 400 Bad\r\n" DISTRICT CLOSE "\r\n", text, NULL);

  http_fixture_say (self, reply);
  http_fixture_assert_fault (self, HY_TRANSPORT_ERROR_BAD_ANSWER);
}

/* A stream has no limit of its own: lines and runs have. */
static void
test_stream_may_be_long (HttpFixture *self, gconstpointer data)
{
  gsize length = HY_REPLY_MAX + 1000;
  g_autofree char *text = g_strnfill (length, 'a');
  g_autoptr (GError) error = NULL;

  say_gzip (self, text, length, 0);
  g_assert_true (http_fixture_get (self, http_fixture_collect, NULL, &error));
  g_assert_cmpuint (self->streamed->len, ==, length);
  g_assert_null (self->reply.body);
}

static gboolean
refuse (const char *data, gsize length, gpointer user_data, GError **error)
{
  g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER, "no");
  return FALSE;
}

static void
test_stream_ends_when_refused (HttpFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  hy_test_server_reply (self->server, "HTTP/1.1 200 OK\r\n" DISTRICT "\r\nabc", -1,
                        HY_TEST_REPLY_STALL);
  g_assert_false (http_fixture_get (self, refuse, NULL, &error));
  g_assert_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER);
  g_assert_cmpstr (error->message, ==, "no");
}

static void
test_header_flood (HttpFixture *self, gconstpointer data)
{
  g_autoptr (GString) flood = g_string_new ("HTTP/1.1 200 OK\r\n" DISTRICT);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 200000; i++)
    g_string_append_printf (flood, "X-Flood-%d: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n", i);
  http_fixture_say (self, flood->str);
  g_assert_false (http_fixture_get (self, NULL, NULL, &error));
  g_assert_cmpuint (error->domain, ==, HY_TRANSPORT_ERROR);
}

typedef struct
{
  HttpFixture *fixture;
  GCancellable *cancellable;
} Canceller;

static gpointer
cancel_after_request (gpointer data)
{
  Canceller *self = data;

  hy_test_server_wait (self->fixture->server, 1);
  g_cancellable_cancel (self->cancellable);
  return NULL;
}

static void
test_slow_district_can_be_left (HttpFixture *self, gconstpointer data)
{
  static const char *const beginnings[]
      = { "", "HTTP/1.1 200 OK\r\n" DISTRICT, "HTTP/1.1 200 OK\r\n" DISTRICT "\r\n{\"a\":" };
  const char *beginning = beginnings[GPOINTER_TO_UINT (data)];
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Canceller work = { self, cancellable };
  GThread *thread = g_thread_new ("cancel", cancel_after_request, &work);

  hy_test_server_reply (self->server, beginning, -1, HY_TEST_REPLY_STALL);
  g_assert_false (http_fixture_get (self, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

static void
test_cancelled_before (HttpFixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (http_fixture_get (self, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  requests = hy_test_server_requests (self->server);
  g_assert_cmpuint (requests->len, ==, 0);
}

static void
test_addresses (void)
{
  static const char *const good[][2] = {
    { "https://a.example", "https://a.example" },
    { " https://a.example:8443/ ", "https://a.example:8443" },
    { "a.example:8443", "https://a.example:8443" },
    { "127.0.0.1", "https://127.0.0.1" },
    { "https://[::1]:8443", "https://[::1]:8443" },
  };
  static const char *const bad[] = {
    "",
    "   ",
    "http://a.example",
    "ftp://a.example",
    "https://",
    "https://a.example/v1",
    "https://a.example?x",
    "https://user:pw@a.example",
    "https://a.example:99999",
    "https://a b",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = hy_http_normalize_url (good[i][0], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (url, ==, good[i][1]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (hy_http_normalize_url (bad[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

static void
test_ca_that_cannot_be_read (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (hy_http_transport_new ("https://a.example", "/nonexistent/ca.pem", 0, &error));
  g_assert_nonnull (strstr (error->message, "/nonexistent/ca.pem"));
}

#define TEST(name, func)                                                                           \
  g_test_add ("/http-transport/" name, HttpFixture, NULL, http_fixture_set_up, func,               \
              http_fixture_tear_down)
#define TEST_SLOW(name, n)                                                                         \
  g_test_add ("/http-transport/slow/" name, HttpFixture, GUINT_TO_POINTER (n),                     \
              http_fixture_set_up, test_slow_district_can_be_left, http_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("request-as-the-protocol-has-it", test_request_as_the_protocol_has_it);
  TEST ("each-request-has-its-own-id", test_each_request_has_its_own_id);
  TEST ("no-token-where-none-is-given", test_no_token_where_none_is_given);
  TEST ("problem-is-a-reply", test_problem_is_a_reply);
  TEST ("retry-after-as-a-date", test_retry_after_as_a_date);
  TEST ("retry-after-nonsense", test_retry_after_nonsense);
  TEST ("strangers", test_strangers);
  TEST ("endless-stranger-is-left", test_endless_stranger_is_left);
  TEST ("no-http-at-all", test_no_http_at_all);
  TEST ("cut-before-the-headers-end", test_cut_before_the_headers_end);
  TEST ("cut-bodies-end-or-fail", test_cut_bodies_end_or_fail);
  TEST ("content-length-that-lies-short", test_content_length_that_lies_short);
  TEST ("gzip", test_gzip);
  TEST ("truncated-gzip-ends-or-fails", test_truncated_gzip_ends_or_fails);
  TEST ("bomb-is-not-unpacked", test_bomb_is_not_unpacked);
  TEST ("reply-of-just-the-limit", test_reply_of_just_the_limit);
  TEST ("problem-past-its-limit", test_problem_past_its_limit);
  TEST ("stream-may-be-long", test_stream_may_be_long);
  TEST ("stream-ends-when-refused", test_stream_ends_when_refused);
  TEST ("header-flood", test_header_flood);
  TEST_SLOW ("before-headers", 0);
  TEST_SLOW ("in-headers", 1);
  TEST_SLOW ("in-body", 2);
  TEST ("cancelled-before", test_cancelled_before);
  g_test_add_func ("/http-transport/addresses", test_addresses);
  g_test_add_func ("/http-transport/ca-that-cannot-be-read", test_ca_that_cannot_be_read);
  return g_test_run ();
}
