#include "store/hy-rescue.h"

#include "store/hy-blobs.h"
#include "store/hy-copies.h"
#include "store/hy-drafts.h"
#include "store/hy-pull.h"
#include "store/hy-replica-private.h"
#include "store/hy-rescue-files.h"
#include "store/hy-rescue-rows.h"
#include "store/hy-schema.h"
#include "store/hy-sums.h"
#include "store/hy-tickets-private.h"
#include "wire/hy-hash.h"
#include "wire/hy-record-json.h"

#include "store/hy-text.h"

#include <glib/gstdio.h>
#include <string.h>

/* More commands than any PC makes between two states of its disk that might be met. */
#define SEQ_GAP 100000
/* A file that no row names any more may be of a command that is lost. */
#define LOOSE_FILES_LIFE (90 * HY_DAY)

typedef struct
{
  const char *dir;
  HyReplica *replica; /* the fresh one */
  HyRescueRows *rows;
  HyCarveLosses losses;
  HyRescue note;
} Rescue;

void
hy_rescue_clear (HyRescue *self)
{
  g_clear_pointer (&self->file, g_free);
  g_clear_pointer (&self->copy, g_free);
}

/* Reading. */

static gboolean
count (Rescue *self, const char *sql, gint64 *out, GError **error)
{
  return hy_sql_get_int (self->replica->sql, out, error, sql, "");
}

#define COUNT_TICKETS "SELECT count(*) FROM tickets"
#define COUNT_OWN "SELECT (SELECT count(*) FROM commands) + (SELECT count(*) FROM drafts)"

static gboolean
take_damaged (Rescue *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->dir, "replica.db", NULL);
  g_autoptr (HyPages) pages = hy_pages_open (path, error);

  return pages != NULL && hy_rescue_rows_take (self->rows, pages, FALSE, TRUE, &self->losses, error)
         && hy_rescue_rows_take (self->rows, pages, TRUE, TRUE, &self->losses, error);
}

/* What the copy has and the damaged file has not is either lost or gone for a reason: a value by itself may have been
 * taken back, and a draft may have become a command since. */
static const char remember_own[] = "CREATE TEMP TABLE own_meta AS SELECT key FROM meta;"
                                   "CREATE TEMP TABLE own_drafts AS SELECT ticket, person, kind FROM drafts;"
                                   "CREATE TEMP TABLE own_attachments AS SELECT ticket, person, kind FROM attachments;";
static const char drop_stale[]
    = "DELETE FROM meta WHERE key NOT IN (SELECT key FROM own_meta) AND "
      "(EXISTS (SELECT 1 FROM own_meta WHERE key = 'device') OR "
      "key IN ('bootstrap', 'pending_device', 'replica_copied'));"
      "DELETE FROM drafts WHERE (ticket, person, kind) NOT IN (SELECT * FROM own_drafts) AND EXISTS "
      "(SELECT 1 FROM commands c WHERE c.person = drafts.person AND c.kind = drafts.kind AND "
      "drafts.ticket IN (c.ticket, 'new') AND c.made_at + "
      "coalesce ((SELECT value FROM meta WHERE key = 'clock_offset'), 0) >= drafts.changed_at);"
      "DELETE FROM attachments WHERE (ticket, person, kind) NOT IN (SELECT * FROM own_attachments) AND "
      "(ticket, person, kind) NOT IN (SELECT ticket, person, kind FROM drafts);"
      "DROP TABLE own_meta; DROP TABLE own_drafts; DROP TABLE own_attachments;";

static gboolean
take_copy (Rescue *self, const char *path, GError **error)
{
  g_autoptr (HyPages) pages = hy_pages_open (path, NULL);
  gint64 tickets = 0, before = 0, after = 0;
  HyCarveLosses losses = { 0 };

  if (pages == NULL)
    return TRUE;
  if (!count (self, COUNT_TICKETS, &tickets, error) || !count (self, COUNT_OWN, &before, error)
      || !hy_sql_exec (self->replica->sql, remember_own, error)
      || !hy_rescue_rows_take (self->rows, pages, FALSE, tickets == 0, &losses, error)
      || !hy_sql_exec (self->replica->sql, drop_stale, error) || !count (self, COUNT_OWN, &after, error))
    return FALSE;
  if (after > before)
    self->note.copy = g_path_get_basename (path);
  return TRUE;
}

static gboolean
take_all (Rescue *self, GError **error)
{
  g_autofree char *copy = hy_copies_newest (self->dir);

  return take_damaged (self, error) && (copy == NULL || take_copy (self, copy, error));
}

/* What follows from the rows. */

