#include "desk/hy-fill.h"

#include <string.h>

char *
hy_fill (const char *words, const char *value)
{
  const char *place = strstr (words, "%s");
  g_autoptr (GString) filled = NULL;

  if (place == NULL)
    return g_strdup (words);
  filled = g_string_new_len (words, place - words);
  g_string_append (filled, value);
  g_string_append (filled, place + strlen ("%s"));
  return g_string_free (g_steal_pointer (&filled), FALSE);
}
