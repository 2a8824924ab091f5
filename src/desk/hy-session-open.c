#include "desk/hy-session-private.h"

#include "wire/hy-system-clock.h"

static HyTime
pc_now (gpointer data)
{
  return hy_system_clock_now ();
}

static HyStore *
open_store (const char *dir, GError **error)
{
  return hy_store_open (dir, HY_STORE_CREATE | HY_STORE_RESCUE, pc_now, NULL, error);
}

HySession *
hy_session_new (const char *dir, GError **error)
{
  g_autoptr (HyStore) store = open_store (dir, error);

  return store != NULL ? hy_session_take_store (store) : NULL;
}

static void
open_on_thread (GTask *task, gpointer source, gpointer dir, GCancellable *cancellable)
{
  GError *error = NULL;
  HyStore *store = open_store (dir, &error);

  if (store != NULL)
    g_task_return_pointer (task, store, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
hy_session_open_async (const char *dir, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_task_data (task, g_strdup (dir), g_free);
  g_task_run_in_thread (task, open_on_thread);
}

HySession *
hy_session_open_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (HyStore) store = g_task_propagate_pointer (G_TASK (result), error);

  return store != NULL ? hy_session_take_store (store) : NULL;
}
