#include "sync/http-fixture.h"

HyTime
http_real_now (void)
{
  return g_get_real_time () / 1000;
}

void
http_fixture_open (HttpFixture *self, const char *host, HyTime from, HyTime to, gboolean tls)
{
  g_autoptr (GError) error = NULL;

  self->dir = hy_test_dir_new ();
  self->ca = g_build_filename (self->dir, "ca.pem", NULL);
  self->pki = hy_test_pki_new (host, from, to);
  g_file_set_contents (self->ca, self->pki->ca_pem, -1, &error);
  g_assert_no_error (error);
  self->server = hy_test_server_new (tls ? self->pki->server : NULL);
  self->transport = hy_http_transport_new (hy_test_server_url (self->server), self->ca, 0, &error);
  g_assert_no_error (error);
  self->streamed = g_string_new (NULL);
}

void
http_fixture_set_up (HttpFixture *self, gconstpointer data)
{
  http_fixture_open (self, "127.0.0.1", http_real_now () - 30 * HY_DAY,
                     http_real_now () + 30 * HY_DAY, TRUE);
}

void
http_fixture_tear_down (HttpFixture *self, gconstpointer data)
{
  hy_reply_clear (&self->reply);
  g_clear_object (&self->transport);
  hy_test_server_free (self->server);
  hy_test_pki_free (self->pki);
  hy_test_dir_remove (self->dir);
  g_string_free (self->streamed, TRUE);
  g_free (self->ca);
  g_free (self->dir);
}

gboolean
http_fixture_collect (const char *data, gsize length, gpointer user_data, GError **error)
{
  g_string_append_len (user_data, data, length);
  return TRUE;
}

gboolean
http_fixture_get (HttpFixture *self, HyChunkFunc chunk, GCancellable *cancellable, GError **error)
{
  HyRequest request = { .method = "GET", .path = "/v1/changes?since=", .token = TOKEN };

  hy_reply_clear (&self->reply);
  return hy_transport_send (self->transport, &request, chunk, self->streamed, &self->reply,
                            cancellable, error);
}

void
http_fixture_assert_fault (HttpFixture *self, HyTransportError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (http_fixture_get (self, NULL, NULL, &error));
  g_assert_error (error, HY_TRANSPORT_ERROR, (int) code);
  g_assert_cmpstr (error->message, !=, "");
  g_assert_null (self->reply.body);
}

void
http_fixture_say (HttpFixture *self, const char *bytes)
{
  hy_test_server_reply (self->server, bytes, -1, HY_TEST_REPLY_CLOSE);
}

void
http_fixture_assert_body (HttpFixture *self, const char *expected)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (self->reply.body, &length);

  g_assert_cmpmem (data, length, expected, strlen (expected));
}
