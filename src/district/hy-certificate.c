#include "district/hy-certificate.h"

#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <string.h>

#include "district/hy-text.h"

#define CA_NAME "Huiyin trial CA"

typedef struct
{
  gnutls_x509_crt_t crt;
  gnutls_x509_privkey_t key;
} Pair;

static void
pair_clear (Pair *self)
{
  if (self->crt != NULL)
    gnutls_x509_crt_deinit (self->crt);
  if (self->key != NULL)
    gnutls_x509_privkey_deinit (self->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

/* Steps that are done while all before them went well. */
static gboolean
check (int result, GError **error)
{
  if (result >= 0)
    return TRUE;
  g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_MISC, _ ("the certificate cannot be made: %s"),
               gnutls_strerror (result));
  return FALSE;
}

static gboolean
pair_init (Pair *self, HyTime from, HyTime to, GError **error)
{
  guint8 serial[16];

  if (!check (gnutls_x509_privkey_init (&self->key), error)
      || !check (gnutls_x509_crt_init (&self->crt), error)
      || !check (gnutls_x509_privkey_generate (self->key, GNUTLS_PK_ECDSA,
                                               GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1),
                                               0),
                 error)
      || !check (gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial), error))
    return FALSE;
  /* RFC 5280: positive. */
  serial[0] &= 0x7f;
  return check (gnutls_x509_crt_set_version (self->crt, 3), error)
         && check (gnutls_x509_crt_set_serial (self->crt, serial, sizeof serial), error)
         && check (gnutls_x509_crt_set_activation_time (self->crt, (time_t) (from / HY_SECOND)),
                   error)
         && check (gnutls_x509_crt_set_expiration_time (self->crt, (time_t) (to / HY_SECOND)),
                   error)
         && check (gnutls_x509_crt_set_key (self->crt, self->key), error);
}

static gboolean
set_name (Pair *self, const char *name, GError **error)
{
  return check (gnutls_x509_crt_set_dn_by_oid (self->crt, GNUTLS_OID_X520_COMMON_NAME, 0, name,
                                               (guint) strlen (name)),
                error);
}

static gboolean
set_key_id (Pair *self, GError **error)
{
  guint8 id[64];
  size_t size = sizeof id;

  return check (gnutls_x509_crt_get_key_id (self->crt, 0, id, &size), error)
         && check (gnutls_x509_crt_set_subject_key_id (self->crt, id, size), error);
}

static gboolean
make_ca (Pair *ca, HyTime from, HyTime to, GError **error)
{
  return pair_init (ca, from, to, error) && set_name (ca, CA_NAME, error) && set_key_id (ca, error)
         && check (gnutls_x509_crt_set_basic_constraints (ca->crt, 1, 0), error)
         && check (gnutls_x509_crt_set_key_usage (ca->crt,
                                                  GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN),
                   error)
         && check (gnutls_x509_crt_sign2 (ca->crt, ca->crt, ca->key, GNUTLS_DIG_SHA256, 0), error);
}

static gboolean
add_host (Pair *self, const char *host, GError **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return check (gnutls_x509_crt_set_subject_alt_name (
                      self->crt, GNUTLS_SAN_IPADDRESS, g_inet_address_to_bytes (address),
                      (guint) g_inet_address_get_native_size (address), GNUTLS_FSAN_APPEND),
                  error);
  return check (gnutls_x509_crt_set_subject_alt_name (self->crt, GNUTLS_SAN_DNSNAME, host,
                                                      (guint) strlen (host), GNUTLS_FSAN_APPEND),
                error);
}

static gboolean
make_server (
    Pair *server, const Pair *ca, const char *const *hosts, HyTime from, HyTime to, GError **error)
{
  if (!pair_init (server, from, to, error) || !set_name (server, hosts[0], error)
      || !set_key_id (server, error))
    return FALSE;
  for (; *hosts != NULL; hosts++)
    {
      if (!add_host (server, *hosts, error))
        return FALSE;
    }
  return check (gnutls_x509_crt_set_basic_constraints (server->crt, 0, -1), error)
         && check (gnutls_x509_crt_set_key_usage (server->crt, GNUTLS_KEY_DIGITAL_SIGNATURE), error)
         && check (gnutls_x509_crt_set_key_purpose_oid (server->crt, GNUTLS_KP_TLS_WWW_SERVER, 0),
                   error)
         && check (gnutls_x509_crt_sign2 (server->crt, ca->crt, ca->key, GNUTLS_DIG_SHA256, 0),
                   error);
}

static gboolean
write_file (const char *dir, const char *name, const gnutls_datum_t *pem, int mode, GError **error)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);

  return g_file_set_contents_full (path, (const char *) pem->data, (gssize) pem->size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   mode, error);
}

static gboolean
write_pair (
    const char *dir, const Pair *pair, const char *crt_name, const char *key_name, GError **error)
{
  gnutls_datum_t crt = { NULL, 0 }, key = { NULL, 0 };
  gboolean done;

  done = check (gnutls_x509_crt_export2 (pair->crt, GNUTLS_X509_FMT_PEM, &crt), error)
         && check (gnutls_x509_privkey_export2_pkcs8 (pair->key, GNUTLS_X509_FMT_PEM, NULL,
                                                      GNUTLS_PKCS_PLAIN, &key),
                   error)
         && write_file (dir, key_name, &key, 0600, error)
         && write_file (dir, crt_name, &crt, 0644, error);
  gnutls_free (crt.data);
  if (key.data != NULL)
    gnutls_memset (key.data, 0, key.size);
  gnutls_free (key.data);
  return done;
}

gboolean
hy_certificate_make (
    const char *dir, const char *const *hosts, HyTime from, HyTime to, GError **error)
{
  g_auto (Pair) ca = { NULL, NULL };
  g_auto (Pair) server = { NULL, NULL };

  g_return_val_if_fail (hosts != NULL && hosts[0] != NULL, FALSE);

  return make_ca (&ca, from - HY_DAY, to + HY_DAY, error)
         && make_server (&server, &ca, hosts, from, to, error)
         && write_pair (dir, &ca, HY_CERTIFICATE_CA, HY_CERTIFICATE_CA_KEY, error)
         && write_pair (dir, &server, HY_CERTIFICATE_SERVER, HY_CERTIFICATE_SERVER_KEY, error);
}

GTlsCertificate *
hy_certificate_load (const char *dir, GError **error)
{
  g_autofree char *crt = g_build_filename (dir, HY_CERTIFICATE_SERVER, NULL);
  g_autofree char *key = g_build_filename (dir, HY_CERTIFICATE_SERVER_KEY, NULL);

  return g_tls_certificate_new_from_files (crt, key, error);
}
