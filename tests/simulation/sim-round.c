#include "sim.h"

#include "store/hy-outbox-hold.h"
#include "sync/hy-enrol.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *
words (gboolean ok, const GError *error)
{
  return ok ? "ended well" : error != NULL ? error->message : "?";
}

void
sim_judge_error (SimWorld *self, SimPc *pc, const char *deed, const GError *error)
{
  if (error == NULL || error->domain == HY_TRANSPORT_ERROR || error->domain == HY_ENROL_ERROR
      || pc->life.failed || pc->life.dead
      || g_error_matches (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_ENROLLED))
    return;
  sim_found (self, deed, "pc%u: %s", pc->index, error->message);
}

void
sim_forget_wait (SimPc *pc)
{
  if (pc->life.failed)
    pc->quiet_until = HY_TIME_NONE;
}

gboolean
sim_round (SimWorld *self, SimPc *pc)
{
  g_autoptr (GError) error = NULL;
  HyRoundSummary summary = { 0 };
  gboolean ok;

  pc->requests = 0;
  pc->busy = TRUE;
  sim_world_set_clock (self, pc);
  ok = hy_engine_round (pc->engine, &summary, NULL, &error);
  pc->busy = FALSE;
  self->n_rounds++;
  sim_note (self, "pc%u %s, %u sent, %u received", pc->index, words (ok, error), summary.sent,
            summary.received);
  sim_judge_error (self, pc, "round", error);
  ok = ok && !pc->life.dead;
  sim_forget_wait (pc);
  if (!self->deep)
    {
      sim_do_deferred (self, G_MAXINT);
      g_array_set_size (self->faults, 0);
    }
  sim_pc_revive (self, pc);
  sim_watch (self, pc, ok);
  return ok;
}

gboolean
sim_enrol (SimWorld *self, SimPc *pc)
{
  g_autofree char *code = sim_district_code (self, pc->office);
  HyEnrolOptions options
      = { .url = "https://district.example", .code = code, .device_name = "Window" };
  g_autoptr (GError) error = NULL;
  gboolean ok;

  if (code == NULL)
    return FALSE;
  pc->requests = 0;
  pc->busy = TRUE;
  sim_world_set_clock (self, pc);
  ok = hy_enrol (pc->store, HY_TRANSPORT (pc->transport), &options, NULL, &error);
  pc->busy = FALSE;
  sim_note (self, "pc%u enrols: %s", pc->index, words (ok, error));
  sim_judge_error (self, pc, "enrol", error);
  ok = ok && !pc->life.dead;
  sim_forget_wait (pc);
  sim_pc_revive (self, pc);
  return ok;
}

static void
copy_file (const char *from, const char *to, const char *name)
{
  g_autofree char *source = g_build_filename (from, name, NULL);
  g_autofree char *target = g_build_filename (to, name, NULL);
  g_autofree char *data = NULL;
  gsize length = 0;

  if (g_file_get_contents (source, &data, &length, NULL)
      && !g_file_set_contents (target, data, (gssize) length, NULL))
    g_error ("%s cannot be copied", name);
}

static void
copy_files (SimPc *from, SimPc *to)
{
  g_autofree char *source = g_build_filename (from->life.dir, "blobs", NULL);
  g_autofree char *target = g_build_filename (to->life.dir, "blobs", NULL);
  g_autoptr (GDir) files = g_dir_open (source, 0, NULL);
  const char *name;

  if (files == NULL)
    return;
  g_mkdir (target, 0700);
  while ((name = g_dir_read_name (files)) != NULL)
    copy_file (source, target, name);
}

static void
copy_saves (SimWorld *self, SimPc *from, SimPc *to)
{
  guint n = self->saves->len;

  for (guint i = 0; i < n; i++)
    {
      SimSave *save = self->saves->pdata[i];
      SimSave *copy;

      if (save->pc != from->index)
        continue;
      save->copied = TRUE;
      copy = g_memdup2 (save, sizeof *save);
      copy->pc = to->index;
      copy->id = g_strdup (save->id);
      copy->ticket = g_strdup (save->ticket);
      copy->kind = g_strdup (save->kind);
      copy->mark = g_strdup (save->mark);
      copy->file = g_strdup (save->file);
      g_ptr_array_add (self->saves, copy);
    }
}

