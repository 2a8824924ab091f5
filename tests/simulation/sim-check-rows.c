/* What a replica has of the district's: all that is the office's, as it is there, and nothing of
 * what is not. */
#include "sim.h"

#include "store/hy-drafts.h"
#include "store/hy-tickets.h"
#include "wire/hy-ticket-json.h"

#include <string.h>

/* The rows of @query as one text, a line each. */
static char *
dump (HySql *sql, const char *query, const char *arg)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (sql, query, &error);
  GString *out = g_string_new (NULL);
  gboolean row = FALSE;

  if (stmt == NULL)
    g_error ("%s: %s", query, error->message);
  hy_sql_bind (stmt, "s", arg);
  while (hy_sql_step (stmt, &row, &error) && row)
    g_string_append_printf (out, "%s\n", hy_sql_text (stmt, 0));
  return g_string_free (out, FALSE);
}

static char *
first_difference (const char *here, const char *there)
{
  g_auto (GStrv) a = g_strsplit (here, "\n", -1);
  g_auto (GStrv) b = g_strsplit (there, "\n", -1);
  guint i = 0;

  while (a[i] != NULL && b[i] != NULL && strcmp (a[i], b[i]) == 0)
    i++;
  return g_strdup_printf ("here\n  %s\nthere\n  %s", a[i] != NULL ? a[i] : "nothing",
                          b[i] != NULL ? b[i] : "nothing");
}

static void
compare (SimWorld *self, SimPc *pc, const char *what, const char *here, const char *there)
{
  g_autofree char *difference = NULL;

  if (strcmp (here, there) == 0)
    return;
  difference = first_difference (here, there);
  sim_found (self, "equal", "pc%u: %s: %s", pc->index, what, difference);
}

/* The district's rows as a replica keeps them: the citizen apart. */
static void
split_rows (SimWorld *self, SimPc *pc, GString *rows, GString *citizens)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare_once (
      self->authority->sql,
      "SELECT id, version, row FROM tickets WHERE office = ?1 ORDER BY id", NULL);
  gboolean row = FALSE;

  hy_sql_bind (stmt, "s", pc->office);
  while (hy_sql_step (stmt, &row, NULL) && row)
    {
      g_autofree char *rest = NULL;
      g_autofree char *citizen = NULL;

      hy_ticket_row_without_citizen (hy_json_value (hy_sql_text (stmt, 2), hy_sql_bytes (stmt, 2)),
                                     &rest, &citizen);
      g_string_append_printf (rows, "%s %s %s\n", hy_sql_text (stmt, 0), hy_sql_text (stmt, 1), rest);
      g_string_append_printf (citizens, "%s %s\n", hy_sql_text (stmt, 0),
                              citizen != NULL ? citizen : "nobody");
    }
}

static void
check_scope (SimWorld *self, SimPc *pc, HyReplica *replica)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GString) citizens = g_string_new (NULL);
  g_autofree char *here = dump (
      replica->sql,
      "SELECT id || ' ' || version || ' ' || row FROM tickets WHERE scope = 'here' ORDER BY id",
      NULL);
  g_autofree char *who = dump (
      replica->sql,
      "SELECT t.id || ' ' || coalesce (i.citizen, 'nobody') FROM tickets t LEFT JOIN identities i "
      "ON i.ticket = t.no WHERE t.scope = 'here' ORDER BY t.id",
      NULL);
  g_autofree char *entries = dump (
      replica->sql,
      "SELECT t.id || ' ' || r.id || ' ' || r.row FROM tickets t JOIN records r ON r.ticket = t.no "
      "WHERE t.scope = 'here' ORDER BY t.id, r.id",
      NULL);
  g_autofree char *entries_there = dump (
      self->authority->sql,
      "SELECT t.id || ' ' || r.id || ' ' || r.row FROM tickets t JOIN records r ON r.ticket = t.n "
      "WHERE t.office = ?1 ORDER BY t.id, r.id",
      pc->office);

  split_rows (self, pc, rows, citizens);
  compare (self, pc, "tickets", here, rows->str);
  compare (self, pc, "citizens", who, citizens->str);
  compare (self, pc, "records", entries, entries_there);
}

static void
check_documents (SimWorld *self, SimPc *pc, HyReplica *replica)
{
  g_autofree char *here = dump (
      replica->sql,
      "SELECT kind || ' ' || id || ' ' || row FROM documents WHERE kind <> 'policy' ORDER BY 1",
      NULL);
  g_autofree char *there = dump (
      self->authority->sql,
      "SELECT kind || ' ' || id || ' ' || row FROM documents WHERE kind <> 'policy' AND row IS NOT "
      "NULL AND (office IS NULL OR office = ?1) ORDER BY 1",
      pc->office);

  compare (self, pc, "documents", here, there);
}

static void
check_none (SimWorld *self, SimPc *pc, HyReplica *replica, const char *what, const char *query)
{
  g_autofree char *found = sim_sql_text (replica->sql, query, NULL);

  if (found != NULL)
    sim_found (self, "private", "pc%u keeps %s of %s", pc->index, what, found);
}

#define LEFT "(SELECT no FROM tickets WHERE scope = 'stub')"

