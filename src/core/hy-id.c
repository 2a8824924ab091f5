#include "core/hy-id.h"

#include <string.h>

char *
hy_id_new (HyTime now)
{
  guint64 ms = (guint64) now & G_GUINT64_CONSTANT (0xffffffffffff);
  guint32 a = g_random_int ();
  guint32 b = g_random_int ();
  guint32 c = g_random_int ();

  return g_strdup_printf ("%08x-%04x-7%03x-%04x-%04x%08x", (guint32) (ms >> 16),
                          (guint32) (ms & 0xffff), a & 0xfff, 0x8000 | (a >> 16 & 0x3fff),
                          b & 0xffff, c);
}

gboolean
hy_id_is_valid (const char *id)
{
  gsize length = id != NULL ? strnlen (id, HY_ID_MAX + 1) : 0;

  if (length == 0 || length > HY_ID_MAX || !g_utf8_validate_len (id, length, NULL))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if ((guchar) id[i] < 0x20 || id[i] == 0x7f)
      return FALSE;
  return TRUE;
}
