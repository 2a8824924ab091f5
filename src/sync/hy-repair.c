#include "sync/hy-engine-private.h"

#include "store/hy-pull.h"
#include "store/hy-sums.h"
#include "wire/hy-feed-line.h"
#include "wire/hy-line-reader.h"

/* A stream that is no page of changes: /v1/scope or /v1/tickets/ID. */
typedef struct
{
  HyLineReader *reader;
  GHashTable *scope; /* id -> version, or NULL */
  gint64 digest_count; /* of that scope, by its end or by that of the changes */
  guint64 digest_sum;
  HyPullRun *run;    /* a ticket's, or NULL */
  gboolean ended;
} Answer;

static gboolean
take_scope_line (Answer *self, const char *line, gsize length, GError **error)
{
  g_auto (HyFeedLine) parsed = { 0 };

  if (!hy_feed_line_parse (line, length, &parsed, error))
    return FALSE;
  if (parsed.type == HY_FEED_SCOPE)
    {
      gint64 *version = g_new (gint64, 1);

      *version = parsed.version;
      g_hash_table_replace (self->scope, g_steal_pointer (&parsed.id), version);
    }
  self->ended = parsed.type == HY_FEED_END;
  if (parsed.has_digest)
    {
      self->digest_count = parsed.digest_count;
      self->digest_sum = parsed.digest_sum;
    }
  hy_line_reader_mark (self->reader);
  return TRUE;
}

static gboolean
take_ticket_line (Answer *self, const char *line, gsize length, GError **error)
{
  HyPullLine kind;

  if (!hy_pull_run_add (self->run, line, length, &kind, error))
    return FALSE;
  self->ended = kind == HY_PULL_END;
  return TRUE;
}

static gboolean
take_line (Answer *self, const char *line, gsize length, GError **error)
{
  return self->scope != NULL ? take_scope_line (self, line, length, error)
                             : take_ticket_line (self, line, length, error);
}

static gboolean
on_chunk (const char *data, gsize length, gpointer user_data, GError **error)
{
  Answer *self = user_data;
  const char *line;
  gsize n;
  g_autoptr (GError) cause = NULL;

  hy_line_reader_push (self->reader, data, length);
  while (hy_line_reader_next (self->reader, &line, &n, &cause) && take_line (self, line, n, &cause))
    continue;
  if (cause == NULL)
    return TRUE;
  g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER,
               "an answer cannot be understood: %s", cause->message);
  return FALSE;
}

/* TRUE with *found FALSE: the district answered otherwise (it changed meanwhile); the next round
 * will see. */
static gboolean
ask (HyEngine *self,
     const char *path,
     Answer *answer,
     gboolean *found,
     GCancellable *cancellable,
     GError **error)
{
  HyRequest request = { .method = "GET", .path = path, .token = self->token };
  g_autoptr (HyLineReader) reader = hy_line_reader_new (HY_LINE_MAX, HY_RUN_MAX);
  g_auto (HyReply) reply = { 0 };
  HyAnswerKind kind;

  answer->reader = reader;
  if (!hy_engine_ask (self, &request, on_chunk, answer, &reply, &kind, cancellable, error))
    return FALSE;
  *found = kind == HY_ANSWER_OK;
  if (*found && !answer->ended)
    {
      g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_CUT, "%s broke off before its end",
                   path);
      return FALSE;
    }
  return TRUE;
}

/* "Once a head" holds for whoever syncs this replica next, too; a repair that was cut is not one.
 */
#define REPAIRED_HEAD "repaired_head"

static gboolean
load_repaired_head (HyReplica *replica, gpointer data, GError **error)
{
  *(char **) data = hy_replica_get_meta (replica, REPAIRED_HEAD);
  return TRUE;
}

static gboolean
save_repaired_head (HyReplica *replica, gpointer data, GError **error)
{
  return hy_replica_set_meta (replica, REPAIRED_HEAD, data, error);
}

typedef struct
{
  GHashTable *scope;
  gboolean whole;
  GPtrArray *differing;
} Compare;

static gboolean
compare (HyReplica *replica, gpointer data, GError **error)
{
  Compare *self = data;

  self->differing = hy_pull_compare_scope (replica, self->scope, self->whole, error);
  return self->differing != NULL;
}

static gboolean
store_ticket (HyReplica *replica, gpointer data, GError **error)
{
  return hy_pull_store_repair (replica, data, error);
}

static gboolean
repair_ticket (HyEngine *self, const char *id, GCancellable *cancellable, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/v1/tickets/", escaped, NULL);
  g_autoptr (HyPullRun) run = hy_pull_run_new ();
  Answer answer = { .run = run };
  gboolean found;

  if (!ask (self, path, &answer, &found, cancellable, error))
    return FALSE;
  if (found && hy_pull_run_rows (run) == 0)
    {
      g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER, "%s is empty", path);
      return FALSE;
    }
  return !found || hy_store_write (self->store, store_ticket, run, error);
}

/* A list that came to its end may yet lack lines: nothing leaves by it unless it sums up to what the
 * district says of it. */
static gboolean
is_whole (const Answer *self)
{
  GHashTableIter iter;
  gpointer id, version;
  guint64 sum = 0;

  g_hash_table_iter_init (&iter, self->scope);
  while (g_hash_table_iter_next (&iter, &id, &version))
    sum += hy_digest_share (id, *(const gint64 *) version);
  return self->digest_count == g_hash_table_size (self->scope) && self->digest_sum == sum;
}

static GPtrArray *
ask_differing (HyEngine *self,
               const HyPullOutcome *at,
               gboolean *whole,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GHashTable) scope = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Answer answer = { .scope = scope,
                    .digest_count = at->digest_count,
                    .digest_sum = at->digest_sum };
  Compare work = { .scope = scope };
  gboolean found;

  if (!ask (self, "/v1/scope", &answer, &found, cancellable, error))
    return NULL;
  if (!found)
    return g_ptr_array_new ();
  *whole = work.whole = is_whole (&answer);
  if (!hy_store_write (self->store, compare, &work, error))
    return NULL;
  return work.differing;
}

gboolean
hy_engine_repair (HyEngine *self,
                  const HyPullOutcome *at,
                  gboolean *repaired,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *last = NULL;
  g_autoptr (GPtrArray) differing = NULL;
  gboolean whole = TRUE;

  if (!hy_store_read (self->store, load_repaired_head, &last, error))
    return FALSE;
  *repaired = g_strcmp0 (last, at->head) != 0;
  if (!*repaired)
    return TRUE;
  differing = ask_differing (self, at, &whole, cancellable, error);
  if (differing == NULL)
    return FALSE;
  g_message ("the digest differs at head %s: %u tickets are asked for again", at->head,
             differing->len);
  for (guint i = 0; i < differing->len; i++)
    if (!repair_ticket (self, differing->pdata[i], cancellable, error))
      return FALSE;
  return !whole || hy_store_write (self->store, save_repaired_head, at->head, error);
}
