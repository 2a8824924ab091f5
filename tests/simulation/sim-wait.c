/* The waiting pull: held while others work, cut, answered late or by somebody else. */
#include "sim.h"

#include "authority/hy-feed.h"

#include <string.h>

/* Of HySyncer. */
#define WAIT_S 50

static char *
cursor_of (SimWorld *self, SimPc *pc)
{
  return sim_pc_text (self, pc, "SELECT value FROM meta WHERE key = 'cursor'", NULL);
}

/* Whether the district has nothing after @cursor. */
static gboolean
is_head (SimWorld *self, SimPc *pc, const char *cursor)
{
  g_autoptr (HyFeed) feed = NULL;

  sim_world_set_clock (self, NULL);
  feed = hy_feed_open (self->authority, pc->office, cursor, 1, NULL);
  return feed != NULL && hy_feed_is_empty (feed, NULL);
}

gboolean
sim_wait_is_held (const HyRequest *request)
{
  return strstr (request->path, "&wait=") != NULL;
}

/* The district holds its answer: a colleague's round, or an import. */
void
sim_wait_hold (SimWorld *self, SimPc *pc)
{
  SimPc *other = pc->company;

  pc->company = NULL;
  self->deep = TRUE;
  if (other == pc)
    sim_district_import (self, pc->office, 1);
  else if (other != NULL && !other->busy)
    sim_round (self, other);
  self->deep = FALSE;
  sim_world_pass (self, WAIT_S / 2 * HY_SECOND);
}

/* @company: who has a round meanwhile; @pc itself: a ticket is imported for it; NULL: nothing happens. */
static gboolean
hold (SimWorld *self, SimPc *pc, SimPc *company, gboolean *changed)
{
  g_autofree char *before = cursor_of (self, pc);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  guint faults = self->n_faults;
  gboolean ok;

  pc->requests = 0;
  pc->busy = TRUE;
  pc->company = company;
  sim_world_set_clock (self, pc);
  ok = hy_engine_wait (pc->engine, WAIT_S, changed, NULL, &error);
  pc->busy = FALSE;
  self->n_waits++;
  sim_note (self, "pc%u waits: %s", pc->index, !ok ? error->message : *changed ? "news" : "nothing new");
  sim_judge_error (self, pc, "wait", error);
  ok = ok && !pc->life.dead;
  sim_forget_wait (pc);
  sim_pc_revive (self, pc);
  after = cursor_of (self, pc);
  if (g_strcmp0 (before, after) != 0)
    sim_found (self, "wait", "pc%u has waited, and has another cursor: %s", pc->index, after);
  if (ok && !*changed && faults == self->n_faults && pc->seen == self->life.commits
      && !is_head (self, pc, after))
    sim_found (self, "wait", "pc%u was told of nothing new, and there is", pc->index);
  return ok;
}

/* As the program does: what is new is the next round's. */
void
sim_wait (SimWorld *self, const SimStep *step)
{
  SimPc *pc = sim_world_pc (self, step->arg[0]);
  SimPc *company = step->arg[1] % 4 != 0 ? sim_world_pc (self, step->arg[1] / 4) : NULL;
  gboolean changed = FALSE;

  if (hold (self, pc, company, &changed) && changed)
    {
      sim_round (self, pc);
      return;
    }
  sim_do_deferred (self, G_MAXINT);
  g_array_set_size (self->faults, 0);
  sim_watch (self, pc, FALSE);
}

/* What comes while it waits is there after the round that follows. */
void
sim_wait_check (SimWorld *self, SimPc *pc)
{
  gboolean changed = FALSE;
  g_autofree char *number = g_strdup_printf ("S%04u", self->imports);
  g_autofree char *there = NULL;

  if (pc->to_wipe)
    return;
  if (!hold (self, pc, pc, &changed) || !changed || !sim_round (self, pc))
    sim_found (self, "wait", "pc%u waits, and is not told of %s", pc->index, number);
  there = sim_pc_text (self, pc, "SELECT 1 FROM tickets WHERE number = ?1 AND scope = 'here'", number);
  if (there == NULL)
    sim_found (self, "wait", "pc%u has no %s after the round that it was called for", pc->index, number);
}
