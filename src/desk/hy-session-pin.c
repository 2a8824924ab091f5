#include "desk/hy-session-private.h"

#include "store/hy-pin.h"

#include <string.h>

typedef struct
{
  char *person, *hash, *pin;
} Check;

static void
check_free (gpointer data)
{
  Check *self = data;

  g_free (self->person);
  g_free (self->hash);
  explicit_bzero (self->pin, strlen (self->pin));
  g_free (self->pin);
  g_free (self);
}

static HyPinGuard *
need_guard (HySession *self, const char *person)
{
  HyPinGuard *guard = g_hash_table_lookup (self->guards, person);

  if (guard == NULL)
    {
      guard = g_new0 (HyPinGuard, 1);
      g_hash_table_insert (self->guards, g_strdup (person), guard);
    }
  return guard;
}

gboolean
hy_session_has_pin (HySession *self, const char *person)
{
  const HyPersonRow *row = hy_session_find_person (self, person);

  return row != NULL && row->pin != NULL;
}

void
hy_session_lock (HySession *self)
{
  g_return_if_fail (HY_IS_SESSION (self));

  self->locked = self->locked || hy_session_has_pin (self, self->person);
}

gboolean
hy_session_is_locked (HySession *self)
{
  return self->locked;
}

gint64
hy_session_get_pin_wait (HySession *self, const char *person)
{
  return hy_pin_guard_wait (need_guard (self, person), g_get_monotonic_time ());
}

static void
check (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Check *self = data;

  g_task_return_boolean (task, hy_pin_fits (self->hash, self->pin));
}

void
hy_session_check_pin_async (HySession *self,
                            const char *person,
                            const char *pin,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  const HyPersonRow *row = hy_session_find_person (self, person);
  g_autoptr (GTask) task = NULL;
  Check *data;

  g_return_if_fail (row != NULL && row->pin != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  data = g_new0 (Check, 1);
  data->person = g_strdup (person);
  data->hash = g_strdup (row->pin);
  data->pin = g_strdup (pin);
  g_task_set_task_data (task, data, check_free);
  hy_pin_guard_begin (need_guard (self, person), g_get_monotonic_time ());
  g_task_run_in_thread (task, check);
}

gboolean
hy_session_check_pin_finish (HySession *self, GAsyncResult *result, GError **error)
{
  const Check *data = g_task_get_task_data (G_TASK (result));
  gboolean fits = g_task_propagate_boolean (G_TASK (result), error);

  if (fits)
    hy_pin_guard_passed (need_guard (self, data->person));
  return fits;
}
