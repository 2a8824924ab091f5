/* The trial authority and what it signs. */
#include "district/hy-certificate.h"

#include <glib/gstdio.h>

typedef struct
{
  char *dir;
  HyTime now;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->dir = g_dir_make_tmp ("huiyin-certificate-XXXXXX", NULL);
  f->now = g_get_real_time () / 1000;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { HY_CERTIFICATE_CA, HY_CERTIFICATE_CA_KEY,
                                       HY_CERTIFICATE_SERVER, HY_CERTIFICATE_SERVER_KEY };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->dir, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (f->dir);
  g_free (f->dir);
}

static void
make (Fixture *f, HyTime from, HyTime to)
{
  static const char *const hosts[] = { "district.example.cn", "127.0.0.1", "::1", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_certificate_make (f->dir, hosts, from, to, &error));
  g_assert_no_error (error);
}

static GTlsCertificateFlags
verify (Fixture *f, const char *host)
{
  g_autofree char *ca_path = g_build_filename (f->dir, HY_CERTIFICATE_CA, NULL);
  g_autoptr (GTlsCertificate) ca = g_tls_certificate_new_from_file (ca_path, NULL);
  g_autoptr (GTlsCertificate) server = hy_certificate_load (f->dir, NULL);
  g_autoptr (GSocketConnectable) identity = g_network_address_new (host, 443);

  g_assert_nonnull (ca);
  g_assert_nonnull (server);
  return g_tls_certificate_verify (server, identity, ca);
}

static void
test_hosts (Fixture *f, gconstpointer data)
{
  make (f, f->now - HY_DAY, f->now + HY_DAY);
  g_assert_cmpint (verify (f, "district.example.cn"), ==, 0);
  g_assert_cmpint (verify (f, "127.0.0.1"), ==, 0);
  g_assert_cmpint (verify (f, "::1"), ==, 0);
  g_assert_cmpint (verify (f, "other.example.cn"), ==, G_TLS_CERTIFICATE_BAD_IDENTITY);
  g_assert_cmpint (verify (f, "127.0.0.2"), ==, G_TLS_CERTIFICATE_BAD_IDENTITY);
}

static void
test_dates (Fixture *f, gconstpointer data)
{
  make (f, f->now - 3 * HY_DAY, f->now - 2 * HY_DAY);
  g_assert_cmpint (verify (f, "127.0.0.1") & G_TLS_CERTIFICATE_EXPIRED, !=, 0);
  make (f, f->now + 2 * HY_DAY, f->now + 3 * HY_DAY);
  g_assert_cmpint (verify (f, "127.0.0.1") & G_TLS_CERTIFICATE_NOT_ACTIVATED, !=, 0);
}

static void
test_keys_are_the_owners (Fixture *f, gconstpointer data)
{
  static const char *const keys[] = { HY_CERTIFICATE_CA_KEY, HY_CERTIFICATE_SERVER_KEY };

  make (f, f->now - HY_DAY, f->now + HY_DAY);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *path = g_build_filename (f->dir, keys[i], NULL);
      GStatBuf info;

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    }
}

static void
test_missing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (hy_certificate_load (f->dir, &error));
  g_assert_nonnull (error);
}

#define CASE(name, func)                                                                           \
  g_test_add ("/district/certificate/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  CASE ("hosts", test_hosts);
  CASE ("dates", test_dates);
  CASE ("keys-are-the-owners", test_keys_are_the_owners);
  CASE ("missing", test_missing);
  return g_test_run ();
}
