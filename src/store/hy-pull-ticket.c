#include "store/hy-outbox.h"
#include "store/hy-pull-private.h"
#include "store/hy-search.h"

#include <string.h>

static int
by_arrival (gconstpointer a, gconstpointer b)
{
  const HyRecord *x = *(HyRecord *const *) a;
  const HyRecord *y = *(HyRecord *const *) b;

  if (x->version != y->version)
    return x->version < y->version ? -1 : 1;
  return strcmp (x->id, y->id);
}

/* Borrowed: the run keeps the records. */
static GPtrArray *
timeline_of (const HyPullItem *item)
{
  GPtrArray *timeline = g_ptr_array_sized_new (item->records->len);

  for (guint i = 0; i < item->records->len; i++)
    g_ptr_array_add (timeline, ((HyPullItem *) g_ptr_array_index (item->records, i))->record);
  g_ptr_array_sort (timeline, by_arrival);
  return timeline;
}

/* The run's own rows suffice for a ticket whose whole timeline came with it. */
static gboolean
put_effective (HyPull *self, HyStored *stored, HyPullItem *item, GError **error)
{
  g_autoptr (GPtrArray) timeline = timeline_of (item);
  HyCase c = {
    .ticket = item->ticket,
    .timeline = timeline,
    .policy = hy_replica_policy (self->replica, item->ticket->policy),
    .calendar = hy_replica_calendar (self->replica),
  };
  HyRowColumns row = {
    .scope = "here",
    .version = item->version,
    .generation = self->generation,
    .row = item->row,
  };
  HyWaiting waiting = { 0 };

  return hy_effective_put (self->replica, stored, &c, &row, &waiting, error);
}

static gboolean
put_record (HyPull *self, gint64 no, const HyPullItem *item, GError **error)
{
  if (g_hash_table_remove (self->given_up, item->id))
    {
      g_hash_table_add (self->touched, g_strdup (item->record->ticket));
      if (!hy_outbox_found_done (self->replica, item->id, error))
        return FALSE;
    }
  return hy_sql_run (
      self->replica->sql, NULL, error,
      "INSERT OR REPLACE INTO records (ticket, version, id, row) VALUES (?1, ?2, ?3, ?4)", "iiSS",
      no, item->record->version, item->id, item->row);
}

static gboolean
forget_record (HyPull *self, gint64 no, const char *id, GError **error)
{
  return hy_sql_run (self->replica->sql, NULL, error,
                     "DELETE FROM records WHERE id = ?2 AND ticket = ?1", "iS", no, id);
}

