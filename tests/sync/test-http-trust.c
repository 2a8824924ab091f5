/* Whom the token is sent to, and whom not. */
#include "sync/http-fixture.h"

static void
test_nobody_there (HttpFixture *self, gconstpointer data)
{
  g_autofree char *url = g_strdup (hy_test_server_url (self->server));
  g_autoptr (GError) error = NULL;

  hy_test_server_free (self->server);
  http_fixture_assert_fault (self, HY_TRANSPORT_ERROR_OFFLINE);
  self->server = hy_test_server_new (NULL);
}

static void
assert_nothing_came (HttpFixture *self)
{
  g_autoptr (GPtrArray) requests = hy_test_server_requests (self->server);

  g_assert_cmpuint (requests->len, ==, 0);
}

static void
set_up_other_host (HttpFixture *self, gconstpointer data)
{
  http_fixture_open (self, "192.0.2.1", http_real_now () - HY_DAY, http_real_now () + HY_DAY, TRUE);
}

static void
set_up_expired (HttpFixture *self, gconstpointer data)
{
  http_fixture_open (self, "127.0.0.1", http_real_now () - 30 * HY_DAY, http_real_now () - HY_DAY,
                     TRUE);
}

static void
set_up_not_yet (HttpFixture *self, gconstpointer data)
{
  http_fixture_open (self, "127.0.0.1", http_real_now () + HY_DAY, http_real_now () + 30 * HY_DAY,
                     TRUE);
}

static void
set_up_plain (HttpFixture *self, gconstpointer data)
{
  http_fixture_open (self, "127.0.0.1", http_real_now () - HY_DAY, http_real_now () + HY_DAY,
                     FALSE);
}

static void
test_certificate_is_not_the_districts (HttpFixture *self, gconstpointer data)
{
  http_fixture_assert_fault (self, HY_TRANSPORT_ERROR_TLS);
  assert_nothing_came (self);
}

static void
test_wrong_ca (HttpFixture *self, gconstpointer data)
{
  g_autoptr (HyTestPki) other
      = hy_test_pki_new ("127.0.0.1", http_real_now () - HY_DAY, http_real_now () + HY_DAY);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (self->ca, other->ca_pem, -1, &error);
  g_assert_no_error (error);
  g_clear_object (&self->transport);
  self->transport = hy_http_transport_new (hy_test_server_url (self->server), self->ca, 0, &error);
  http_fixture_assert_fault (self, HY_TRANSPORT_ERROR_TLS);
  assert_nothing_came (self);
}

static void
test_system_trust_does_not_know_it (HttpFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->transport);
  self->transport = hy_http_transport_new (hy_test_server_url (self->server), NULL, 0, &error);
  g_assert_no_error (error);
  http_fixture_assert_fault (self, HY_TRANSPORT_ERROR_TLS);
  assert_nothing_came (self);
}

static void
test_plain_http_on_the_port (HttpFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) requests = NULL;

  http_fixture_say (self, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
  http_fixture_assert_fault (self, HY_TRANSPORT_ERROR_TLS);
  requests = hy_test_server_requests (self->server);
  for (guint i = 0; i < requests->len; i++)
    g_assert_null (strstr (requests->pdata[i], TOKEN));
}

/* A certificate that is not valid yet, on a PC whose clock is behind what the district has already
 * said. */
static void
test_clock_behind_the_replica (HttpFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->transport);
  self->transport = hy_http_transport_new (hy_test_server_url (self->server), self->ca,
                                           http_real_now () + HY_DAY, &error);
  http_fixture_assert_fault (self, HY_TRANSPORT_ERROR_CLOCK);
  assert_nothing_came (self);
}

/* The clock is behind, and the certificate is a stranger's too: that is the worse fault. */
static void
test_clock_behind_and_wrong_ca (HttpFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->transport);
  self->transport = hy_http_transport_new (hy_test_server_url (self->server), NULL,
                                           http_real_now () + HY_DAY, &error);
  http_fixture_assert_fault (self, HY_TRANSPORT_ERROR_TLS);
  assert_nothing_came (self);
}

/* The program's clock is read once a process: each of these is a process of its own. */
static void
in_process_at (const char *time)
{
  g_setenv ("HUIYIN_NOW", time, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_unsetenv ("HUIYIN_NOW");
  g_test_trap_assert_passed ();
}

static void
test_boots_in_2010 (HttpFixture *self, gconstpointer data)
{
  if (!g_test_subprocess ())
    {
      in_process_at ("2010-01-01T08:00:00+08:00");
      return;
    }
  http_fixture_assert_fault (self, HY_TRANSPORT_ERROR_CLOCK);
  assert_nothing_came (self);
}

static void
test_three_days_back_still_syncs (HttpFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *time = hy_time_format (http_real_now () - 3 * HY_DAY);

  if (!g_test_subprocess ())
    {
      in_process_at (time);
      return;
    }
  http_fixture_say (self, "HTTP/1.1 200 OK\r\n" DISTRICT "Content-Length: 2\r\n\r\n{}");
  g_assert_true (http_fixture_get (self, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (self->reply.pc_time, <, http_real_now () - 2 * HY_DAY);
}

#define TEST_WITH(name, up, func)                                                                  \
  g_test_add ("/http-trust/" name, HttpFixture, NULL, up, func, http_fixture_tear_down)
#define TEST(name, func) TEST_WITH (name, http_fixture_set_up, func)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("nobody-there", test_nobody_there);
  TEST ("wrong-ca", test_wrong_ca);
  TEST ("system-trust-does-not-know-it", test_system_trust_does_not_know_it);
  TEST_WITH ("other-host", set_up_other_host, test_certificate_is_not_the_districts);
  TEST_WITH ("expired", set_up_expired, test_certificate_is_not_the_districts);
  TEST_WITH ("not-yet-valid", set_up_not_yet, test_certificate_is_not_the_districts);
  TEST_WITH ("plain-http-on-the-port", set_up_plain, test_plain_http_on_the_port);
  TEST_WITH ("clock-behind-the-replica", set_up_not_yet, test_clock_behind_the_replica);
  TEST_WITH ("clock-behind-and-wrong-ca", set_up_not_yet, test_clock_behind_and_wrong_ca);
  TEST ("boots-in-2010", test_boots_in_2010);
  TEST ("three-days-back-still-syncs", test_three_days_back_still_syncs);
  return g_test_run ();
}
