#include "store/hy-wipe.h"

#include "store/hy-replica-private.h"

static const char wipe_rows[]
    = "PRAGMA secure_delete = ON;"
      "DELETE FROM drafts;"
      "DELETE FROM blobs;"
      "DELETE FROM aside;"
      "DELETE FROM records;"
      "DELETE FROM phones;"
      "DELETE FROM identities;"
      "DELETE FROM tallies;"
      "DELETE FROM tickets;"
      "DELETE FROM documents;"
      "INSERT INTO search (search) VALUES ('delete-all');"
      "DELETE FROM meta WHERE key IN ('cursor', 'digest_count', 'digest_sum');";

/* Acknowledged commands go in any case: they are the district's now. */
static const char wipe_acknowledged[] = "DELETE FROM commands WHERE state NOT IN ('queued', "
                                        "'sending', 'refused', 'held', 'undeliverable');";

gboolean
hy_replica_prepare_wipe (HyReplica *replica, GError **error)
{
  return hy_sql_exec (replica->sql,
                      "UPDATE commands SET hold_until = NULL;"
                      "UPDATE commands SET state = 'queued' WHERE state = 'held';",
                      error);
}

gboolean
hy_replica_wipe (HyReplica *replica, gboolean keep_outbox, GError **error)
{
  if (!hy_sql_exec (replica->sql, wipe_rows, error)
      || !hy_sql_exec (replica->sql, keep_outbox ? wipe_acknowledged : "DELETE FROM commands;",
                       error))
    return FALSE;
  hy_replica_drop_caches (replica);
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_TICKETS | HY_STORE_CHANGE_OUTBOX
                                        | HY_STORE_CHANGE_DOCUMENTS | HY_STORE_CHANGE_STATUS);
  return TRUE;
}
