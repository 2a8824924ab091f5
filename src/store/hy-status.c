#include "store/hy-status.h"

#include "store/hy-drafts.h"
#include "store/hy-outbox-private.h"

#define CLOCK_WARNING (10 * HY_MINUTE)

void
hy_status_clear (HyStatus *self)
{
  hy_rescue_clear (&self->rescue);
  g_clear_pointer (&self->fault, g_free);
  g_clear_pointer (&self->fault_detail, g_free);
  g_clear_pointer (&self->head, g_free);
}

static gboolean
count (HyReplica *replica, const char *sql, guint *out, GError **error)
{
  gint64 n = 0;

  if (!hy_sql_get_int (replica->sql, &n, error, sql, ""))
    return FALSE;
  *out = (guint) n;
  return TRUE;
}

/* The list of states is that of the index, word for word. */
#define WAITING "state IN ('queued', 'sending', 'refused', 'held', 'undeliverable')"

static gboolean
count_all (HyReplica *replica, HyStatus *out, GError **error)
{
  return count (replica,
                "SELECT count(*) FROM commands WHERE " WAITING
                " AND state IN ('queued', 'sending', 'held')",
                &out->waiting, error)
         && count (replica,
                   "SELECT count(*) FROM commands WHERE " WAITING
                   " AND state IN ('queued', 'sending', 'held') AND kind = 'reveal'",
                   &out->traces, error)
         && count (replica,
                   "SELECT count(*) FROM commands WHERE " WAITING
                   " AND state IN ('refused', 'undeliverable')",
                   &out->refused, error)
         && hy_blobs_count (replica, &out->blobs, error)
         && count (replica, "SELECT count(*) FROM aside", &out->aside, error)
         && count (replica, "SELECT count(*) FROM drafts WHERE " HY_DRAFTS_ASIDE, &out->texts, error)
         && count (replica, "SELECT count(*) FROM tickets WHERE indexed = 0", &out->to_index, error)
         && count (replica, "SELECT count(*) FROM tickets WHERE scope = 'orphan'", &out->orphans,
                   error);
}

static gboolean
count_due (HyReplica *replica, HyStatus *out, GError **error)
{
  HyTime now = hy_replica_now (replica);
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      replica->sql,
      "SELECT count(*), min(" HY_OUTBOX_LIMIT ") " HY_OUTBOX_DUE_TODAY "AND ?1 IS NULL", error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "sii", NULL, now, hy_date_at (hy_date_of (now), HY_DAY / HY_MINUTE));
  if (!hy_sql_step (stmt, &row, error))
    return FALSE;
  out->due_today = (guint) hy_sql_int64 (stmt, 0);
  out->due_first = hy_sql_int64 (stmt, 1);
  return TRUE;
}

/* The worst that holds. */
static const char *
state_of (const HyStatus *status)
{
  if (status->round == HY_ROUND_UNAUTHORIZED)
    return "unauthorized";
  if (status->round != HY_ROUND_DONE)
    return "offline";
  if (status->refused > 0)
    return "refused";
  if (status->waiting > 0 || status->blobs.waiting > 0 || status->aside > 0 || !status->at_head || !status->digest_ok)
    return "partial";
  return "synced";
}

gboolean
hy_status_read (HyReplica *replica, HyStatus *out, GError **error)
{
  *out = (HyStatus){ 0 };
  if (!count_all (replica, out, error) || !count_due (replica, out, error))
    return FALSE;
  out->round = (HyRoundEnd) hy_replica_get_meta_int (replica, "round_end");
  out->fault = hy_replica_get_meta (replica, "round_fault");
  out->fault_detail = hy_replica_get_meta (replica, "round_detail");
  out->head = hy_replica_get_meta (replica, "head");
  out->at_head = hy_replica_get_meta_int (replica, "at_head") != 0;
  out->digest_ok = hy_replica_get_meta_int (replica, "digest_ok") != 0;
  out->at = hy_replica_get_meta_int (replica, "synced_at");
  out->clock_offset_ms = hy_replica_clock_offset (replica);
  out->clock_warning = ABS (out->clock_offset_ms) > CLOCK_WARNING;
  out->replica_copied = hy_replica_get_meta_int (replica, "replica_copied") != 0;
  out->state = state_of (out);
  return hy_rescue_read (replica, &out->rescue, error);
}

gboolean
hy_status_note_round (
    HyReplica *replica, HyRoundEnd end, const char *fault, const char *detail, GError **error)
{
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_STATUS);
  return hy_replica_set_meta_int (replica, "round_end", end, error)
         && hy_replica_set_meta (replica, "round_fault", fault, error)
         && hy_replica_set_meta (replica, "round_detail", detail, error);
}
