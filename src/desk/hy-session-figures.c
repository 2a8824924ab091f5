#include "desk/hy-session-private.h"

#include "store/hy-outbox.h"

void
hy_figures_free (HyFigures *self)
{
  if (self == NULL)
    return;
  g_free (self->person);
  g_free (self->office_name);
  g_free (self->hotline);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  hy_status_clear (&self->status);
  g_clear_pointer (&self->calendar, hy_calendar_unref);
  g_free (self);
}

static gboolean
read_enrolment (HyReplica *replica, HyFigures *self, GError **error)
{
  g_auto (HyEnrolment) enrolment = { 0 };
  g_autoptr (GError) cause = NULL;

  self->enrolled = hy_replica_get_enrolment (replica, &enrolment, &cause);
  if (self->enrolled)
    {
      self->office_name = g_steal_pointer (&enrolment.office_name);
      self->people = hy_people_list (replica, error);
    }
  else if (g_error_matches (cause, HY_STORE_ERROR, HY_STORE_ERROR_NOT_ENROLLED))
    self->people = g_ptr_array_new ();
  else
    g_propagate_error (error, g_steal_pointer (&cause));
  return self->people != NULL;
}

static gboolean
read_counts (HyReplica *replica, HyFigures *self, GError **error)
{
  HyListCounts own = { 0 };

  if (!hy_list_counts (replica, NULL, &self->counts, error))
    return FALSE;
  self->on_hand = self->counts.on_hand;
  if (self->person == NULL)
    return TRUE;
  if (!hy_list_counts (replica, self->person, &own, error))
    return FALSE;
  self->on_hand_mine = own.on_hand;
  if (self->mine)
    self->counts = own;
  return TRUE;
}

static gboolean
read_figures (HyReplica *replica, gpointer data, GError **error)
{
  HyFigures *self = data;
  const HyPolicy *policy = hy_replica_policy (replica, NULL);

  self->now = hy_replica_now (replica);
  self->mono = g_get_monotonic_time ();
  self->calendar = hy_calendar_ref ((HyCalendar *) hy_replica_calendar (replica));
  self->grace_hours = policy->offline_grace_hours;
  self->hotline = g_strdup (policy->phone);
  return read_enrolment (replica, self, error) && hy_status_read (replica, &self->status, error)
         && hy_outbox_has_sendable (replica, &self->sendable, error)
         && read_counts (replica, self, error);
}

static void
figures_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HySession) self = user_data;
  HyFigures *figures = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean ok = hy_store_finish (HY_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->reading = FALSE;
  if (ok)
    {
      HyFigures *taken = g_new (HyFigures, 1);

      *taken = *figures;
      *figures = (HyFigures){ 0 };
      hy_session_take_figures (self, taken);
    }
  else
    hy_session_note_failure (self, error);
  if (self->stale)
    hy_session_refresh (self);
}

void
hy_session_read_figures (HySession *self)
{
  HyFigures *figures = NULL;

  if (self->reading)
    {
      self->stale = TRUE;
      return;
    }
  self->reading = TRUE;
  self->stale = FALSE;
  figures = g_new0 (HyFigures, 1);
  figures->person = g_strdup (self->person);
  figures->mine = self->mine && self->person != NULL;
  figures->foreign = self->foreign;
  self->foreign = FALSE;
  hy_store_read_async (self->store, read_figures, figures, (GDestroyNotify) hy_figures_free,
                       self->cancellable, figures_read, g_object_ref (self));
}
