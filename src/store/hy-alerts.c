#include "store/hy-alerts.h"

#include "store/hy-outbox-private.h"
#include "store/hy-status.h"

#define OWN "(?1 IS NULL OR t.handler IS NULL OR t.handler = ?1) "
#define TITLE                                                                                     \
  "iif ((SELECT json_extract (i.citizen, '$.confidential') FROM identities i "                     \
  "WHERE i.ticket = t.no), NULL, t.title), "
/* The same snapshot reads the same. */
#define END " ORDER BY t.no"
/* Lines drop for a moment all day long. */
#define OUTAGE (15 * HY_MINUTE)

/* In the order of HyAlertKind; the columns are key, ticket, number, title, at. */
static const char *const queries[HY_N_ALERTS] = {
  "SELECT 'new:' || t.id || ':' || ifnull (t.dispatched_at, 0), t.id, t.number, " TITLE "NULL "
  "FROM tickets t WHERE t.step = 'pending_sign' AND t.scope = 'here' AND " OWN
  "AND NOT EXISTS (SELECT 1 FROM commands c WHERE c.ticket = t.id AND c.kind = 'intake')" END,
  /* The flags carry the count of urgings and the supervision's colour. */
  "SELECT 'urged:' || t.id || ':' || t.flags, t.id, t.number, " TITLE "NULL "
  "FROM tickets t WHERE t.pressed AND " OWN END,
  "SELECT 'red:' || t.id || ':' || t.red_at, t.id, t.number, " TITLE "t.red_at "
  "FROM tickets t WHERE t.yellow_at IS NOT NULL AND t.scope <> 'stub' AND t.sort_due <= ?2 "
  "AND t.red_at <= ?2 AND " OWN END,
  "SELECT 'refused:' || c.id, c.ticket, t.number, " TITLE "NULL "
  "FROM commands c LEFT JOIN tickets t ON t.id = c.ticket "
  "WHERE c.state IN ('queued', 'sending', 'refused', 'held', 'undeliverable') "
  "AND c.state IN ('refused', 'undeliverable') AND (?1 IS NULL OR c.person = ?1) ORDER BY c.seq",
  /* An outage is known by when the district was last heard of: one key for all of it. */
  "SELECT 'offline:' || ?4, c.ticket, t.number, " TITLE HY_OUTBOX_LIMIT
  " " HY_OUTBOX_DUE_TODAY "AND (?1 IS NULL OR c.person = ?1) ORDER BY 5, c.seq LIMIT 1",
};

void
hy_alert_free (HyAlert *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_free (self->ticket);
  g_free (self->number);
  g_free (self->title);
  g_free (self);
}

static HyAlert *
read_alert (HySqlStmt *stmt, HyAlertKind kind)
{
  HyAlert *alert = g_new0 (HyAlert, 1);

  alert->kind = kind;
  alert->key = g_strdup (hy_sql_text (stmt, 0));
  alert->ticket = g_strdup (hy_sql_text (stmt, 1));
  alert->number = g_strdup (hy_sql_text (stmt, 2));
  alert->title = g_strdup (hy_sql_text (stmt, 3));
  alert->at = hy_sql_int64 (stmt, 4);
  return alert;
}

/* Nights and lunch do not count, and nobody is told of anything then. */
static gboolean
is_outage (HyReplica *replica, HyTime now)
{
  const HyCalendar *calendar = hy_replica_calendar (replica);
  gint64 end = hy_replica_get_meta_int (replica, "round_end");
  HyTime heard = hy_replica_get_meta_int (replica, "synced_at");

  return (end == HY_ROUND_OFFLINE || end == HY_ROUND_CLOCK) && heard != HY_TIME_NONE
         && hy_calendar_working_time (calendar, heard, now) > OUTAGE
         && hy_calendar_working_time (calendar, now, now + HY_SECOND) > 0;
}

static void
bind_kind (HySqlStmt *stmt, HyReplica *replica, HyAlertKind kind, const char *handler)
{
  HyTime now = hy_replica_now (replica);

  if (kind == HY_ALERT_OFFLINE)
    hy_sql_bind (stmt, "siii", handler, now, hy_date_at (hy_date_of (now), HY_DAY / HY_MINUTE),
                 hy_replica_get_meta_int (replica, "synced_at"));
  else if (kind == HY_ALERT_RED)
    hy_sql_bind (stmt, "si", handler, now);
  else
    hy_sql_bind (stmt, "s", handler);
}

static gboolean
read_kind (HyReplica *replica, HyAlertKind kind, const char *handler, GPtrArray *alerts, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (replica->sql, queries[kind], error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  bind_kind (stmt, replica, kind, handler);
  while (hy_sql_step (stmt, &row, error))
    {
      if (!row)
        return TRUE;
      g_ptr_array_add (alerts, read_alert (stmt, kind));
    }
  return FALSE;
}

GPtrArray *
hy_alerts_read (HyReplica *replica, const char *handler, GError **error)
{
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_alert_free);

  for (int kind = 0; kind < HY_N_ALERTS; kind++)
    if ((kind != HY_ALERT_OFFLINE || is_outage (replica, hy_replica_now (replica)))
        && !read_kind (replica, kind, handler, alerts, error))
      return NULL;
  return g_steal_pointer (&alerts);
}
