#include "store/hy-effective.h"

#include "core/hy-waiting.h"
#include "store/hy-promise.h"

#include <string.h>

void
hy_stored_clear (HyStored *self)
{
  g_free ((char *) self->facts.handler);
  g_free ((char *) self->facts.step);
  memset (self, 0, sizeof *self);
}

gboolean
hy_stored_read (HyReplica *replica, const char *id, HyStored *out, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      replica->sql,
      "SELECT no, scope, version, generation, indexed, handler, step, state = 'rework', "
      "pressed, waiting_for IS NOT NULL, yellow_at, red_at, due FROM tickets WHERE id = ?1",
      error);
  gboolean row = FALSE;

  memset (out, 0, sizeof *out);
  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "S", id);
  if (!hy_sql_step (stmt, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  out->no = hy_sql_int64 (stmt, 0);
  g_strlcpy (out->scope, hy_sql_text (stmt, 1), sizeof out->scope);
  out->version = hy_sql_int64 (stmt, 2);
  out->generation = hy_sql_int64 (stmt, 3);
  out->indexed = hy_sql_int64 (stmt, 4) != 0;
  out->facts = (HyTallyFacts){
    .counted = strcmp (out->scope, "stub") != 0,
    .handler = g_strdup (hy_sql_text (stmt, 5)),
    .step = g_strdup (hy_sql_text (stmt, 6)),
    .rework = hy_sql_int64 (stmt, 7) != 0,
    .pressed = hy_sql_int64 (stmt, 8) != 0,
    .waiting = hy_sql_int64 (stmt, 9) != 0,
    .yellow_at = hy_sql_int64 (stmt, 10),
    .red_at = hy_sql_int64 (stmt, 11),
    .due = hy_sql_int64 (stmt, 12),
  };
  return TRUE;
}

/* The same as the generated column "step" of the schema. */
static const char *
step_of (HyState state, gboolean to_contact)
{
  switch (state)
    {
    case HY_STATE_HANDLING:
    case HY_STATE_REWORK:
      return to_contact ? "to_contact" : "handling";
    case HY_STATE_SUBMITTED:
    case HY_STATE_RETURN_REQUESTED:
      return "submitted";
    case HY_STATE_PENDING_SIGN:
    case HY_STATE_CLOSED:
    case HY_STATE_SUSPENDED:
      return hy_state_code (state);
    default:
      return "";
    }
}

/* The gate is asked only where it keeps somebody from closing. */
static gboolean
is_to_contact (const HyCase *c)
{
  HyGate gate;

  if (c->ticket->state != HY_STATE_HANDLING && c->ticket->state != HY_STATE_REWORK)
    return FALSE;
  hy_case_gate (c, &gate);
  return !gate.open;
}

/* Parameters of the three statements: ?1 no, ?2 to ?30 the effective columns, ?31 on the
 * district's. What a statement does not name is bound in vain. */
#define EFFECTIVE_NAMES                                                                            \
  "title, kind, channel, category, place, state, handler, received_at, dispatched_at, flags, "     \
  "to_contact, rework, clock, due, yellow_at, red_at, framed_at, rest, due_sign, due_contact, "    \
  "due_result, waiting_for, waiting_by, promise, promise_at, unsent, may_refuse, sort_due, "   \
  "number"
#define EFFECTIVE_VALUES                                                                           \
  "?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, "   \
  "?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30"
#define ROW_NAMES "id, scope, version, generation, row, policy, indexed"
#define ROW_VALUES "?31, ?32, ?33, ?34, ?35, ?36, 0"

static const char insert_sql[] = "INSERT INTO tickets (" EFFECTIVE_NAMES ", " ROW_NAMES ") VALUES "
                                 "(" EFFECTIVE_VALUES ", " ROW_VALUES ")";
static const char update_sql[] = "UPDATE tickets SET (" EFFECTIVE_NAMES ", " ROW_NAMES ") = "
                                 "(" EFFECTIVE_VALUES ", " ROW_VALUES ") WHERE no = ?1";
static const char refresh_sql[]
    = "UPDATE tickets SET (" EFFECTIVE_NAMES ") = (" EFFECTIVE_VALUES ") "
      "WHERE no = ?1";

typedef struct
{
  HyRowLight light;
  gboolean to_contact;
  char *category;
  char *flags;
  char *waiting_for;
  HyTime waiting_by;
  HyPromise promise;
} Columns;

static void
columns_clear (Columns *self)
{
  g_free (self->category);
  g_free (self->flags);
  g_free (self->waiting_for);
  hy_promise_clear (&self->promise);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Columns, columns_clear)

static char *
join_flags (const HyTicket *ticket)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < ticket->flags->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      g_string_append (out, g_ptr_array_index (ticket->flags, i));
    }
  return g_string_free (out, FALSE);
}

