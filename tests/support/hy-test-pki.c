#include "support/hy-test-pki.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#define MUST(call) g_assert_cmpint ((call), >=, 0)

static gnutls_x509_privkey_t
make_key (void)
{
  gnutls_x509_privkey_t key;

  MUST (gnutls_x509_privkey_init (&key));
  MUST (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                      GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0));
  return key;
}

static gnutls_x509_crt_t
make_certificate (
    gnutls_x509_privkey_t key, const char *name, guint8 serial, HyTime from, HyTime to)
{
  gnutls_x509_crt_t crt;

  MUST (gnutls_x509_crt_init (&crt));
  MUST (gnutls_x509_crt_set_version (crt, 3));
  MUST (gnutls_x509_crt_set_serial (crt, &serial, 1));
  MUST (gnutls_x509_crt_set_dn_by_oid (crt, GNUTLS_OID_X520_COMMON_NAME, 0, name, strlen (name)));
  MUST (gnutls_x509_crt_set_activation_time (crt, from / HY_SECOND));
  MUST (gnutls_x509_crt_set_expiration_time (crt, to / HY_SECOND));
  MUST (gnutls_x509_crt_set_key (crt, key));
  return crt;
}

static void
add_host (gnutls_x509_crt_t crt, const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    MUST (gnutls_x509_crt_set_subject_alt_name (crt, GNUTLS_SAN_IPADDRESS,
                                                g_inet_address_to_bytes (address),
                                                g_inet_address_get_native_size (address), 0));
  else
    MUST (gnutls_x509_crt_set_subject_alt_name (crt, GNUTLS_SAN_DNSNAME, host, strlen (host), 0));
}

static char *
take_text (gnutls_datum_t *datum)
{
  char *text = g_strndup ((char *) datum->data, datum->size);

  gnutls_free (datum->data);
  return text;
}

HyTestPki *
hy_test_pki_new (const char *host, HyTime from, HyTime to)
{
  HyTestPki *self = g_new0 (HyTestPki, 1);
  gnutls_x509_privkey_t ca_key = make_key ();
  gnutls_x509_privkey_t key = make_key ();
  gnutls_x509_crt_t ca = make_certificate (ca_key, "Test CA", 1, from, to);
  gnutls_x509_crt_t crt = make_certificate (key, host, 2, from, to);
  gnutls_datum_t datum;
  g_autofree char *key_pem = NULL;
  g_autofree char *crt_pem = NULL;
  g_autofree char *both = NULL;
  g_autoptr (GError) error = NULL;

  MUST (gnutls_x509_crt_set_basic_constraints (ca, 1, -1));
  MUST (gnutls_x509_crt_set_key_usage (ca, GNUTLS_KEY_KEY_CERT_SIGN));
  MUST (gnutls_x509_crt_sign2 (ca, ca, ca_key, GNUTLS_DIG_SHA256, 0));
  MUST (gnutls_x509_crt_set_basic_constraints (crt, 0, -1));
  add_host (crt, host);
  MUST (gnutls_x509_crt_sign2 (crt, ca, ca_key, GNUTLS_DIG_SHA256, 0));
  MUST (gnutls_x509_crt_export2 (ca, GNUTLS_X509_FMT_PEM, &datum));
  self->ca_pem = take_text (&datum);
  MUST (gnutls_x509_crt_export2 (crt, GNUTLS_X509_FMT_PEM, &datum));
  crt_pem = take_text (&datum);
  MUST (gnutls_x509_privkey_export2 (key, GNUTLS_X509_FMT_PEM, &datum));
  key_pem = take_text (&datum);
  both = g_strconcat (crt_pem, key_pem, NULL);
  self->server = g_tls_certificate_new_from_pem (both, -1, &error);
  g_assert_no_error (error);
  gnutls_x509_crt_deinit (ca);
  gnutls_x509_crt_deinit (crt);
  gnutls_x509_privkey_deinit (ca_key);
  gnutls_x509_privkey_deinit (key);
  return self;
}

void
hy_test_pki_free (HyTestPki *self)
{
  g_clear_object (&self->server);
  g_free (self->ca_pem);
  g_free (self);
}
