/* The way down, as far as a load needs it. */
#include "load.h"

#include "wire/hy-feed-line.h"
#include "wire/hy-line-reader.h"
#include "wire/hy-record-json.h"
#include "wire/hy-ticket-json.h"

typedef struct
{
  LoadDevice *device;
  HyLineReader *reader;
  gboolean keep; /* else only whether there is anything is wanted */
  gboolean ended;
  gboolean more;
  guint lines; /* but for the end */
} Stream;

static void
arrived (LoadDevice *self, const char *key)
{
  Load *load = self->load;
  LoadEvent *event;

  g_mutex_lock (&load->mutex);
  event = g_hash_table_lookup (load->events, key);
  if (event != NULL && event->office == self->office && event->author != self)
    {
      load_meter_took (&load->meter, LOAD_ARRIVAL, g_get_monotonic_time () - event->at);
      event->arrived++;
      load->expected--;
      g_cond_broadcast (&load->changed);
    }
  g_mutex_unlock (&load->mutex);
}

static gboolean
take_ticket (LoadDevice *self, const HyFeedLine *line, GError **error)
{
  gpointer had = g_hash_table_lookup (self->versions, line->id);

  if (had != NULL)
    self->sum -= hy_digest_of (line->id, (gint64) GPOINTER_TO_SIZE (had));
  self->sum += hy_digest_of (line->id, line->version);
  g_hash_table_replace (self->versions, g_strdup (line->id),
                        GSIZE_TO_POINTER ((gsize) line->version));
  if (had == NULL)
    {
      g_autoptr (HyTicket) ticket = hy_ticket_parse (line->row, error);

      if (ticket == NULL)
        return FALSE;
      g_hash_table_replace (self->numbers, g_strdup (ticket->number), g_strdup (line->id));
      arrived (self, ticket->number);
    }
  return TRUE;
}

static gboolean
take_record (LoadDevice *self, const HyFeedLine *line, GError **error)
{
  g_autoptr (HyRecord) record = NULL;
  guint had;

  arrived (self, line->id);
  if (self->records == NULL)
    return TRUE;
  record = hy_record_parse (line->row, error);
  if (record == NULL)
    return FALSE;
  had = GPOINTER_TO_UINT (g_hash_table_lookup (self->records, line->id));
  if (record->by_person != NULL)
    g_hash_table_replace (self->records, g_strdup (line->id), GUINT_TO_POINTER (had + 1));
  return TRUE;
}

static void
take_end (LoadDevice *self, const HyFeedLine *line)
{
  Load *load = self->load;

  if (line->more)
    return;
  if (!line->has_digest || line->digest_sum != self->sum
      || line->digest_count != g_hash_table_size (self->versions))
    load_meter_fault (&load->meter, "a digest that is not that of what came");
  g_mutex_lock (&load->mutex);
  self->told_sum = line->digest_sum;
  self->told_tickets = (guint) line->digest_count;
  g_mutex_unlock (&load->mutex);
}

static gboolean
take_line (Stream *stream, const HyFeedLine *line, GError **error)
{
  LoadDevice *self = stream->device;

  stream->ended |= line->type == HY_FEED_END;
  stream->more = line->more;
  stream->lines += line->type != HY_FEED_END && line->type != HY_FEED_MARK;
  if (!stream->keep)
    return TRUE;
  if (line->cursor != NULL)
    {
      g_free (self->cursor);
      self->cursor = g_strdup (line->cursor);
    }
  if (line->type == HY_FEED_MARK)
    hy_line_reader_mark (stream->reader);
  if (line->type == HY_FEED_END)
    take_end (self, line);
  if (line->type == HY_FEED_TICKET)
    return take_ticket (self, line, error);
  return line->type != HY_FEED_RECORD || take_record (self, line, error);
}

static gboolean
on_chunk (const char *data, gsize length, gpointer user_data, GError **error)
{
  Stream *stream = user_data;
  const char *text;
  gsize n;

  hy_line_reader_push (stream->reader, data, length);
  while (hy_line_reader_next (stream->reader, &text, &n, error))
    {
      g_auto (HyFeedLine) line = { 0 };

      if (!hy_feed_line_parse (text, n, &line, error) || !take_line (stream, &line, error))
        return FALSE;
    }
  return error == NULL || *error == NULL;
}

static gboolean
fetch (LoadDevice *self,
       LoadKind kind,
       const char *tail,
       Stream *stream,
       GCancellable *cancellable)
{
  g_autofree char *escaped = g_uri_escape_string (self->cursor, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/v1/changes?since=%s&%s", escaped, tail);
  g_autoptr (HyLineReader) reader = hy_line_reader_new (HY_LINE_MAX, HY_RUN_MAX);
  HyRequest request = { .method = "GET", .path = path, .token = self->token };
  g_auto (HyReply) reply = { 0 };

  stream->device = self;
  stream->reader = reader;
  if (!load_ask (self, kind, &request, 200, on_chunk, stream, &reply, cancellable))
    return FALSE;
  if (!stream->ended)
    load_meter_fault (&self->load->meter, "an answer without its end");
  self->received += stream->keep ? stream->lines : 0;
  return stream->ended;
}

gboolean
load_pull (LoadDevice *self)
{
  Stream stream = { .more = TRUE };

  self->received = 0;
  while (stream.more)
    {
      stream = (Stream){ .keep = TRUE };
      if (!fetch (self, *self->cursor != '\0' ? LOAD_PULL : LOAD_FIRST, "limit=20000", &stream,
                  NULL))
        return FALSE;
    }
  return TRUE;
}

gboolean
load_hold (LoadDevice *self, guint seconds, gboolean *changed, GCancellable *cancellable)
{
  g_autofree char *tail = g_strdup_printf ("limit=1&wait=%u", seconds);
  Stream stream = { 0 };

  if (!fetch (self, LOAD_WAIT, tail, &stream, cancellable))
    return FALSE;
  *changed = stream.lines > 0 || stream.more;
  return TRUE;
}
