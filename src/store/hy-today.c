#include "store/hy-today.h"

#include "core/hy-guide.h"
#include "store/hy-replica-private.h"
#include "store/hy-tickets.h"

#include <string.h>

/* Candidates of one source; who has more than that today counts no longer. */
#define CANDIDATES 1000
/* Urged or supervised tickets that are read to see whether somebody acted since. */
#define PRESSED_MAX 50

/* ?1 now, ?2 the start of tomorrow, ?3 handler or NULL, ?4 the end of the next working day, ?5 the
 * start of today, ?6 how many. Columns: no, until when, words. */
#define OWN " AND (?3 IS NULL OR handler = ?3) "
#define LIGHTS                                                                                     \
  "SELECT no, due, NULL FROM tickets INDEXED BY tickets_lights "                                   \
  "WHERE yellow_at IS NOT NULL AND scope <> 'stub'" OWN
/* By step, so that a heap of tickets that nobody has signed for is not even looked at. */
#define SIGNED                                                                                     \
  "SELECT no, due, NULL FROM tickets INDEXED BY tickets_step "                                     \
  "WHERE step IN ('', 'to_contact', 'handling', 'submitted', 'closed', 'suspended') "              \
  "AND yellow_at IS NOT NULL AND scope <> 'stub'" OWN
#define PROMISED                                                                                   \
  "SELECT no, promise_at, promise FROM tickets INDEXED BY tickets_promised "                       \
  "WHERE promise_at IS NOT NULL AND scope <> 'stub'" OWN
#define BY_DUE " ORDER BY sort_due, no LIMIT ?6"
#define AT_HAND "step IN ('pending_sign', 'to_contact', 'handling')"

static const struct
{
  HyTodayGroup group;
  HyTodayReason reason;
  const char *sql;
} sources[] = {
  { HY_TODAY_NOW, HY_TODAY_REFUSED,
    "SELECT t.no, NULL, c.kind FROM commands c JOIN tickets t ON t.id = c.ticket "
    "WHERE c.state IN ('queued', 'sending', 'refused', 'held', 'undeliverable') "
    "AND c.state IN ('refused', 'undeliverable') AND (?3 IS NULL OR c.person = ?3) "
    "ORDER BY c.seq LIMIT ?6" },
  { HY_TODAY_NOW, HY_TODAY_OVERDUE, LIGHTS "AND red_at <= ?1" BY_DUE },
  { HY_TODAY_NOW, HY_TODAY_SUPERVISED,
    "SELECT no, due, NULL FROM tickets INDEXED BY tickets_pressed "
    "WHERE pressed AND " AT_HAND " AND ' ' || flags LIKE '% supervised:%'" OWN BY_DUE },
  { HY_TODAY_NOW, HY_TODAY_URGED,
    "SELECT no, due, NULL FROM tickets INDEXED BY tickets_pressed "
    "WHERE pressed AND " AT_HAND " AND ' ' || flags LIKE '% urged:%'" OWN BY_DUE },
  { HY_TODAY_NOW, HY_TODAY_URGENT,
    "SELECT no, due, NULL FROM tickets INDEXED BY tickets_urgent "
    "WHERE ' ' || flags || ' ' LIKE '% urgent %' AND scope <> 'stub' "
    "AND step IN ('pending_sign', 'to_contact')" OWN BY_DUE },
  { HY_TODAY_NOW, HY_TODAY_BROKEN, PROMISED "AND promise_at <= ?1 ORDER BY promise_at, no LIMIT ?6" },
  { HY_TODAY_DUE, HY_TODAY_LIMIT,
    SIGNED "AND sort_due < ?2 AND (red_at IS NULL OR red_at > ?1)" BY_DUE },
  { HY_TODAY_PROMISED, HY_TODAY_PROMISE,
    PROMISED "AND promise_at > ?1 AND promise_at < ?2 ORDER BY promise_at, no LIMIT ?6" },
  { HY_TODAY_WAITING, HY_TODAY_LATE_ANSWER,
    "SELECT no, waiting_by, waiting_for FROM tickets INDEXED BY tickets_waiting "
    "WHERE waiting_for IS NOT NULL AND scope <> 'stub' AND waiting_by <= ?1" OWN
    "ORDER BY waiting_for, waiting_by, no LIMIT ?6" },
  { HY_TODAY_TOMORROW, HY_TODAY_LIMIT,
    SIGNED "AND sort_due >= ?2 AND sort_due < ?4" BY_DUE },
};