static gboolean
put_records (HyPull *self, gint64 no, const HyPullItem *item, gboolean merges, GError **error)
{
  for (guint i = 0; i < item->records->len; i++)
    {
      const HyPullItem *record = g_ptr_array_index (item->records, i);

      if (merges && !forget_record (self, no, record->id, error))
        return FALSE;
      if (!put_record (self, no, record, error)
          || !hy_aside_drop (self, "record", record->id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
confirm (HyPull *self, const char *ticket, gint64 version, GError **error)
{
  if (!g_hash_table_contains (self->overlaid, ticket))
    return TRUE;
  g_hash_table_add (self->touched, g_strdup (ticket));
  hy_replica_mark_changed (self->replica, HY_STORE_CHANGE_OUTBOX);
  return hy_overlay_confirm (self->replica, ticket, version, error);
}

/* A timeline with a gap is not that of the row's version: the ticket stands at the one before, so that
 * the digest differs until the repair has brought the whole. What is kept aside is no gap. */
static gboolean
look_for_gap (HyPull *self, gint64 no, HyPullItem *item, GError **error)
{
  gint64 have;

  if (!hy_sql_get_int (self->replica->sql, &have, error,
                       "SELECT (SELECT count(*) FROM records WHERE ticket = ?1) + "
                       "(SELECT count(*) FROM aside WHERE kind = 'record' AND ticket = ?2 AND generation = ?3)",
                       "iSi", no, item->id, self->generation))
    return FALSE;
  if (have >= item->ticket->records)
    return TRUE;
  hy_sums_digest (self->replica, item->share, -1);
  item->share = hy_digest_share (item->id, --item->version);
  hy_sums_digest (self->replica, item->share, 1);
  return hy_sql_run (self->replica->sql, NULL, error,
                     "UPDATE tickets SET version = ?2 WHERE no = ?1", "ii", no, item->version);
}

/* Of a timeline that a bootstrap replaced and whose parts are aside, what was saved here stays on the screen. */
static gboolean
keep_own (HyPull *self, const char *id, GError **error)
{
  int taken = 0;

  if (!g_hash_table_contains (self->waiting, id))
    return TRUE;
  if (!hy_overlay_take_up (self->replica, id, &taken, error))
    return FALSE;
  if (taken > 0)
    {
      g_hash_table_add (self->overlaid, g_strdup (id));
      g_hash_table_add (self->touched, g_strdup (id));
      hy_replica_mark_changed (self->replica, HY_STORE_CHANGE_OUTBOX);
    }
  return TRUE;
}

gboolean
hy_pull_close_ticket (HyPull *self, HyPullItem *item, GError **error)
{
  g_auto (HyStored) stored = { 0 };

  if ((gint64) item->records->len < item->ticket->records)
    {
      if (!hy_stored_read (self->replica, item->id, &stored, error))
        return FALSE;
      /* It may have left, or come again, or a row aside may stand for it, in the same run. */
      if (strcmp (stored.scope, "here") == 0 && stored.version == item->version
          && !g_hash_table_contains (self->aside_tickets, item->id)
          && (!look_for_gap (self, stored.no, item, error) || !keep_own (self, item->id, error)))
        return FALSE;
    }
  return confirm (self, item->id, item->version, error);
}

/* Moves the digest from what stood for the ticket to the new row. */
static gboolean
count (HyPull *self, const HyPullItem *item, const HyStored *stored, GError **error)
{
  if (!hy_aside_drop (self, "ticket", item->id, error))
    return FALSE;
  if (strcmp (stored->scope, "here") == 0)
    hy_sums_digest (self->replica, hy_digest_share (item->id, stored->version), -1);
  hy_sums_digest (self->replica, item->share, 1);
  return TRUE;
}

gboolean
hy_pull_store_ticket (HyPull *self, HyPullItem *item, GError **error)
{
  HyReplica *replica = self->replica;
  g_auto (HyStored) stored = { 0 };
  gboolean is_new, whole, merges;

  if (!hy_stored_read (replica, item->id, &stored, error) || !count (self, item, &stored, error))
    return FALSE;
  is_new = stored.no == 0;
  whole = (gint64) item->records->len == item->ticket->records;
  /* A bootstrap brings whole timelines: what is here of an older one is not mixed into them, even when parts are aside. */
  merges = !is_new && !whole && stored.generation == self->generation;
  if (!is_new && !hy_search_forget (replica, stored.no, error))
    return FALSE;
  if (!put_effective (self, &stored, item, error))
    return FALSE;
  if (!is_new && !merges
      && !hy_sql_run (replica->sql, NULL, error, "DELETE FROM records WHERE ticket = ?1", "i",
                      stored.no))
    return FALSE;
  if (!put_records (self, stored.no, item, merges, error))
    return FALSE;
  if ((!is_new || item->citizen != NULL)
      && !hy_identity_put (replica, stored.no, item->citizen, item->ticket->citizen.phone,
                           item->ticket->citizen.phone2, error))
    return FALSE;
  /* What was saved for it is folded over it again. */
  if (!whole || strcmp (stored.scope, "stub") == 0)
    g_hash_table_add (self->touched, g_strdup (item->id));
  return hy_outbox_ticket_back (replica, item->id, error)
         && hy_aside_admit (self, item->id, error);
}

gboolean
hy_pull_store_record (HyPull *self, HyPullItem *item, gboolean *known, GError **error)
{
  g_auto (HyStored) stored = { 0 };

  if (!hy_stored_read (self->replica, item->record->ticket, &stored, error))
    return FALSE;
  /* When a bootstrap's row of the ticket is aside, its timeline waits with it. */
  *known = strcmp (stored.scope, "here") == 0
           && (stored.generation == self->generation
               || !g_hash_table_contains (self->aside_tickets, item->record->ticket));
  if (!*known)
    return TRUE;
  g_hash_table_add (self->touched, g_strdup (item->record->ticket));
  return hy_search_forget (self->replica, stored.no, error)
         && forget_record (self, stored.no, item->id, error)
         && put_record (self, stored.no, item, error)
         && hy_aside_drop (self, "record", item->id, error)
         && confirm (self, item->record->ticket, stored.version, error);
}
