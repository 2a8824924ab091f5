#include "desk/hy-bulk.h"

#include "desk/hy-trouble.h"

typedef struct
{
  HyBulkResult *result;
  guint waiting;
} Bulk;

/* One ticket of it. */
typedef struct
{
  GTask *task;
  char *ticket;
} Part;

void
hy_bulk_result_free (HyBulkResult *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->commands);
  g_ptr_array_unref (self->refused);
  g_free (self->why);
  g_free (self);
}

static void
bulk_free (gpointer data)
{
  Bulk *self = data;

  g_clear_pointer (&self->result, hy_bulk_result_free);
  g_free (self);
}

static void
return_when_done (GTask *task)
{
  Bulk *bulk = g_task_get_task_data (task);

  if (bulk->waiting == 0)
    g_task_return_pointer (task, g_steal_pointer (&bulk->result),
                           (GDestroyNotify) hy_bulk_result_free);
}

static void
part_queued (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Part *part = user_data;
  g_autoptr (GTask) task = part->task;
  Bulk *bulk = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  char *command = hy_session_queue_finish (HY_SESSION (source), result, &error);

  if (command != NULL)
    g_ptr_array_add (bulk->result->commands, command);
  else
    g_ptr_array_add (bulk->result->refused, g_strdup (part->ticket));
  if (command == NULL && bulk->result->why == NULL)
    bulk->result->why = g_strdup (hy_trouble_error_words (error));
  bulk->waiting--;
  return_when_done (task);
  g_free (part->ticket);
  g_free (part);
}

static Part *
part_new (GTask *task, const char *ticket)
{
  Part *part = g_new (Part, 1);

  part->task = g_object_ref (task);
  part->ticket = g_strdup (ticket);
  return part;
}

static Bulk *
bulk_new (GTask *task, guint n)
{
  Bulk *bulk = g_new0 (Bulk, 1);

  bulk->result = g_new0 (HyBulkResult, 1);
  bulk->result->commands = g_ptr_array_new_with_free_func (g_free);
  bulk->result->refused = g_ptr_array_new_with_free_func (g_free);
  bulk->waiting = n;
  g_task_set_task_data (task, bulk, bulk_free);
  return bulk;
}

/* All at once: whoever sits down next has no part in them, and the writer keeps their order. */
void
hy_bulk_async (HySession *session,
               const char *kind,
               GVariant *body,
               GPtrArray *blobs,
               const char *const *tickets,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);
  g_autoptr (GVariant) kept = g_variant_ref_sink (body);

  g_task_set_source_tag (task, hy_bulk_async);
  bulk_new (task, g_strv_length ((char **) tickets));
  for (gsize i = 0; tickets[i] != NULL; i++)
    hy_session_queue_async (session,
                            &(HyDeed){ .ticket = tickets[i],
                                       .kind = kind,
                                       .body = kept,
                                       .blobs = blobs,
                                       .base_version = -1 },
                            NULL, part_queued, part_new (task, tickets[i]));
  return_when_done (task);
}

HyBulkResult *
hy_bulk_finish (HySession *session, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
part_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Part *part = user_data;
  g_autoptr (GTask) task = part->task;
  Bulk *bulk = g_task_get_task_data (task);
  gboolean ok = hy_session_undo_finish (HY_SESSION (source), result, NULL);

  g_ptr_array_add (ok ? bulk->result->commands : bulk->result->refused, part->ticket);
  bulk->waiting--;
  return_when_done (task);
  g_free (part);
}

void
hy_bulk_undo_async (HySession *session,
                    const char *const *commands,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);

  g_task_set_source_tag (task, hy_bulk_undo_async);
  bulk_new (task, g_strv_length ((char **) commands));
  for (gsize i = 0; commands[i] != NULL; i++)
    hy_session_undo_async (session, commands[i], NULL, part_undone, part_new (task, commands[i]));
  return_when_done (task);
}

guint
hy_bulk_undo_finish (HySession *session, GAsyncResult *result, guint *late)
{
  g_autoptr (HyBulkResult) done = NULL;

  g_return_val_if_fail (g_task_is_valid (result, session), 0);
  done = g_task_propagate_pointer (G_TASK (result), NULL);
  *late = done->refused->len;
  return done->commands->len;
}
