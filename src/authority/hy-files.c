#include "authority/hy-files.h"

#include "authority/hy-rows.h"
#include "wire/hy-hash.h"
#include "wire/hy-record-json.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "authority/hy-text.h"

char *
hy_files_path (HyAuthority *self, const char *sha256)
{
  return g_build_filename (self->dir, "blobs", sha256, NULL);
}

/* An office's id is not made for file names. */
char *
hy_files_part_path (HyAuthority *self, const char *office, const char *sha256)
{
  g_autofree char *hash = hy_sha256_hex (office, strlen (office));
  g_autofree char *name = g_strdup_printf ("%s.%.16s", sha256, hash);

  return g_build_filename (self->dir, "blobs", "parts", name, NULL);
}

static gint64
file_size (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && S_ISREG (info.st_mode) ? (gint64) info.st_size : -1;
}

/* Whether it was sent, or can be seen: the file itself may be gone with a folder that was restored without its files. */
static gboolean
may_have (HyAuthority *self, const char *office, const char *sha256)
{
  gint64 found = 0;

  return hy_sql_get_int (self->sql, &found, NULL,
                         "SELECT 1 FROM uploads WHERE sha256 = ?1 AND office = ?2 AND done "
                         "UNION ALL SELECT 1 FROM blob_uses u JOIN records r ON r.id = u.record "
                         "JOIN tickets t ON t.n = r.ticket "
                         "WHERE u.sha256 = ?1 AND u.there AND u.office <> ?2 AND t.office = ?2 LIMIT 1",
                         "ss", sha256, office);
}

static gboolean
not_found (GError **error)
{
  g_set_error_literal (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND,
                       "There is no such blob.");
  return FALSE;
}

char *
hy_files_find (HyAuthority *self, const char *office, const char *sha256, GError **error)
{
  g_autofree char *path = NULL;

  if (hy_sha256_is_valid (sha256) && may_have (self, office, sha256))
    path = hy_files_path (self, sha256);
  if (path != NULL && file_size (path) >= 0)
    return g_steal_pointer (&path);
  not_found (error);
  return NULL;
}

/* A record of the office itself waits for it: that others sent the same is no help, its own bytes are wanted. */
static gboolean
owes (HyAuthority *self, const char *office, const char *sha256)
{
  gint64 found = 0;

  return hy_sql_get_int (self->sql, &found, NULL,
                         "SELECT 1 FROM blob_uses WHERE sha256 = ?1 AND office = ?2 AND NOT there "
                         "LIMIT 1",
                         "ss", sha256, office);
}

gboolean
hy_files_look (HyAuthority *self,
               const char *office,
               const char *sha256,
               gint64 *size,
               gint64 *have,
               GError **error)
{
  g_autofree char *whole = NULL;
  g_autofree char *part = NULL;

  if (!owes (self, office, sha256))
    whole = hy_files_find (self, office, sha256, NULL);
  if (whole != NULL)
    {
      *size = *have = file_size (whole);
      return TRUE;
    }
  if (!hy_sha256_is_valid (sha256)
      || !hy_sql_get_int (self->sql, size, NULL,
                          "SELECT size FROM uploads WHERE sha256 = ?1 AND office = ?2", "ss",
                          sha256, office))
    return not_found (error);
  part = hy_files_part_path (self, office, sha256);
  /* The last byte is what has the hash checked: it is asked for again when that did not come to an end. */
  *have = CLAMP (file_size (part), 0, *size - 1);
  return TRUE;
}

gboolean
hy_files_note_use (HyAuthority *self,
                   const char *office,
                   const char *sha256,
                   const char *record,
                   gboolean *missing,
                   GError **error)
{
  *missing = !may_have (self, office, sha256);
  return hy_sql_run (self->sql, NULL, error,
                     "INSERT OR IGNORE INTO blob_uses (sha256, record, office, there) "
                     "VALUES (?1, ?2, ?3, ?4)",
                     "sssi", sha256, record, office, (gint64) !*missing);
}