/* Of a ticket that left, its words and nothing else. */
static void
check_private (SimWorld *self, SimPc *pc, HyReplica *replica)
{
  check_none (self, pc, replica, "the citizen",
              "SELECT ticket FROM identities WHERE ticket IN " LEFT);
  check_none (self, pc, replica, "the phone", "SELECT ticket FROM phones WHERE ticket IN " LEFT);
  check_none (self, pc, replica, "the timeline",
              "SELECT ticket FROM records WHERE ticket IN " LEFT);
  check_none (self, pc, replica, "the citizen's name",
              "SELECT id FROM tickets WHERE instr (row, 'Citizen') > 0");
  check_none (self, pc, replica, "what was aside", "SELECT id FROM aside");
  check_none (self, pc, replica, "a ticket that never was its own, the row",
              "SELECT id FROM tickets WHERE scope = 'local' AND NOT EXISTS "
              "(SELECT 1 FROM commands c WHERE c.ticket = tickets.id)");
}

/* The district knows nothing of what was kept whole. */
static void
check_orphans (SimWorld *self, SimPc *pc, HyReplica *replica)
{
  g_autofree char *orphans
      = dump (replica->sql, "SELECT id FROM tickets WHERE scope = 'orphan' ORDER BY id", NULL);
  g_auto (GStrv) ids = g_strsplit (orphans, "\n", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    if (*ids[i] != '\0' && self->restores == 0)
      sim_found (self, "orphan", "pc%u has %s as an orphan of no restore", pc->index, ids[i]);
}

static void
check_drafts (SimWorld *self, SimPc *pc, HyReplica *replica)
{
  g_autoptr (GPtrArray) drafts = hy_drafts_list (replica, NULL, NULL);

  if (pc->to_wipe)
    return;
  if (drafts->len != g_hash_table_size (pc->drafts))
    sim_found (self, "draft", "pc%u has %u drafts and should have %u", pc->index, drafts->len,
               g_hash_table_size (pc->drafts));
  for (guint i = 0; i < drafts->len; i++)
    {
      const HyDraft *draft = drafts->pdata[i];
      g_autofree char *key = sim_draft_key (draft->ticket, draft->person, draft->kind);

      if (g_strcmp0 (g_hash_table_lookup (pc->drafts, key), draft->body) != 0)
        sim_found (self, "draft", "pc%u has another draft of %s: %s", pc->index, key, draft->body);
    }
}

#define COLUMNS                                                                                    \
  "SELECT id || ' ' || scope || ' ' || state || ' ' || coalesce (handler, '') || ' ' || flags || " \
  "' ' || to_contact || ' ' || rework || ' ' || coalesce (clock, '') || ' ' || coalesce (due, '') " \
  "|| ' ' || coalesce (yellow_at, '') || ' ' || coalesce (red_at, '') || ' ' || rest || ' ' || "   \
  "coalesce (promise, '') || ' ' || unsent || ' ' || may_refuse || ' ' || sort_due FROM tickets "  \
  "ORDER BY id"
#define TALLIES                                                                                    \
  "SELECT what || ' ' || handler || ' ' || at || ' ' || n FROM tallies ORDER BY 1"

typedef struct
{
  char *columns, *tallies;
} Lists;

static void
read_lists (HyReplica *replica, Lists *out)
{
  out->columns = dump (replica->sql, COLUMNS, NULL);
  out->tallies = dump (replica->sql, TALLIES, NULL);
}

static gboolean
recompute (HyReplica *replica, gpointer data, GError **error)
{
  Lists *lists = data;
  g_autofree char *ids = dump (replica->sql, "SELECT id FROM tickets WHERE scope <> 'stub'", NULL);
  g_auto (GStrv) each = g_strsplit (ids, "\n", -1);

  read_lists (replica, &lists[0]);
  for (guint i = 0; each[i] != NULL; i++)
    if (*each[i] != '\0' && !hy_tickets_refresh (replica, each[i], error))
      return FALSE;
  read_lists (replica, &lists[1]);
  /* Nothing of it is to stay. */
  g_set_error_literal (error, HY_STORE_ERROR, HY_STORE_ERROR_STATE, "only looked at");
  return FALSE;
}

static void
check_lists (SimWorld *self, SimPc *pc)
{
  Lists lists[2] = { { NULL } };

  sim_world_set_clock (self, pc);
  if (hy_store_write (pc->store, recompute, lists, NULL) || lists[1].tallies == NULL)
    sim_found (self, "lists", "pc%u: its lists cannot be computed", pc->index);
  else
    {
      compare (self, pc, "columns", lists[0].columns, lists[1].columns);
      compare (self, pc, "tallies", lists[0].tallies, lists[1].tallies);
    }
  for (int i = 0; i < 2; i++)
    {
      g_free (lists[i].columns);
      g_free (lists[i].tallies);
    }
}

static void
check_replica (SimWorld *self, SimPc *pc, HyReplica *replica, gpointer data)
{
  check_scope (self, pc, replica);
  check_documents (self, pc, replica);
  check_private (self, pc, replica);
  check_orphans (self, pc, replica);
  check_drafts (self, pc, replica);
}

void
sim_check_rows (SimWorld *self, SimPc *pc)
{
  sim_pc_read (self, pc, check_replica, NULL);
  check_lists (self, pc);
}