static const char mend_rows[]
    = "DELETE FROM records WHERE ticket NOT IN (SELECT no FROM tickets);"
      "DELETE FROM identities WHERE ticket NOT IN (SELECT no FROM tickets);"
      "DELETE FROM phones WHERE ticket NOT IN (SELECT no FROM tickets);"
      "DELETE FROM seen WHERE ticket NOT IN (SELECT no FROM tickets) OR person NOT IN "
      "(SELECT id FROM documents WHERE kind = 'person');"
      "DELETE FROM blob_uses WHERE command NOT IN (SELECT id FROM commands);"
      "UPDATE tickets SET indexed = 0 WHERE indexed <> 0;"
      /* Whether it was on the wire since, nobody can say. */
      "UPDATE commands SET state = 'queued', sent = 1, hold_until = NULL WHERE state IN ('queued', 'sending');"
      /* One of which only a piece was met here, and all of it elsewhere. */
      "DELETE FROM drafts WHERE " HY_DRAFTS_ASIDE " AND EXISTS (SELECT 1 FROM commands c "
      "WHERE c.ticket = drafts.ticket AND instr (drafts.body, '\"id\":\"' || c.id || '\"') > 0);"
      "DELETE FROM meta WHERE key = 'synced_at' AND NOT EXISTS (SELECT 1 FROM tickets);";

static gboolean
mend_counters (Rescue *self, GError **error)
{
  gint64 generation = 0;

  return hy_sql_get_int (self->replica->sql, &generation, error,
                         "SELECT max (coalesce ((SELECT max (generation) FROM tickets), 0), "
                         "coalesce ((SELECT max (generation) FROM documents), 0), "
                         "coalesce ((SELECT value FROM meta WHERE key = 'generation'), 0))",
                         "")
         && hy_replica_set_meta_int (self->replica, "generation", generation, error)
         && hy_replica_set_meta_int (self->replica, "seq", hy_rescue_rows_seq (self->rows) + SEQ_GAP, error)
         && hy_pull_begin_bootstrap (self->replica, FALSE, NULL, error);
}

static GPtrArray *
load_texts (Rescue *self, const char *sql, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (self->replica->sql, sql, error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  while (hy_sql_step (stmt, &row, error))
    {
      if (!row)
        return g_steal_pointer (&texts);
      g_ptr_array_add (texts, g_strdup (hy_sql_text (stmt, 0)));
    }
  return NULL;
}

/* The counts of lists and digest are made of the columns as they were. */
static gboolean
count_tickets (Rescue *self, GError **error)
{
  g_autoptr (GPtrArray) ids = load_texts (self, "SELECT id FROM tickets", error);

  if (ids == NULL)
    return FALSE;
  hy_sums_begin (self->replica);
  for (guint i = 0; i < ids->len; i++)
    {
      g_auto (HyStored) stored = { 0 };

      if (!hy_stored_read (self->replica, g_ptr_array_index (ids, i), &stored, error))
        return FALSE;
      hy_sums_tally (self->replica, &stored.facts, 1);
    }
  return hy_sums_recount_digest (self->replica, error) && hy_sums_end (self->replica, error);
}

/* A command names its files too. */
static gboolean
mend_files (Rescue *self, GError **error)
{
  g_autoptr (GPtrArray) texts
      = load_texts (self,
                    "SELECT command FROM commands WHERE json_array_length (command, '$.blobs') > "
                    "(SELECT count(*) FROM blob_uses u JOIN blobs b ON b.sha256 = u.sha256 "
                    "WHERE u.command = commands.id)",
                    error);

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      g_autoptr (HyCommand) command = hy_command_from_json (g_ptr_array_index (texts, i), -1, error);

      if (command == NULL || !hy_blobs_use (self->replica, command->id, command->blobs, error))
        return FALSE;
    }
  return texts != NULL;
}

static gboolean
keep_loose_file (Rescue *self, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf info;

  if (!hy_sha256_is_valid (name) || g_stat (path, &info) != 0)
    return TRUE;
  return hy_sql_run (self->replica->sql, NULL, error,
                     "INSERT OR IGNORE INTO blobs (sha256, size, kept_at, have, tries) VALUES (?1, ?2, ?3, 0, 0)",
                     "sii", name, (gint64) info.st_size, hy_replica_now (self->replica) + LOOSE_FILES_LIFE);
}

