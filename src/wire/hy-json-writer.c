#include "wire/hy-json-writer.h"

#include "wire/hy-json-scan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What comes next needs a comma unless it is the first of its kind: the last byte written tells,
 * for every value ends in a byte that is none of these. */
static void
put_name (GString *out, const char *name)
{
  if (out->len > 0 && memchr ("{[:,\n", out->str[out->len - 1], 5) == NULL)
    g_string_append_c (out, ',');
  if (name != NULL)
    {
      g_string_append_c (out, '"');
      g_string_append (out, name);
      g_string_append (out, "\":");
    }
}

void
hy_json_begin_object (GString *out, const char *name)
{
  put_name (out, name);
  g_string_append_c (out, '{');
}

void
hy_json_end_object (GString *out)
{
  g_string_append_c (out, '}');
}

void
hy_json_begin_array (GString *out, const char *name)
{
  put_name (out, name);
  g_string_append_c (out, '[');
}

void
hy_json_end_array (GString *out)
{
  g_string_append_c (out, ']');
}

static void
append_escape (GString *out, guchar c)
{
  static const char from[] = "\"\\\b\f\n\r\t";
  static const char to[] = "\"\\bfnrt";
  const char *known = strchr (from, c);

  if (known != NULL)
    {
      g_string_append_c (out, '\\');
      g_string_append_c (out, to[known - from]);
    }
  else
    g_string_append_printf (out, "\\u%04x", c);
}

void
hy_json_append_quoted (GString *out, const char *text, gsize len)
{
  g_autofree char *valid = NULL;
  const char *end, *run;

  if (!g_utf8_validate_len (text, len, NULL))
    {
      valid = g_utf8_make_valid (text, len);
      text = valid;
      len = strlen (valid);
    }
  end = text + len;
  g_string_append_c (out, '"');
  for (run = text; text < end; text++)
    {
      guchar c = *text;

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (out, run, text - run);
      append_escape (out, c);
      run = text + 1;
    }
  g_string_append_len (out, run, end - run);
  g_string_append_c (out, '"');
}

void
hy_json_put_string (GString *out, const char *name, const char *value)
{
  put_name (out, name);
  if (value != NULL)
    hy_json_append_quoted (out, value, strlen (value));
  else
    g_string_append (out, "null");
}

void
hy_json_put_int (GString *out, const char *name, gint64 value)
{
  char buffer[24];

  g_snprintf (buffer, sizeof buffer, "%" G_GINT64_FORMAT, value);
  put_name (out, name);
  g_string_append (out, buffer);
}

void
hy_json_put_double (GString *out, const char *name, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE] = "null";

  if (isfinite (value))
    {
      /* -0 is read as 0. */
      if (value == 0)
        value = 0;
      g_ascii_formatd (buffer, sizeof buffer, "%.15g", value);
      if (g_ascii_strtod (buffer, NULL) != value)
        g_ascii_dtostr (buffer, sizeof buffer, value);
      /* Without a point it would be an integer, of which hy_json_scan() takes none that large. */
      if (fabs (value) > HY_JSON_INT_MAX && strpbrk (buffer, ".e") == NULL)
        g_strlcat (buffer, ".0", sizeof buffer);
    }
  put_name (out, name);
  g_string_append (out, buffer);
}

void
hy_json_put_bool (GString *out, const char *name, gboolean value)
{
  put_name (out, name);
  g_string_append (out, value ? "true" : "false");
}

void
hy_json_put_null (GString *out, const char *name)
{
  put_name (out, name);
  g_string_append (out, "null");
}

void
hy_json_put_time (GString *out, const char *name, HyTime value)
{
  g_autofree char *text = value != HY_TIME_NONE ? hy_time_format (value) : NULL;

  hy_json_put_string (out, name, text);
}

void
hy_json_put_strv (GString *out, const char *name, const char *const *value)
{
  hy_json_begin_array (out, name);
  for (gsize i = 0; value != NULL && value[i] != NULL; i++)
    hy_json_put_string (out, NULL, value[i]);
  hy_json_end_array (out);
}

void
hy_json_put_raw (GString *out, const char *name, const char *text, gssize len)
{
  put_name (out, name);
  g_string_append_len (out, text != NULL ? text : "null", text != NULL ? len : 4);
}

void
hy_json_put_members (GString *out, const char *members)
{
  if (members == NULL || *members == 0)
    return;
  put_name (out, NULL);
  g_string_append (out, members);
}
