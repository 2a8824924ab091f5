#include "authority/hy-feed.h"

#include "authority/hy-documents-private.h"
#include "authority/hy-feed-lines.h"
#include "authority/hy-scope.h"

#include <string.h>

/* A run ends here, or after the ticket that passes one of these. */
#define RUN_LINES 400
#define RUN_BYTES (2 * 1024 * 1024)
/* What most answers need; a run of a first sync grows. */
#define RUN_FIRST (16 * 1024)
#define DEFAULT_LIMIT 20000

struct _HyFeed
{
  HyAuthority *authority;
  char *office;
  HyCursor cursor;
  guint limit;
  guint lines;
};

HyFeed *
hy_feed_open (HyAuthority *authority,
              const char *office,
              const char *since,
              guint limit,
              GError **error)
{
  HyCursor cursor = { .phase = HY_CURSOR_DOCUMENTS, .whole = TRUE, .a = G_MININT64, .b = G_MININT64 };
  HyFeed *self;

  hy_documents_forget_stale (authority);
  if (since == NULL || *since == '\0')
    cursor.seq = hy_authority_head (authority);
  else if (!hy_cursor_parse (authority, office, since, &cursor, error))
    return NULL;
  self = g_new0 (HyFeed, 1);
  self->authority = authority;
  self->office = g_strdup (office);
  self->cursor = cursor;
  self->limit = limit > 0 ? limit : DEFAULT_LIMIT;
  return self;
}

void
hy_feed_free (HyFeed *self)
{
  if (self == NULL)
    return;
  g_free (self->office);
  g_free (self);
}

static gboolean
set_digest (HyAuthority *authority, const char *office, HyFeedLine *end, GError **error)
{
  end->has_digest = TRUE;
  return hy_scope_digest (authority, office, &end->digest_count, &end->digest_sum, error);
}

/* Names the state that the office then has: it is the same until something of its own changes. */
static char *
head_of (HyAuthority *authority, const char *office)
{
  gint64 seq = 0;

  hy_sql_get_int (authority->sql, &seq, NULL, "SELECT max(seq) FROM feed WHERE office = ?1", "s",
                  office);
  return g_strdup_printf ("%" G_GINT64_FORMAT, seq);
}

static gboolean
write_end (HyFeed *self, gboolean more, GString *out, GError **error)
{
  g_auto (HyFeedLine) end = { .more = more };

  if (!more)
    {
      self->cursor.whole = FALSE;
      self->cursor.a = self->cursor.seq;
    }
  end.cursor = hy_cursor_format (self->authority, self->office, &self->cursor);
  end.head = head_of (self->authority, self->office);
  end.time = hy_authority_now (self->authority);
  if (!more && !set_digest (self->authority, self->office, &end, error))
    return FALSE;
  hy_feed_write_end (out, &end);
  return TRUE;
}

/* A bootstrap says how much it is, for the progress bar at the other end. */
static gboolean
write_mark (HyFeed *self, GString *out, GError **error)
{
  g_autofree char *cursor = hy_cursor_format (self->authority, self->office, &self->cursor);
  gint64 tickets = 0;
  guint64 sum = 0;

  if (self->cursor.whole
      && !hy_scope_digest (self->authority, self->office, &tickets, &sum, error))
    return FALSE;
  hy_feed_write_mark (out, cursor, tickets);
  return TRUE;
}

/* Lines until the run is full, the page is full or there is nothing more; the last two end it. */
static gboolean
write_run (HyFeed *self, HyFeedWriter *writer, gboolean *done, GError **error)
{
  HyFeedStep step = HY_FEED_WROTE;

  while (step == HY_FEED_WROTE && writer->lines < RUN_LINES && writer->out->len < RUN_BYTES
         && self->lines + writer->lines < self->limit)
    step = hy_feed_write_next (writer, &self->cursor, error);
  if (step == HY_FEED_FAILED)
    return FALSE;
  self->lines += writer->lines;
  *done = step == HY_FEED_NOTHING || self->lines >= self->limit;
  if (*done)
    return write_end (self, step != HY_FEED_NOTHING, writer->out, error);
  return write_mark (self, writer->out, error);
}

