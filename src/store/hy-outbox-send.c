#include "store/hy-outbox-hold.h"

#include "core/hy-plant.h"
#include "store/hy-drafts-over.h"
#include "store/hy-outbox-private.h"

#include "wire/hy-record-json.h"

#include <string.h>

/* What 'after', amends and receipt may add to the text that is kept. */
#define ADDED_BYTES 512
#define KEPT (90 * HY_DAY)

static gboolean
mark_sending (HyReplica *replica, HyCommand *command, GError **error)
{
  return hy_outbox_after (replica, command, error)
         && hy_sql_run (replica->sql, NULL, error,
                        "UPDATE commands SET state = 'sending', sent = ?3, after = ?2 WHERE id = ?1",
                        "ssi", command->id, command->after, (gint64) !HY_PLANT ("sent-forgotten"));
}

/* Still in the moment in which it can be taken back, or after such a one of its ticket. A hold that
 * reaches further than any can is of another time of the PC's clock. */
#define FREE_TO_GO \
  "NOT EXISTS (SELECT 1 FROM commands AS e WHERE e.ticket = commands.ticket " \
  "AND e.seq <= commands.seq AND e.state = 'queued' AND e.hold_until > ?2 AND e.hold_until <= ?3)"

/* What is offered again after a restore goes first, oldest first: 'at' is of its first result. */
static GPtrArray *
load_batch (HyReplica *replica, guint max, gsize max_bytes, GError **error)
{
  g_autoptr (GPtrArray) commands
      = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_command_free);
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql,
                        "SELECT command, receipt FROM commands WHERE " HY_OUTBOX_WAITING
                        " AND state = 'queued' AND " FREE_TO_GO " ORDER BY at IS NULL, at, seq LIMIT ?1",
                        error);
  gsize bytes = 0;
  HyTime now = replica->now (replica->now_data);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "iii", (gint64) max, now, now + HY_OUTBOX_HOLD_MAX);
  while (hy_sql_step (stmt, &row, error))
    {
      HyCommand *command;

      bytes += row ? hy_sql_bytes (stmt, 0) + ADDED_BYTES : 0;
      if (!row || (bytes > max_bytes && commands->len > 0))
        return g_steal_pointer (&commands);
      command = hy_command_from_json (hy_sql_text (stmt, 0), -1, error);
      if (command == NULL)
        return NULL;
      command->receipt = g_strdup (hy_sql_text (stmt, 1));
      g_ptr_array_add (commands, command);
    }
  return NULL;
}

GPtrArray *
hy_outbox_take (HyReplica *replica, guint max, gsize max_bytes, GError **error)
{
  g_autoptr (GPtrArray) commands = load_batch (replica, max, max_bytes, error);

  if (commands == NULL)
    return NULL;
  for (guint i = 0; HY_PLANT ("after-ignored") && i < commands->len / 2; i++)
    {
      gpointer first = commands->pdata[i];

      commands->pdata[i] = commands->pdata[commands->len - 1 - i];
      commands->pdata[commands->len - 1 - i] = first;
    }
  for (guint i = 0; i < commands->len; i++)
    if (!mark_sending (replica, g_ptr_array_index (commands, i), error))
      return NULL;
  if (commands->len > 0)
    hy_replica_mark_changed (replica, HY_STORE_CHANGE_OUTBOX);
  return g_steal_pointer (&commands);
}

gboolean
hy_outbox_has_sendable (HyReplica *replica, gboolean *out, GError **error)
{
  g_autoptr (GPtrArray) commands = load_batch (replica, 1, 0, error);

  *out = commands != NULL && commands->len > 0;
  return commands != NULL;
}

