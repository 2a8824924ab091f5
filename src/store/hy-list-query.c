#include "store/hy-list-query.h"

#include "store/hy-replica-private.h"
#include "store/hy-search-set.h"

/* Up to so many hits are sorted among themselves; beyond that walking the queue in order meets them
 * soon enough. */
#define SORT_MAX 2000
/* A word this common is not even collected: one ticket in a few holds it. */
#define COLLECT_MAX 20000

/* One stretch of a queue: its rows are in order, and those of the next stretch come after all of
 * them. ?1 now, ?2 the start of tomorrow, ?3 handler, ?4 channel, ?5 nos as a JSON array. */
typedef struct
{
  const char *index; /* NULL: by the nos that it names */
  const char *where;
  gboolean last; /* in any order */
} Stretch;

#define STEP(code)                                                                                 \
  {                                                                                                \
    {                                                                                              \
      "tickets_step", "step = '" code "' AND scope <> 'stub'"                                      \
    }                                                                                              \
  }
/* Urged or supervised, and this office's to act on. */
#define AT_HAND "pressed AND step IN ('pending_sign', 'to_contact', 'handling')"
#define LIVE " AND step NOT IN ('', 'closed')"
/* The condition of the index on commands, word for word, so that it is used. */
#define UNDECIDED                                                                                  \
  "c.state IN ('queued', 'sending', 'refused', 'held', 'undeliverable') AND c.state IN "           \
  "('refused', 'undeliverable')"

static const Stretch stretches[HY_N_QUEUES][3] = {
  [HY_QUEUE_TODAY] = {
    { "tickets_lights", "yellow_at IS NOT NULL AND scope <> 'stub' AND sort_due < ?2" },
    { "tickets_pressed", AT_HAND " AND sort_due >= ?2" },
    { NULL,
      "scope <> 'stub' AND sort_due >= ?2 AND NOT (" AT_HAND ") AND no IN ("
      "SELECT no FROM tickets WHERE may_refuse "
      "UNION SELECT t.no FROM commands c JOIN tickets t ON t.id = c.ticket WHERE " UNDECIDED ")" },
  },
  [HY_QUEUE_PENDING_SIGN] = STEP ("pending_sign"),
  [HY_QUEUE_TO_CONTACT] = STEP ("to_contact"),
  [HY_QUEUE_HANDLING] = STEP ("handling"),
  [HY_QUEUE_SUBMITTED] = STEP ("submitted"),
  [HY_QUEUE_CLOSED] = STEP ("closed"),
  [HY_QUEUE_SUSPENDED] = STEP ("suspended"),
  /* No clock is red before its due: what is past it and not red waits for an extension. */
  [HY_QUEUE_DUE_SOON] = {
    { "tickets_asked", "red_at IS NULL AND yellow_at IS NOT NULL AND scope <> 'stub' AND sort_due <= ?1" },
    { "tickets_lights", "yellow_at IS NOT NULL AND scope <> 'stub' AND sort_due > ?1 AND yellow_at <= ?1" },
  },
  [HY_QUEUE_OVERDUE] = {
    { "tickets_lights",
      "yellow_at IS NOT NULL AND scope <> 'stub' AND sort_due <= ?1 AND red_at <= ?1" },
  },
  [HY_QUEUE_REWORK] = { { "tickets_rework", "state = 'rework' AND scope <> 'stub'" } },
  [HY_QUEUE_SUPERVISED] = { { "tickets_pressed", "pressed" LIVE } },
  [HY_QUEUE_WAITING] = { { "tickets_waiting", "waiting_for IS NOT NULL AND scope <> 'stub'" LIVE } },
  [HY_QUEUE_ALL] = {
    { "tickets_order", "scope <> 'stub'" },
    { "tickets_stubs", "scope = 'stub'", TRUE },
  },
};

/* How the walk uses the search: not at all, as a set to walk against, or as the rows to begin with.
 */
typedef struct
{
  HyReplica *replica;
  const HyListQuery *query;
  HySearchSet *set; /* NULL: no search */
  char *nos;        /* JSON of the set when it is small and complete */
  HyTime now;
  HyListVisit visit;
  gpointer data;
  gboolean stopped;
} Walk;

static char *
nos_json (const HySearchSet *set)
{
  GString *out = g_string_new ("[");
  const GArray *parts[] = { set->sure, set->maybe };

  for (gsize p = 0; p < G_N_ELEMENTS (parts); p++)
    for (guint i = 0; i < parts[p]->len; i++)
      g_string_append_printf (out, "%s%" G_GINT64_FORMAT, out->len > 1 ? "," : "",
                              g_array_index (parts[p], gint64, i));
  g_string_append_c (out, ']');
  return g_string_free (out, FALSE);
}

/* Queues that may hold most of the tickets have all keys of an order in one index. */
static const char *
index_for (const Walk *walk, const Stretch *stretch)
{
  gboolean large = g_strcmp0 (stretch->index, "tickets_step") == 0
                   || g_strcmp0 (stretch->index, "tickets_order") == 0;

  return walk->query->sort != HY_SORT_PRESSING && large ? "tickets_sorts" : stretch->index;
}

