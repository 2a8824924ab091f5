#include "wire/hy-json-remains.h"

#include "wire/hy-json-fields.h"
#include "wire/hy-json-scan.h"

#include <string.h>

typedef struct
{
  GString *out;
  GString *open; /* the brackets that are not closed */
  char sign;     /* the last one between strings */
} Reading;

static gboolean
is_of_json (char c)
{
  return c != '\0' && strchr ("{}[],: \t\r\n", c) != NULL;
}

static gboolean
is_literal (const char *text, gsize len)
{
  HyJsonType type = hy_json_type ((HyJsonValue){ text, len });

  return (type == HY_JSON_NULL || type == HY_JSON_BOOL || type == HY_JSON_NUMBER)
         && hy_json_scan (text, (gssize) len, NULL);
}

static gboolean
has_words (const char *text, gsize len)
{
  for (const char *p = text; p < text + len; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static void
put (GString *out, const char *text, gsize len)
{
  if (!has_words (text, len))
    return;
  if (out->len > 0)
    g_string_append_c (out, '\n');
  g_string_append_len (out, text, (gssize) len);
}

static void
note_signs (Reading *self, const char *p, const char *end)
{
  for (; p < end; p++)
    {
      if (*p == '{' || *p == '[')
        g_string_append_c (self->open, *p);
      else if ((*p == '}' || *p == ']') && self->open->len > 0)
        g_string_truncate (self->open, self->open->len - 1);
      if (!g_ascii_isspace (*p))
        self->sign = *p;
    }
}

/* Between strings, where JSON has signs, numbers and three words. */
static void
put_loose (Reading *self, const char *p, const char *end)
{
  note_signs (self, p, end);
  while (p < end && is_of_json (*p))
    p++;
  while (p < end && is_of_json (end[-1]))
    end--;
  if (p < end && !is_literal (p, (gsize) (end - p)))
    put (self->out, p, (gsize) (end - p));
}

/* @p is behind an opening quote; the closing one, or the end. */
static const char *
find_quote (const char *p, const char *end)
{
  while (p < end && *p != '"')
    p += *p == '\\' && end - p > 1 ? 2 : 1;
  return p;
}

static gboolean
is_name (const char *behind, const char *end)
{
  while (behind < end && g_ascii_isspace (*behind))
    behind++;
  return behind < end && *behind == ':';
}

/* The text is cut in the name of a member, [@p, @end) is what is left of it: where a name stands, and looking like one, or
 * it could be what somebody wrote. */
static gboolean
is_piece_of_name (const Reading *self, const char *p, const char *end)
{
  gboolean in_object = self->open->len > 0 && self->open->str[self->open->len - 1] == '{';

  while (p < end && (g_ascii_islower (*p) || g_ascii_isdigit (*p) || *p == '_'))
    p++;
  return p == end && in_object && (self->sign == '{' || self->sign == ',');
}

/* @p is the opening quote; past the string. */
static const char *
put_string (Reading *self, const char *p, const char *end)
{
  const char *quote = find_quote (p + 1, end);
  g_autofree char *plain = NULL;

  if (quote < end && is_name (quote + 1, end))
    return quote + 1;
  if (quote + 1 >= end && is_piece_of_name (self, p + 1, quote))
    return end;
  if (quote < end && hy_json_scan (p, quote + 1 - p, NULL))
    plain = hy_json_unescape (p + 1, (gsize) (quote - p - 1));
  else
    plain = g_strndup (p + 1, (gsize) (quote - p - 1));
  put (self->out, plain, strlen (plain));
  return quote < end ? quote + 1 : end;
}

char *
hy_json_remains (const char *text)
{
  g_autoptr (GString) open = g_string_new (NULL);
  Reading self = { g_string_new (NULL), open, '\0' };
  const char *end = text + strlen (text);

  while (text < end)
    {
      const char *quote = memchr (text, '"', (gsize) (end - text));

      put_loose (&self, text, quote != NULL ? quote : end);
      text = quote != NULL ? put_string (&self, quote, end) : end;
    }
  return g_string_free (self.out, FALSE);
}
