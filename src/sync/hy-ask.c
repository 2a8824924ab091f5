#include "sync/hy-engine-private.h"

#include "core/hy-plant.h"
#include "sync/hy-retry-after.h"
#include "wire/hy-problem.h"
#include "wire/hy-system-clock.h"

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
no_epoch (const HyReply *reply, GError **error)
{
  g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER,
               "an answer (HTTP %u) that does not say its epoch", reply->status);
  return FALSE;
}

static gboolean
gate_chunk (const char *data, gsize length, gpointer user_data, GError **error)
{
  Gate *self = user_data;

  if (self->reply->epoch == NULL)
    return no_epoch (self->reply, error);
  if (g_strcmp0 (self->reply->epoch, self->engine->epoch) == 0 || HY_PLANT ("epoch-ignored"))
    return self->chunk (data, length, self->chunk_data, error);
  self->other_epoch = TRUE;
  g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_CUT, "another epoch");
  return FALSE;
}

static gboolean
note_time (HyReplica *replica, gpointer data, GError **error)
{
  const HyReply *reply = data;

  return hy_replica_note_time (replica, reply->date, reply->pc_time, reply->round_trip, error);
}

/* Once a round: each note is a transaction, and a second one would say the same. The offset is that of the clock as it is
 * set now, so that it is also right for the next program that starts. */
static gboolean
note_reply (HyEngine *self, HyReply *reply, GError **error)
{
  HyTime ago;

  if (self->time_noted || reply->date == HY_TIME_NONE || reply->round_trip >= HY_ROUND_TRIP_MAX)
    return TRUE;
  self->time_noted = TRUE;
  ago = hy_system_clock_now () - reply->pc_time;
  hy_system_clock_settle ();
  reply->pc_time = hy_system_clock_now () - ago;
  return hy_store_write (self->store, note_time, reply, error);
}

static gboolean
set_fault (HyTransportError code, const HyReply *reply, const HyProblem *problem, GError **error)
{
  const char *detail = problem != NULL ? problem->detail : NULL;

  g_set_error (error, HY_TRANSPORT_ERROR, code, "the district answered HTTP %u%s%s", reply->status,
               detail != NULL ? ": " : "", detail != NULL ? detail : "");
  return FALSE;
}

static gboolean
refused_device (HyEngine *self, const HyReply *reply, const HyProblem *problem, GError **error)
{
  gboolean revoked = problem != NULL && problem->code == HY_PROBLEM_DEVICE_REVOKED;

  self->wipe = revoked && problem->wipe;
  return set_fault (revoked ? HY_TRANSPORT_ERROR_REVOKED : HY_TRANSPORT_ERROR_UNAUTHORIZED, reply,
                    problem, error);
}

/* 200, 409 and 410 alone can say that the epoch is new. */
static gboolean
sort_epoch (HyEngine *self,
            const HyReply *reply,
            const HyProblem *problem,
            HyAnswerKind *kind,
            GError **error)
{
  gboolean expired = problem != NULL && problem->code == HY_PROBLEM_CURSOR_EXPIRED;

  if (reply->epoch == NULL)
    return no_epoch (reply, error);
  if (g_strcmp0 (reply->epoch, self->epoch) != 0 && !HY_PLANT ("epoch-ignored"))
    *kind = HY_ANSWER_NEW_EPOCH;
  else if (reply->status == 200)
    *kind = HY_ANSWER_OK;
  else if (expired)
    *kind = HY_ANSWER_EXPIRED;
  else
    return set_fault (HY_TRANSPORT_ERROR_BAD_ANSWER, reply, problem, error);
  return TRUE;
}

static gboolean
sort_reply (HyEngine *self, const HyReply *reply, HyAnswerKind *kind, GError **error)
{
  g_autoptr (HyProblem) problem = NULL;
  gsize length;
  const char *text = hy_reply_text (reply, &length);

  if (reply->status >= 400)
    problem = hy_problem_parse (text, length, NULL);
  if (problem != NULL && problem->code == HY_PROBLEM_PROTOCOL_TOO_OLD)
    return set_fault (HY_TRANSPORT_ERROR_TOO_OLD, reply, problem, error);
  switch (reply->status)
    {
    case 200:
    case 409:
    case 410:
      return sort_epoch (self, reply, problem, kind, error);
    case 400:
    case 413:
      *kind = HY_ANSWER_REJECTED;
      return TRUE;
    case 404:
      *kind = HY_ANSWER_NOT_FOUND;
      return TRUE;
    case 401:
      self->wipe = self->wipe || HY_PLANT ("wiped-on-401");
      return set_fault (HY_TRANSPORT_ERROR_UNAUTHORIZED, reply, problem, error);
    case 403:
      return refused_device (self, reply, problem, error);
    case 429:
    case 503:
      return hy_retry_after_note (self->store, reply, error)
             && set_fault (HY_TRANSPORT_ERROR_SLOW_DOWN, reply, problem, error);
    default:
      return set_fault (HY_TRANSPORT_ERROR_SERVER, reply, problem, error);
    }
}

/* The last line of a stream may lack its break. Half a line is none, and leaves the stream without
 * its end, which the caller misses: what is wrong with it does not matter. */
static void
end_last_line (Gate *gate)
{
  g_autoptr (GError) half = NULL;

  if (gate->chunk != NULL && gate->reply->status == 200 && !gate_chunk ("\n", 1, gate, &half))
    g_debug ("the last line: %s", half->message);
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

  if (!hy_retry_after_check (self->store, error))
    return FALSE;
  sent = hy_transport_send (self->transport, request, chunk != NULL ? gate_chunk : NULL, &gate,
                            reply, cancellable, &fault);
  if (!sent && !gate.other_epoch)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (sent)
    end_last_line (&gate);
  return note_reply (self, reply, error) && sort_reply (self, reply, kind, error);
}
