#include "store/hy-pages.h"

#include <gio/gio.h>
#include <string.h>

#define HEADER 100
#define LOG_HEADER 32
#define FRAME_HEADER 24
#define USUAL_SIZE 4096
#define LOG_MAGIC 0x377f0682u

struct _HyPages
{
  GFileInputStream *file;
  GFileInputStream *log; /* NULL: there is none */
  guint size;
  guint32 count;
  GHashTable *newest;  /* page -> offset of its frame's page in the log, + 1 */
  GArray *cut_off;     /* of goffset */
  guint lost_commits;
  gboolean log_has_head;
  GHashTable *free_pages;
};

static guint32
be32 (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

static gboolean
read_at (GFileInputStream *file, goffset at, void *out, gsize length)
{
  gsize got = 0;

  return g_seekable_seek (G_SEEKABLE (file), at, G_SEEK_SET, NULL, NULL)
         && g_input_stream_read_all (G_INPUT_STREAM (file), out, length, &got, NULL, NULL)
         && got == length;
}

static goffset
size_of (GFileInputStream *file)
{
  g_autoptr (GFileInfo) info
      = g_file_input_stream_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);

  return info != NULL ? g_file_info_get_size (info) : 0;
}

static gboolean
is_size (guint32 size)
{
  return size >= 512 && size <= HY_PAGE_MAX && (size & (size - 1)) == 0;
}

static guint
find_size (HyPages *self)
{
  guint8 head[HEADER];
  guint32 size;

  if (read_at (self->file, 0, head, HEADER) && memcmp (head, "SQLite format 3", 16) == 0)
    {
      size = (guint32) head[16] << 8 | head[17];
      size = size == 1 ? HY_PAGE_MAX : size;
      if (is_size (size))
        return size;
    }
  if (self->log != NULL && read_at (self->log, 0, head, LOG_HEADER) && is_size (be32 (head + 8)))
    return be32 (head + 8);
  return USUAL_SIZE;
}

/* The log (fileformat2.html, 4): frames that carry its salt, each with a sum over all before it. */
typedef struct
{
  HyPages *pages;
  guint8 salt[8];
  gboolean big_endian; /* the words that are summed up */
  guint32 sum[2];
  gboolean whole;     /* no frame so far that is not what was written */
  GHashTable *waiting; /* page -> offset + 1, of the transaction that has not ended yet */
} Log;

static guint32
word (const Log *self, const guint8 *at)
{
  guint32 value;

  memcpy (&value, at, sizeof value);
  return self->big_endian ? GUINT32_FROM_BE (value) : GUINT32_FROM_LE (value);
}

static void
add_up (Log *self, const guint8 *data, gsize length)
{
  for (gsize i = 0; i + 8 <= length; i += 8)
    {
      self->sum[0] += word (self, data + i) + self->sum[1];
      self->sum[1] += word (self, data + i + 4) + self->sum[0];
    }
}

static gboolean
sum_is (const Log *self, const guint8 *at)
{
  return self->sum[0] == be32 (at) && self->sum[1] == be32 (at + 4);
}

static void
end_transaction (Log *self, guint32 count)
{
  GHashTableIter iter;
  gpointer page, at;

  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &page, &at))
    g_hash_table_insert (self->pages->newest, page, at);
  g_hash_table_remove_all (self->waiting);
  self->pages->count = count;
}

static void
take_frame (Log *self, const guint8 *frame, goffset at)
{
  guint32 page = be32 (frame), count = be32 (frame + 4);
  goffset body = at + FRAME_HEADER;

  add_up (self, frame, 8);
  add_up (self, frame + FRAME_HEADER, self->pages->size);
  self->whole = self->whole && sum_is (self, frame + 16);
  if (!self->whole)
    {
      g_array_append_val (self->pages->cut_off, body);
      self->pages->lost_commits += count != 0;
      return;
    }
  g_hash_table_insert (self->waiting, GUINT_TO_POINTER (page), GSIZE_TO_POINTER ((gsize) body + 1));
  if (count != 0)
    end_transaction (self, count);
}

/* Without a header that holds good, the first frame says whose the frames are. */
static gboolean
begin_log (Log *self)
{
  guint8 head[LOG_HEADER], first[FRAME_HEADER];

  if (!read_at (self->pages->log, 0, head, LOG_HEADER)
      || !read_at (self->pages->log, LOG_HEADER, first, FRAME_HEADER))
    return FALSE;
  self->big_endian = be32 (head) & 1;
  add_up (self, head, 24);
  self->whole = (be32 (head) & ~1u) == LOG_MAGIC && sum_is (self, head + 24)
                && be32 (head + 8) == self->pages->size;
  self->pages->log_has_head = self->whole;
  memcpy (self->salt, self->whole ? head + 16 : first + 8, sizeof self->salt);
  return TRUE;
}

