#include "store/hy-work.h"

#include "store/hy-folder.h"
#include "store/hy-rescue.h"
#include "store/hy-text.h"

/* Less than this is as good as nothing. */
#define ROOM (16 * 1024 * 1024)

static const struct
{
  HySqlError code;
  HyStoreError as;
  const char *words;
} explanations[] = {
  { HY_SQL_ERROR_BUSY, HY_STORE_ERROR_UNUSABLE,
    N_ ("another program keeps the replica busy; close it or try again later") },
  { HY_SQL_ERROR_FULL, HY_STORE_ERROR_FULL,
    N_ ("the disk is full; what was saved is safe, clear at least 200 MB and try again") },
  { HY_SQL_ERROR_IO, HY_STORE_ERROR_READ_ONLY,
    N_ ("the disk fails; what was saved is safe, restart the PC and have the disk looked at") },
  { HY_SQL_ERROR_DAMAGED, HY_STORE_ERROR_UNUSABLE,
    N_ ("the replica is damaged; quit all programs that use it and start Huiyin, or “huiyinctl doctor "
        "--rescue”: that rescues what was written here") },
  { HY_SQL_ERROR_NEWER, HY_STORE_ERROR_UNUSABLE,
    N_ ("the replica was made by a newer version; update this program") },
  { HY_SQL_ERROR_READ_ONLY, HY_STORE_ERROR_READ_ONLY,
    N_ ("the replica cannot be written; make its folder your own again") },
};

/* Of the database's errors all are explained, of a file's those that people can do something about. */
static gboolean
is_of_disk (const GError *cause, int *code)
{
  if (cause->domain == HY_SQL_ERROR)
    *code = cause->code;
  else if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    *code = HY_SQL_ERROR_FULL;
  else if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_IO))
    *code = HY_SQL_ERROR_IO;
  else if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ROFS)
           || g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ACCES))
    *code = HY_SQL_ERROR_READ_ONLY;
  else
    return FALSE;
  return TRUE;
}

gboolean
hy_work_explain (const char *dir, GError **error)
{
  g_autoptr (GError) cause = NULL;
  const char *words = N_ ("the replica cannot be used; restart the PC and try again");
  HyStoreError as = HY_STORE_ERROR_UNUSABLE;
  int code;

  if (error == NULL || *error == NULL || !is_of_disk (*error, &code))
    return FALSE;
  cause = g_steal_pointer (error);
  /* Some of what SQLite does for want of room fails without saying that it was that. */
  if (code == HY_SQL_ERROR_IO && hy_folder_room (dir) <= ROOM)
    code = HY_SQL_ERROR_FULL;
  for (gsize i = 0; i < G_N_ELEMENTS (explanations); i++)
    if ((int) explanations[i].code == code)
      {
        words = explanations[i].words;
        as = explanations[i].as;
      }
  g_set_error (error, HY_STORE_ERROR, as, "%s (%s)", _ (words), cause->message);
  return FALSE;
}

/* What could not be read counts for more than what was made of its absence. */
static gboolean
run_func (HyReplica *replica, HyReplicaFunc func, gpointer data, GError **error)
{
  gboolean ok = func (replica, data, error);

  if (replica->fault == NULL)
    return ok;
  g_clear_error (error);
  g_propagate_error (error, g_steal_pointer (&replica->fault));
  return FALSE;
}

static gboolean
run (HyReplica *replica, gboolean writes, HyReplicaFunc func, gpointer data, GError **error)
{
  gboolean begun;

  replica->changes = 0;
  g_clear_error (&replica->fault);
  begun = writes ? hy_sql_begin (replica->sql, error) : hy_sql_begin_read (replica->sql, error);
  if (!begun)
    return FALSE;
  hy_replica_check_caches (replica);
  if (run_func (replica, func, data, error))
    {
      if (replica->sums == NULL)
        return hy_sql_commit (replica->sql, error);
      /* Some part failed half-way and its error was let go: nothing of it may stay. */
      g_set_error_literal (error, HY_SQL_ERROR, HY_SQL_ERROR_FAILED, "work left unfinished");
    }
  hy_sql_rollback (replica->sql);
  return FALSE;
}

gboolean
hy_work_run (
    HyReplica *replica, gboolean writes, HyReplicaFunc func, gpointer data, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (run (replica, writes, func, data, &fault))
    return TRUE;
  hy_replica_drop_caches (replica);
  if (g_error_matches (fault, HY_SQL_ERROR, HY_SQL_ERROR_DAMAGED))
    hy_rescue_suspect (replica->dir);
  hy_work_explain (replica->dir, &fault);
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

void
hy_work_tidy (HyReplica *replica)
{
  if (replica->forgot)
    replica->forgot = !hy_sql_empty_log (replica->sql);
}
