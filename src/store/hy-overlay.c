#include "store/hy-overlay.h"

#include "store/hy-people.h"
#include "wire/hy-record-json.h"

#include <string.h>

static void
overlaid_free (gpointer data)
{
  HyOverlaid *self = data;

  hy_command_free (self->command);
  g_free (self);
}

static HyOverlaid *
overlaid_read (HySqlStmt *stmt, GError **error)
{
  HyCommand *command = hy_command_from_json (hy_sql_text (stmt, 0), -1, error);
  HyOverlaid *self;

  if (command == NULL)
    return NULL;
  self = g_new0 (HyOverlaid, 1);
  self->command = command;
  self->applied = strcmp (hy_sql_text (stmt, 1), "applied") == 0 || !hy_sql_is_null (stmt, 3);
  self->may_refuse = hy_sql_int64 (stmt, 2) != 0;
  return self;
}

GPtrArray *
hy_overlay_load (HyReplica *replica, const char *id, GError **error)
{
  g_autoptr (GPtrArray) overlay = g_ptr_array_new_with_free_func (overlaid_free);
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      replica->sql,
      "SELECT command, state, may_refuse, receipt FROM commands WHERE ticket = ?1 AND "
      "overlay = 1 AND state IN ('queued', 'sending', 'held', 'applied') ORDER BY seq",
      error);
  gboolean row = TRUE;

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "s", id);
  while (row)
    {
      HyOverlaid *next;

      if (!hy_sql_step (stmt, &row, error))
        return NULL;
      if (!row)
        break;
      next = overlaid_read (stmt, error);
      if (next == NULL)
        return NULL;
      g_ptr_array_add (overlay, next);
    }
  return g_steal_pointer (&overlay);
}

static HyRecord *
entry_of (HyReplica *replica, const HyCommand *command)
{
  g_autofree char *office = hy_replica_get_meta (replica, "office");
  g_autofree char *name = hy_people_name (replica, command->person);

  return hy_record_from_command (command, office, name);
}

static void
fold_one (HyReplica *replica, HyOverlaid *self, HyCase *c)
{
  const HyCommand *command = self->command;
  g_autoptr (HyRecord) record = entry_of (replica, command);
  g_auto (HyRefusal) refusal = { 0 };
  HyStep step = {
    .kind = hy_kind_find (command->kind),
    .record = record,
    .base_version = self->applied ? -1 : command->base_version,
    .when = hy_effective_time (command->made_at, command->clock_offset_ms, HY_TIME_NONE,
                               c->policy->offline_grace_hours),
  };

  self->folded = step.kind != NULL && hy_case_check (c, &step, &refusal);
  self->fails = !self->folded && !self->applied;
  if (self->folded)
    hy_case_apply (c, &step);
  /* The district has done it after something that the row does not tell yet (another PC's reply
   * that this one withdraws): its entry stays on the screen, and its effect comes with the row. */
  else if (self->applied)
    g_ptr_array_add (c->timeline, hy_record_copy (record));
}

gboolean
hy_overlay_fold (HyReplica *replica, GPtrArray *overlay, HyCase *c)
{
  gboolean may_refuse = FALSE;

  for (guint i = 0; i < overlay->len; i++)
    {
      HyOverlaid *self = g_ptr_array_index (overlay, i);

      self->fails = self->folded = FALSE;
      /* The pull may have brought its effect before the answer came. */
      if (hy_case_find_record (c, self->command->id) == NULL)
        fold_one (replica, self, c);
      may_refuse = may_refuse || self->fails;
    }
  return may_refuse;
}

gboolean
hy_overlay_note (HyReplica *replica, GPtrArray *overlay, GError **error)
{
  for (guint i = 0; i < overlay->len; i++)
    {
      HyOverlaid *self = g_ptr_array_index (overlay, i);

      if (self->fails == self->may_refuse)
        continue;
      if (!hy_sql_run (replica->sql, NULL, error,
                       "UPDATE commands SET may_refuse = ?2 WHERE id = ?1", "si", self->command->id,
                       (gint64) self->fails))
        return FALSE;
      hy_replica_mark_changed (replica, HY_STORE_CHANGE_OUTBOX);
    }
  return TRUE;
}

HyTicket *
hy_overlay_new_ticket (GPtrArray *overlay)
{
  for (guint i = 0; i < overlay->len; i++)
    {
      const HyCommand *command = ((HyOverlaid *) g_ptr_array_index (overlay, i))->command;
      HyTicket *ticket;

      if (strcmp (command->kind, "intake") != 0)
        continue;
      ticket = hy_ticket_new ();
      ticket->id = g_strdup (command->ticket);
      return ticket;
    }
  return NULL;
}

gboolean
hy_overlay_confirm (HyReplica *replica, const char *id, gint64 version, GError **error)
{
  return hy_sql_run (replica->sql, NULL, error,
                     "UPDATE commands SET overlay = 0 WHERE ticket = ?1 AND overlay = 1 AND "
                     "state IN ('applied', 'late_note') AND (?2 < 0 OR version <= ?2) AND NOT EXISTS "
                     "(SELECT 1 FROM aside a WHERE a.kind = 'record' AND a.id = commands.id)",
                     "si", id, version);
}

gboolean
hy_overlay_take_up (HyReplica *replica, const char *id, int *taken, GError **error)
{
  return hy_sql_run (replica->sql, taken, error,
                     "UPDATE commands SET overlay = 1 WHERE ticket = ?1 AND overlay = 0 AND state = 'applied' AND "
                     "EXISTS (SELECT 1 FROM aside a WHERE a.kind = 'record' AND a.id = commands.id) AND "
                     "NOT EXISTS (SELECT 1 FROM records r WHERE r.id = commands.id)",
                     "s", id);
}
