#include "store/hy-wipe.h"

#include "store/hy-blobs.h"
#include "store/hy-copies.h"
#include "store/hy-replica-private.h"
#include "store/hy-rescue.h"

#include <errno.h>
#include <glib/gstdio.h>

/* A command that was saved while the outbox went up, or that the district could not take: nobody
 * has its words but this PC. */
#define UNANSWERED "('queued', 'sending', 'held', 'undeliverable')"
#define UNDECIDED "('queued', 'sending', 'held', 'undeliverable', 'refused')"

static const char wipe_rows[]
    = "DELETE FROM drafts;"
      "DELETE FROM attachments;"
      "DELETE FROM aside;"
      "DELETE FROM records;"
      "DELETE FROM phones;"
      "DELETE FROM identities;"
      "DELETE FROM tallies;"
      "DELETE FROM tickets;"
      "DELETE FROM documents;"
      "INSERT INTO search (search) VALUES ('delete-all');"
      "DELETE FROM meta WHERE key IN ('cursor', 'digest_count', 'digest_sum');";

/* Files stay with the commands that name them. */
#define WIPE_COMMANDS(kept)                                                                        \
  "DELETE FROM commands WHERE state NOT IN " kept ";"                                              \
  "DELETE FROM blobs WHERE sha256 NOT IN (SELECT sha256 FROM blob_uses);"

gboolean
hy_replica_prepare_wipe (HyReplica *replica, GError **error)
{
  return hy_sql_exec (replica->sql,
                      "UPDATE commands SET hold_until = NULL;"
                      "UPDATE commands SET state = 'queued' WHERE state IN ('held', "
                      "'undeliverable');",
                      error);
}

gboolean
hy_replica_wipe (HyReplica *replica, gboolean keep_outbox, GError **error)
{
  if (!hy_sql_exec (replica->sql, wipe_rows, error)
      || !hy_sql_exec (replica->sql,
                       keep_outbox ? WIPE_COMMANDS (UNDECIDED) : WIPE_COMMANDS (UNANSWERED), error))
    return FALSE;
  hy_replica_drop_caches (replica);
  replica->forgot = TRUE;
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_TICKETS | HY_STORE_CHANGE_OUTBOX
                                        | HY_STORE_CHANGE_DOCUMENTS | HY_STORE_CHANGE_STATUS);
  return TRUE;
}

static gboolean
is_copy (const char *name)
{
  return g_str_has_prefix (name, "before-schema-") || hy_rescue_is_kept_file (name);
}

gboolean
hy_replica_wipe_files (HyReplica *replica, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (replica->dir, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (replica->dir, name, NULL);

      if (!is_copy (name) || g_unlink (path) == 0)
        continue;
      g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno), "%s: %s", path,
                   g_strerror (errno));
      return FALSE;
    }
  return hy_copies_remove (replica->dir, error) && hy_blobs_sweep (replica, TRUE, error);
}
