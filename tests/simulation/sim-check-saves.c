/* Every command that somebody was told to be saved: done once, or refused and here to be read. */
#include "sim.h"

#include "store/hy-outbox.h"

#include <string.h>

typedef struct
{
  char *state, *code, *field, *epoch;
  gboolean sent;
} Row;

static void
row_clear (Row *self)
{
  g_free (self->state);
  g_free (self->code);
  g_free (self->field);
  g_free (self->epoch);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

static void
read_row (HyReplica *replica, const char *id, Row *out)
{
  out->state = sim_sql_text (replica->sql, "SELECT state FROM commands WHERE id = ?1", id);
  out->code = sim_sql_text (replica->sql, "SELECT code FROM commands WHERE id = ?1", id);
  out->field = sim_sql_text (replica->sql, "SELECT field FROM commands WHERE id = ?1", id);
  out->epoch = sim_sql_text (replica->sql, "SELECT epoch FROM commands WHERE id = ?1", id);
  out->sent = sim_sql_int (replica->sql, "SELECT sent FROM commands WHERE id = ?1", id) != 0;
}

static gboolean
has_record (SimWorld *self, const char *id)
{
  return sim_sql_int (self->authority->sql, "SELECT 1 FROM records WHERE id = ?1", id) != 0;
}

static gboolean
has_payload (SimWorld *self, const char *id)
{
  return sim_sql_int (self->authority->sql, "SELECT 1 FROM refused WHERE id = ?1", id) != 0;
}

static gboolean
has_result (SimWorld *self, const char *id)
{
  return sim_sql_int (self->authority->sql, "SELECT 1 FROM results WHERE id = ?1", id) != 0;
}

static void
check_done (SimWorld *self, SimPc *pc, const SimSave *save, const Row *row)
{
  if (!has_record (self, save->id) && !(strcmp (save->kind, "sign") == 0 && has_result (self, save->id)))
    sim_found (self, "lost", "pc%u has %s (%s) as %s, and the district does not have it", pc->index,
               save->id, save->kind, row->state);
}

static gboolean
is_listed (HyReplica *replica, const SimSave *save)
{
  g_autoptr (GPtrArray) items = hy_outbox_list (replica, NULL);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const HyOutboxItem *item = items->pdata[i];
      g_autofree char *body = NULL;

      if (strcmp (item->command->id, save->id) != 0)
        continue;
      body = g_variant_print (item->command->body, FALSE);
      return save->mark == NULL || strstr (body, save->mark) != NULL;
    }
  return FALSE;
}

/* What was refused to a PC, or could not be sent by it, may yet be done: a copy of its replica sent it
 * too, another backup has it, or it arrived before the answer that was lost. Its record tells, but only
 * where the feed brings it. */
static gboolean
can_know (HyReplica *replica, const SimSave *save)
{
  return sim_sql_int (replica->sql, "SELECT 1 FROM tickets WHERE id = ?1 AND scope = 'here'",
                      save->ticket)
         != 0;
}

static void
check_refused (SimWorld *self, SimPc *pc, HyReplica *replica, const SimSave *save, const Row *row)
{
  if (can_know (replica, save) && has_record (self, save->id))
    sim_found (self, "refused", "pc%u has %s as %s (%s), and the district has it done", pc->index,
               save->id, row->state, row->code);
  if (!is_listed (replica, save) || row->code == NULL)
    sim_found (self, "visible", "pc%u does not show %s, which is %s", pc->index, save->id,
               row->state);
  /* Another copy may have sent it first after a restore, without the receipt; and what is offered again
   * after a restore may be answered 413, as everything may. */
  if (save->acknowledged && !save->copied && g_strcmp0 (row->code, "device_revoked") != 0
      && !(self->restores > 0 && g_strcmp0 (row->state, "undeliverable") == 0))
    sim_found (self, "receipt", "pc%u had %s done, and now it is %s (%s)", pc->index, save->id,
               row->state, row->code);
}

static void
check_payload (SimWorld *self, SimPc *pc, HyReplica *replica, const SimSave *save, const Row *row)
{
  g_autofree char *epoch
      = sim_sql_text (replica->sql, "SELECT value FROM meta WHERE key = 'epoch'", NULL);

  if (g_strcmp0 (row->epoch, epoch) == 0 && !has_payload (self, save->id))
    sim_found (self, "refused", "pc%u has %s as refused (%s), and the district knows nothing of it",
               pc->index, save->id, row->code);
}

