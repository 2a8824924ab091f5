#include "store/hy-list.h"

#include "store/hy-list-query.h"
#include "store/hy-replica-private.h"
#include "store/hy-seen.h"

#include "core/hy-clocks.h"

void
hy_list_row_free (HyListRow *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->number);
  g_free (self->title);
  g_free (self->state);
  g_free (self->kind);
  g_free (self->channel);
  g_free (self->category);
  g_free (self->place);
  g_free (self->handler);
  g_free (self->flags);
  g_free (self->scope);
  g_free (self->waiting_for);
  g_clear_pointer (&self->latest, hy_record_free);
  g_free (self->went_to);
  g_free (self);
}

static const char *const sort_codes[HY_N_SORTS] = {
  [HY_SORT_PRESSING] = "pressing",
  [HY_SORT_NEWEST] = "newest",
  [HY_SORT_PLACE] = "place",
  [HY_SORT_HANDLER] = "handler",
};

const char *
hy_list_sort_code (HyListSort sort)
{
  return sort_codes[sort];
}

gboolean
hy_list_sort_parse (const char *code, HyListSort *out)
{
  for (int i = 0; i < HY_N_SORTS; i++)
    if (g_strcmp0 (code, sort_codes[i]) == 0)
      {
        *out = i;
        return TRUE;
      }
  return FALSE;
}

/* What a walk gathers: the nos from @skip on, until there are @want. */
typedef struct
{
  GArray *nos;
  guint skip;
  guint want;
} Gather;

static gboolean
gather (gint64 no, gpointer data, GError **error)
{
  Gather *self = data;

  if (self->skip > 0)
    self->skip--;
  else
    g_array_append_val (self->nos, no);
  return self->nos->len < self->want;
}

/* What turns yellow stands among what is due later: the walk need not go on once all of it was met. */
static gboolean
bound_by_count (HyReplica *replica, const HyListQuery *query, guint offset, guint *limit, GError **error)
{
  gint64 n = 0;

  if (query->queue != HY_QUEUE_DUE_SOON || query->channel != NULL
      || (query->search != NULL && *query->search != '\0'))
    return TRUE;
  if (!hy_tally_due_soon (replica, query->handler, &n, error))
    return FALSE;
  *limit = (guint) CLAMP (n - (gint64) offset, 0, (gint64) *limit);
  return TRUE;
}

static GArray *
gather_nos (HyReplica *replica, const HyListQuery *query, guint offset, guint limit, GError **error)
{
  g_autoptr (GArray) nos = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean whole = limit == G_MAXUINT;
  Gather self = { nos, offset, 0 };

  if (!bound_by_count (replica, query, offset, &limit, error))
    return NULL;
  self.want = limit;
  if (limit > 0 && !hy_list_walk (replica, query, whole, gather, &self, error))
    return NULL;
  return g_steal_pointer (&nos);
}

GArray *
hy_list_ids (HyReplica *replica, const HyListQuery *query, GError **error)
{
  return gather_nos (replica, query, 0, G_MAXUINT, error);
}

static HyClockId
parse_clock (const char *code)
{
  for (int i = 0; i < HY_N_CLOCKS; i++)
    if (g_strcmp0 (code, hy_clock_code (i)) == 0)
      return i;
  return HY_CLOCK_RESULT;
}

static HyLight
parse_light (const char *code)
{
  for (int i = 0; i < HY_N_LIGHTS; i++)
    if (g_strcmp0 (code, hy_light_code (i)) == 0)
      return i;
  return HY_LIGHT_NONE;
}

/* In the order of the query in hy_list_rows(). */
static void
read_texts (HySqlStmt *stmt, HyListRow *row)
{
  char **members[]
      = { &row->id,       &row->number, &row->title,   &row->state, &row->kind, &row->channel,
          &row->category, &row->place,  &row->handler, &row->flags, &row->scope };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    *members[i] = g_strdup (hy_sql_text (stmt, (int) i));
}

static HyListRow *
read_row (HySqlStmt *stmt, gint64 no, HyTime now)
{
  HyListRow *row = g_new0 (HyListRow, 1);
  HyRowLight light = { 0 };

  row->no = no;
  read_texts (stmt, row);
  row->version = hy_sql_int64 (stmt, 11);
  row->received_at = hy_sql_int64 (stmt, 12);
  row->unsent = hy_sql_int64 (stmt, 13);
  row->may_refuse = hy_sql_int64 (stmt, 14) != 0;
  light.clock = parse_clock (hy_sql_text (stmt, 15));
  light.due = hy_sql_int64 (stmt, 16);
  light.yellow_at = hy_sql_int64 (stmt, 17);
  light.red_at = hy_sql_int64 (stmt, 18);
  light.framed_at = hy_sql_int64 (stmt, 19);
  light.rest = parse_light (hy_sql_text (stmt, 20));
  row->clock = light.clock;
  row->due = light.due;
  row->promise_at = hy_sql_int64 (stmt, 21);
  row->confidential = hy_sql_int64 (stmt, 22) != 0;
  row->waiting_for = g_strdup (hy_sql_text (stmt, 23));
  row->waiting_by = hy_sql_int64 (stmt, 24);
  row->running = light.due != HY_TIME_NONE;
  row->yellow_at = light.yellow_at;
  row->red_at = light.red_at;
  row->light = hy_row_light_at (&light, now);
  return row;
}

GPtrArray *
hy_list_rows (HyReplica *replica, const gint64 *nos, guint n, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_list_row_free);
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      replica->sql,
      "SELECT id, number, title, state, kind, channel, category, place, handler, flags, scope, "
      "version, "
      "received_at, unsent, may_refuse, clock, due, yellow_at, red_at, framed_at, rest, promise_at, "
      "(SELECT json_extract (citizen, '$.confidential') FROM identities WHERE ticket = no), "
      "waiting_for, waiting_by "
      "FROM tickets WHERE no = ?1",
      error);
  HyTime now = hy_replica_now (replica);

  if (stmt == NULL)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      gboolean row = FALSE;

      hy_sql_bind (stmt, "i", nos[i]);
      if (!hy_sql_step (stmt, &row, error))
        return NULL;
      if (row)
        g_ptr_array_add (rows, read_row (stmt, nos[i], now));
      hy_sql_reset (stmt);
    }
  return g_steal_pointer (&rows);
}

GPtrArray *
hy_list_page (
    HyReplica *replica, const HyListQuery *query, guint offset, guint limit, GError **error)
{
  g_autoptr (GArray) nos = gather_nos (replica, query, offset, limit, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (nos != NULL)
    rows = hy_list_rows (replica, (const gint64 *) nos->data, nos->len, error);
  if (rows == NULL
      || (query->reader != NULL && !hy_seen_mark (replica, query->reader, rows, error)))
    return NULL;
  return g_steal_pointer (&rows);
}