gboolean
hy_outbox_put_back (HyReplica *replica, GError **error)
{
  int changes = 0;

  if (HY_PLANT ("drop-on-fault"))
    return hy_sql_exec (replica->sql, "DELETE FROM commands WHERE state = 'sending'", error);
  if (HY_PLANT ("put-back-forgotten"))
    return TRUE;
  /* Held for want of another command: asked once more, a round at a time. For want of its ticket:
   * hy_outbox_ticket_back(). */
  if (!hy_sql_run (
          replica->sql, &changes, error,
          "UPDATE commands SET state = 'queued', code = NULL, field = NULL WHERE " HY_OUTBOX_WAITING
          " AND (state = 'sending' OR (state = 'held' AND field = 'after'))",
          ""))
    return FALSE;
  if (changes > 0)
    hy_replica_mark_changed (replica, HY_STORE_CHANGE_OUTBOX);
  return TRUE;
}

gboolean
hy_outbox_ticket_back (HyReplica *replica, const char *ticket, GError **error)
{
  return hy_sql_run (
      replica->sql, NULL, error,
      "UPDATE commands SET overlay = 1, state = iif (state = 'sending', state, 'queued'), "
      "code = iif (state = 'held', NULL, code), detail = iif (state = 'held', NULL, detail), "
      "field = iif (state = 'held', NULL, field) WHERE ticket = ?1 AND "
      "(state = 'held' OR (overlay = 0 AND state IN ('queued', 'sending')))",
      "s", ticket);
}

gboolean
hy_outbox_found_done (HyReplica *replica, const char *command, GError **error)
{
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_OUTBOX | HY_STORE_CHANGE_STATUS);
  return hy_sql_run (replica->sql, NULL, error,
                     "UPDATE commands SET state = 'queued', sent = 1, code = NULL, detail = NULL, "
                     "field = NULL WHERE id = ?1 AND state IN ('refused', 'undeliverable')",
                     "s", command);
}

/* Without a receipt, which the answer that was lost had. */
static gboolean
enter_by_record (HyReplica *replica, const HyCommand *command, int *found, GError **error)
{
  g_autofree char *epoch = hy_replica_get_meta (replica, "epoch");

  return hy_sql_run (replica->sql, found, error,
                     "UPDATE commands SET state = 'applied', epoch = ?3, at = coalesce (at, ?4), "
                     "code = NULL, detail = NULL, field = NULL, overlay = 0, may_refuse = 0 "
                     "WHERE id = ?1 AND EXISTS (SELECT 1 FROM records WHERE id = ?1 AND ticket = "
                     "(SELECT no FROM tickets WHERE id = ?2 AND scope = 'here' AND NOT "
                     "(" HY_OF_FORMER_EPOCH ")))",
                     "sssi", command->id, command->ticket, epoch, hy_replica_now (replica));
}

gboolean
hy_outbox_set_undeliverable (
    HyReplica *replica, const char *command, const char *code, const char *detail, GError **error)
{
  g_auto (HyOutboxRow) row = { 0 };
  int found = 0;

  hy_replica_mark_changed (replica, HY_STORE_CHANGE_OUTBOX | HY_STORE_CHANGE_STATUS);
  if (!hy_outbox_load (replica, command, &row, error)
      || !enter_by_record (replica, row.command, &found, error)
      || (found > 0 && !hy_drafts_over_settle (replica, error)))
    return FALSE;
  if (found == 0
      && !hy_sql_run (
          replica->sql, NULL, error,
          "UPDATE commands SET state = 'undeliverable', code = ?2, detail = ?3, overlay = 0, "
          "may_refuse = 0 WHERE id = ?1",
          "sss", command, code, detail))
    return FALSE;
  return hy_tickets_refresh (replica, row.command->ticket, error);
}

/* The kinds of what waits for @ticket and was never on the wire, or came back held: what else there
 * is, the district will answer. */
