#include "store/hy-list.h"

#include "store/hy-list-query.h"
#include "store/hy-replica-private.h"

/* A queue's worst light is looked for among its first rows: the order is by due, and what is red or
 * yellow is due first but for an extension that waits past its due. */
#define LOOK_AT 8

/* ?1 what, ?2 handler or NULL for the whole office, ?3 the last instant that counts. */
static const char sum_sql[] = "SELECT coalesce (sum (n), 0) FROM tallies "
                              "WHERE what = ?1 AND (?2 IS NULL OR handler = ?2) AND at <= ?3";

static gboolean
sum (HyReplica *replica,
     const char *what,
     const char *handler,
     HyTime until,
     gint64 *out,
     GError **error)
{
  return hy_sql_get_int (replica->sql, out, error, sum_sql, "ssi", what, handler, until);
}

/* Steps and marks: their tally carries the queue's own code, without an instant. */
static const HyQueue counted[] = {
  HY_QUEUE_PENDING_SIGN, HY_QUEUE_TO_CONTACT, HY_QUEUE_HANDLING, HY_QUEUE_SUBMITTED,
  HY_QUEUE_CLOSED,       HY_QUEUE_SUSPENDED,  HY_QUEUE_REWORK,   HY_QUEUE_ALL,
};

/* These are small, and what closes takes a ticket out of them without its mark going: rows are
 * counted. */
static const HyQueue walked[] = { HY_QUEUE_TODAY, HY_QUEUE_SUPERVISED, HY_QUEUE_WAITING };

gboolean
hy_tally_due_soon (HyReplica *replica, const char *handler, gint64 *out, GError **error)
{
  HyTime now = hy_replica_now (replica);
  gint64 yellow = 0;
  gint64 red = 0;

  if (!sum (replica, "yellow", handler, now, &yellow, error)
      || !sum (replica, "red", handler, now, &red, error))
    return FALSE;
  /* What is red was yellow before. */
  *out = yellow - red;
  return TRUE;
}

static gboolean
count_lights (HyReplica *replica, const char *handler, HyListCounts *out, GError **error)
{
  return sum (replica, "red", handler, hy_replica_now (replica), &out->n[HY_QUEUE_OVERDUE], error)
         && hy_tally_due_soon (replica, handler, &out->n[HY_QUEUE_DUE_SOON], error);
}

/* Stubs are in no tally, and in no queue but this; they have no handler. */
static gboolean
count_stubs (HyReplica *replica, const char *handler, HyListCounts *out, GError **error)
{
  gint64 n = 0;

  if (handler != NULL)
    return TRUE;
  if (!hy_sql_get_int (replica->sql, &n, error, "SELECT count(*) FROM tickets WHERE scope = 'stub'",
                       ""))
    return FALSE;
  out->n[HY_QUEUE_ALL] += n;
  return TRUE;
}

static gboolean
find_worst (HyReplica *replica, HyQueue queue, const char *handler, HyLight *out, GError **error)
{
  HyListQuery query = { .queue = queue, .handler = handler };
  g_autoptr (GPtrArray) rows = hy_list_page (replica, &query, 0, LOOK_AT, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    *out = MAX (*out, ((const HyListRow *) g_ptr_array_index (rows, i))->light);
  return TRUE;
}

gboolean
hy_list_counts (HyReplica *replica, const char *handler, HyListCounts *out, GError **error)
{
  *out = (HyListCounts){ 0 };
  for (gsize i = 0; i < G_N_ELEMENTS (counted); i++)
    if (!sum (replica, hy_queue_code (counted[i]), handler, 0, &out->n[counted[i]], error))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (walked); i++)
    if (!hy_list_count (replica, walked[i], handler, &out->n[walked[i]], error))
      return FALSE;
  if (!count_stubs (replica, handler, out, error) || !count_lights (replica, handler, out, error))
    return FALSE;
  for (HyQueue q = 0; q < HY_N_QUEUES; q++)
    if (out->n[q] > 0 && !find_worst (replica, q, handler, &out->worst[q], error))
      return FALSE;
  /* By step, all but those that only wait for their follow-up (screens.md, B5). */
  out->on_hand = out->n[HY_QUEUE_PENDING_SIGN] + out->n[HY_QUEUE_TO_CONTACT]
                 + out->n[HY_QUEUE_HANDLING] + out->n[HY_QUEUE_SUBMITTED]
                 + out->n[HY_QUEUE_SUSPENDED];
  return TRUE;
}
