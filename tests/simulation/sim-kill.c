/* Accidents at the boundaries of transactions: SQLite asks before each commit of each database that
 * this process opens. */
#include "sim.h"

#include <sqlite3.h>
#include <string.h>

static SimWorld *watched;

static SimLife *
find_life (const char *path)
{
  if (watched == NULL || path == NULL)
    return NULL;
  if (g_str_has_prefix (path, watched->life.dir))
    return &watched->life;
  for (guint i = 0; i < watched->pcs->len; i++)
    {
      SimPc *pc = watched->pcs->pdata[i];

      if (g_str_has_prefix (path, pc->life.dir))
        return &pc->life;
    }
  return NULL;
}

/* Anything but 0 undoes the transaction. Who dies after a commit goes on to its next deed that
 * could be seen from outside, and does not do that: no commit, no request. */
static int
on_commit (void *data)
{
  SimLife *life = find_life (sqlite3_db_filename (data, "main"));

  if (life == NULL)
    return 0;
  if (life->dead)
    return 1;
  life->commits++;
  if (life->kill_in == 0 || --life->kill_in > 0)
    return 0;
  watched->n_kills++;
  life->failed = TRUE;
  life->dead = life->kill_how != 2;
  sim_note (watched, "%s %s", life == &watched->life ? "the district" : strrchr (life->dir, '/') + 1,
            life->kill_how == 0   ? "dies before a commit"
            : life->kill_how == 1 ? "dies after a commit"
                                  : "cannot commit");
  return life->kill_how != 1;
}

static int
on_open (sqlite3 *db, char **error, const struct sqlite3_api_routines *api)
{
  sqlite3_commit_hook (db, on_commit, db);
  return SQLITE_OK;
}

void
sim_kill_watch (SimWorld *self)
{
  static gboolean installed;

  if (!installed)
    sqlite3_auto_extension ((void (*) (void)) on_open);
  installed = TRUE;
  watched = self;
}
