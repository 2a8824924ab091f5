#include "authority/hy-cursor.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define MAC_BYTES 8
#define MAC_HEX (2 * MAC_BYTES)

/* What no attacker gains from forging: eight bytes are there to know strangers by. */
static void
sign (HyAuthority *self, const char *office, const char *text, gsize length, char *out)
{
  crypto_auth_hmacsha256_state state;
  guint8 mac[crypto_auth_hmacsha256_BYTES];

  crypto_auth_hmacsha256_init (&state, self->key, sizeof self->key);
  crypto_auth_hmacsha256_update (&state, (const guint8 *) "cursor", sizeof "cursor");
  crypto_auth_hmacsha256_update (&state, (const guint8 *) self->epoch, strlen (self->epoch) + 1);
  crypto_auth_hmacsha256_update (&state, (const guint8 *) office, strlen (office) + 1);
  crypto_auth_hmacsha256_update (&state, (const guint8 *) text, length);
  crypto_auth_hmacsha256_final (&state, mac);
  sodium_bin2hex (out, MAC_HEX + 1, mac, MAC_BYTES);
}

char *
hy_cursor_format (HyAuthority *self, const char *office, const HyCursor *cursor)
{
  char text[128];
  char mac[MAC_HEX + 1];
  int length = g_snprintf (text, sizeof text,
                           "%d.%" G_GINT64_FORMAT ".%d.%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT,
                           (int) cursor->phase, cursor->seq, cursor->whole ? 1 : 0, cursor->a,
                           cursor->b);

  sign (self, office, text, (gsize) length, mac);
  return g_strconcat (text, ".", mac, NULL);
}

static gboolean
read_number (const char **p, gint64 *out)
{
  char *end;

  *out = g_ascii_strtoll (*p, &end, 10);
  if (end == *p || *end != '.')
    return FALSE;
  *p = end + 1;
  return TRUE;
}

gboolean
hy_cursor_parse (HyAuthority *self,
                 const char *office,
                 const char *text,
                 HyCursor *out,
                 GError **error)
{
  const char *dot = strrchr (text, '.');
  const char *p = text;
  char mac[MAC_HEX + 1];
  gint64 phase, whole;

  if (dot != NULL && strlen (dot + 1) == MAC_HEX)
    {
      sign (self, office, text, (gsize) (dot - text), mac);
      if (sodium_memcmp (mac, dot + 1, MAC_HEX) == 0 && read_number (&p, &phase)
          && read_number (&p, &out->seq) && read_number (&p, &whole) && read_number (&p, &out->a)
          && read_number (&p, &out->b) && phase >= 0 && phase < HY_N_CURSORS)
        {
          out->phase = (HyCursorPhase) phase;
          out->whole = whole != 0;
          return TRUE;
        }
    }
  g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_CURSOR,
               "this cursor was not issued here, or before the district was restored");
  return FALSE;
}
