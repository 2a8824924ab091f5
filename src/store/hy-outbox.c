#include "store/hy-outbox-private.h"

#include "wire/hy-envelope.h"
#include "wire/hy-record-json.h"

#include "store/hy-text.h"

void
hy_outbox_item_free (HyOutboxItem *self)
{
  if (self == NULL)
    return;
  hy_command_free (self->command);
  g_free (self->state);
  g_free (self->code);
  g_free (self->detail);
  g_free (self->field);
  g_free (self->number);
  g_free (self->title);
  g_free (self);
}

void
hy_outbox_row_clear (HyOutboxRow *self)
{
  g_clear_pointer (&self->command, hy_command_free);
  g_clear_pointer (&self->state, g_free);
}

gboolean
hy_outbox_load (HyReplica *replica, const char *id, HyOutboxRow *out, GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql, "SELECT command, state, sent FROM commands WHERE id = ?1",
                        error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "s", id);
  if (!hy_sql_step (stmt, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_FOUND,
                   _ ("no command %s is in the outbox"), id);
      return FALSE;
    }
  out->command = hy_command_from_json (hy_sql_text (stmt, 0), -1, error);
  out->state = g_strdup (hy_sql_text (stmt, 1));
  out->sent = hy_sql_int64 (stmt, 2) != 0;
  return out->command != NULL;
}

HyOutboxItem *
hy_outbox_read_item (HySqlStmt *stmt, GError **error)
{
  g_autoptr (HyOutboxItem) item = g_new0 (HyOutboxItem, 1);

  item->command = hy_command_from_json (hy_sql_text (stmt, 0), -1, error);
  if (item->command == NULL)
    return NULL;
  item->state = g_strdup (hy_sql_text (stmt, 1));
  item->code = g_strdup (hy_sql_text (stmt, 2));
  item->detail = g_strdup (hy_sql_text (stmt, 3));
  item->field = g_strdup (hy_sql_text (stmt, 4));
  item->sent = hy_sql_int64 (stmt, 5) != 0;
  item->may_refuse = hy_sql_int64 (stmt, 6) != 0;
  item->number = g_strdup (hy_sql_text (stmt, 7));
  item->title = g_strdup (hy_sql_text (stmt, 8));
  item->limit = hy_sql_int64 (stmt, 9);
  item->at = hy_sql_int64 (stmt, 10);
  item->orphan = hy_sql_int64 (stmt, 11) != 0;
  return g_steal_pointer (&item);
}

GPtrArray *
hy_outbox_list (HyReplica *replica, GError **error)
{
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_outbox_item_free);
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      replica->sql,
      "SELECT " HY_OUTBOX_COLUMNS " FROM commands c LEFT JOIN tickets t ON t.id = c.ticket "
      "WHERE c." HY_OUTBOX_WAITING " ORDER BY c.seq",
      error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  while (hy_sql_step (stmt, &row, error))
    {
      HyOutboxItem *item;

      if (!row)
        return g_steal_pointer (&items);
      item = hy_outbox_read_item (stmt, error);
      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
    }
  return NULL;
}

gboolean
hy_outbox_after (HyReplica *replica, HyCommand *command, GError **error)
{
  g_autofree char *epoch = hy_replica_get_meta (replica, "epoch");
  g_autoptr (GError) local = NULL;

  /* The one before is asked for first, then whether the district can know it. */
  g_clear_pointer (&command->after, g_free);
  hy_sql_get_text (
      replica->sql, &command->after, &local,
      "SELECT CASE WHEN state = 'undeliverable' OR (state = 'refused' AND epoch IS NOT ?3) "
      "THEN NULL ELSE id END FROM commands "
      "WHERE ticket = ?1 AND seq < ?2 AND state <> 'gone' ORDER BY seq DESC LIMIT 1",
      "sis", command->ticket, command->seq, epoch);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static GPtrArray *
load_unsettled (HyReplica *replica, GError **error)
{
  g_autoptr (GPtrArray) commands
      = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_command_free);
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql,
                        "SELECT command, receipt FROM commands WHERE " HY_OUTBOX_WAITING
                        " AND state IN ('queued', 'sending', 'held') ORDER BY seq",
                        error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  while (hy_sql_step (stmt, &row, error))
    {
      HyCommand *command;

      if (!row)
        return g_steal_pointer (&commands);
      command = hy_command_from_json (hy_sql_text (stmt, 0), -1, error);
      if (command == NULL)
        return NULL;
      command->receipt = g_strdup (hy_sql_text (stmt, 1));
      g_ptr_array_add (commands, command);
    }
  return NULL;
}

char *
hy_outbox_export (HyReplica *replica, GError **error)
{
  g_auto (HyEnrolment) enrolment = { 0 };
  g_autofree char *epoch = hy_replica_get_meta (replica, "epoch");
  g_autoptr (GPtrArray) commands = NULL;

  if (!hy_replica_get_enrolment (replica, &enrolment, error))
    return NULL;
  commands = load_unsettled (replica, error);
  if (commands == NULL)
    return NULL;
  for (guint i = 0; i < commands->len; i++)
    if (!hy_outbox_after (replica, g_ptr_array_index (commands, i), error))
      return NULL;
  return hy_batch_to_json (enrolment.device, epoch, commands);
}
