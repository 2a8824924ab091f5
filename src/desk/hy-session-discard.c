#include "desk/hy-session-private.h"

void
hy_session_note_discard (HySession *self, HyDiscard *discard)
{
  g_return_if_fail (HY_IS_SESSION (self));

  g_hash_table_replace (self->discards, g_strdup (discard->command), discard);
}

static void
free_discard (gpointer discard)
{
  hy_discard_free (discard);
}

static gboolean
undo (HyReplica *replica, gpointer data, GError **error)
{
  return hy_discard_undo (replica, data, error);
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
hy_session_undo_discard_async (HySession *self,
                               const char *command,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autofree char *key = NULL;
  gpointer discard = NULL;

  if (!g_hash_table_steal_extended (self->discards, command, (gpointer *) &key, &discard))
    return;
  hy_store_write_async (self->store, undo, discard, free_discard, NULL, undone,
                        g_task_new (self, NULL, callback, user_data));
}

gboolean
hy_session_undo_discard_finish (HySession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
