#include "desk/hy-session-private.h"

#include "store/hy-seen.h"

typedef struct
{
  char *person, *ticket;
} Seen;

static void
seen_free (gpointer data)
{
  Seen *self = data;

  g_free (self->person);
  g_free (self->ticket);
  g_free (self);
}

static gboolean
note (HyReplica *replica, gpointer data, GError **error)
{
  Seen *self = data;

  return hy_seen_note (replica, self->person, self->ticket, error);
}

/* Nobody loses anything by a title that stays bold. */
static void
noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HySession) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hy_store_finish (HY_STORE (source), result, &error))
    hy_session_note_failure (self, error);
}

void
hy_session_note_seen (HySession *self, const char *ticket)
{
  Seen *seen;

  g_return_if_fail (HY_IS_SESSION (self));
  if (self->person == NULL)
    return;
  seen = g_new (Seen, 1);
  seen->person = g_strdup (self->person);
  seen->ticket = g_strdup (ticket);
  hy_store_write_async (self->store, note, seen, seen_free, NULL, noted, g_object_ref (self));
}
