#include "wire/hy-hash.h"

#include <string.h>

char *
hy_sha256_hex (gconstpointer data, gsize len)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, len);
}

static gboolean
is_lower_hex (const char *text, gsize len)
{
  if (text == NULL || strnlen (text, len + 1) != len)
    return FALSE;
  return strspn (text, "0123456789abcdef") == len;
}

gboolean
hy_sha256_is_valid (const char *hex)
{
  return is_lower_hex (hex, 64);
}

guint64
hy_digest_of (const char *id, gint64 version)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  char number[24];
  guint8 bytes[32];
  gsize len = sizeof bytes;
  guint64 out = 0;

  g_snprintf (number, sizeof number, ":%" G_GINT64_FORMAT, version);
  g_checksum_update (sum, (const guchar *) id, strlen (id));
  g_checksum_update (sum, (const guchar *) number, strlen (number));
  g_checksum_get_digest (sum, bytes, &len);
  for (int i = 0; i < 8; i++)
    out = out << 8 | bytes[i];
  return out;
}

void
hy_digest_format (guint64 sum, char *out)
{
  g_snprintf (out, HY_DIGEST_HEX_LEN + 1, "%016" G_GINT64_MODIFIER "x", sum);
}

gboolean
hy_digest_parse (const char *text, guint64 *out)
{
  if (!is_lower_hex (text, HY_DIGEST_HEX_LEN))
    return FALSE;
  *out = g_ascii_strtoull (text, NULL, 16);
  return TRUE;
}