typedef struct
{
  HyReplica *replica;
  const char *handler;
  const guint *limits;
  HyToday *out;
  HyTime now, today, tomorrow, next_day;
  GHashTable *seen; /* of nos */
  guint pressed;    /* read so far */
} Reading;

static void
row_free (gpointer data)
{
  HyTodayRow *self = data;

  hy_list_row_free (self->ticket);
  g_free (self->what);
  g_free (self);
}

void
hy_today_clear (HyToday *self)
{
  for (gsize i = 0; i < HY_N_TODAY; i++)
    g_clear_pointer (&self->rows[i], g_ptr_array_unref);
  g_clear_pointer (&self->next, hy_list_row_free);
}

gboolean
hy_today_is_empty (const HyToday *self)
{
  for (gsize i = 0; i < HY_N_TODAY; i++)
    if (self->rows[i]->len > 0)
      return FALSE;
  return self->to_sign == 0;
}

static void
bind (const Reading *self, HySqlStmt *stmt)
{
  hy_sql_bind (stmt, "iisiii", self->now, self->tomorrow, self->handler, self->next_day,
               self->today, (gint64) CANDIDATES);
}

/* Somebody of the office did something after the district last pressed. */
static gboolean
is_acted_on (const HyCase *c)
{
  gboolean acted = FALSE;

  for (guint i = 0; i < c->timeline->len; i++)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i);

      if (strcmp (record->kind, "urged") == 0 || strcmp (record->kind, "supervised") == 0)
        acted = FALSE;
      else if (record->by_person != NULL && strcmp (record->kind, "reveal") != 0)
        acted = TRUE;
    }
  return acted;
}

static gboolean
load_row (Reading *self, gint64 no, HyListRow **out, GError **error)
{
  g_autoptr (GPtrArray) rows = hy_list_rows (self->replica, &no, 1, error);

  if (rows == NULL)
    return FALSE;
  *out = rows->len > 0 ? g_ptr_array_steal_index (rows, 0) : NULL;
  return TRUE;
}

static const char *
kind_for (HyTodayReason reason, const HyTodayRow *row, const HyCase *c, HyTime now)
{
  HyGuide guide;

  if (reason == HY_TODAY_REFUSED)
    return NULL;
  if (reason == HY_TODAY_CALL || (reason == HY_TODAY_BROKEN && row->what == NULL))
    return "contact";
  if (reason == HY_TODAY_LATE_ANSWER)
    return "progress";
  if (c->policy == NULL || c->calendar == NULL)
    return NULL;
  hy_guide_read (c, now, &guide);
  return guide.kind;
}

/* To be read before one more is made. */
static int
tries_in_vain (const HyTodayRow *row, const HyCase *c)
{
  HyGate gate;

  if (g_strcmp0 (row->kind, "contact") != 0 || c->policy == NULL || c->calendar == NULL)
    return 0;
  hy_case_gate (c, &gate);
  return gate.reached ? 0 : gate.tries;
}

static gboolean
is_pressed (HyTodayReason reason)
{
  return reason == HY_TODAY_SUPERVISED || reason == HY_TODAY_URGED;
}

/* Takes @ticket. */
static void
add_row (Reading *self, gsize source, HyListRow *ticket, const HyCase *c, HyTime at, const char *what)
{
  HyTodayReason reason = sources[source].reason;
  HyTodayRow *row = g_new0 (HyTodayRow, 1);

  row->ticket = ticket;
  row->what = g_strdup (what);
  row->at = at;
  row->reason = reason == HY_TODAY_PROMISE && what == NULL ? HY_TODAY_CALL : reason;
  row->kind = kind_for (row->reason, row, c, self->now);
  row->tries = tries_in_vain (row, c);
  g_ptr_array_add (self->out->rows[sources[source].group], row);
}

