#include "ctl/hy-ctl-text.h"

#define GAP 2

struct _HyTextTable
{
  guint columns;
  GPtrArray *cells; /* of char* */
};

static guint
char_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

guint
hy_text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += char_width (g_utf8_get_char (p));
  return width;
}

static gboolean
is_harmful (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR
         || type == G_UNICODE_PARAGRAPH_SEPARATOR || type == G_UNICODE_SURROGATE;
}

static char *
clean (const char *text, gboolean keep_breaks)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p[1] == '\n')
        continue;
      if (keep_breaks && c == '\n')
        g_string_append_c (out, '\n');
      else if (is_harmful (c))
        g_string_append (out, c < ' ' ? " " : "");
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

char *
hy_text_plain (const char *text)
{
  return clean (text, FALSE);
}

char *
hy_text_lines (const char *text)
{
  return clean (text, TRUE);
}

char *
hy_text_cut (const char *text, guint width)
{
  const char *p = text;
  guint used = 0;

  if (hy_text_width (text) <= width)
    return g_strdup (text);
  while (used + char_width (g_utf8_get_char (p)) + 1 <= width)
    {
      used += char_width (g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
  return g_strdup_printf ("%.*s…", (int) (p - text), text);
}

HyTextTable *
hy_text_table_new (guint columns)
{
  HyTextTable *self = g_new0 (HyTextTable, 1);

  g_return_val_if_fail (columns > 0, self);
  self->columns = columns;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
hy_text_table_free (HyTextTable *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_free (self);
}

void
hy_text_table_add (HyTextTable *self, const char *cell)
{
  g_ptr_array_add (self->cells, hy_text_plain (cell));
}

/* The room of columns that are empty to the end is nothing to look at. */
static void
end_row (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

char *
hy_text_table_format (const HyTextTable *self)
{
  g_autofree guint *widths = g_new0 (guint, self->columns);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->cells->len; i++)
    widths[i % self->columns]
        = MAX (widths[i % self->columns], hy_text_width (self->cells->pdata[i]));
  for (guint i = 0; i < self->cells->len; i++)
    {
      guint column = i % self->columns;
      const char *cell = self->cells->pdata[i];

      g_string_append (out, cell);
      if (column + 1 == self->columns)
        end_row (out);
      else if (widths[column] > 0)
        g_string_append_printf (out, "%*s", (int) (widths[column] - hy_text_width (cell) + GAP),
                                "");
    }
  return g_string_free (out, FALSE);
}