/* The ids of records of @office, or of their tickets, that wait for the file. */
static GPtrArray *
list_waiting (HyAuthority *self, const char *sql, const char *office, const char *sha256, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (self->sql, sql, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "ss", sha256, office);
  while (hy_sql_step (stmt, &row, error))
    {
      if (!row)
        return g_steal_pointer (&ids);
      g_ptr_array_add (ids, g_strdup (hy_sql_text (stmt, 0)));
    }
  return NULL;
}

static HyRecord *
load_record (HyAuthority *self, const char *id, GError **error)
{
  g_autofree char *row = NULL;

  if (!hy_sql_get_text (self->sql, &row, error, "SELECT row FROM records WHERE id = ?1", "s", id))
    return NULL;
  return hy_record_from_json (row, -1, error);
}

/* The record keeps its place in the timeline (its version) and takes a new one in the feed. */
static gboolean
mend_record (HyAuthority *self, const char *id, const char *sha256, GError **error)
{
  g_autoptr (HyRecord) record = load_record (self, id, error);
  g_autofree char *row = NULL;

  if (record == NULL)
    return FALSE;
  for (guint i = 0; i < record->blobs->len; i++)
    {
      HyBlobRef *blob = g_ptr_array_index (record->blobs, i);

      blob->missing = blob->missing && strcmp (blob->sha256, sha256) != 0;
    }
  row = hy_record_to_json (record);
  return hy_sql_run (self->sql, NULL, error, "UPDATE records SET seq = ?2, row = ?3 WHERE id = ?1",
                     "sis", id, self->seq, row);
}

static gboolean
is_waiting (HyAuthority *self, const HyRow *row)
{
  gint64 found = 0;

  return hy_sql_get_int (self->sql, &found, NULL,
                         "SELECT 1 FROM blob_uses u JOIN records r ON r.id = u.record "
                         "WHERE NOT u.there AND r.ticket = ?1 LIMIT 1",
                         "i", row->n);
}

static gboolean
touch_ticket (HyAuthority *self, const char *id, GError **error)
{
  g_autoptr (HyRow) row = hy_rows_load (self, id, error);

  if (row == NULL)
    return FALSE;
  if (!is_waiting (self, row))
    hy_ticket_clear_flag (row->c->ticket, HY_FILES_FLAG);
  return hy_rows_save (self, row, NULL, error);
}

#define WAITING                                                                                    \
  " FROM blob_uses u JOIN records r ON r.id = u.record JOIN tickets t ON t.n = r.ticket "          \
  "WHERE u.sha256 = ?1 AND u.office = ?2 AND NOT u.there"

/* First the tickets: a record's place in the feed is not before its ticket's. */
static gboolean
arrive (HyAuthority *self, const char *office, const char *sha256, GError **error)
{
  g_autoptr (GPtrArray) records = list_waiting (self, "SELECT r.id" WAITING, office, sha256, error);
  g_autoptr (GPtrArray) tickets = NULL;

  if (records != NULL)
    tickets = list_waiting (self, "SELECT DISTINCT t.id" WAITING, office, sha256, error);
  if (tickets == NULL
      || !hy_sql_run (self->sql, NULL, error,
                      "UPDATE uploads SET done = 1 WHERE sha256 = ?1 AND office = ?2", "ss", sha256,
                      office)
      || !hy_sql_run (self->sql, NULL, error,
                      "UPDATE blob_uses SET there = 1 WHERE sha256 = ?1 AND office = ?2", "ss",
                      sha256, office))
    return FALSE;
  for (guint i = 0; i < tickets->len; i++)
    if (!touch_ticket (self, g_ptr_array_index (tickets, i), error))
      return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (!mend_record (self, g_ptr_array_index (records, i), sha256, error))
      return FALSE;
  return TRUE;
}

gboolean
hy_files_arrived (HyAuthority *self, const char *office, const char *sha256, GError **error)
{
  return hy_authority_begin (self, error)
         && hy_authority_end (self, arrive (self, office, sha256, error), error);
}
