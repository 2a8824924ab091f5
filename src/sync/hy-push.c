#include "sync/hy-engine-private.h"

#include "store/hy-outbox.h"
#include "wire/hy-envelope.h"

/* Room for the envelope around the commands. */
#define BATCH_BYTES (HY_BATCH_BYTES_MAX - 4096)

typedef struct
{
  guint max;
  GPtrArray *commands;
} Take;

static gboolean
take (HyReplica *replica, gpointer data, GError **error)
{
  Take *self = data;

  self->commands = hy_outbox_take (replica, self->max, BATCH_BYTES, error);
  return self->commands != NULL;
}

static gboolean
put_back (HyReplica *replica, gpointer data, GError **error)
{
  return hy_outbox_put_back (replica, error);
}

typedef struct
{
  HyAnswer *answer;
  const char *epoch;
  guint refused;
} Settle;

static gboolean
settle (HyReplica *replica, gpointer data, GError **error)
{
  Settle *self = data;

  return hy_outbox_settle (replica, self->answer->results, self->epoch, &self->refused, error)
         && (g_strcmp0 (self->answer->warning, "replica_copied") != 0
             || hy_replica_set_meta_int (replica, "replica_copied", 1, error));
}

typedef struct
{
  const char *command;
  const char *detail;
} Reject;

static gboolean
reject (HyReplica *replica, gpointer data, GError **error)
{
  Reject *self = data;

  return hy_outbox_set_undeliverable (replica, self->command, "undeliverable", self->detail, error);
}

/* One result for each command, in order, or the answer is not one to our batch. */
static gboolean
answer_fits (HyAnswer *answer, GPtrArray *commands)
{
  if (answer->unread != 0 || answer->results->len != commands->len)
    return FALSE;
  for (guint i = 0; i < commands->len; i++)
    {
      HyCommand *command = commands->pdata[i];
      HyResult *result = answer->results->pdata[i];

      if (g_strcmp0 (command->id, result->id) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
settle_answer (HyEngine *self, GPtrArray *commands, HyReply *reply, GError **error)
{
  gsize length = 0;
  const char *text = hy_reply_text (reply, &length);
  g_autoptr (GError) cause = NULL;
  g_autoptr (HyAnswer) answer = hy_answer_parse (text, length, &cause);
  Settle work = { .answer = answer, .epoch = self->epoch };

  if (answer == NULL || !answer_fits (answer, commands))
    {
      g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER,
                   "the answer to what was sent cannot be understood: %s",
                   cause != NULL ? cause->message : "its results are not those of the batch");
      return FALSE;
    }
  if (!hy_store_write (self->store, settle, &work, error))
    return FALSE;
  self->summary.sent += commands->len;
  self->summary.refused += work.refused;
  return TRUE;
}

static gboolean
reject_single (HyEngine *self, GPtrArray *commands, HyReply *reply, GError **error)
{
  HyCommand *command = commands->pdata[0];
  g_autofree char *detail = g_strdup_printf ("HTTP %u", reply->status);
  Reject work = { .command = command->id, .detail = detail };

  return hy_store_write (self->store, reject, &work, error);
}

/* Sends one batch. *max becomes half of it when the district rejects it as a whole, and grows again
 * with what it takes. */
static gboolean
push_batch (HyEngine *self,
            GPtrArray *commands,
            guint *max,
            HyPart *part,
            GCancellable *cancellable,
            GError **error)
{
  char *json = hy_batch_to_json (self->device, self->epoch, commands);
  g_autoptr (GBytes) body = g_bytes_new_take (json, strlen (json));
  HyRequest request
      = { .method = "POST", .path = "/v1/commands", .token = self->token, .body = body };
  g_auto (HyReply) reply = { 0 };
  HyAnswerKind kind;

  if (!hy_engine_ask (self, &request, NULL, NULL, &reply, &kind, cancellable, error))
    return FALSE;
  switch (kind)
    {
    case HY_ANSWER_OK:
      *max = MIN (*max * 2, HY_BATCH_MAX);
      return settle_answer (self, commands, &reply, error);
    case HY_ANSWER_REJECTED:
      *max = MAX (commands->len / 2, 1);
      return commands->len == 1 ? reject_single (self, commands, &reply, error)
                                : hy_store_write (self->store, put_back, NULL, error);
    case HY_ANSWER_NEW_EPOCH:
      *part = HY_PART_AGAIN;
      return hy_store_write (self->store, put_back, NULL, error)
             && hy_engine_enter_epoch (self, reply.epoch, error);
    case HY_ANSWER_EXPIRED:
    case HY_ANSWER_NOT_FOUND:
    default:
      g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER,
                   "HTTP %u in answer to what was sent", reply.status);
      return FALSE;
    }
}

gboolean
hy_engine_push (HyEngine *self, HyPart *part, GCancellable *cancellable, GError **error)
{
  guint max = HY_BATCH_MAX;

  *part = HY_PART_DONE;
  while (*part == HY_PART_DONE)
    {
      g_autoptr (GPtrArray) commands = NULL;
      Take work = { .max = max };

      if (!hy_store_write (self->store, take, &work, error))
        return FALSE;
      commands = work.commands;
      if (commands->len == 0)
        return TRUE;
      if (!push_batch (self, commands, &max, part, cancellable, error))
        {
          g_autoptr (GError) ignored = NULL;

          /* A failing database is already the error; what was taken is sent again in any case. */
          if (!hy_store_write (self->store, put_back, NULL, &ignored))
            g_debug ("put back: %s", ignored->message);
          return FALSE;
        }
    }
  return TRUE;
}
