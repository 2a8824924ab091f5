#include "sync/hy-engine-private.h"

#include "wire/hy-problem.h"
#include "wire/hy-system-clock.h"

/* Offsets are only learnt from quick replies (protocol.md, "Time"). */
#define ROUND_TRIP_MAX (5 * HY_SECOND)
/* How long a Retry-After binds at most: a district that says more is asked again all the same. */
#define RETRY_AFTER_MAX_S 3600

/* Passes chunks on only when the reply is of the epoch that the replica is in. */
typedef struct
{
  HyEngine *engine;
  const HyReply *reply;
  HyChunkFunc chunk;
  gpointer chunk_data;
  gboolean other_epoch;
} Gate;

static gboolean
gate_chunk (const char *data, gsize length, gpointer user_data, GError **error)
{
  Gate *self = user_data;

  if (g_strcmp0 (self->reply->epoch, self->engine->epoch) == 0)
    return self->chunk (data, length, self->chunk_data, error);
  self->other_epoch = TRUE;
  g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_CUT, "another epoch");
  return FALSE;
}

typedef struct
{
  const HyReply *reply;
  gint64 retry_after;
} Note;

static gboolean
note_time (HyReplica *replica, gpointer data, GError **error)
{
  const HyReply *reply = ((Note *) data)->reply;

  return hy_replica_note_time (replica, reply->date, reply->pc_time, reply->round_trip, error);
}

static gboolean
note_retry_after (HyReplica *replica, gpointer data, GError **error)
{
  gint64 until = hy_system_clock_boottime () +
                 MIN (((Note *) data)->retry_after, RETRY_AFTER_MAX_S) * HY_SECOND;

  return hy_replica_set_meta_int (replica, "retry_until", until, error);
}

static gboolean
load_retry_after (HyReplica *replica, gpointer data, GError **error)
{
  *(gint64 *) data = hy_replica_get_meta_int (replica, "retry_until");
  return TRUE;
}

/* "Retry-After binds a person's wish too." It is kept by the time since boot, which no clock setting moves. */
static gboolean
may_ask (HyEngine *self, GError **error)
{
  gint64 until = 0;
  gint64 left;

  if (!hy_store_read (self->store, load_retry_after, &until, error))
    return FALSE;
  left = until - hy_system_clock_boottime ();
  if (left <= 0 || left > RETRY_AFTER_MAX_S * HY_SECOND)
    return TRUE;
  g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_SLOW_DOWN,
               "the district asked not to be troubled for another %d s", (int) (left / HY_SECOND) + 1);
  return FALSE;
}

static gboolean
note_reply (HyEngine *self, const HyReply *reply, GError **error)
{
  Note note = { .reply = reply };

  if (self->time_noted || reply->date == HY_TIME_NONE || reply->round_trip >= ROUND_TRIP_MAX)
    return TRUE;
  self->time_noted = TRUE;
  return hy_store_write (self->store, note_time, &note, error);
}

static gboolean
set_fault (HyEngine *self, HyTransportError code, const HyReply *reply, const HyProblem *problem, GError **error)
{
  g_set_error (error, HY_TRANSPORT_ERROR, code, "the district answered HTTP %u%s%s", reply->status,
               problem != NULL && problem->detail != NULL ? ": " : "",
               problem != NULL && problem->detail != NULL ? problem->detail : "");
  return FALSE;
}

static gboolean
slow_down (HyEngine *self, const HyReply *reply, const HyProblem *problem, GError **error)
{
  Note note = { .retry_after = reply->retry_after };

  if (reply->retry_after > 0 && !hy_store_write (self->store, note_retry_after, &note, error))
    return FALSE;
  return set_fault (self, HY_TRANSPORT_ERROR_SLOW_DOWN, reply, problem, error);
}

static gboolean
refused_device (HyEngine *self, const HyReply *reply, const HyProblem *problem, GError **error)
{
  gboolean revoked = problem != NULL && problem->code == HY_PROBLEM_DEVICE_REVOKED;

  self->wipe = revoked && problem->wipe;
  return set_fault (self, revoked ? HY_TRANSPORT_ERROR_REVOKED : HY_TRANSPORT_ERROR_UNAUTHORIZED,
                    reply, problem, error);
}

/* 200, 409 and 410 alone can say that the epoch is new. */
static gboolean
sort_reply (HyEngine *self, const HyReply *reply, HyAnswerKind *kind, GError **error)
{
  gboolean new_epoch = reply->epoch != NULL && g_strcmp0 (reply->epoch, self->epoch) != 0;
  g_autoptr (HyProblem) problem = NULL;

  if (reply->body != NULL && reply->status >= 400)
    problem = hy_problem_parse (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), NULL);
  if (problem != NULL && problem->code == HY_PROBLEM_PROTOCOL_TOO_OLD)
    return set_fault (self, HY_TRANSPORT_ERROR_TOO_OLD, reply, problem, error);
  switch (reply->status)
    {
    case 200:
    case 201:
      *kind = new_epoch ? HY_ANSWER_NEW_EPOCH : HY_ANSWER_OK;
      return TRUE;
    case 400:
    case 413:
      *kind = HY_ANSWER_REJECTED;
      return TRUE;
    case 404:
      *kind = HY_ANSWER_NOT_FOUND;
      return TRUE;
    case 409:
    case 410:
      *kind = new_epoch ? HY_ANSWER_NEW_EPOCH : HY_ANSWER_EXPIRED;
      return TRUE;
    case 401:
      return set_fault (self, HY_TRANSPORT_ERROR_UNAUTHORIZED, reply, problem, error);
    case 403:
      return refused_device (self, reply, problem, error);
    case 429:
    case 503:
      return slow_down (self, reply, problem, error);
    default:
      return set_fault (self, HY_TRANSPORT_ERROR_SERVER, reply, problem, error);
    }
}

gboolean
hy_engine_ask (HyEngine *self,
               const HyRequest *request,
               HyChunkFunc chunk,
               gpointer chunk_data,
               HyReply *reply,
               HyAnswerKind *kind,
               GCancellable *cancellable,
               GError **error)
{
  Gate gate = { self, reply, chunk, chunk_data, FALSE };
  g_autoptr (GError) fault = NULL;
  gboolean sent;

  if (!may_ask (self, error))
    return FALSE;
  sent = hy_transport_send (self->transport, request, chunk != NULL ? gate_chunk : NULL, &gate, reply,
                            cancellable, &fault);
  if (gate.other_epoch)
    {
      *kind = HY_ANSWER_NEW_EPOCH;
      return TRUE;
    }
  if (!sent)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  return note_reply (self, reply, error) && sort_reply (self, reply, kind, error);
}
