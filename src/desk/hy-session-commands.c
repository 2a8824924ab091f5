#include "desk/hy-session-private.h"

#include "core/hy-words.h"
#include "desk/hy-command-words.h"
#include "store/hy-outbox-hold.h"
#include "store/hy-outbox.h"

/* A deed on its way through the writer's thread. */
typedef struct
{
  HySession *session;
  char *ticket, *person, *kind, *amends;
  GVariant *body;
  GPtrArray *blobs;
  gint64 base_version;
  char *command;
  HyDraft *draft; /* what its form held */
  HyRefusal refusal;
} Queued;

static void
queued_free (gpointer data)
{
  Queued *self = data;

  g_object_unref (self->session);
  g_free (self->ticket);
  g_free (self->person);
  g_free (self->kind);
  g_free (self->amends);
  g_free (self->command);
  hy_draft_free (self->draft);
  g_variant_unref (self->body);
  g_clear_pointer (&self->blobs, g_ptr_array_unref);
  hy_refusal_clear (&self->refusal);
  g_free (self);
}

static gboolean
queue (HyReplica *replica, gpointer data, GError **error)
{
  Queued *self = data;

  if (self->person != NULL
      && !hy_drafts_load (replica, self->ticket, self->person, self->kind, &self->draft, NULL,
                          error))
    return FALSE;
  /* Nothing was typed, but files were attached: an undo brings them back. */
  if (self->draft == NULL && self->person != NULL && self->blobs != NULL && self->blobs->len > 0)
    {
      self->draft = g_new0 (HyDraft, 1);
      self->draft->ticket = g_strdup (self->ticket);
      self->draft->person = g_strdup (self->person);
      self->draft->kind = g_strdup (self->kind);
      self->draft->body = g_strdup ("{}");
      self->draft->base_version = self->base_version;
    }
  self->command
      = hy_outbox_queue (replica, self->ticket, self->person, self->kind, self->body, self->amends,
                         self->blobs, self->base_version, &self->refusal, error);
  if (self->command == NULL)
    return FALSE;
  return hy_command_is_trace (self->kind)
         || hy_outbox_hold (replica, self->command, HY_SESSION_UNDO_S * HY_SECOND, error);
}

/* Words that name what to do, in place of the store's. */
static void
explain (Queued *self, GError **error)
{
  if (self->refusal.code == NULL || *error == NULL)
    return;
  g_free ((*error)->message);
  (*error)->message = hy_refusal_detail (&self->refusal, self->kind);
}

static gboolean
send_now (gpointer data)
{
  HySession *self = data;

  hy_session_sync_now (self);
  return G_SOURCE_REMOVE;
}

/* A second more than it can be taken back, so that the round finds the moment over. */
static void
send_soon (const Queued *job)
{
  if (hy_command_is_trace (job->kind))
    hy_session_sync_now (job->session);
  else
    g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, HY_SESSION_UNDO_S + 1, send_now,
                                g_object_ref (job->session), g_object_unref);
}

/* Until the moment is over by far, what was typed is kept for an undo. */
static void
keep_draft (Queued *job)
{
  if (job->draft != NULL)
    g_hash_table_replace (job->session->undoable, g_strdup (job->command),
                          g_steal_pointer (&job->draft));
}

static void
queued (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Queued *self = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (hy_store_finish (HY_STORE (source), result, &error))
    {
      keep_draft (self);
      send_soon (self);
      g_task_return_pointer (task, g_strdup (self->command), g_free);
      return;
    }
  explain (self, &error);
  hy_session_note_failure (self->session, error);
  g_task_set_task_data (task, g_object_ref (result), g_object_unref);
  g_task_return_error (task, error);
}

void
hy_session_queue_async (HySession *self,
                        const HyDeed *deed,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Queued *job = g_new0 (Queued, 1);

  g_task_set_source_tag (task, hy_session_queue_async);
  job->session = g_object_ref (self);
  job->ticket = g_strdup (deed->ticket);
  job->person = g_strdup (self->person);
  job->kind = g_strdup (deed->kind);
  job->amends = g_strdup (deed->amends);
  job->body = g_variant_ref_sink (deed->body);
  job->blobs = deed->blobs != NULL ? g_ptr_array_ref (deed->blobs) : NULL;
  job->base_version = deed->base_version;
  /* What a person saved is saved, whoever has lost interest in hearing of it. */
  hy_store_write_async (self->store, queue, job, queued_free, NULL, queued, task);
}

char *
hy_session_queue_finish (HySession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

const HyRefusal *
hy_session_queue_refusal (GAsyncResult *result)
{
  GTask *inner = g_task_get_task_data (G_TASK (result));
  Queued *job = inner != NULL ? g_task_get_task_data (inner) : NULL;

  return job != NULL && job->refusal.code != NULL ? &job->refusal : NULL;
}

typedef struct
{
  HySession *session;
  char *command;
  HyDraft *draft;
} Undoing;

static void
undoing_free (gpointer data)
{
  Undoing *self = data;

  g_object_unref (self->session);
  g_free (self->command);
  hy_draft_free (self->draft);
  g_free (self);
}

static gboolean
undo (HyReplica *replica, gpointer data, GError **error)
{
  Undoing *self = data;

  return hy_outbox_undo (replica, self->command, self->draft, error);
}

static void
undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (hy_store_finish (HY_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
hy_session_undo_async (HySession *self,
                       const char *command,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Undoing *job = g_new0 (Undoing, 1);
  g_autofree char *key = NULL;
  gpointer draft = NULL;

  g_task_set_source_tag (task, hy_session_undo_async);
  job->session = g_object_ref (self);
  job->command = g_strdup (command);
  if (g_hash_table_steal_extended (self->undoable, command, (gpointer *) &key, &draft))
    job->draft = draft;
  hy_store_write_async (self->store, undo, job, undoing_free, NULL, undone, task);
}

gboolean
hy_session_undo_finish (HySession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
