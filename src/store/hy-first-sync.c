#include "store/hy-first-sync.h"

#include "store/hy-replica-private.h"

/* The district sends open tickets first, so that the latest that came tells. */
static gboolean
read_open_in (HyReplica *replica, HyFirstSync *out, GError **error)
{
  gint64 closed = 0;
  g_autoptr (GError) local = NULL;

  hy_sql_get_int (replica->sql, &closed, &local,
                  "SELECT state IN ('closed', 'archived') FROM tickets ORDER BY no DESC LIMIT 1",
                  "");
  out->open_in = out->done || closed != 0;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
hy_first_sync_read (HyReplica *replica, HyFirstSync *out, GError **error)
{
  gint64 people = 0;

  *out = (HyFirstSync){ 0 };
  out->done = hy_replica_get_meta_int (replica, "synced_at") != 0;
  out->expected = hy_replica_get_meta_int (replica, "bootstrap_tickets");
  if (!hy_sql_get_int (replica->sql, &out->tickets, error, "SELECT count (*) FROM tickets", "")
      || !hy_sql_get_int (replica->sql, &people, error,
                          "SELECT count (*) FROM documents WHERE kind = 'person'", ""))
    return FALSE;
  out->people = people > 0;
  return read_open_in (replica, out, error);
}
