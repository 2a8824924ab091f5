#include "store/hy-carve.h"

#include <string.h>

#define FILE_HEADER 100
#define TABLE_LEAF 0x0d
#define INDEX_LEAF 0x0a
#define INDEX_INTERIOR 0x02
/* No row of the program is larger: lines of the feed are at most 1 MiB. */
#define ROW_MAX (4 * 1024 * 1024)

/* Bytes that may be anything: nothing is read beyond the end. */
typedef struct
{
  const guint8 *at, *end;
} Span;

typedef struct
{
  HyPages *pages;
  guint size;
  guint8 *page;     /* the one whose rows are taken */
  guint8 *overflow;
  GByteArray *row;
  HyCarveLosses *losses;
  HyCarveFunc func;
  gpointer data;
} Carve;

static gboolean
take_varint (Span *span, guint64 *out)
{
  guint64 value = 0;

  for (int i = 0; i < 9 && span->at < span->end; i++)
    {
      guint8 byte = *span->at++;

      if (i == 8 || (byte & 0x80) == 0)
        {
          *out = i == 8 ? value << 8 | byte : value << 7 | byte;
          return TRUE;
        }
      value = value << 7 | (byte & 0x7f);
    }
  return FALSE;
}

static gint64
big_endian (const guint8 *at, guint bytes)
{
  guint64 value = (at[0] & 0x80) != 0 ? G_MAXUINT64 : 0;

  for (guint i = 0; i < bytes; i++)
    value = value << 8 | at[i];
  return (gint64) value;
}

/* Of the serial types 0 to 9: bytes of an integer. 7 is a double, which no table here has. */
static const guint8 integer_bytes[] = { 0, 1, 2, 3, 4, 6, 8, 0, 0, 0 };

static gboolean
take_value (guint64 type, Span *body, HySqlValue *out)
{
  gsize length;

  if (type < 10)
    {
      guint bytes = integer_bytes[type];

      if (type == 7 || (gsize) (body->end - body->at) < bytes)
        return FALSE;
      out->type = type == 0 ? HY_SQL_NULL : HY_SQL_INT;
      out->number = bytes > 0 ? big_endian (body->at, bytes) : type == 9;
      body->at += bytes;
      return TRUE;
    }
  length = (gsize) ((type - 12) / 2);
  if (type < 12 || length > (gsize) (body->end - body->at))
    return FALSE;
  out->type = type % 2 == 1 ? HY_SQL_TEXT : HY_SQL_BLOB;
  out->text = (const char *) body->at;
  out->length = length;
  body->at += length;
  return TRUE;
}

static gboolean
take_record (Span row, HyCarved *out)
{
  Span head = row, body;
  guint64 length, type;

  if (!take_varint (&head, &length) || length > (guint64) (row.end - row.at))
    return FALSE;
  body = (Span){ row.at + length, row.end };
  head.end = body.at;
  for (out->n = 0; head.at < head.end; out->n++)
    if (out->n == HY_CARVE_MAX || !take_varint (&head, &type)
        || !take_value (type, &body, &out->values[out->n]))
      return FALSE;
  return TRUE;
}

static guint
local_bytes (const Carve *self, guint64 length, gboolean keyed)
{
  guint most = keyed ? (self->size - 12) * 64 / 255 - 23 : self->size - 35;
  guint least = (self->size - 12) * 32 / 255 - 23;
  guint local;

  if (length <= most)
    return (guint) length;
  local = least + (guint) ((length - least) % (self->size - 4));
  return local <= most ? local : least;
}

/* FALSE when the chain of pages breaks off. */
static gboolean
add_overflow (Carve *self, guint32 page, gsize left)
{
  guint8 *rest;

  for (gsize part; left > 0; left -= part)
    {
      part = MIN (left, self->size - 4);
      if (page < 2 || page > hy_pages_count (self->pages)
          || !hy_pages_read (self->pages, page, self->overflow))
        break;
      g_byte_array_append (self->row, self->overflow + 4, (guint) part);
      page = GUINT32_FROM_BE (*(guint32 *) self->overflow);
    }
  if (left == 0)
    return TRUE;
  g_byte_array_set_size (self->row, self->row->len + (guint) left);
  rest = self->row->data + self->row->len - left;
  memset (rest, 0, left);
  return FALSE;
}

