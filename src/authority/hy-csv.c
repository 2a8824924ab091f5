#include "authority/hy-csv.h"

#include <csv.h>
#include <string.h>

#include "authority/hy-text-decoder.h"
#include "authority/hy-text.h"

/* A file with so many broken rows is no CSV; and each costs reading up to HY_CSV_RECORD_MAX twice.
 */
#define FAULTS_MAX 1000
/* Bytes by which a field's buffer grows. */
#define FIELD_STEP (16 * 1024)

struct _HyCsv
{
  GBytes *bytes;
  const char *data;
  gsize length;
  gsize pos;    /* of the next chunk */
  guint line;   /* of the next chunk */
  char newline; /* what counts as a line's end: CR only in a file without LF */
  HyTextDecoder *decoder;
  struct csv_parser parser;
  guint broken;
  HyCsvRecord record;
  gboolean ended; /* the parser has seen the record's end */
};

static int
is_no_space (unsigned char c)
{
  return 0;
}

static void
reset_parser (HyCsv *self)
{
  csv_free (&self->parser);
  csv_init (&self->parser, CSV_STRICT | CSV_STRICT_FINI);
  /* Spaces are part of a field; libcsv would strip them. */
  csv_set_space_func (&self->parser, is_no_space);
  /* Its buffer grows by 128 bytes otherwise, copied each time: a field of a MiB is copied 8,000 times. */
  csv_set_blk_size (&self->parser, FIELD_STEP);
}

HyCsv *
hy_csv_new (GBytes *bytes)
{
  HyCsv *self = g_new0 (HyCsv, 1);

  self->bytes = g_bytes_ref (bytes);
  self->data = g_bytes_get_data (bytes, &self->length);
  if (self->data == NULL)
    self->data = "";
  self->decoder = hy_text_decoder_new (self->data, self->length, &self->pos);
  self->newline = memchr (self->data, '\n', self->length) != NULL ? '\n' : '\r';
  self->line = 1;
  self->record.fields = g_ptr_array_new_with_free_func (g_free);
  csv_init (&self->parser, 0);
  reset_parser (self);
  return self;
}

void
hy_csv_free (HyCsv *self)
{
  if (self == NULL)
    return;
  csv_free (&self->parser);
  hy_text_decoder_free (self->decoder);
  g_ptr_array_unref (self->record.fields);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static void
set_fault (HyCsv *self, const char *why)
{
  if (self->record.column > 0)
    return;
  self->record.column = self->record.fields->len + 1;
  self->record.fault = why;
}

static void
on_field (void *text, size_t length, void *user_data)
{
  HyCsv *self = user_data;
  char *field;

  if (self->record.column > 0)
    return;
  if (self->record.fields->len >= HY_CSV_FIELDS_MAX)
    {
      set_fault (self, _ ("the row has too many cells"));
      return;
    }
  field = length == 0 ? g_strdup ("") : hy_text_decoder_decode (self->decoder, text, length);
  if (field == NULL)
    set_fault (self, _ ("the text is damaged (neither UTF-8 nor GB18030, or a NUL character)"));
  else
    g_ptr_array_add (self->record.fields, field);
}

static void
on_record (int terminator, void *user_data)
{
  HyCsv *self = user_data;

  self->ended = TRUE;
}

/* Up to and including the next line end of any kind, so that a chunk never holds the ends of two
 * records. */
static gsize
chunk_end (const HyCsv *self)
{
  gsize end = self->pos;

  while (end < self->length && self->data[end] != '\r' && self->data[end] != '\n')
    end++;
  if (end < self->length && self->data[end] == '\r')
    end++;
  /* The LF of a CRLF, or one that stands alone. */
  if (end < self->length && self->data[end] == '\n')
    end++;
  return end;
}

static void
advance (HyCsv *self, gsize end)
{
  if (end > self->pos && self->data[end - 1] == self->newline)
    self->line++;
  self->pos = end;
}

static gboolean
is_blank (const HyCsv *self, gsize end)
{
  for (gsize i = self->pos; i < end; i++)
    {
      if (self->data[i] != '\r' && self->data[i] != '\n')
        return FALSE;
    }
  return TRUE;
}

/* FALSE when a quotation is broken. A quotation mark inside an unquoted field is text, whatever
 * strictness says. */
static gboolean
feed (HyCsv *self, const char *text, gsize length)
{
  while (length > 0)
    {
      gsize n = csv_parse (&self->parser, text, length, on_field, on_record, self);

      text += n;
      length -= n;
      if (length == 0)
        break;
      if (self->parser.quoted || csv_error (&self->parser) != CSV_EPARSE)
        return FALSE;
      csv_set_opts (&self->parser, CSV_STRICT_FINI);
      csv_parse (&self->parser, text, 1, on_field, on_record, self);
      csv_set_opts (&self->parser, CSV_STRICT | CSV_STRICT_FINI);
      text++;
      length--;
    }
  return TRUE;
}

static void
begin_record (HyCsv *self)
{
  g_ptr_array_set_size (self->record.fields, 0);
  self->record.line = self->line;
  self->record.column = 0;
  self->record.fault = NULL;
  self->ended = FALSE;
}

static gboolean
skip_blank_lines (HyCsv *self)
{
  while (self->pos < self->length)
    {
      gsize end = chunk_end (self);

      if (!is_blank (self, end))
        return TRUE;
      advance (self, end);
    }
  return FALSE;
}

/* Reads chunks until the record ends; what is wrong with its quotation, or NULL. */
static const char *
read_record (HyCsv *self)
{
  gsize start = self->pos;

  while (!self->ended && self->pos < self->length)
    {
      gsize end = chunk_end (self);

      if (end - start > HY_CSV_RECORD_MAX)
        return _ ("the row is too long: is a quotation mark not closed?");
      if (!feed (self, self->data + self->pos, end - self->pos))
        return _ ("a quotation mark inside the cell is not doubled");
      advance (self, end);
    }
  if (!self->ended && csv_fini (&self->parser, on_field, on_record, self) != 0)
    return _ ("the quotation mark is not closed");
  return NULL;
}

const HyCsvRecord *
hy_csv_next (HyCsv *self)
{
  const char *broken;
  gsize start;

  if (self->broken >= FAULTS_MAX || !skip_blank_lines (self))
    return NULL;
  begin_record (self);
  start = self->pos;
  broken = read_record (self);
  if (broken != NULL)
    {
      set_fault (self, ++self->broken < FAULTS_MAX
                           ? broken
                           : _ ("too many broken rows: the rest was not read"));
      reset_parser (self);
      self->pos = start;
      self->line = self->record.line;
      advance (self, chunk_end (self));
    }
  return &self->record;
}