static GPtrArray *
stranded (HyReplica *replica, const char *ticket, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql,
                        "SELECT id, kind FROM commands WHERE ticket = ?1 AND (state = 'held' OR "
                        "(state = 'queued' AND sent = 0))",
                        error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "s", ticket);
  while (hy_sql_step (stmt, &row, error))
    {
      const HyKind *kind;

      if (!row)
        return g_steal_pointer (&ids);
      kind = hy_kind_find (hy_sql_text (stmt, 1));
      if (kind == NULL || !kind->goes_up_late)
        g_ptr_array_add (ids, g_strdup (hy_sql_text (stmt, 0)));
    }
  return NULL;
}

gboolean
hy_outbox_ticket_left (HyReplica *replica, const char *ticket, GError **error)
{
  g_autoptr (GPtrArray) ids = stranded (replica, ticket, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!hy_sql_run (replica->sql, NULL, error,
                     "UPDATE commands SET state = 'undeliverable', code = 'wrong_state', detail = "
                     "NULL WHERE id = ?1",
                     "s", g_ptr_array_index (ids, i)))
      return FALSE;
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_OUTBOX | HY_STORE_CHANGE_STATUS);
  /* The stub is shown as it is; late notes among the rest go up by themselves. */
  return hy_outbox_ticket_back (replica, ticket, error)
         && hy_sql_run (replica->sql, NULL, error,
                        "UPDATE commands SET overlay = 0, may_refuse = 0 WHERE ticket = ?1", "s",
                        ticket);
}

static GPtrArray *
acknowledged_tickets (HyReplica *replica, HyTime since, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql,
                        "SELECT DISTINCT ticket FROM commands WHERE state IN ('applied', "
                        "'late_note') AND at >= ?1",
                        error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "i", since);
  while (hy_sql_step (stmt, &row, error))
    {
      if (!row)
        return g_steal_pointer (&ids);
      g_ptr_array_add (ids, g_strdup (hy_sql_text (stmt, 0)));
    }
  return NULL;
}

gboolean
hy_outbox_reoffer (HyReplica *replica, GError **error)
{
  HyTime since = HY_PLANT ("not-offered-again") ? G_MAXINT64 : hy_replica_now (replica) - KEPT;
  g_autoptr (GPtrArray) tickets = acknowledged_tickets (replica, since, error);

  hy_replica_mark_changed (replica, HY_STORE_CHANGE_OUTBOX | HY_STORE_CHANGE_STATUS);
  if (tickets == NULL
      || !hy_sql_run (replica->sql, NULL, error,
                      "UPDATE commands SET state = 'queued', overlay = state = 'applied' "
                      "WHERE state IN ('applied', 'late_note') AND at >= ?1",
                      "i", since))
    return FALSE;
  /* What one epoch did not know of, the next may: as another office's, whose row does not come here. */
  if (!hy_sql_run (replica->sql, NULL, error,
                   "UPDATE commands SET state = 'queued', code = NULL, detail = NULL, field = NULL "
                   "WHERE state = 'held' AND field = 'ticket'",
                   ""))
    return FALSE;
  if (!hy_blobs_reoffer (replica, error))
    return FALSE;
  /* The bootstrap may not bring them: what waits for them is counted now. */
  for (guint i = 0; i < tickets->len; i++)
    if (!hy_tickets_refresh (replica, g_ptr_array_index (tickets, i), error))
      return FALSE;
  return TRUE;
}

/* The word is kept as long as its files: they arrive later, and are offered again like it. */
#define WITH_YOUNG_FILES                                                                           \
  "id IN (SELECT u.command FROM blob_uses u JOIN blobs b ON b.sha256 = u.sha256 "                  \
  "WHERE coalesce (b.sent_at >= ?1, b.code IS NULL))"

gboolean
hy_outbox_expire (HyReplica *replica, GError **error)
{
  return hy_sql_run (replica->sql, NULL, error,
                     "DELETE FROM commands WHERE state IN ('applied', 'late_note', 'gone') "
                     "AND at < ?1 AND (state = 'gone' OR NOT " WITH_YOUNG_FILES ")",
                     "i", hy_replica_now (replica) - KEPT);
}
