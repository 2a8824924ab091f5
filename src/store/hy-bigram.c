#include "store/hy-bigram.h"

#include <string.h>

#define PRIVATE_FIRST 0xe000
#define PRIVATE_LAST 0xf8ff
/* More pieces hardly narrow what is found and cost a look-up each. */
#define PIECES_MAX 24

static gunichar
fold_char (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    c -= 0xff01 - '!';
  if (c >= PRIVATE_FIRST && c <= PRIVATE_LAST)
    return ' ';
  if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
    return ' ';
  return g_unichar_tolower (c);
}

/* Three bytes U+3400 to U+9FFF: ideographs, which folding leaves alone. They are nearly all of the
 * text. */
static gboolean
is_ideograph (const guchar *p, const guchar *end)
{
  return end - p >= 3 && p[0] >= 0xe4 && p[0] <= 0xe9;
}

void
hy_bigram_fold (GString *out, const char *text, gssize len)
{
  const guchar *p = (const guchar *) text;
  const guchar *end = p + (len < 0 ? strlen (text) : (gsize) len);

  while (p < end)
    {
      const guchar *start = p;

      while (is_ideograph (p, end))
        p += 3;
      if (p > start)
        g_string_append_len (out, (const char *) start, p - start);
      if (p >= end)
        return;
      if (*p < 0x80)
        {
          g_string_append_c (out, *p > ' ' && *p < 0x7f ? g_ascii_tolower (*p) : ' ');
          p++;
          continue;
        }
      g_string_append_unichar (out, fold_char (g_utf8_get_char ((const char *) p)));
      p = (const guchar *) g_utf8_next_char ((const char *) p);
    }
}

char *
hy_bigram_fold_query (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_new (NULL);

  hy_bigram_fold (out, valid, -1);
  return g_strstrip (g_string_free (out, FALSE));
}

static void
append_char (GString *out, const char *p)
{
  guchar c = (guchar) *p;

  if (c >= 0x80)
    g_string_append_len (out, p, g_utf8_next_char (p) - p);
  else if (g_ascii_isalnum (c))
    g_string_append_c (out, c);
  else
    g_string_append_unichar (out, PRIVATE_FIRST + c);
}

void
hy_bigram_pieces (GString *out, const char *folded)
{
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);

      if (*p == '\n')
        continue;
      append_char (out, p);
      if (*next != '\0' && *next != '\n')
        append_char (out, next);
      g_string_append_c (out, ' ');
    }
}

char *
hy_bigram_match (const char *folded, gboolean *exact)
{
  GString *out = g_string_new (NULL);
  const char *p = folded;
  glong length = g_utf8_strlen (folded, -1);

  *exact = length <= 2;
  if (length == 1)
    {
      /* Any piece that begins with it; at the end of a text it stands alone. */
      g_string_append_c (out, '"');
      append_char (out, p);
      g_string_append (out, "\" *");
      return g_string_free (out, FALSE);
    }
  for (int i = 0; i < PIECES_MAX && *g_utf8_next_char (p) != '\0'; i++, p = g_utf8_next_char (p))
    {
      g_string_append (out, i > 0 ? " \"" : "\"");
      append_char (out, p);
      append_char (out, g_utf8_next_char (p));
      g_string_append_c (out, '"');
    }
  return g_string_free (out, FALSE);
}
