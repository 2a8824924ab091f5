#include "desk/hy-session-private.h"

#include "store/hy-rescue.h"

/* How soon after room was made it goes on. */
#define PROBE_S 3

static gboolean
is_about_writing (const GError *error)
{
  return g_error_matches (error, HY_STORE_ERROR, HY_STORE_ERROR_FULL)
         || g_error_matches (error, HY_STORE_ERROR, HY_STORE_ERROR_READ_ONLY);
}

static void
set_broken (HySession *self, const GError *error)
{
  gboolean same = error != NULL && self->broken != NULL && error->code == self->broken->code
                  && g_str_equal (error->message, self->broken->message);

  if (same || (error == NULL && self->broken == NULL))
    return;
  g_clear_error (&self->broken);
  self->broken = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify (G_OBJECT (self), "broken");
}

void
hy_session_note_read (HySession *self)
{
  if (!is_about_writing (self->broken))
    set_broken (self, NULL);
}

/* The least that is a write: it is kept like any other. */
static gboolean
probe (HyReplica *replica, gpointer data, GError **error)
{
  return hy_replica_set_meta_int (replica, "probed_at", hy_replica_now (replica), error);
}

static void
probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HySession) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hy_store_finish (HY_STORE (source), result, &error))
    {
      hy_session_note_failure (self, error);
      return;
    }
  g_clear_handle_id (&self->probe_source, g_source_remove);
  set_broken (self, NULL);
  hy_session_sync_now (self);
  hy_session_refresh (self);
}

static gboolean
probe_now (gpointer data)
{
  HySession *self = data;

  hy_store_write_async (self->store, probe, NULL, NULL, self->cancellable, probed,
                        g_object_ref (self));
  return G_SOURCE_CONTINUE;
}

void
hy_session_note_failure (HySession *self, const GError *error)
{
  g_return_if_fail (HY_IS_SESSION (self));
  g_return_if_fail (error != NULL);

  if (is_about_writing (error))
    {
      set_broken (self, error);
      if (self->probe_source == 0 && !g_cancellable_is_cancelled (self->cancellable))
        self->probe_source = g_timeout_add_seconds (PROBE_S, probe_now, self);
    }
  else if (g_error_matches (error, HY_STORE_ERROR, HY_STORE_ERROR_UNUSABLE)
           && !is_about_writing (self->broken))
    set_broken (self, error);
}

static gboolean
dismiss (HyReplica *replica, gpointer data, GError **error)
{
  return hy_rescue_dismiss (replica, error);
}

void
hy_session_dismiss_rescue (HySession *self)
{
  g_return_if_fail (HY_IS_SESSION (self));

  hy_store_write_async (self->store, dismiss, NULL, NULL, NULL, NULL, NULL);
}
