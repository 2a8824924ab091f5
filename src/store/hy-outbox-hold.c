#include "store/hy-outbox-hold.h"

#include "store/hy-attachments.h"
#include "store/hy-outbox-private.h"

#include "store/hy-text.h"

gboolean
hy_outbox_hold (HyReplica *replica, const char *command, HyTime span, GError **error)
{
  HyTime until = replica->now (replica->now_data) + CLAMP (span, 0, HY_OUTBOX_HOLD_MAX);

  return hy_sql_run (replica->sql, NULL, error, "UPDATE commands SET hold_until = ?2 WHERE id = ?1",
                     "si", command, until);
}

/* The form as it was, with what was attached. */
static gboolean
bring_back (HyReplica *replica, const HyDraft *draft, const GPtrArray *blobs, GError **error)
{
  for (guint i = 0; i < blobs->len; i++)
    if (!hy_attachments_add (replica, draft->ticket, draft->person, draft->kind,
                             g_ptr_array_index (blobs, i), error))
      return FALSE;
  return hy_drafts_save (replica, draft, error);
}

gboolean
hy_outbox_undo (HyReplica *replica, const char *command, const HyDraft *draft, GError **error)
{
  g_auto (HyOutboxRow) row = { 0 };

  if (!hy_outbox_load (replica, command, &row, error))
    return FALSE;
  if (!g_str_equal (row.state, "queued") || row.sent)
    {
      g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_STATE,
                   _ ("too late to take it back: it has been sent"));
      return FALSE;
    }
  if (draft != NULL && !bring_back (replica, draft, row.command->blobs, error))
    return FALSE;
  return hy_outbox_discard (replica, command, _ ("taken back at once"), error);
}
