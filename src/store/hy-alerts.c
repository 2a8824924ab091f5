#include "store/hy-alerts.h"

#include "store/hy-outbox-private.h"
#include "store/hy-status.h"

#define OWN "(?1 IS NULL OR t.handler IS NULL OR t.handler = ?1) "
/* The same snapshot reads the same. */
#define END " ORDER BY t.no"
/* Lines drop for a moment all day long. */
#define OUTAGE (15 * HY_MINUTE)

/* In the order of HyAlertKind; the columns are key, ticket, at. */
static const char *const queries[HY_N_ALERTS] = {
  "SELECT 'new:' || t.id || ':' || ifnull (t.dispatched_at, 0), t.id, NULL "
  "FROM tickets t WHERE t.step = 'pending_sign' AND t.scope = 'here' AND " OWN
  "AND NOT EXISTS (SELECT 1 FROM commands c WHERE c.ticket = t.id AND c.kind = 'intake')" END,
  /* The flags carry the count of urgings and the supervision's colour. */
  "SELECT 'urged:' || t.id || ':' || t.flags, t.id, NULL "
  "FROM tickets t WHERE t.pressed AND " OWN END,
  "SELECT 'red:' || t.id || ':' || t.red_at, t.id, t.red_at "
  "FROM tickets t WHERE t.yellow_at IS NOT NULL AND t.scope <> 'stub' AND t.sort_due <= ?2 "
  "AND t.red_at <= ?2 AND " OWN END,
  "SELECT 'refused:' || c.id, c.ticket, NULL "
  "FROM commands c WHERE c.state IN ('queued', 'sending', 'refused', 'held', 'undeliverable') "
  "AND c.state IN ('refused', 'undeliverable') AND (?1 IS NULL OR c.person = ?1) ORDER BY c.seq",
  /* An outage is known by when the district was last heard of: one key for all of it. */
  "SELECT 'offline:' || ?4, c.ticket, " HY_OUTBOX_LIMIT " " HY_OUTBOX_DUE_TODAY
  "AND (?1 IS NULL OR c.person = ?1) ORDER BY 3, c.seq LIMIT 1",
};

static const char named[]
    = "SELECT t.number, iif ((SELECT json_extract (i.citizen, '$.confidential') FROM identities i "
      "WHERE i.ticket = t.no), NULL, t.title) FROM tickets t WHERE t.id = ?1";

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

/* What is told and how. */
typedef struct
{
  HyReplica *replica;
  HyAlertFunc is_news;
  gpointer data;
  GPtrArray *alerts;
} Reading;

/* A ticket that is not here has neither number nor title. */
static gboolean
add_alert (Reading *self, HySqlStmt *stmt, HyAlertKind kind, GError **error)
{
  g_autoptr (HySqlStmt) ticket = hy_sql_prepare (self->replica->sql, named, error);
  HyAlert *alert;
  gboolean row = FALSE;

  if (ticket == NULL)
    return FALSE;
  hy_sql_bind (ticket, "s", hy_sql_text (stmt, 1));
  if (!hy_sql_step (ticket, &row, error))
    return FALSE;
  alert = g_new0 (HyAlert, 1);
  alert->kind = kind;
  alert->key = g_strdup (hy_sql_text (stmt, 0));
  alert->ticket = g_strdup (hy_sql_text (stmt, 1));
  alert->number = row ? g_strdup (hy_sql_text (ticket, 0)) : NULL;
  alert->title = row ? g_strdup (hy_sql_text (ticket, 1)) : NULL;
  alert->at = hy_sql_int64 (stmt, 2);
  g_ptr_array_add (self->alerts, alert);
  return TRUE;
}

static gboolean
read_kind (Reading *self, HyAlertKind kind, const char *handler, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (self->replica->sql, queries[kind], error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  bind_kind (stmt, self->replica, kind, handler);
  while (hy_sql_step (stmt, &row, error))
    {
      if (!row)
        return TRUE;
      if (self->is_news (kind, hy_sql_text (stmt, 0), hy_sql_int64 (stmt, 2), self->data)
          && !add_alert (self, stmt, kind, error))
        return FALSE;
    }
  return FALSE;
}

GPtrArray *
hy_alerts_read (HyReplica *replica, const char *handler, HyAlertFunc is_news, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_alert_free);
  Reading reading = { replica, is_news, data, alerts };

  for (int kind = 0; kind < HY_N_ALERTS; kind++)
    if ((kind != HY_ALERT_OFFLINE || is_outage (replica, hy_replica_now (replica)))
        && !read_kind (&reading, kind, handler, error))
      return NULL;
  return g_steal_pointer (&alerts);
}
