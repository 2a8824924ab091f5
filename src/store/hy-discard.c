#include "store/hy-discard.h"

#include "store/hy-outbox-private.h"

#include "store/hy-text.h"

void
hy_discard_free (HyDiscard *self)
{
  if (self == NULL)
    return;
  g_free (self->command);
  g_free (self->state);
  g_free (self->why);
  hy_draft_free (self->draft);
  g_free (self);
}

HyDiscard *
hy_discard_make (HyReplica *replica,
                 const char *command,
                 const char *why,
                 const char *ticket,
                 const char *person,
                 const char *kind,
                 GError **error)
{
  g_autoptr (HyDiscard) self = g_new0 (HyDiscard, 1);
  g_auto (HyOutboxRow) row = { 0 };

  if (!hy_outbox_load (replica, command, &row, error)
      || !hy_drafts_load (replica, ticket, person, kind, &self->draft, NULL, error))
    return NULL;
  self->command = g_strdup (command);
  self->state = g_strdup (row.state);
  self->why = g_strdup (why);
  hy_sql_get_int (replica->sql, &self->at, NULL, "SELECT at FROM commands WHERE id = ?1", "s",
                  command);
  if (!hy_drafts_delete (replica, ticket, person, kind, error)
      || !hy_outbox_discard (replica, command, why, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
hy_discard_undo (HyReplica *replica, const HyDiscard *self, GError **error)
{
  g_autofree char *ticket = NULL;

  if (!hy_sql_get_text (replica->sql, &ticket, error,
                        "UPDATE commands SET state = ?2, why = NULL, at = nullif (?4, 0) "
                        "WHERE id = ?1 AND state = 'gone' AND why = ?3 RETURNING ticket",
                        "sssi", self->command, self->state, self->why, self->at))
    {
      if (error == NULL || *error == NULL)
        g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_STATE,
                     _ ("%s is settled already: there is nothing to decide about it"),
                     self->command);
      return FALSE;
    }
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_OUTBOX | HY_STORE_CHANGE_STATUS);
  return (self->draft == NULL || hy_drafts_save (replica, self->draft, error))
         && hy_tickets_refresh (replica, ticket, error);
}