/* Somebody copies the folder of the replica to another PC. */
static void
clone_pc (SimWorld *self, SimPc *pc)
{
  SimPc *copy;
  GHashTableIter iter;
  gpointer key, body;

  if (self->pcs->len > 6)
    return;
  sim_pc_stop (pc);
  copy = sim_world_add_pc (self, pc->office);
  g_mkdir (copy->life.dir, 0700);
  copy_file (pc->life.dir, copy->life.dir, "replica.db");
  copy_file (pc->life.dir, copy->life.dir, "token");
  copy_files (pc, copy);
  copy->quiet_until = pc->quiet_until;
  copy->to_wipe = pc->to_wipe;
  g_hash_table_iter_init (&iter, pc->drafts);
  while (g_hash_table_iter_next (&iter, &key, &body))
    g_hash_table_replace (copy->drafts, g_strdup (key), g_strdup (body));
  copy_saves (self, pc, copy);
  sim_pc_start (self, pc);
  sim_pc_start (self, copy);
  self->clones++;
  sim_note (self, "pc%u to pc%u", pc->index, copy->index);
}

/* A kill of nobody in particular is one of the district's. */
static void
arm (SimWorld *self, const SimStep *step)
{
  guint who = (guint) step->arg[0] % (self->pcs->len + 1);
  SimLife *life
      = who == self->pcs->len ? &self->life : &((SimPc *) self->pcs->pdata[who])->life;

  life->kill_in = step->arg[1] + 1;
  life->kill_how = step->arg[2] % 3;
}

static void
do_fault (SimWorld *self, const SimStep *step)
{
  g_array_append_val (self->faults, *step);
}

static void
do_import (SimWorld *self, const SimStep *step)
{
  sim_district_import (self, self->offices->pdata[(guint) step->arg[0] % self->offices->len],
                       1 + step->arg[1]);
}

static void
do_round (SimWorld *self, const SimStep *step)
{
  SimPc *pc = sim_world_pc (self, step->arg[0]);

  if (!pc->busy)
    sim_round (self, pc);
}

static void
do_backup (SimWorld *self, const SimStep *step)
{
  sim_district_backup (self);
}

static void
do_restore (SimWorld *self, const SimStep *step)
{
  sim_district_restore (self, step->arg[0]);
}

static void
do_clone (SimWorld *self, const SimStep *step)
{
  clone_pc (self, sim_world_pc (self, step->arg[0]));
}

static void
do_revoke (SimWorld *self, const SimStep *step)
{
  sim_district_revoke (self, sim_world_pc (self, step->arg[0]), step->arg[1] != 0);
}

static void
do_enrol (SimWorld *self, const SimStep *step)
{
  sim_enrol (self, sim_world_pc (self, step->arg[0]));
}

/* Its clock is set, most often by minutes, now and then by a day. */
static void
do_skew (SimWorld *self, const SimStep *step)
{
  SimPc *pc = sim_world_pc (self, step->arg[0]);

  pc->skew = (step->arg[1] - 2000) * HY_MINUTE / (step->arg[1] % 3 == 0 ? 1 : 50);
  /* A PC whose clock is set forward may take the wait for over. */
  pc->quiet_until = HY_TIME_NONE;
  sim_note (self, "pc%u by %d s", pc->index, (int) (pc->skew / HY_SECOND));
}

static void
do_time (SimWorld *self, const SimStep *step)
{
  int minutes = step->arg[0];

  sim_world_pass (self, (minutes % 3 == 0 ? minutes : minutes / 20) * HY_MINUTE);
}

static void
do_late (SimWorld *self, const SimStep *step)
{
  sim_net_late (self, step->arg[0]);
}

static void
do_upgrade (SimWorld *self, const SimStep *step)
{
  sim_pc_upgrade (self, sim_world_pc (self, step->arg[0]));
}

typedef void (*Deed) (SimWorld *self, const SimStep *step);