static GBytes *
take_bytes (GString *out)
{
  gsize length = out->len;

  return g_bytes_new_take (g_string_free (out, FALSE), length);
}

GBytes *
hy_feed_next (HyFeed *self, gboolean *done, GError **error)
{
  HyFeedWriter writer = { .authority = self->authority,
                          .office = self->office,
                          .out = g_string_sized_new (RUN_FIRST) };
  gboolean written;

  *done = FALSE;
  written = hy_sql_begin_read (self->authority->sql, error)
            && write_run (self, &writer, done, error);
  hy_sql_rollback (self->authority->sql);
  if (written)
    return take_bytes (writer.out);
  g_string_free (writer.out, TRUE);
  return NULL;
}

gboolean
hy_feed_is_empty (HyFeed *self, GError **error)
{
  gint64 seq;

  if (self->cursor.phase != HY_CURSOR_FEED || self->cursor.whole)
    return FALSE;
  return !hy_sql_get_int (self->authority->sql, &seq, error,
                          "SELECT seq FROM feed WHERE office = ?1 AND seq > ?2 LIMIT 1", "si",
                          self->office, self->cursor.seq);
}

gboolean
hy_feed_has_news (HyAuthority *authority, const char *office, gint64 head)
{
  gint64 seq;
  g_autoptr (GError) error = NULL;

  return hy_sql_get_int (authority->sql, &seq, &error,
                         "SELECT seq FROM feed WHERE office = ?1 AND seq > ?2 LIMIT 1", "si", office,
                         head)
         || error != NULL;
}

/* The end of an answer that is no part of the feed: it has no cursor to go on from. */
static gboolean
write_plain_end (HyAuthority *authority,
                 const char *office,
                 gboolean digest,
                 GString *out,
                 GError **error)
{
  g_auto (HyFeedLine) end = { .time = hy_authority_now (authority) };

  end.head = head_of (authority, office);
  if (digest && !set_digest (authority, office, &end, error))
    return FALSE;
  hy_feed_write_end (out, &end);
  return TRUE;
}

static gboolean
write_scope (HyAuthority *authority, const char *office, GString *out, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      authority->sql, "SELECT id, version FROM tickets WHERE office = ?1", error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "s", office);
  while (hy_sql_step (stmt, &row, error))
    {
      if (!row)
        return write_plain_end (authority, office, TRUE, out, error);
      hy_feed_write_scope (out, hy_sql_text (stmt, 0), hy_sql_int64 (stmt, 1));
    }
  return FALSE;
}

GBytes *
hy_feed_scope (HyAuthority *authority, const char *office, GError **error)
{
  GString *out = g_string_sized_new (64 * 1024);
  gboolean written = hy_sql_begin_read (authority->sql, error)
                     && write_scope (authority, office, out, error);

  hy_sql_rollback (authority->sql);
  if (written)
    return take_bytes (out);
  g_string_free (out, TRUE);
  return NULL;
}

static gboolean
write_one (HyAuthority *authority,
           const char *office,
           const char *ticket,
           GString *out,
           GError **error)
{
  HyFeedWriter writer
      = { .authority = authority, .office = office, .out = out, .records_after = -1 };
  g_autoptr (GError) local = NULL;
  gint64 n;

  if (hy_sql_get_int (authority->sql, &n, &local,
                      "SELECT n FROM tickets WHERE id = ?1 AND office = ?2", "ss", ticket, office))
    return hy_feed_write_whole (&writer, n, error)
           && write_plain_end (authority, office, FALSE, out, error);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND,
                 "this office has no ticket %s", ticket);
  return FALSE;
}

GBytes *
hy_feed_ticket (HyAuthority *authority, const char *office, const char *ticket, GError **error)
{
  GString *out = g_string_sized_new (16 * 1024);
  gboolean written = hy_sql_begin_read (authority->sql, error)
                     && write_one (authority, office, ticket, out, error);

  hy_sql_rollback (authority->sql);
  if (written)
    return take_bytes (out);
  g_string_free (out, TRUE);
  return NULL;
}
