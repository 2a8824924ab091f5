#include "sync/hy-engine-private.h"

#include "core/hy-plant.h"
#include "sync/hy-pull-pipe.h"

#include "wire/hy-line-reader.h"

#include "store/hy-text.h"

/* Lines a page: few requests, and a page that a slow line can still bring in minutes. */
#define PAGE_LINES 20000

/* One stream of changes as it arrives. */
typedef struct
{
  HyEngine *engine;
  HyLineReader *reader;
  HyPullRun *run;
  HyPullPipe *pipe;
  guint rows;
  gboolean ended;
  gboolean more;
  gboolean moved; /* a mark or the end had another cursor than was asked with */
  const char *asked;
} Stream;

static gboolean
bad_line (GError *cause, GError **error)
{
  g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER,
               "the changes cannot be understood: %s", cause->message);
  return FALSE;
}

static void
report_progress (Stream *self)
{
  HyEngine *engine = self->engine;

  if (engine->progress != NULL)
    engine->progress (engine->summary.received + self->rows, engine->bytes, engine->progress_data);
}

/* The run is complete: on to the pipe. FALSE when storing has failed, which its finish tells. */
static gboolean
close_run (Stream *self, HyPullLine kind)
{
  self->rows += hy_pull_run_rows (self->run);
  self->moved = self->moved || g_strcmp0 (hy_pull_run_cursor (self->run), self->asked) != 0;
  if (kind == HY_PULL_END)
    {
      self->ended = TRUE;
      self->more = hy_pull_run_more (self->run);
    }
  hy_line_reader_mark (self->reader);
  report_progress (self);
  if (!hy_pull_pipe_push (self->pipe, g_steal_pointer (&self->run)))
    return FALSE;
  self->run = hy_pull_run_new ();
  return TRUE;
}

static gboolean
take_line (Stream *self, const char *line, gsize length, GError **error)
{
  g_autoptr (GError) cause = NULL;
  HyPullLine kind;

  if (self->ended)
    {
      g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER,
                   "the changes go on after their end");
      return FALSE;
    }
  if (!hy_pull_run_add (self->run, line, length, &kind, &cause))
    return bad_line (cause, error);
  if (kind == HY_PULL_END && hy_pull_run_cursor (self->run) == NULL)
    {
      g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER,
                   "the changes end without a cursor");
      return FALSE;
    }
  if (kind == HY_PULL_ROW || close_run (self, kind))
    return TRUE;
  g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_CUT, "storing stopped");
  return FALSE;
}

static gboolean
on_chunk (const char *data, gsize length, gpointer user_data, GError **error)
{
  Stream *self = user_data;
  const char *line;
  gsize n;
  g_autoptr (GError) cause = NULL;

  self->engine->bytes += length;
  hy_line_reader_push (self->reader, data, length);
  while (hy_line_reader_next (self->reader, &line, &n, &cause))
    if (!take_line (self, line, n, error))
      return FALSE;
  return cause == NULL ? TRUE : bad_line (cause, error);
}

static void
stream_open (Stream *self, HyEngine *engine, const char *cursor)
{
  self->engine = engine;
  self->asked = cursor;
  self->reader = hy_line_reader_new (HY_LINE_MAX, HY_RUN_MAX);
  self->run = hy_pull_run_new ();
  self->pipe = hy_pull_pipe_new (engine->store, cursor);
}

/* Ends the stream: what was stored before a fault stays stored. An error of storing is the first to
 * count. */