static const Deed deeds[SIM_N_OPS] = {
  [SIM_SAVE] = sim_act_save,       [SIM_DRAFT] = sim_act_draft,
  [SIM_DECIDE] = sim_act_decide,   [SIM_ROUND] = do_round,
  [SIM_FAULT] = do_fault,          [SIM_KILL] = arm,
  [SIM_EVENT] = sim_district_event, [SIM_IMPORT] = do_import,
  [SIM_BACKUP] = do_backup,        [SIM_RESTORE] = do_restore,
  [SIM_CLONE] = do_clone,          [SIM_REVOKE] = do_revoke,
  [SIM_ENROL] = do_enrol,          [SIM_SKEW] = do_skew,
  [SIM_TIME] = do_time,            [SIM_LATE] = do_late,
  [SIM_DOCUMENT] = sim_district_document, [SIM_WAIT] = sim_wait,
  [SIM_STRANGE] = do_fault,        [SIM_UPGRADE] = do_upgrade,
};

void
sim_do (SimWorld *self, const SimStep *step)
{
  if (step->when > 0 && !self->deep)
    {
      g_array_append_val (self->deferred, *step);
      return;
    }
  if (!self->deep)
    sim_world_pass (self, 3 * HY_SECOND);
  deeds[step->op](self, step);
}

void
sim_do_deferred (SimWorld *self, int at)
{
  for (guint i = 0; i < self->deferred->len;)
    {
      SimStep step = g_array_index (self->deferred, SimStep, i);
      g_autoptr (GString) line = g_string_new (NULL);

      if (at != G_MAXINT && step.when != at)
        {
          i++;
          continue;
        }
      g_array_remove_index (self->deferred, i);
      sim_step_print (&step, line);
      sim_note (self, "[%s]", line->str);
      self->deep = TRUE;
      sim_do (self, &step);
      self->deep = FALSE;
    }
}

/* What keeps a PC from syncing for good is told to the person at it, who asks for a code. */
static gboolean
must_enrol (SimWorld *self, SimPc *pc)
{
  g_autofree char *copied
      = sim_pc_text (self, pc, "SELECT 1 FROM meta WHERE key = 'replica_copied'", NULL);
  g_autofree char *device = sim_pc_text (self, pc, "SELECT value FROM meta WHERE key = 'device'", NULL);
  g_autofree char *round
      = sim_pc_text (self, pc, "SELECT value FROM meta WHERE key = 'round_end'", NULL);
  g_autofree char *token = device != NULL ? hy_token_load (pc->life.dir, device, NULL) : NULL;

  return copied != NULL || token == NULL || g_strcmp0 (round, "3") == 0;
}

static gboolean
is_drained (SimWorld *self, SimPc *pc)
{
  g_autofree char *waiting = sim_pc_text (
      self, pc, "SELECT 1 FROM commands WHERE state IN ('queued', 'sending')", NULL);

  return waiting == NULL && !must_enrol (self, pc);
}

static gboolean
settle_pass (SimWorld *self)
{
  gboolean still = TRUE;

  for (guint i = 0; i < self->pcs->len && self->rule == NULL; i++)
    {
      SimPc *pc = self->pcs->pdata[i];

      if (must_enrol (self, pc))
        sim_enrol (self, pc);
      still = sim_round (self, pc) && is_drained (self, pc) && still;
    }
  return still;
}

/* No more accidents, and everybody's program is the latest. */
static void
heal (SimWorld *self)
{
  g_array_set_size (self->faults, 0);
  sim_do_deferred (self, G_MAXINT);
  self->life.kill_in = 0;
  for (guint i = 0; i < self->pcs->len; i++)
    {
      ((SimPc *) self->pcs->pdata[i])->life.kill_in = 0;
      sim_pc_upgrade (self, self->pcs->pdata[i]);
    }
  while (!g_queue_is_empty (&self->late))
    sim_net_late (self, 0);
  sim_world_pass (self, 2 * HY_HOUR);
}

#define PASSES_MAX 8

void
sim_settle (SimWorld *self)
{
  guint still = 0;

  heal (self);
  /* Twice, for what one PC's last commands change for another. */
  for (guint pass = 0; pass < PASSES_MAX && still < 2 && self->rule == NULL; pass++)
    still = settle_pass (self) ? still + 1 : 0;
  if (still < 2)
    sim_found (self, "drain", "the PCs do not come to rest");
  for (guint i = 0; i < self->pcs->len && self->rule == NULL; i++)
    sim_wait_check (self, self->pcs->pdata[i]);
  if (self->rule == NULL && !settle_pass (self))
    sim_found (self, "drain", "what came while they waited does not come to rest");
}