static gboolean
keep_loose_files (Rescue *self, GError **error)
{
  g_autofree char *folder = g_build_filename (self->dir, "blobs", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    if (!keep_loose_file (self, folder, name, error))
      return FALSE;
  return TRUE;
}

/* What was saved is folded over the rows again, also what only a copy or a command still tells. */
static gboolean
refresh_tickets (Rescue *self, GError **error)
{
  g_autoptr (GPtrArray) ids = load_texts (self, "SELECT DISTINCT ticket FROM commands", error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!hy_tickets_refresh (self->replica, g_ptr_array_index (ids, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
check_found (Rescue *self, GError **error)
{
  gint64 found = 0;

  if (!count (self, "SELECT (SELECT count(*) FROM commands) + (SELECT count(*) FROM drafts) + "
                    "(SELECT count(*) FROM meta WHERE key = 'device')",
              &found, error))
    return FALSE;
  if (found > 0)
    return TRUE;
  g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_UNUSABLE,
               _ ("%s: the replica is damaged and nothing in it can be read; keep the folder as it is, and enrol "
                  "anew into an empty folder"),
               self->dir);
  return FALSE;
}

static gboolean
put_note (Rescue *self, GError **error)
{
  HyReplica *replica = self->replica;

  self->note.lost = self->losses.pages + self->losses.rows;
  return count (self,
                "SELECT count(*) FROM commands WHERE state IN ('queued', 'refused', 'held', 'undeliverable')",
                &self->note.entries, error)
         && count (self, "SELECT count(*) FROM drafts WHERE " HY_DRAFTS_BEGUN, &self->note.drafts, error)
         && count (self, "SELECT count(*) FROM drafts WHERE " HY_DRAFTS_ASIDE, &self->note.aside, error)
         && hy_replica_set_meta_int (replica, "rescue_at", self->note.at, error)
         && hy_replica_set_meta_int (replica, "rescue_entries", self->note.entries, error)
         && hy_replica_set_meta_int (replica, "rescue_drafts", self->note.drafts, error)
         && hy_replica_set_meta_int (replica, "rescue_aside", self->note.aside, error)
         && hy_replica_set_meta_int (replica, "rescue_lost", self->note.lost, error)
         && hy_replica_set_meta (replica, "rescue_file", self->note.file, error)
         && hy_replica_set_meta (replica, "rescue_copy", self->note.copy, error);
}

static gboolean
fill (Rescue *self, GError **error)
{
  HySql *sql = self->replica->sql;

  if (!hy_sql_begin (sql, error))
    return FALSE;
  self->rows = hy_rescue_rows_new (sql, error);
  return self->rows != NULL && take_all (self, error) && check_found (self, error)
         && hy_sql_exec (sql, mend_rows, error) && mend_counters (self, error)
         && count_tickets (self, error) && mend_files (self, error) && keep_loose_files (self, error)
         && refresh_tickets (self, error) && put_note (self, error) && hy_sql_commit (sql, error);
}

/* Nobody reads it before it is whole: no log, and no waiting for the disk until then. */
static const char raw_pragmas[] = "PRAGMA journal_mode=DELETE; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; "
                                  "PRAGMA foreign_keys=OFF; PRAGMA cache_size=-32768;";

static gboolean
make (Rescue *self, HyNowFunc now, gpointer now_data, GError **error)
{
  g_autofree char *path = hy_rescue_new_path (self->dir);
  HySql *sql = hy_sql_open (path, HY_SQL_CREATE, error);
  g_autofree char *fault = NULL;
  gboolean ok;

  if (sql == NULL)
    return FALSE;
  self->replica = hy_replica_new (sql, self->dir, now, now_data);
  ok = hy_sql_exec (sql, raw_pragmas, error) && hy_schema_migrate (sql, self->dir, error) && fill (self, error);
  if (ok && (fault = hy_sql_check (sql)) != NULL)
    {
      g_set_error (error, HY_SQL_ERROR, HY_SQL_ERROR_FAILED, "%s: %s", path, fault);
      ok = FALSE;
    }
  ok = ok && hy_sql_exec (sql, "PRAGMA synchronous=FULL; PRAGMA journal_mode=WAL;", error);
  g_clear_pointer (&self->rows, hy_rescue_rows_free);
  g_clear_pointer (&self->replica, hy_replica_free);
  return ok;
}

static char *
stamp_of (HyTime now)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / 1000);
  g_autoptr (GDateTime) here = g_date_time_add_hours (utc, 8);

  return g_date_time_format (here, "%Y%m%d-%H%M%S");
}

gboolean
hy_rescue_run (const char *dir, HyNowFunc now, gpointer now_data, GError **error)
{
  Rescue self = { .dir = dir, .note.at = now (now_data) };
  g_autofree char *stamp = stamp_of (self.note.at);
  gboolean ok;

  self.note.file = hy_rescue_kept_name (stamp);
  hy_rescue_remove_new (dir);
  ok = make (&self, now, now_data, error) && hy_rescue_commit (dir, stamp, error);
  if (!ok)
    hy_rescue_remove_new (dir);
  else
    hy_rescue_trust (dir);
  hy_rescue_clear (&self.note);
  return ok;
}

/* What is told of it. */

gboolean
hy_rescue_read (HyReplica *replica, HyRescue *out, GError **error)
{
  *out = (HyRescue){ .at = hy_replica_get_meta_int (replica, "rescue_at") };
  if (out->at == HY_TIME_NONE)
    return TRUE;
  out->entries = hy_replica_get_meta_int (replica, "rescue_entries");
  out->drafts = hy_replica_get_meta_int (replica, "rescue_drafts");
  out->aside = hy_replica_get_meta_int (replica, "rescue_aside");
  out->lost = hy_replica_get_meta_int (replica, "rescue_lost");
  out->file = hy_replica_get_meta (replica, "rescue_file");
  out->copy = hy_replica_get_meta (replica, "rescue_copy");
  return TRUE;
}

gboolean
hy_rescue_dismiss (HyReplica *replica, GError **error)
{
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_STATUS);
  return hy_sql_exec (replica->sql, "DELETE FROM meta WHERE key GLOB 'rescue_*'", error);
}
