#include "district/hy-range.h"

#include <string.h>

/* Digits from *text on, which then stands behind them; at most @max. FALSE: there are none. */
static gboolean
take_number (const char **text, gint64 max, gint64 *out)
{
  char *end = NULL;
  guint64 value;

  if (!g_ascii_isdigit (**text))
    return FALSE;
  value = g_ascii_strtoull (*text, &end, 10);
  *text = end;
  *out = (gint64) MIN (value, (guint64) max);
  return TRUE;
}

/* "FROM-TO", "FROM-" or "-LAST" of a file of @size bytes; FALSE when it is none of these. */
static gboolean
take_range (const char *text, gint64 size, gint64 *from, gint64 *to)
{
  gint64 last = 0;

  *to = size - 1;
  if (*text == '-')
    {
      text++;
      if (!take_number (&text, size, &last))
        return FALSE;
      *from = size - last;
      return *text == '\0';
    }
  if (!take_number (&text, size, from) || *text++ != '-')
    return FALSE;
  if (take_number (&text, size - 1, &last))
    {
      if (last < *from && *from < size)
        return FALSE;
      *to = last;
    }
  return *text == '\0';
}

gboolean
hy_range_parse (const char *text, gint64 size, gint64 *from, gint64 *to)
{
  if (text == NULL || !g_str_has_prefix (text, "bytes=")
      || !take_range (text + strlen ("bytes="), size, from, to))
    {
      *from = 0;
      *to = size - 1;
    }
  return *from < size;
}