static gboolean
stream_close (Stream *self, gboolean asked, GError *fault, HyPullOutcome *outcome, GError **error)
{
  g_autoptr (GError) cause = fault;
  gboolean stored = hy_pull_pipe_finish (self->pipe, outcome, error);

  self->engine->summary.received += outcome->rows;
  g_clear_pointer (&self->reader, hy_line_reader_free);
  g_clear_pointer (&self->run, hy_pull_run_free);
  if (!stored)
    return FALSE;
  if (!asked && !outcome->dropped)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_cursor (HyReplica *replica, gpointer data, GError **error)
{
  char **cursor = data;

  *cursor = hy_replica_get_meta (replica, "cursor");
  if (*cursor == NULL)
    *cursor = g_strdup ("");
  return TRUE;
}

static gboolean
begin_bootstrap (HyReplica *replica, gpointer data, GError **error)
{
  return hy_pull_begin_bootstrap (replica, FALSE, data, error);
}

static gboolean
bad_page (HyTransportError code, const char *why, GError **error)
{
  g_set_error (error, HY_TRANSPORT_ERROR, code, "the changes %s", why);
  return FALSE;
}

/* What the page's answer means for the round. */
static gboolean
judge_page (HyEngine *self,
            const Stream *stream,
            const HyReply *reply,
            HyAnswerKind kind,
            const HyPullOutcome *outcome,
            HyPart *part,
            GError **error)
{
  switch (kind)
    {
    case HY_ANSWER_OK:
      if (!stream->ended && !outcome->dropped && !HY_PLANT ("end-not-wanted"))
        return bad_page (HY_TRANSPORT_ERROR_CUT, "broke off before their end", error);
      if (stream->more && !stream->moved)
        return bad_page (HY_TRANSPORT_ERROR_BAD_ANSWER, "do not move on", error);
      return TRUE;
    case HY_ANSWER_NEW_EPOCH:
      *part = HY_PART_AGAIN;
      return hy_engine_enter_epoch (self, reply->epoch, error);
    case HY_ANSWER_EXPIRED:
      *part = HY_PART_AGAIN;
      g_message ("%s", _ ("too long away from the district: everything is fetched anew"));
      return hy_store_write (self->store, begin_bootstrap, self->epoch, error);
    case HY_ANSWER_REJECTED:
    case HY_ANSWER_NOT_FOUND:
    default:
      g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER,
                   "HTTP %u in answer to the question for changes", reply->status);
      return FALSE;
    }
}

/* One page. @differs: (out): set when the head was reached with another digest than the replica's. */
static gboolean
pull_page (HyEngine *self,
           HyPart *part,
           gboolean *more,
           HyPullOutcome *differs,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *cursor = NULL;
  g_autofree char *path = NULL;
  g_autofree char *escaped = NULL;
  g_auto (HyReply) reply = { 0 };
  g_auto (HyPullOutcome) outcome = { 0 };
  HyAnswerKind kind = HY_ANSWER_OK;
  HyRequest request = { .method = "GET", .token = self->token };
  Stream stream = { 0 };
  GError *fault = NULL;
  gboolean ok;

  if (!hy_store_read (self->store, load_cursor, &cursor, error))
    return FALSE;
  escaped = g_uri_escape_string (cursor, NULL, FALSE);
  path = g_strdup_printf ("/v1/changes?since=%s&limit=%d", escaped, PAGE_LINES);
  request.path = path;
  stream_open (&stream, self, cursor);
  ok = hy_engine_ask (self, &request, on_chunk, &stream, &reply, &kind, cancellable, &fault);
  if (!stream_close (&stream, ok, fault, &outcome, error)
      || !judge_page (self, &stream, &reply, kind, &outcome, part, error))
    return FALSE;
  *more = stream.more || outcome.dropped;
  if (outcome.at_head && !outcome.digest_ok)
    {
      hy_pull_outcome_clear (differs);
      *differs = outcome;
      outcome.head = NULL;
    }
  return TRUE;
}

static gboolean
pull_to_head (HyEngine *self,
              HyPart *part,
              HyPullOutcome *differs,
              GCancellable *cancellable,
              GError **error)
{
  gboolean more = TRUE;

  while (more && *part == HY_PART_DONE)
    if (!pull_page (self, part, &more, differs, cancellable, error))
      return FALSE;
  return TRUE;
}

/* Only the district can say that the digest is equal now: it is asked once more. */
static gboolean
repair (HyEngine *self,
        const HyPullOutcome *at,
        HyPart *part,
        GCancellable *cancellable,
        GError **error)
{
  g_auto (HyPullOutcome) differs = { 0 };
  gboolean repaired = FALSE;

  return hy_engine_repair (self, at, &repaired, cancellable, error)
         && (!repaired || pull_to_head (self, part, &differs, cancellable, error));
}

gboolean
hy_engine_pull (HyEngine *self, HyPart *part, GCancellable *cancellable, GError **error)
{
  g_auto (HyPullOutcome) differs = { 0 };

  *part = HY_PART_DONE;
  if (!pull_to_head (self, part, &differs, cancellable, error))
    return FALSE;
  if (*part == HY_PART_AGAIN)
    return TRUE;
  return hy_engine_update_trust (self, error)
         && (differs.head == NULL || repair (self, &differs, part, cancellable, error));
}
