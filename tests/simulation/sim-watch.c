/* What holds after every round, whatever happened in it. */
#include "sim.h"

#include "store/hy-status.h"
#include "store/hy-sums.h"
#include "store/hy-tickets.h"

#include <string.h>

/* A ticket's versions, as a digest that nobody keeps. */
#define SCOPE_HERE                                                                                 \
  "SELECT group_concat (id || ':' || version, ' ') FROM "                                          \
  "(SELECT id, version FROM tickets WHERE scope = 'here' ORDER BY id)"
#define SCOPE_THERE                                                                                \
  "SELECT group_concat (id || ':' || version, ' ') FROM "                                          \
  "(SELECT id, version FROM tickets WHERE office = ?1 ORDER BY id)"

static void
watch_claim (SimWorld *self, SimPc *pc, HyReplica *replica)
{
  g_auto (HyStatus) status = { 0 };
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  if (!hy_status_read (replica, &status, NULL) || strcmp (status.state, "synced") != 0
      || pc->seen != self->life.commits)
    return;
  here = sim_sql_text (replica->sql, SCOPE_HERE, NULL);
  there = sim_sql_text (self->authority->sql, SCOPE_THERE, pc->office);
  if (g_strcmp0 (here, there) != 0)
    sim_found (self, "synced", "pc%u says that it is synced with\n  %s\nwhere the district has\n  %s",
               pc->index, here, there);
}

/* What is kept aside stands in the digest for its ticket, and for nothing else. */
#define COUNTED                                                                                    \
  "SELECT id, version FROM tickets WHERE scope = 'here' AND id NOT IN "                             \
  "(SELECT id FROM aside WHERE kind = 'ticket') "                                                   \
  "UNION ALL SELECT id, version FROM aside WHERE kind = 'ticket'"

static void
watch_digest (SimWorld *self, SimPc *pc, HyReplica *replica)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare_once (replica->sql, COUNTED, NULL);
  gint64 count, n = 0;
  guint64 kept, sum = 0;
  gboolean row = FALSE;

  for (; hy_sql_step (stmt, &row, NULL) && row; n++)
    sum += hy_digest_share (hy_sql_text (stmt, 0), hy_sql_int64 (stmt, 1));
  hy_sums_get_digest (replica, &count, &kept);
  if (count != n || kept != sum)
    sim_found (self, "aside", "pc%u counts %d tickets in its digest and has %d, some of them aside", pc->index,
               (int) count, (int) n);
}

static gboolean
is_shown (HyReplica *replica, const char *ticket, const char *id)
{
  g_autoptr (HyTicketView) view = hy_tickets_load (replica, ticket, NULL);

  return view != NULL && hy_case_find_record (view->view, id) != NULL;
}

/* What was applied stays on the screen, and what waits and may be done is on it. A second signature
 * is no entry anywhere. */
static void
watch_view (SimWorld *self, SimPc *pc, HyReplica *replica)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare_once (
      replica->sql,
      "SELECT c.id, c.ticket, c.state FROM commands c JOIN tickets t ON t.id = c.ticket "
      "WHERE t.scope <> 'stub' AND c.kind <> 'sign' AND (c.state = 'applied' OR (c.state IN "
      "('queued', 'sending') AND c.may_refuse = 0 AND c.receipt IS NULL)) ORDER BY c.seq",
      NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  gboolean row = FALSE;

  while (hy_sql_step (stmt, &row, NULL) && row)
    for (int i = 0; i < 3; i++)
      g_ptr_array_add (found, g_strdup (hy_sql_text (stmt, i)));
  for (guint i = 0; i + 2 < found->len; i += 3)
    if (!g_hash_table_contains (self->forgotten, found->pdata[i + 1])
        && !is_shown (replica, found->pdata[i + 1], found->pdata[i]))
      sim_found (self, "flicker", "pc%u does not show %s of %s, which is %s", pc->index,
                 (char *) found->pdata[i], (char *) found->pdata[i + 1],
                 (char *) found->pdata[i + 2]);
}

static void
watch_save (SimWorld *self, SimPc *pc, HyReplica *replica, SimSave *save)
{
  g_autofree char *state
      = sim_sql_text (replica->sql, "SELECT state FROM commands WHERE id = ?1", save->id);
  gboolean good
      = g_strcmp0 (state, "applied") == 0 || g_strcmp0 (state, "late_note") == 0;

  if (state == NULL && !pc->to_wipe)
    sim_found (self, "lost", "pc%u has no trace of %s", pc->index, save->id);
  if (g_strcmp0 (state, "gone") == 0 && !save->decided)
    sim_found (self, "lost", "pc%u has put %s away by itself", pc->index, save->id);
  if (good && save->discarded)
    sim_found (self, "discarded", "pc%u has %s as %s, which was discarded", pc->index, save->id,
               state);
  save->acknowledged = save->acknowledged || good;
}

static void
watch_replica (SimWorld *self, SimPc *pc, HyReplica *replica, gpointer data)
{
  for (guint i = 0; i < self->saves->len; i++)
    {
      SimSave *save = self->saves->pdata[i];

      if (save->pc == pc->index)
        watch_save (self, pc, replica, save);
    }
  watch_view (self, pc, replica);
  watch_digest (self, pc, replica);
  if (*(gboolean *) data)
    watch_claim (self, pc, replica);
}

/* The token goes with the data, and these for nothing less than the district's word. */
static void
watch_token (SimWorld *self, SimPc *pc)
{
  g_autofree char *path = g_build_filename (pc->life.dir, "token", NULL);
  gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);

  if (pc->enrolled && !there && !pc->to_wipe)
    sim_found (self, "wiped", "pc%u deleted its data, and nobody had told it to", pc->index);
  pc->enrolled = there;
}

void
sim_watch (SimWorld *self, SimPc *pc, gboolean ended_well)
{
  if (self->rule == NULL)
    watch_token (self, pc);
  if (self->rule == NULL)
    sim_pc_read (self, pc, watch_replica, &ended_well);
}
