#include "desk/hy-matter.h"

#include "store/hy-drafts.h"

G_DEFINE_BOXED_TYPE (HyMatter, hy_matter, hy_matter_ref, hy_matter_unref)

HyMatter *
hy_matter_ref (HyMatter *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
hy_matter_clear (gpointer data)
{
  HyMatter *self = data;

  /* The case borrows the rules. */
  g_clear_pointer (&self->ticket, hy_ticket_view_free);
  g_clear_pointer (&self->policy, hy_policy_unref);
  g_clear_pointer (&self->calendar, hy_calendar_unref);
  g_clear_pointer (&self->demands, g_ptr_array_unref);
  g_clear_pointer (&self->may, g_array_unref);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
}

void
hy_matter_unref (HyMatter *self)
{
  g_atomic_rc_box_release_full (self, hy_matter_clear);
}

const HyMay *
hy_matter_may (const HyMatter *self, const char *kind)
{
  for (guint i = 0; i < self->may->len; i++)
    {
      const HyMay *may = &g_array_index (self->may, HyMay, i);

      if (g_str_equal (may->kind, kind))
        return may;
    }
  return NULL;
}

static void
may_clear (gpointer data)
{
  hy_refusal_clear (&((HyMay *) data)->refusal);
}

static GArray *
list_may (const HyCase *view, HyTime now)
{
  GArray *list = g_array_new (FALSE, TRUE, sizeof (HyMay));
  gsize n = 0;
  const HyKind *kinds = hy_kinds (&n);

  g_array_set_clear_func (list, may_clear);
  for (gsize i = 0; i < n && !kinds[i].of_district; i++)
    {
      HyMay may = { .kind = kinds[i].kind };

      may.allowed = hy_case_may (view, &kinds[i], now, &may.refusal);
      g_array_append_val (list, may);
    }
  return list;
}

/* What of it is computed, once the case is there. A stub has no rules. */
static void
compute (HyMatter *self)
{
  HyCase *view = self->ticket->view;

  if (view->policy == NULL || view->calendar == NULL)
    {
      self->may = g_array_new (FALSE, TRUE, sizeof (HyMay));
      self->demands = g_ptr_array_new ();
      self->guide.step = view->ticket->state == HY_STATE_LEFT ? HY_GUIDE_LEFT : HY_GUIDE_DONE;
      return;
    }
  self->policy = hy_policy_ref ((HyPolicy *) view->policy);
  self->calendar = hy_calendar_ref ((HyCalendar *) view->calendar);
  hy_guide_read (view, self->now, &self->guide);
  hy_clocks_read (view, &self->clocks);
  hy_case_gate (view, &self->gate);
  self->demands = hy_case_demands (view);
  self->may = list_may (view, self->now);
}

typedef struct
{
  char *ticket;
  HyMatter *matter;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *self = data;

  g_free (self->ticket);
  g_clear_pointer (&self->matter, hy_matter_unref);
  g_free (self);
}

static gboolean
load (HyReplica *replica, gpointer data, GError **error)
{
  Loading *self = data;
  g_autoptr (HyMatter) matter = g_atomic_rc_box_new0 (HyMatter);
  g_autofree char *id = hy_tickets_find (replica, self->ticket, error);

  if (id == NULL)
    return FALSE;
  matter->now = hy_replica_now (replica);
  matter->ticket = hy_tickets_load (replica, id, error);
  if (matter->ticket == NULL)
    return FALSE;
  matter->drafts = hy_drafts_list (replica, id, error);
  if (matter->drafts == NULL)
    return FALSE;
  compute (matter);
  self->matter = g_steal_pointer (&matter);
  return TRUE;
}

gboolean
hy_matter_is_unsent (const HyMatter *self, const HyRecord *record)
{
  const GPtrArray *timeline = self->ticket->view->timeline;
  guint sent = timeline->len - MIN (self->ticket->unsent, timeline->len);

  /* They are the last ones. */
  for (guint i = sent; i < timeline->len; i++)
    if (timeline->pdata[i] == record)
      return TRUE;
  return FALSE;
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *self = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (hy_store_finish (HY_STORE (source), result, &error))
    {
      g_task_return_pointer (task, g_steal_pointer (&self->matter),
                             (GDestroyNotify) hy_matter_unref);
      return;
    }
  hy_session_note_failure (g_task_get_source_object (task), error);
  g_task_return_error (task, error);
}

void
hy_matter_load_async (HySession *session,
                      const char *ticket,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Loading *job = g_new0 (Loading, 1);

  g_task_set_source_tag (task, hy_matter_load_async);
  job->ticket = g_strdup (ticket);
  hy_store_read_async (hy_session_get_store (session), load, job, loading_free, cancellable, loaded,
                       task);
}

HyMatter *
hy_matter_load_finish (HySession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