/* The whole of a row, which is never nothing: what stands in its page, and in those that follow. */
static gboolean
gather (Carve *self, Span cell, guint64 length, HyCarved *out)
{
  guint local = local_bytes (self, length, out->keyed);
  guint32 next;

  g_byte_array_set_size (self->row, 0);
  out->cut = FALSE;
  if (length == 0 || length > ROW_MAX || (gsize) (cell.end - cell.at) < local)
    return FALSE;
  g_byte_array_append (self->row, cell.at, local);
  if (local == length)
    return TRUE;
  if ((gsize) (cell.end - cell.at) < local + 4)
    return FALSE;
  memcpy (&next, cell.at + local, sizeof next);
  out->cut = !add_overflow (self, GUINT32_FROM_BE (next), (gsize) length - local);
  return TRUE;
}

static gboolean
take_cell (Carve *self, Span cell, guint8 type, HyCarved *out)
{
  guint64 length, rowid = 0;

  if (type == INDEX_INTERIOR)
    cell.at = MIN (cell.at + 4, cell.end);
  if (!take_varint (&cell, &length) || (type == TABLE_LEAF && !take_varint (&cell, &rowid)))
    return FALSE;
  out->keyed = type != TABLE_LEAF;
  out->rowid = (gint64) rowid;
  return gather (self, cell, length, out)
         && take_record ((Span){ self->row->data, self->row->data + self->row->len }, out);
}

static gboolean
carve_page (Carve *self, guint start, GError **error)
{
  const guint8 *head = self->page + start;
  guint8 type = head[0];
  guint cells = (guint) head[3] << 8 | head[4];
  const guint8 *pointers = head + (type == INDEX_INTERIOR ? 12 : 8);
  HyCarved row;

  if (type != TABLE_LEAF && type != INDEX_LEAF && type != INDEX_INTERIOR)
    return TRUE;
  for (guint i = 0; i < cells && pointers + 2 <= self->page + self->size; i++, pointers += 2)
    {
      guint at = (guint) pointers[0] << 8 | pointers[1];

      if (at < start + 8 || at >= self->size
          || !take_cell (self, (Span){ self->page + at, self->page + self->size }, type, &row))
        self->losses->rows++;
      else if (!self->func (&row, self->data, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
carve_pages (Carve *self, GError **error)
{
  for (guint32 n = 1; n <= hy_pages_count (self->pages); n++)
    {
      if (hy_pages_is_free (self->pages, n))
        continue;
      if (!hy_pages_read (self->pages, n, self->page))
        self->losses->pages++;
      else if (!carve_page (self, n == 1 ? FILE_HEADER : 0, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
carve_cut_off (Carve *self, GError **error)
{
  for (guint i = 0; i < hy_pages_cut_off (self->pages); i++)
    if (hy_pages_read_cut_off (self->pages, i, self->page) && !carve_page (self, 0, error))
      return FALSE;
  return TRUE;
}

gboolean
hy_carve (HyPages *pages,
          gboolean cut_off,
          HyCarveLosses *losses,
          HyCarveFunc func,
          gpointer data,
          GError **error)
{
  g_autofree guint8 *page = g_malloc (HY_PAGE_MAX);
  g_autofree guint8 *overflow = g_malloc (HY_PAGE_MAX);
  g_autoptr (GByteArray) row = g_byte_array_new ();
  Carve self = {
    .pages = pages,
    .size = hy_pages_size (pages),
    .page = page,
    .overflow = overflow,
    .row = row,
    .losses = losses,
    .func = func,
    .data = data,
  };

  return cut_off ? carve_cut_off (&self, error) : carve_pages (&self, error);
}
