#include "sim.h"

#include "store/hy-outbox-hold.h"
#include "store/hy-outbox.h"
#include "store/hy-people.h"

#include "wire/hy-record-json.h"

#include <string.h>

/* How a command is saved: SIM_SAVE's last number. */
enum
{
  HELD = 0,
  WITH_A_FILE = 7
};

char *
sim_draft_key (const char *ticket, const char *person, const char *kind)
{
  return g_strjoin (" ", ticket, person, kind, NULL);
}

/* A work of a person at the PC, in one transaction. */
typedef struct
{
  SimWorld *world;
  SimPc *pc;
  const SimStep *step;
  char *ticket, *person, *kind, *mark;
  char *id;  /* of what was queued */
  char *old; /* of what was decided */
  const char *how;
  GPtrArray *blobs;
  HyRefusal refusal;
} Work;

static void
work_clear (Work *self)
{
  g_free (self->ticket);
  g_free (self->person);
  g_free (self->kind);
  g_free (self->mark);
  g_free (self->id);
  g_free (self->old);
  g_clear_pointer (&self->blobs, g_ptr_array_unref);
  hy_refusal_clear (&self->refusal);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
nothing_to_do (GError **error)
{
  g_set_error_literal (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_FOUND, "nothing to do");
  return FALSE;
}

/* Who, and about which ticket. */
static gboolean
choose (Work *self, HyReplica *replica, GError **error)
{
  g_autoptr (GPtrArray) people = hy_people_list (replica, error);
  gint64 n = sim_sql_int (replica->sql, "SELECT count(*) FROM tickets", NULL);
  g_autofree char *at = NULL;

  if (people == NULL)
    return FALSE;
  if (people->len == 0 || n == 0)
    return nothing_to_do (error);
  self->person = g_strdup (
      ((HyPersonRow *) people->pdata[(guint) self->step->arg[3] % people->len])->id);
  at = g_strdup_printf ("%" G_GINT64_FORMAT, self->step->arg[1] % n);
  self->ticket = sim_sql_text (
      replica->sql, "SELECT id FROM tickets ORDER BY no LIMIT 1 OFFSET CAST(?1 AS INTEGER)", at);
  return TRUE;
}

static gint64
version_before (const HyCase *view, int variant)
{
  return variant % 7 == 0 && view->ticket->version > 1 ? view->ticket->version - 1 : -1;
}

static gboolean
queue (HyReplica *replica, gpointer data, GError **error)
{
  Work *self = data;
  int variant = self->step->arg[3];
  g_autoptr (HyTicketView) view = NULL;
  g_autoptr (GVariant) body = NULL;
  SimWriter writer;

  if (!choose (self, replica, error))
    return FALSE;
  view = hy_tickets_load (replica, self->ticket, error);
  if (view == NULL)
    return FALSE;
  self->kind = g_strdup (sim_body_kind (view->view, self->step->arg[2], variant));
  if (strcmp (self->kind, "intake") == 0)
    {
      g_free (self->ticket);
      self->ticket = g_strdup ("new");
    }
  writer = (SimWriter){ replica, self->ticket, view->view, self->person, self->mark,
                        hy_replica_now (replica), variant };
  body = sim_body_write (&writer, self->kind);
  self->id = hy_outbox_queue (replica, self->ticket, self->person, self->kind, body, NULL, self->blobs,
                              version_before (view->view, variant), &self->refusal, error);
  return self->id != NULL
         && (self->step->arg[4] != HELD
             || hy_outbox_hold (replica, self->id, 30 * HY_SECOND, error));
}

SimSave *
sim_world_add_save (SimWorld *self, SimPc *pc, const char *id)
{
  SimSave *save = g_new0 (SimSave, 1);

  save->pc = pc->index;
  save->id = g_strdup (id);
  save->ticket = sim_pc_text (self, pc, "SELECT ticket FROM commands WHERE id = ?1", id);
  save->kind = sim_pc_text (self, pc, "SELECT kind FROM commands WHERE id = ?1", id);
  g_ptr_array_add (self->saves, save);
  return save;
}

/* What was promised when the program said that it is saved; and when it was killed, what the next
 * one finds: all of it or nothing. */
static gboolean
is_done (Work *self, gboolean ok, const GError *error)
{
  SimPc *pc = self->pc;
  gboolean died = pc->life.dead, failed = pc->life.failed;
  g_autofree char *there = NULL;

  sim_pc_revive (self->world, pc);
  if (died && self->id != NULL)
    there = sim_pc_text (self->world, pc, "SELECT 1 FROM commands WHERE id = ?1", self->id);
  if (died && self->id == NULL)
    return FALSE;
  if (died && (there != NULL) != (pc->life.kill_how == 1))
    sim_found (self->world, "durable", "pc%u died %s the commit of %s, which is %s", pc->index,
               pc->life.kill_how == 1 ? "after" : "before", self->id,
               there != NULL ? "there" : "not there");
  if (died)
    return there != NULL;
  if (!ok && !failed && error->domain != HY_STORE_ERROR)
    sim_found (self->world, "save", "pc%u: %s", pc->index, error->message);
  if (!ok && !failed && error->domain == HY_STORE_ERROR && error->code == HY_STORE_ERROR_UNUSABLE)
    sim_found (self->world, "save", "pc%u: %s", pc->index, error->message);
  return ok;
}

void
sim_act_save (SimWorld *self, const SimStep *step)
{
  g_auto (Work) work = { .world = self, .pc = sim_world_pc (self, step->arg[0]), .step = step };
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  SimSave *save;
  gboolean ok;

  if (work.pc->life.dead)
    return;
  work.mark = g_strdup_printf ("mark-%05u-", self->marks++);
  sim_world_set_clock (self, work.pc);
  if (step->arg[4] == WITH_A_FILE)
    work.blobs = sim_files_attach (self, work.pc, work.mark, step->arg[3]);
  if (work.pc->life.dead || (step->arg[4] == WITH_A_FILE && work.blobs == NULL))
    {
      sim_pc_revive (self, work.pc);
      return;
    }
  ok = hy_store_write (work.pc->store, queue, &work, &error);
  sim_note (self, "pc%u %s of %s %s: %s", work.pc->index, work.kind, work.ticket, work.mark,
            ok ? work.id : error->message);
  if (!is_done (&work, ok, error))
    return;
  save = sim_world_add_save (self, work.pc, work.id);
  save->mark = g_strdup (work.mark);
  if (work.blobs != NULL)
    save->file = g_strdup (((HyBlobRef *) work.blobs->pdata[0])->sha256);
  key = sim_draft_key (work.ticket, work.person, work.kind);
  g_hash_table_remove (work.pc->drafts, key);
}

static gboolean
type (HyReplica *replica, gpointer data, GError **error)
{
  Work *self = data;
  g_autofree char *body = g_strdup_printf ("{\"text\":\"%s\"}", self->mark);
  HyDraft draft = { .body = body, .base_version = 1 };

  if (!choose (self, replica, error))
    return FALSE;
  self->kind = g_strdup (self->step->arg[2] % 2 == 0 ? "progress" : "reply");
  draft.ticket = self->ticket;
  draft.person = self->person;
  draft.kind = self->kind;
  return hy_drafts_save (replica, &draft, error);
}

void
sim_act_draft (SimWorld *self, const SimStep *step)
{
  g_auto (Work) work = { .world = self, .pc = sim_world_pc (self, step->arg[0]), .step = step };
  g_autoptr (GError) error = NULL;
  gboolean ok;

  if (work.pc->life.dead)
    return;
  work.mark = g_strdup_printf ("draft-%05u-", self->marks++);
  sim_world_set_clock (self, work.pc);
  ok = hy_store_write (work.pc->store, type, &work, &error);
  if (work.kind != NULL && (ok || (work.pc->life.dead && work.pc->life.kill_how == 1)))
    g_hash_table_replace (work.pc->drafts,
                          sim_draft_key (work.ticket, work.person, work.kind),
                          g_strdup_printf ("{\"text\":\"%s\"}", work.mark));
  sim_pc_revive (self, work.pc);
}

static HyOutboxItem *
pick_item (Work *self, GPtrArray *items)
{
  return items->pdata[(guint) self->step->arg[1] % items->len];
}

static gboolean
decide (HyReplica *replica, gpointer data, GError **error)
{
  Work *self = data;
  g_autoptr (GPtrArray) items = hy_outbox_list (replica, error);
  const HyOutboxItem *item;

  if (items == NULL)
    return FALSE;
  if (items->len == 0)
    return nothing_to_do (error);
  item = pick_item (self, items);
  self->old = g_strdup (item->command->id);
  switch (self->step->arg[2] % 5)
    {
    case 0:
      self->how = "discard";
      return hy_outbox_discard (replica, self->old, "not needed", error);
    case 1:
      self->how = "amend";
      return hy_outbox_amend (replica, self->old, NULL, item->command->body, &self->id, &self->refusal,
                              error);
    case 2:
      self->how = "note";
      return hy_outbox_keep_as_note (replica, self->old, NULL, NULL, &self->id, &self->refusal, error);
    case 3:
      self->how = "undo";
      return hy_outbox_undo (replica, self->old, NULL, error);
    default:
      self->how = "retry";
      return hy_outbox_retry (replica, self->old, &self->id, &self->refusal, error);
    }
}

static SimSave *
find_save (SimWorld *self, SimPc *pc, const char *id)
{
  for (guint i = 0; i < self->saves->len; i++)
    {
      SimSave *save = self->saves->pdata[i];

      if (save->pc == pc->index && strcmp (save->id, id) == 0)
        return save;
    }
  return NULL;
}

static void
note_decision (SimWorld *self, Work *work)
{
  SimSave *old = find_save (self, work->pc, work->old);
  gboolean drops = work->id == NULL;

  if (drops && strcmp (work->how, "retry") == 0)
    return;
  if (old != NULL)
    {
      old->decided = TRUE;
      old->discarded = drops;
    }
  if (drops)
    return;
  work->kind = g_strdup (work->how);
  sim_world_add_save (self, work->pc, work->id)->mark
      = old != NULL && strcmp (work->how, "note") != 0 ? g_strdup (old->mark) : NULL;
}

/* Whether it was done, when the program died of it. */
static gboolean
was_decided (SimWorld *self, Work *work)
{
  g_autofree char *state
      = sim_pc_text (self, work->pc, "SELECT state FROM commands WHERE id = ?1", work->old);

  return g_strcmp0 (state, "gone") == 0;
}

void
sim_act_decide (SimWorld *self, const SimStep *step)
{
  g_auto (Work) work = { .world = self, .pc = sim_world_pc (self, step->arg[0]), .step = step };
  g_autoptr (GError) error = NULL;
  gboolean ok, died;

  if (work.pc->life.dead)
    return;
  sim_world_set_clock (self, work.pc);
  ok = hy_store_write (work.pc->store, decide, &work, &error);
  sim_note (self, "pc%u %s %s: %s", work.pc->index, work.how, work.old,
            ok ? work.id != NULL ? work.id : "done" : error->message);
  died = work.pc->life.dead;
  if (!ok && !work.pc->life.failed && g_error_matches (error, HY_STORE_ERROR, HY_STORE_ERROR_UNUSABLE))
    sim_found (self, "decide", "pc%u: %s", work.pc->index, error->message);
  sim_pc_revive (self, work.pc);
  if (died && work.old != NULL)
    ok = was_decided (self, &work);
  if (ok)
    note_decision (self, &work);
}
