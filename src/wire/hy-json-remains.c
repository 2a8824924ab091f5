#include "wire/hy-json-remains.h"

#include "wire/hy-json-fields.h"
#include "wire/hy-json-scan.h"

#include <string.h>

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

/* Between strings, where JSON has signs, numbers and three words. */
static void
put_loose (GString *out, const char *p, const char *end)
{
  while (p < end && is_of_json (*p))
    p++;
  while (p < end && is_of_json (end[-1]))
    end--;
  if (p < end && !is_literal (p, (gsize) (end - p)))
    put (out, p, (gsize) (end - p));
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

/* @p is the opening quote; past the string. */
static const char *
put_string (GString *out, const char *p, const char *end)
{
  const char *quote = find_quote (p + 1, end);
  g_autofree char *plain = NULL;

  if (quote < end && is_name (quote + 1, end))
    return quote + 1;
  if (quote < end && hy_json_scan (p, quote + 1 - p, NULL))
    plain = hy_json_unescape (p + 1, (gsize) (quote - p - 1));
  else
    plain = g_strndup (p + 1, (gsize) (quote - p - 1));
  put (out, plain, strlen (plain));
  return quote < end ? quote + 1 : end;
}

char *
hy_json_remains (const char *text)
{
  GString *out = g_string_new (NULL);
  const char *end = text + strlen (text);

  while (text < end)
    {
      const char *quote = memchr (text, '"', (gsize) (end - text));

      put_loose (out, text, quote != NULL ? quote : end);
      text = quote != NULL ? put_string (out, quote, end) : end;
    }
  return g_string_free (out, FALSE);
}
