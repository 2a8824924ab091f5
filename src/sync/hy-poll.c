#include "sync/hy-engine-private.h"

#include "wire/hy-feed-line.h"
#include "wire/hy-line-reader.h"

/* The held answer to "has anything changed": its first line tells, the rest is the next round's. */
typedef struct
{
  HyLineReader *reader;
  gboolean known;
  gboolean changed;
} Held;

static gboolean
on_chunk (const char *data, gsize length, gpointer user_data, GError **error)
{
  Held *self = user_data;
  g_auto (HyFeedLine) parsed = { 0 };
  const char *line;
  gsize n;

  if (self->known)
    return TRUE;
  hy_line_reader_push (self->reader, data, length);
  if (!hy_line_reader_next (self->reader, &line, &n, error))
    return *error == NULL;
  if (!hy_feed_line_parse (line, n, &parsed, error))
    return FALSE;
  self->known = TRUE;
  self->changed = parsed.type != HY_FEED_END || parsed.more;
  return TRUE;
}

static gboolean
load_cursor (HyReplica *replica, gpointer data, GError **error)
{
  *(char **) data = hy_replica_get_meta (replica, "cursor");
  return TRUE;
}

gboolean
hy_engine_poll (HyEngine *self, guint seconds, gboolean *changed, GCancellable *cancellable, GError **error)
{
  g_autofree char *cursor = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *path = NULL;
  g_autoptr (HyLineReader) reader = hy_line_reader_new (HY_LINE_MAX, HY_RUN_MAX);
  g_auto (HyReply) reply = { 0 };
  HyRequest request = { .method = "GET", .token = self->token };
  Held held = { .reader = reader };
  HyAnswerKind kind;

  if (!hy_store_read (self->store, load_cursor, &cursor, error))
    return FALSE;
  *changed = TRUE;
  if (cursor == NULL || *cursor == '\0')
    return TRUE;
  escaped = g_uri_escape_string (cursor, NULL, FALSE);
  path = g_strdup_printf ("/v1/changes?since=%s&limit=1&wait=%u", escaped, seconds);
  request.path = path;
  if (!hy_engine_ask (self, &request, on_chunk, &held, &reply, &kind, cancellable, error))
    return FALSE;
  if (kind == HY_ANSWER_OK && !held.known)
    {
      g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_CUT, "the held answer broke off");
      return FALSE;
    }
  *changed = kind != HY_ANSWER_OK || held.changed;
  return TRUE;
}
