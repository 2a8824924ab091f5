#include "sync/hy-engine-private.h"

#include "core/hy-plant.h"
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
take_first_line (Held *self, GError **error)
{
  g_auto (HyFeedLine) parsed = { 0 };
  const char *line;
  gsize n;

  if (!hy_line_reader_next (self->reader, &line, &n, error))
    return FALSE;
  self->known = hy_feed_line_parse (line, n, &parsed, error);
  self->changed = !HY_PLANT ("news-ignored") && (parsed.type != HY_FEED_END || parsed.more);
  return self->known;
}

static gboolean
on_chunk (const char *data, gsize length, gpointer user_data, GError **error)
{
  Held *self = user_data;
  g_autoptr (GError) cause = NULL;

  if (self->known)
    return TRUE;
  hy_line_reader_push (self->reader, data, length);
  if (take_first_line (self, &cause) || cause == NULL)
    return TRUE;
  g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER,
               "the held answer cannot be understood: %s", cause->message);
  return FALSE;
}

static gboolean
load_cursor (HyReplica *replica, gpointer data, GError **error)
{
  *(char **) data = hy_replica_get_meta (replica, "cursor");
  return TRUE;
}

/* Anything but "nothing new" in our epoch is the next round's to find out. */
static gboolean
judge (const Held *held, const HyReply *reply, HyAnswerKind kind, gboolean *changed, GError **error)
{
  HyTransportError fault = HY_TRANSPORT_ERROR_CUT;

  *changed = kind != HY_ANSWER_OK || held->changed;
  if (kind == HY_ANSWER_NEW_EPOCH || kind == HY_ANSWER_EXPIRED || held->known)
    return TRUE;
  if (kind != HY_ANSWER_OK)
    fault = HY_TRANSPORT_ERROR_BAD_ANSWER;
  g_set_error (error, HY_TRANSPORT_ERROR, fault, "no held answer, but HTTP %u", reply->status);
  return FALSE;
}

gboolean
hy_engine_poll (
    HyEngine *self, guint seconds, gboolean *changed, GCancellable *cancellable, GError **error)
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
  return hy_engine_ask (self, &request, on_chunk, &held, &reply, &kind, cancellable, error)
         && judge (&held, &reply, kind, changed, error);
}