static void
append_stretch (GString *sql, const Walk *walk, const Stretch *stretch, const char *what)
{
  const char *index = index_for (walk, stretch);

  g_string_append_printf (sql, "SELECT %s FROM tickets ", what);
  if (walk->nos != NULL)
    g_string_append (sql, "NOT INDEXED WHERE no IN (SELECT value FROM json_each (?5)) AND (");
  else if (index == NULL)
    g_string_append (sql, "NOT INDEXED WHERE (");
  else
    g_string_append_printf (sql, "INDEXED BY %s WHERE (", index);
  g_string_append_printf (sql, "%s)", stretch->where);
  if (walk->query->handler != NULL)
    g_string_append (sql, " AND handler = ?3");
  if (walk->query->channel != NULL)
    g_string_append (sql, " AND channel = ?4");
}

/* The texts are interned: there are a few hundred at most, and each statement is compiled once. */
static const char *
compose (const Walk *walk, const Stretch *stretch, const char *what, const char *order)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  append_stretch (sql, walk, stretch, what);
  g_string_append (sql, order);
  return g_intern_string (sql->str);
}

/* All stretches of a queue in one order. */
static const char *
compose_sorted (const Walk *walk)
{
  static const char *const orders[HY_N_SORTS] = {
    [HY_SORT_PRESSING] = "sort_due, no",
    [HY_SORT_NEWEST] = "received_at DESC, no DESC",
    [HY_SORT_PLACE] = "place IS NULL, place, sort_due, no",
    [HY_SORT_HANDLER] = "handler IS NULL, handler, sort_due, no",
  };
  const Stretch *queue = stretches[walk->query->queue];
  g_autoptr (GString) sql = g_string_new ("SELECT no FROM (");

  for (gsize i = 0; i < G_N_ELEMENTS (stretches[0]) && queue[i].where != NULL; i++)
    {
      if (i > 0)
        g_string_append (sql, " UNION ALL ");
      append_stretch (sql, walk, &queue[i],
                      queue[i].last ? "no, 1 AS last, received_at, place, handler, sort_due"
                                    : "no, 0 AS last, received_at, place, handler, sort_due");
    }
  g_string_append_printf (sql, ") ORDER BY last, %s", orders[walk->query->sort]);
  return g_intern_string (sql->str);
}

static void
bind (const Walk *walk, HySqlStmt *stmt)
{
  HyTime tomorrow = hy_date_at (hy_date_of (walk->now) + 1, 0);

  hy_sql_bind (stmt, "iisss", walk->now, tomorrow, walk->query->handler, walk->query->channel,
               walk->nos);
}

static gboolean
visit_row (Walk *walk, gint64 no, GError **error)
{
  gboolean has = TRUE;

  if (walk->set != NULL && !hy_search_set_has (walk->set, walk->replica, no, &has, error))
    return FALSE;
  if (has && !walk->visit (no, walk->data, error))
    {
      walk->stopped = *error == NULL;
      return FALSE;
    }
  return TRUE;
}

static gboolean
walk_rows (Walk *walk, const char *sql, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (walk->replica->sql, sql, error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  bind (walk, stmt);
  while (hy_sql_step (stmt, &row, error))
    if (!row || !visit_row (walk, hy_sql_int64 (stmt, 0), error))
      return !row || walk->stopped;
  return FALSE;
}

static gboolean
walk_queue (Walk *walk, GError **error)
{
  const Stretch *queue = stretches[walk->query->queue];

  if (walk->query->sort != HY_SORT_PRESSING)
    return walk_rows (walk, compose_sorted (walk), error);
  for (gsize i = 0; i < G_N_ELEMENTS (stretches[0]) && queue[i].where != NULL; i++)
    {
      if (!walk_rows (walk, compose (walk, &queue[i], "no", " ORDER BY sort_due, no"), error))
        return FALSE;
      if (walk->stopped)
        break;
    }
  return TRUE;
}

gboolean
hy_list_walk (HyReplica *replica,
              const HyListQuery *query,
              gboolean whole,
              HyListVisit visit,
              gpointer data,
              GError **error)
{
  g_auto (HySearchSet) set = { 0 };
  g_autofree char *nos = NULL;
  g_autoptr (GError) local = NULL;
  Walk walk = { .replica = replica, .query = query, .visit = visit, .data = data };

  walk.now = hy_replica_now (replica);
  if (query->search != NULL && *query->search != '\0')
    {
      if (!hy_search_set_init (&set, replica, query->search, whole ? 0 : COLLECT_MAX, error))
        return FALSE;
      walk.set = &set;
      if (set.complete && hy_search_set_size (&set) <= SORT_MAX)
        walk.nos = nos = nos_json (&set);
    }
  if (walk_queue (&walk, &local))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
hy_list_count (HyReplica *replica, HyQueue queue, const char *handler, gint64 *out, GError **error)
{
  HyListQuery query = { .queue = queue, .handler = handler };
  Walk walk = { .replica = replica, .query = &query, .now = hy_replica_now (replica) };

  *out = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (stretches[0]) && stretches[queue][i].where != NULL; i++)
    {
      g_autoptr (HySqlStmt) stmt
          = hy_sql_prepare (replica->sql, compose (&walk, &stretches[queue][i], "count (*)", ""),
                            error);

      if (stmt == NULL)
        return FALSE;
      bind (&walk, stmt);
      if (!hy_sql_step (stmt, NULL, error))
        return FALSE;
      *out += hy_sql_int64 (stmt, 0);
    }
  return TRUE;
}
