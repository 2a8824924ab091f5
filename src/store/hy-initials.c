#include "store/hy-initials.h"

#include "store/hy-initials-table.h"

#include <string.h>

static gboolean
has_initial (gunichar c)
{
  return c >= HY_INITIALS_FIRST && c <= HY_INITIALS_LAST
         && first_readings[c - HY_INITIALS_FIRST] != ' ';
}

static char
initial_of (gunichar c, gboolean second)
{
  gsize at = c - HY_INITIALS_FIRST;

  return second && second_readings[at] != ' ' ? second_readings[at] : first_readings[at];
}

static void
append_reading (GString *out, const char *folded, const char *end, gboolean second)
{
  for (const char *p = folded; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (has_initial (c))
        g_string_append_c (out, initial_of (c, second));
      else if (c < 0x80 && g_ascii_isalnum ((char) c))
        g_string_append_c (out, (char) c);
    }
  g_string_append_c (out, '\n');
}

void
hy_initials_append (GString *out, const char *folded, gssize len)
{
  const char *end = folded + (len < 0 ? strlen (folded) : (gsize) len);
  gboolean any = FALSE, several = FALSE;

  for (const char *p = folded; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!has_initial (c))
        continue;
      any = TRUE;
      several = several || second_readings[c - HY_INITIALS_FIRST] != ' ';
    }
  if (any)
    append_reading (out, folded, end, FALSE);
  if (several)
    append_reading (out, folded, end, TRUE);
}