/* For want of its ticket, or of a command that is held for want of it. */
static void
check_held (SimWorld *self, SimPc *pc, const SimSave *save, const Row *row)
{
  if (sim_sql_int (self->authority->sql, "SELECT 1 FROM tickets WHERE id = ?1", save->ticket) != 0)
    sim_found (self, "held", "pc%u holds %s (%s) for want of its %s, and the ticket is there",
               pc->index, save->id, save->kind, row->field);
}

/* Of a replica that was wiped: either the district did it, or it has its words. */
static void
check_wiped (SimWorld *self, SimPc *pc, const SimSave *save)
{
  if (self->restores == 0 && !has_record (self, save->id) && !has_payload (self, save->id)
      && !has_result (self, save->id) && !save->decided)
    sim_found (self, "lost", "%s went with the data of pc%u, and the district never had it",
               save->id, pc->index);
}

static void
check_save (SimWorld *self, SimPc *pc, HyReplica *replica, const SimSave *save)
{
  g_auto (Row) row = { 0 };

  read_row (replica, save->id, &row);
  if (row.state == NULL)
    check_wiped (self, pc, save);
  else if (strcmp (row.state, "applied") == 0 || strcmp (row.state, "late_note") == 0)
    check_done (self, pc, save, &row);
  else if (strcmp (row.state, "refused") == 0)
    {
      check_refused (self, pc, replica, save, &row);
      check_payload (self, pc, replica, save, &row);
    }
  else if (strcmp (row.state, "undeliverable") == 0)
    check_refused (self, pc, replica, save, &row);
  else if (strcmp (row.state, "held") == 0)
    check_held (self, pc, save, &row);
  else if (strcmp (row.state, "gone") != 0)
    sim_found (self, "stuck", "pc%u still has %s (%s) as %s", pc->index, save->id, save->kind,
               row.state);
  else if (save->discarded && !row.sent && !save->copied && has_record (self, save->id))
    sim_found (self, "discarded", "%s was discarded at pc%u before it was sent, and is done",
               save->id, pc->index);
}

/* However often its words were sent: they stand in one entry. */
static void
check_once (SimWorld *self, const SimSave *save)
{
  gint64 n;

  if (save->mark == NULL || save->copied || self->restores > 0)
    return;
  n = sim_sql_int (self->authority->sql, "SELECT count(*) FROM records WHERE instr (row, ?1) > 0",
                   save->mark);
  if (n > 1)
    sim_found (self, "twice", "%s of pc%u is done %d times", save->mark, save->pc, (int) n);
}

/* What one PC did to one ticket stands there in the order in which it was done. */
static void
check_order (SimWorld *self, SimPc *pc, guint from)
{
  const SimSave *first = self->saves->pdata[from];
  gint64 n = sim_sql_int (self->authority->sql, "SELECT n FROM records WHERE id = ?1", first->id);

  for (guint i = from + 1; n > 0 && i < self->saves->len; i++)
    {
      const SimSave *next = self->saves->pdata[i];
      gint64 m;

      if (next->pc != pc->index || strcmp (next->ticket, first->ticket) != 0)
        continue;
      m = sim_sql_int (self->authority->sql, "SELECT n FROM records WHERE id = ?1", next->id);
      if (m > 0 && m < n)
        sim_found (self, "order", "pc%u did %s after %s, and the district has them the other way",
                   pc->index, next->id, first->id);
      if (m > 0)
        return;
    }
}

static void
check_all (SimWorld *self, SimPc *pc, HyReplica *replica, gpointer data)
{
  for (guint i = 0; i < self->saves->len && self->rule == NULL; i++)
    {
      const SimSave *save = self->saves->pdata[i];

      if (save->pc != pc->index)
        continue;
      check_save (self, pc, replica, save);
      check_once (self, save);
      sim_files_check (self, pc, replica, save);
      if (self->restores == 0 && !save->copied)
        check_order (self, pc, i);
    }
}

void
sim_check_saves (SimWorld *self, SimPc *pc)
{
  sim_pc_read (self, pc, check_all, NULL);
}
