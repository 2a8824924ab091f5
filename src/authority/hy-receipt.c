#include "authority/hy-receipt.h"

#include <sodium.h>
#include <string.h>

#define MAC_BYTES crypto_auth_hmacsha256_BYTES
#define MAC_HEX (2 * MAC_BYTES)

/* Every part ends in NUL, so that no two commands give the same bytes. */
static void
sign (HyAuthority *self, const char *id, const char *hash, const char *facts, char *out)
{
  crypto_auth_hmacsha256_state state;
  guint8 mac[MAC_BYTES];

  crypto_auth_hmacsha256_init (&state, self->key, sizeof self->key);
  crypto_auth_hmacsha256_update (&state, (const guint8 *) "receipt", sizeof "receipt");
  crypto_auth_hmacsha256_update (&state, (const guint8 *) id, strlen (id) + 1);
  crypto_auth_hmacsha256_update (&state, (const guint8 *) hash, strlen (hash) + 1);
  crypto_auth_hmacsha256_update (&state, (const guint8 *) facts, strlen (facts) + 1);
  crypto_auth_hmacsha256_final (&state, mac);
  sodium_bin2hex (out, MAC_HEX + 1, mac, sizeof mac);
}

char *
hy_receipt_make (HyAuthority *self, const char *id, const char *hash, gint64 version, HyTime at)
{
  char facts[64];
  char mac[MAC_HEX + 1];

  g_snprintf (facts, sizeof facts, "1.%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, version, at);
  sign (self, id, hash, facts, mac);
  return g_strconcat (facts, ".", mac, NULL);
}

gboolean
hy_receipt_check (HyAuthority *self,
                  const char *receipt,
                  const char *id,
                  const char *hash,
                  HyTime *at)
{
  const char *dot = strrchr (receipt, '.');
  g_autofree char *facts = NULL;
  char mac[MAC_HEX + 1];

  if (dot == NULL || strlen (dot + 1) != MAC_HEX)
    return FALSE;
  facts = g_strndup (receipt, (gsize) (dot - receipt));
  sign (self, id, hash, facts, mac);
  if (sodium_memcmp (mac, dot + 1, MAC_HEX) != 0)
    return FALSE;
  /* Signed by us, so it has the shape that we gave it. */
  *at = g_ascii_strtoll (strrchr (facts, '.') + 1, NULL, 10);
  return TRUE;
}