static void
read_log (HyPages *self)
{
  Log log = { .pages = self };
  gsize length = FRAME_HEADER + self->size;
  g_autofree guint8 *frame = g_malloc (length);
  goffset end = size_of (self->log);

  if (!begin_log (&log))
    return;
  log.waiting = g_hash_table_new (NULL, NULL);
  for (goffset at = LOG_HEADER; at + (goffset) length <= end; at += (goffset) length)
    if (!read_at (self->log, at, frame, length))
      log.whole = FALSE;
    else if (memcmp (frame + 8, log.salt, sizeof log.salt) == 0)
      take_frame (&log, frame, at);
    else
      /* What an earlier use of the file left; or a frame that is lost. */
      log.whole = FALSE;
  g_hash_table_unref (log.waiting);
}

/* The list of pages without content, as far as it can be followed. */
static void
read_free_pages (HyPages *self)
{
  g_autofree guint8 *page = g_malloc (HY_PAGE_MAX);
  guint32 next;

  if (!hy_pages_read (self, 1, page) || memcmp (page, "SQLite format 3", 16) != 0)
    return;
  next = be32 (page + 32);
  while (next > 1 && next <= self->count && !hy_pages_is_free (self, next))
    {
      guint32 n;

      g_hash_table_add (self->free_pages, GUINT_TO_POINTER (next));
      if (!hy_pages_read (self, next, page))
        return;
      n = MIN (be32 (page + 4), self->size / 4 - 2);
      for (guint32 i = 0; i < n; i++)
        g_hash_table_add (self->free_pages, GUINT_TO_POINTER (be32 (page + 8 + 4 * i)));
      next = be32 (page);
    }
}

static GFileInputStream *
open_stream (const char *path, const char *suffix, GError **error)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (name);

  return g_file_read (file, NULL, error);
}

HyPages *
hy_pages_open (const char *path, GError **error)
{
  g_autoptr (HyPages) self = g_new0 (HyPages, 1);

  self->file = open_stream (path, "", error);
  if (self->file == NULL)
    return NULL;
  self->log = open_stream (path, "-wal", NULL);
  self->newest = g_hash_table_new (NULL, NULL);
  self->free_pages = g_hash_table_new (NULL, NULL);
  self->cut_off = g_array_new (FALSE, FALSE, sizeof (goffset));
  self->size = find_size (self);
  self->count = (guint32) ((size_of (self->file) + self->size - 1) / self->size);
  if (self->log != NULL)
    read_log (self);
  read_free_pages (self);
  return g_steal_pointer (&self);
}

void
hy_pages_free (HyPages *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->file);
  g_clear_object (&self->log);
  g_clear_pointer (&self->newest, g_hash_table_unref);
  g_clear_pointer (&self->free_pages, g_hash_table_unref);
  g_clear_pointer (&self->cut_off, g_array_unref);
  g_free (self);
}

guint
hy_pages_size (const HyPages *self)
{
  return self->size;
}

guint32
hy_pages_count (const HyPages *self)
{
  return self->count;
}

gboolean
hy_pages_read (HyPages *self, guint32 n, guint8 *out)
{
  gsize frame = GPOINTER_TO_SIZE (g_hash_table_lookup (self->newest, GUINT_TO_POINTER (n)));

  if (n == 0)
    return FALSE;
  return frame != 0 ? read_at (self->log, (goffset) frame - 1, out, self->size)
                    : read_at (self->file, (goffset) (n - 1) * self->size, out, self->size);
}

gboolean
hy_pages_is_free (const HyPages *self, guint32 n)
{
  return g_hash_table_contains (self->free_pages, GUINT_TO_POINTER (n));
}

guint
hy_pages_cut_off (const HyPages *self)
{
  return self->cut_off->len;
}

gboolean
hy_pages_read_cut_off (HyPages *self, guint i, guint8 *out)
{
  return read_at (self->log, g_array_index (self->cut_off, goffset, i), out, self->size);
}

gboolean
hy_pages_log_is_broken (const HyPages *self)
{
  /* The head of a log is on the disk before its first frame is. */
  return self->lost_commits > (self->log_has_head ? 1 : 0);
}
