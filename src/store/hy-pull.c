#include "store/hy-pull-private.h"

#include "core/hy-plant.h"
#include <string.h>

void
hy_pull_outcome_clear (HyPullOutcome *self)
{
  g_free (self->head);
  memset (self, 0, sizeof *self);
}

static gboolean
is_expected (HyReplica *replica, const char *expected)
{
  g_autofree char *cursor = hy_replica_get_meta (replica, "cursor");

  return g_strcmp0 (cursor != NULL ? cursor : "", expected) == 0;
}

static gboolean
is_digest_equal (HyReplica *replica, const HyFeedLine *end)
{
  gint64 count;
  guint64 sum;

  hy_sums_get_digest (replica, &count, &sum);
  if (HY_PLANT ("digest-ignored"))
    return TRUE;
  return end->has_digest && count == end->digest_count && sum == end->digest_sum;
}

/* What the stream's end says; "synced" is computed from it (hy-status.h). */
static gboolean
store_head (HyReplica *replica, const HyFeedLine *end, HyPullOutcome *out, GError **error)
{
  if (!hy_bootstrap_finish (replica, error))
    return FALSE;
  out->at_head = TRUE;
  out->digest_ok = is_digest_equal (replica, end);
  out->digest_count = end->digest_count;
  out->digest_sum = end->digest_sum;
  out->head = g_strdup (end->head);
  return hy_replica_set_meta_int (replica, "digest_ok", out->digest_ok, error)
         && (end->head == NULL || hy_replica_set_meta (replica, "head", end->head, error))
         && (end->time == HY_TIME_NONE
             || hy_replica_set_meta_int (replica, "synced_at", end->time, error));
}

static gboolean
store_end (HyReplica *replica, const HyFeedLine *end, HyPullOutcome *out, GError **error)
{
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_STATUS);
  /* No round trip belongs to it: it moves the latest known time, never the offset. */
  if (!hy_replica_note_time (replica, end->time, HY_TIME_NONE, -1, error)
      || !hy_replica_set_meta_int (replica, "at_head", !end->more, error))
    return FALSE;
  return end->more || store_head (replica, end, out, error);
}

static gboolean
store_run (HyReplica *replica, HyPullRun *run, HyPullOutcome *out, GError **error)
{
  g_auto (HyPull) pull = { 0 };

  if (!hy_pull_init (&pull, replica, error) || !hy_pull_store_items (&pull, run->items, error))
    return FALSE;
  /* An end without one leaves the cursor where the last mark put it. */
  if (run->last.cursor != NULL
      && !hy_replica_set_meta (replica, "cursor", run->last.cursor, error))
    return FALSE;
  if (run->last.tickets > 0
      && !hy_replica_set_meta_int (replica, "bootstrap_tickets", run->last.tickets, error))
    return FALSE;
  return !run->is_end || store_end (replica, &run->last, out, error);
}

gboolean
hy_pull_store (
    HyReplica *replica, HyPullRun *run, const char *expected, HyPullOutcome *out, GError **error)
{
  g_return_val_if_fail (run->complete, FALSE);
  memset (out, 0, sizeof *out);
  if (!is_expected (replica, expected))
    {
      out->dropped = TRUE;
      return TRUE;
    }
  if (HY_PLANT ("cursor-before-rows")
      && (!hy_replica_set_meta (replica, "cursor", run->last.cursor, error)
          || !hy_sql_commit (replica->sql, error) || !hy_sql_begin (replica->sql, error)))
    return FALSE;
  out->rows = run->rows;
  out->aside = run->aside;
  hy_sums_begin (replica);
  return store_run (replica, run, out, error) && hy_sums_end (replica, error);
}

gboolean
hy_pull_store_repair (HyReplica *replica, HyPullRun *run, GError **error)
{
  g_auto (HyPull) pull = { 0 };

  hy_sums_begin (replica);
  return hy_pull_init (&pull, replica, error) && hy_pull_store_items (&pull, run->items, error)
         && hy_sums_end (replica, error);
}
