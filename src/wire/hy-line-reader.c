#include "wire/hy-line-reader.h"

#include <string.h>

struct _HyLineReader
{
  GByteArray *buffer;
  gsize start;    /* of the line to come */
  gsize searched; /* no line break from start up to here */
  gsize line_max;
  gsize run_max;
  gsize run;
};

HyLineReader *
hy_line_reader_new (gsize line_max, gsize run_max)
{
  HyLineReader *self = g_new0 (HyLineReader, 1);

  self->buffer = g_byte_array_new ();
  self->line_max = line_max;
  self->run_max = run_max;
  return self;
}

void
hy_line_reader_free (HyLineReader *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->buffer);
  g_free (self);
}

void
hy_line_reader_push (HyLineReader *self, gconstpointer data, gsize len)
{
  g_return_if_fail (len <= G_MAXUINT / 4);

  if (self->start > 0)
    {
      g_byte_array_remove_range (self->buffer, 0, self->start);
      self->searched -= self->start;
      self->start = 0;
    }
  g_byte_array_append (self->buffer, data, len);
}

static gboolean
fail_limit (const char *what, gsize max, GError **error)
{
  g_set_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_LIMIT,
               "%s is longer than %" G_GSIZE_FORMAT " bytes", what, max);
  return FALSE;
}

/* The next line with its break, empty or not. */
static gboolean
next_raw (HyLineReader *self, const char **line, gsize *len, GError **error)
{
  const char *data = (const char *) self->buffer->data;
  gsize rest = self->buffer->len - self->searched;
  const char *end = rest > 0 ? memchr (data + self->searched, '\n', rest) : NULL;

  *line = data != NULL ? data + self->start : NULL;
  *len = end != NULL ? (gsize) (end + 1 - *line) : self->buffer->len - self->start;
  if (*len - (end != NULL) > self->line_max)
    return fail_limit ("a line", self->line_max, error);
  if (end == NULL)
    {
      self->searched = self->buffer->len;
      return FALSE;
    }
  if (self->run + *len > self->run_max)
    return fail_limit ("a run between marks", self->run_max, error);
  self->run += *len;
  self->start += *len;
  self->searched = self->start;
  return TRUE;
}

gboolean
hy_line_reader_next (HyLineReader *self, const char **line, gsize *len, GError **error)
{
  while (next_raw (self, line, len, error))
    {
      *len -= 1;
      if (*len > 0 && (*line)[*len - 1] == '\r')
        *len -= 1;
      if (*len > 0)
        return TRUE;
    }
  return FALSE;
}

void
hy_line_reader_mark (HyLineReader *self)
{
  self->run = 0;
}