/* A candidate as a row of its group, or only counted; neither when somebody acted on it. */
static gboolean
take_row (Reading *self, gsize source, gint64 no, HyTime at, const char *what, GError **error)
{
  HyTodayGroup group = sources[source].group;
  gboolean shown = self->out->rows[group]->len < self->limits[group];
  gboolean judged = is_pressed (sources[source].reason) && self->pressed++ < PRESSED_MAX;
  g_autoptr (HyListRow) ticket = NULL;
  g_autoptr (HyTicketView) view = NULL;

  if (shown || judged)
    {
      if (!load_row (self, no, &ticket, error))
        return FALSE;
      view = hy_tickets_load (self->replica, ticket->id, error);
      if (view == NULL)
        return FALSE;
      if (judged && is_acted_on (view->view))
        {
          g_hash_table_remove (self->seen, &no);
          return TRUE;
        }
    }
  self->out->n[group]++;
  if (shown)
    add_row (self, source, g_steal_pointer (&ticket), view->view, at, what);
  return TRUE;
}

static gboolean
read_source (Reading *self, gsize source, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (self->replica->sql, sources[source].sql, error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  bind (self, stmt);
  while (hy_sql_step (stmt, &row, error))
    {
      gint64 no;

      if (!row)
        return TRUE;
      no = hy_sql_int64 (stmt, 0);
      if (g_hash_table_contains (self->seen, &no))
        continue;
      g_hash_table_add (self->seen, g_memdup2 (&no, sizeof no));
      if (!take_row (self, source, no, hy_sql_int64 (stmt, 1), hy_sql_text (stmt, 2), error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
count (Reading *self, gint64 *out, const char *sql, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (self->replica->sql, sql, error);

  if (stmt == NULL)
    return FALSE;
  bind (self, stmt);
  if (!hy_sql_step (stmt, NULL, error))
    return FALSE;
  *out = hy_sql_int64 (stmt, 0);
  return TRUE;
}

#define NEW                                                                                        \
  " FROM tickets INDEXED BY tickets_step WHERE step = 'pending_sign' AND scope <> 'stub'" OWN
/* Of the first to sign for; the rest is counted in the index alone. */
#define SIGN_BY "(SELECT due" NEW "ORDER BY sort_due LIMIT 1)"

static gboolean
read_figures (Reading *self, GError **error)
{
  HyToday *out = self->out;

  return count (self, &out->due_today,
                "SELECT count (*) FROM tickets INDEXED BY tickets_lights WHERE yellow_at IS NOT "
                "NULL AND scope <> 'stub' AND sort_due >= ?5 AND sort_due < ?2" OWN,
                error)
         && count (self, &out->promised,
                   "SELECT count (*) FROM tickets INDEXED BY tickets_promised WHERE promise_at IS "
                   "NOT NULL AND scope <> 'stub' AND promise_at >= ?5 AND promise_at < ?2" OWN,
                   error)
         && count (self, &out->to_sign, "SELECT count (*)" NEW, error)
         && count (self, &out->sign_by, "SELECT " SIGN_BY, error)
         && count (self, &out->sign_next,
                   "SELECT count (*)" NEW "AND sort_due = " SIGN_BY, error);
}

static gboolean
read_next (Reading *self, GError **error)
{
  gint64 no = 0;
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      self->replica->sql, LIGHTS "AND sort_due >= ?2 ORDER BY sort_due, no LIMIT 1", error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  bind (self, stmt);
  if (!hy_sql_step (stmt, &row, error))
    return FALSE;
  no = row ? hy_sql_int64 (stmt, 0) : 0;
  return no == 0 || load_row (self, no, &self->out->next, error);
}

gboolean
hy_today_read (HyReplica *replica,
               const char *handler,
               const guint limits[HY_N_TODAY],
               HyToday *out,
               GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  HyTime now = hy_replica_now (replica);
  HyDate date = hy_date_of (now);
  HyDate next = hy_calendar_next_working_day (hy_replica_calendar (replica), date);
  Reading self = { replica, handler, limits, out, .now = now, .seen = seen };

  *out = (HyToday){ 0 };
  self.today = hy_date_at (date, 0);
  self.tomorrow = hy_date_at (date + 1, 0);
  self.next_day = hy_date_at (next + 1, 0);
  for (gsize i = 0; i < HY_N_TODAY; i++)
    out->rows[i] = g_ptr_array_new_with_free_func (row_free);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (!read_source (&self, i, error))
      return FALSE;
  return read_figures (&self, error) && read_next (&self, error);
}
