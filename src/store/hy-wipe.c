#include "store/hy-wipe.h"

#include "store/hy-replica-private.h"

#include <errno.h>
#include <glib/gstdio.h>

/* A command that was saved while the outbox went up, or that the district could not take: nobody
 * has its words but this PC. */
#define UNANSWERED "('queued', 'sending', 'held', 'undeliverable')"
#define UNDECIDED "('queued', 'sending', 'held', 'undeliverable', 'refused')"

static const char wipe_rows[]
    = "DELETE FROM drafts;"
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
  "DELETE FROM blobs WHERE command IS NULL OR command NOT IN "                                     \
  "(SELECT id FROM commands WHERE state IN " kept ");"                                             \
  "DELETE FROM commands WHERE state NOT IN " kept ";"

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
is_named (HyReplica *replica, const char *name)
{
  gint64 there = 0;

  return hy_sql_get_int (replica->sql, &there, NULL, "SELECT 1 FROM blobs WHERE sha256 = ?1", "s",
                         name);
}

static gboolean
is_copy (HyReplica *replica, const char *name)
{
  return g_str_has_prefix (name, "before-schema-");
}

/* Deletes the files of @folder of which @func is @wanted; a folder that is not there has none. */
static gboolean
delete_files (HyReplica *replica,
              const char *folder,
              gboolean (*func) (HyReplica *replica, const char *name),
              gboolean wanted,
              GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (func (replica, name) != wanted || g_unlink (path) == 0)
        continue;
      g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno), "%s: %s", path,
                   g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

gboolean
hy_replica_wipe_files (HyReplica *replica, GError **error)
{
  g_autofree char *blobs = g_build_filename (replica->dir, "blobs", NULL);

  return delete_files (replica, blobs, is_named, FALSE, error)
         && delete_files (replica, replica->dir, is_copy, TRUE, error);
}