static void
columns_compute (const HyCase *c, Columns *out)
{
  HyClocks clocks;

  hy_clocks_read (c, &clocks);
  hy_clocks_summary (&clocks, &out->light);
  out->to_contact = is_to_contact (c);
  out->category = c->ticket->category != NULL ? g_strjoinv ("/", c->ticket->category) : NULL;
  out->flags = join_flags (c->ticket);
  (void) hy_waiting_find (c, &out->waiting_for, &out->waiting_by);
  hy_promise_find (c, &out->promise);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
bind_columns (HySqlStmt *stmt,
              gint64 no,
              const HyCase *c,
              const Columns *columns,
              const HyRowColumns *row,
              const HyWaiting *waiting)
{
  const HyTicket *t = c->ticket;
  const HyRowLight *light = &columns->light;

  hy_sql_bind (stmt, "iSSSSSSSttSiiSttttStttStStiiiSSSiiSS", no, or_empty (t->title),
               hy_demand_kind_code (t->kind), hy_channel_code (t->channel), columns->category,
               t->place, hy_state_code (t->state), t->handler, t->received_at, t->dispatched_at,
               columns->flags, (gint64) columns->to_contact, (gint64) t->rework,
               hy_clock_code (light->clock), light->due, light->yellow_at, light->red_at,
               light->framed_at, hy_light_code (light->rest), t->due_sign, t->due_contact, t->due,
               columns->waiting_for, columns->waiting_by, columns->promise.what,
               columns->promise.at, waiting->unsent, (gint64) waiting->may_refuse,
               light->due != HY_TIME_NONE ? light->due : G_MAXINT64 - t->received_at,
               or_empty (t->number), t->id, row != NULL ? row->scope : NULL,
               row != NULL ? row->version : (gint64) 0, row != NULL ? row->generation : (gint64) 0,
               row != NULL ? row->row : NULL, t->policy);
}

static HyTallyFacts
facts_of (const HyCase *c, const Columns *columns)
{
  return (HyTallyFacts){
    .counted = TRUE,
    .handler = c->ticket->handler,
    .step = step_of (c->ticket->state, columns->to_contact),
    .rework = c->ticket->state == HY_STATE_REWORK,
    .pressed = hy_ticket_flag_value (c->ticket, "supervised") != NULL
               || hy_ticket_flag_value (c->ticket, "urged") != NULL,
    .waiting = columns->waiting_for != NULL,
    .yellow_at = columns->light.yellow_at,
    .red_at = columns->light.red_at,
    .due = columns->light.due,
  };
}

gboolean
hy_effective_put (HyReplica *replica,
                  HyStored *stored,
                  const HyCase *c,
                  const HyRowColumns *row,
                  const HyWaiting *waiting,
                  GError **error)
{
  g_auto (Columns) columns = { 0 };
  HyTallyFacts facts;
  g_autoptr (HySqlStmt) stmt = NULL;
  gboolean is_new = stored->no == 0;

  g_assert (row != NULL || !is_new);
  stmt = hy_sql_prepare (replica->sql,
                         is_new        ? insert_sql
                         : row != NULL ? update_sql
                                       : refresh_sql,
                         error);
  if (stmt == NULL)
    return FALSE;
  columns_compute (c, &columns);
  bind_columns (stmt, stored->no, c, &columns, row, waiting);
  if (!hy_sql_step (stmt, NULL, error))
    return FALSE;
  if (is_new)
    stored->no = hy_sql_last_rowid (replica->sql);
  else
    hy_sums_tally (replica, &stored->facts, -1);
  facts = facts_of (c, &columns);
  hy_sums_tally (replica, &facts, 1);
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_TICKETS);
  return TRUE;
}
