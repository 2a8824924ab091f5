#include "store/hy-outbox-private.h"

#include "core/hy-plant.h"
#include "store/hy-drafts-over.h"

/* A batch's answers being entered. */
typedef struct
{
  HyReplica *replica;
  const char *epoch;
  guint refused;
  GHashTable *tickets; /* ids whose view changed */
} Settle;

/* What is known of the command when its answer comes. */
typedef struct
{
  char *ticket;
  char *code;
} Asked;

static void
asked_clear (Asked *self)
{
  g_free (self->ticket);
  g_free (self->code);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asked, asked_clear)

/* The effect is shown from the row once that has it; where no row will bring it, there is nothing
 * to show it over. An orphan's row is of a former epoch for good: the ticket comes back as a new one. */
static gboolean
enter_acknowledged (Settle *self, const HyResult *result, const char *ticket, GError **error)
{
  gboolean applied = result->result != HY_RESULT_LATE_NOTE;
  const char *receipt = HY_PLANT ("receipt-lost") ? NULL : result->receipt;

  return hy_sql_run (
      self->replica->sql, NULL, error,
      "UPDATE commands SET state = ?2, epoch = ?3, version = ?4, at = ?5, "
      "receipt = coalesce (?6, receipt), code = NULL, detail = NULL, field = NULL, may_refuse = 0, "
      "overlay = ?7 AND EXISTS (SELECT 1 FROM tickets WHERE id = ?8 AND (scope IN ('local', "
      "'orphan') OR (scope = 'here' AND (version < ?4 OR (" HY_OF_FORMER_EPOCH "))))) "
      "WHERE id = ?1",
      "sssiisis", result->id, applied ? "applied" : "late_note", self->epoch, result->version,
      result->at != HY_TIME_NONE ? result->at : hy_replica_now (self->replica), receipt,
      (gint64) (applied && !HY_PLANT ("overlay-dropped-early")), ticket);
}

static gboolean
enter_refused (Settle *self, const HyResult *result, const char *ticket, GError **error)
{
  self->refused++;
  return hy_sql_run (
      self->replica->sql, NULL, error,
      "UPDATE commands SET state = 'refused', epoch = ?2, code = ?3, detail = ?4, field = ?5, "
      "at = ?6, overlay = 0, may_refuse = 0 WHERE id = ?1",
      "sssssi", result->id, self->epoch, result->code, result->detail, result->field,
      result->at != HY_TIME_NONE ? result->at : hy_replica_now (self->replica));
}

/* The missing command goes up again with the one that follows it; what is not acknowledged goes up
 * anyway. One that was refused waits for a person, who may take long: it is as if an older epoch
 * had refused it, and nothing follows it any more (hy_outbox_after()). */
static gboolean
send_again (Settle *self, const char *missing, GError **error)
{
  return hy_sql_run (self->replica->sql, NULL, error,
                     "UPDATE commands SET state = 'queued' WHERE id = ?1 AND state IN ('applied', "
                     "'late_note')",
                     "s", missing)
         && hy_sql_run (self->replica->sql, NULL, error,
                        "UPDATE commands SET epoch = NULL WHERE id = ?1 AND state = 'refused'", "s",
                        missing);
}

static gboolean
is_held (Settle *self, const char *id)
{
  gint64 held = 0;

  hy_sql_get_int (self->replica->sql, &held, NULL,
                  "SELECT state = 'held' FROM commands WHERE id = ?1", "s", id);
  return held != 0;
}

/* Held for want of its ticket it waits until that is back; for want of a command, both go up at
 * once, but a second refusal to take it in the same round waits for the next. */
static gboolean
enter_held (Settle *self, const HyResult *result, const Asked *asked, GError **error)
{
  const char *field = "after";
  gboolean again = g_strcmp0 (asked->code, "held") != 0;
  g_autofree char *missing = result->missing != NULL ? g_strjoinv (" ", result->missing) : NULL;

  for (guint i = 0; result->missing != NULL && result->missing[i] != NULL; i++)
    {
      if (g_str_equal (result->missing[i], asked->ticket))
        field = "ticket";
      else if (is_held (self, result->missing[i]))
        again = FALSE;
      else if (!send_again (self, result->missing[i], error))
        return FALSE;
    }
  return hy_sql_run (
      self->replica->sql, NULL, error,
      "UPDATE commands SET state = ?2, code = 'held', field = ?3, detail = ?4 WHERE id = ?1",
      "ssss", result->id, again && field[0] == 'a' ? "queued" : "held", field,
      result->detail != NULL ? result->detail : missing);
}

static gboolean
enter (Settle *self, const HyResult *result, const Asked *asked, GError **error)
{
  switch (result->result)
    {
    case HY_RESULT_REFUSED:
      return enter_refused (self, result, asked->ticket, error);
    case HY_RESULT_HELD:
      if (HY_PLANT ("held-as-refused"))
        return enter_refused (self, result, asked->ticket, error);
      return enter_held (self, result, asked, error);
    case HY_RESULT_APPLIED:
    case HY_RESULT_LATE_NOTE:
    case HY_RESULT_DUPLICATE: /* without its first result: it did arrive */
    case HY_N_RESULTS:
    default:
      return enter_acknowledged (self, result, asked->ticket, error);
    }
}

/* FALSE, no error, for an answer to what was not asked. */
static gboolean
load_asked (Settle *self, const char *id, Asked *out, GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (self->replica->sql,
                        "SELECT ticket, code FROM commands WHERE id = ?1 AND state = 'sending'",
                        error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "s", id);
  if (!hy_sql_step (stmt, &row, error) || !row)
    return FALSE;
  out->ticket = g_strdup (hy_sql_text (stmt, 0));
  out->code = g_strdup (hy_sql_text (stmt, 1));
  return TRUE;
}

static gboolean
settle_one (Settle *self, HyResult *result, GError **error)
{
  g_auto (Asked) asked = { 0 };
  g_autoptr (GError) local = NULL;
  HyResult *meant
      = result->result == HY_RESULT_DUPLICATE && result->first != NULL ? result->first : result;

  if (!load_asked (self, result->id, &asked, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      return *error == NULL;
    }
  hy_set_string (&meant->id, result->id);
  g_hash_table_add (self->tickets, g_strdup (asked.ticket));
  return enter (self, meant, &asked, error);
}

static gboolean
refresh_touched (Settle *self, GError **error)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->tickets);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!hy_tickets_refresh (self->replica, id, error))
      return FALSE;
  return TRUE;
}

gboolean
hy_outbox_settle (
    HyReplica *replica, GPtrArray *results, const char *epoch, guint *refused, GError **error)
{
  g_autoptr (GHashTable) tickets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Settle self = { .replica = replica, .epoch = epoch, .tickets = tickets };
  g_autoptr (GError) local = NULL;

  for (guint i = 0; i < results->len; i++)
    if (!settle_one (&self, g_ptr_array_index (results, i), &local))
      {
        g_propagate_error (error, g_steal_pointer (&local));
        return FALSE;
      }
  if (!refresh_touched (&self, error) || !hy_drafts_over_settle (replica, error))
    return FALSE;
  *refused = self.refused;
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_OUTBOX | HY_STORE_CHANGE_STATUS);
  return TRUE;
}
