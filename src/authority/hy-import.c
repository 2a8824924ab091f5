#include "authority/hy-import.h"

#include <glib/gstdio.h>
#include <string.h>

#include "authority/hy-devices.h"
#include "authority/hy-import-ticket.h"
#include "authority/hy-rows.h"
#include "authority/hy-text.h"

#define FILE_MAX (256 * 1024 * 1024)
/* Rows a transaction: few commits, and the server beside is never kept waiting long. */
#define ROWS_A_TRANSACTION 500

typedef struct
{
  HyAuthority *authority;
  const HyImportOptions *options;
  HyImportReport report;
  gpointer user_data;
  HyImportSummary *summary;
  HyCsv *csv;
  HyColumns *columns;
  HyTime at;
  GBytes *bytes;
  HyDate numbers_of; /* the day for which these are known */
  gint64 last_number;
  gboolean brings_ours; /* numbers like those that are given out stand in the file */
} Import;

static void
import_clear (Import *self)
{
  hy_csv_free (self->csv);
  hy_columns_free (self->columns);
  g_clear_pointer (&self->bytes, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static gboolean
usage (GError **error, const char *message)
{
  g_set_error_literal (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE, message);
  return FALSE;
}

static GBytes *
read_file (const char *path, GError **error)
{
  GStatBuf info;
  char *text;
  gsize length;

  if (g_stat (path, &info) == 0 && (!S_ISREG (info.st_mode) || info.st_size > FILE_MAX))
    {
      g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                   _ ("%s is no file of at most 256 MiB"), path);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  return g_bytes_new_take (text, length);
}

static gboolean
read_headings (Import *self, GError **error)
{
  const HyCsvRecord *record = hy_csv_next (self->csv);

  while (record != NULL && hy_csv_record_is_blank (record))
    record = hy_csv_next (self->csv);
  if (record == NULL)
    return usage (error, _ ("the file is empty"));
  if (record->column > 0)
    return usage (error, _ ("the line of headings cannot be read"));
  self->columns = hy_columns_new (record->fields);
  if (self->columns->position[HY_COLUMN_TITLE] < 0
      && self->columns->position[HY_COLUMN_CONTENT] < 0)
    return usage (error,
                  _ ("no heading is known: at least a title (标题) or a content (内容) is needed"));
  return TRUE;
}

static void
report_fault (Import *self, const HyCsvRecord *record, const HyImportFault *fault)
{
  g_autofree char *message
      = g_strdup_printf ("line %u, column %u (%s): %s", record->line, fault->column,
                         hy_columns_heading (self->columns, fault->column - 1), fault->why);

  self->summary->refused++;
  if (self->report != NULL)
    self->report (message, self->user_data);
}

/* What the command line says holds where the file is silent. */
static void
fill_from_options (const Import *self, HyImportRow *row)
{
  if (row->kind < 0)
    row->kind = self->options->kind;
  if (row->channel < 0)
    row->channel = self->options->channel;
  if (row->received_at == HY_TIME_NONE)
    row->received_at = self->at;
}

/* In any encoding that is read: digits are digits, and a number too many is no harm. */
static gboolean
is_in_file (Import *self, const char *text)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (self->bytes, &size);

  return data != NULL && memmem (data, size, text, strlen (text)) != NULL;
}

/* The greatest that was given out with @prefix, N20261123-; what else a file brought so far is no number of ours. */
static gboolean
find_last_number (Import *self, const char *prefix, GError **error)
{
  g_autofree char *after = g_strconcat (prefix, ":", NULL); /* the sign that follows 9 */
  g_autoptr (GError) failed = NULL;

  hy_sql_get_int (self->authority->sql, &self->last_number, &failed,
                  "SELECT max(CAST(substr(number, 11) AS INTEGER)) FROM tickets WHERE number > ?1 AND number < ?2 "
                  "AND length(number) < 20 AND substr(number, 11) NOT GLOB '*[^0-9]*'",
                  "ss", prefix, after);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static gboolean
is_taken (Import *self, const char *number, gboolean *taken, GError **error)
{
  g_autoptr (GError) failed = NULL;
  gint64 n = 0;

  *taken = self->brings_ours && is_in_file (self, number);
  if (*taken)
    return TRUE;
  hy_sql_get_int (self->authority->sql, &n, &failed, "SELECT count(*) FROM tickets WHERE number = ?1", "s", number);
  *taken = n > 0;
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* The next free number of the day of dispatch: N20261123-0007. The letter keeps it out of the way of the city's own
 * numbers; but what was once exported from here has such too, and a row of this file may bring it. */
static char *
mint_number (Import *self, GError **error)
{
  HyDate day = hy_date_of (self->at);
  g_autofree char *date = hy_date_format (day);
  g_auto (GStrv) parts = g_strsplit (date, "-", -1);
  g_autofree char *digits = g_strjoinv ("", parts);
  g_autofree char *prefix = g_strconcat ("N", digits, "-", NULL);
  g_autofree char *number = NULL;
  gboolean taken = TRUE;

  if (self->numbers_of != day && !find_last_number (self, prefix, error))
    return NULL;
  if (self->numbers_of != day)
    self->brings_ours = is_in_file (self, prefix);
  self->numbers_of = day;
  while (taken)
    {
      g_free (number);
      number = g_strdup_printf ("%s%04" G_GINT64_FORMAT, prefix, ++self->last_number);
      if (!is_taken (self, number, &taken, error))
        return NULL;
    }
  return g_steal_pointer (&number);
}

static gboolean
add_ticket (Import *self, HyImportRow *row, const char *fingerprint, GError **error)
{
  g_autofree char *number
      = row->number != NULL ? g_strdup (row->number) : mint_number (self, error);
  g_autoptr (HyRow) added = NULL;
  HyTicket *ticket;

  if (number == NULL)
    return FALSE;
  fill_from_options (self, row);
  ticket = hy_import_row_to_ticket (row, number);
  ticket->office = g_strdup (self->options->office);
  added = hy_rows_new (self->authority, ticket, self->at, error);
  if (added == NULL || !hy_rows_dispatch (self->authority, added, self->at, error))
    return FALSE;
  self->summary->imported++;
  return fingerprint == NULL
         || hy_sql_run (self->authority->sql, NULL, error,
                        "INSERT INTO imported (fingerprint, ticket) VALUES (?1, ?2)", "ss",
                        fingerprint, added->c->ticket->id);
}

static gboolean
update_ticket (Import *self, const HyImportRow *row, const char *ticket, GError **error)
{
  g_autoptr (HyRow) there = hy_rows_load (self->authority, ticket, error);

  if (there == NULL)
    return FALSE;
  if (!hy_import_row_update (row, there->c->ticket))
    {
      self->summary->unchanged++;
      return TRUE;
    }
  self->summary->updated++;
  return hy_rows_save (self->authority, there, NULL, error);
}

static gboolean
apply_row (Import *self, HyImportRow *row, GError **error)
{
  g_autofree char *fingerprint = NULL;
  g_autofree char *known = NULL;
  g_autoptr (GError) failed = NULL;

  if (row->number != NULL)
    {
      /* By number alone: an id is never what a spreadsheet has. */
      hy_sql_get_text (self->authority->sql, &known, &failed,
                       "SELECT id FROM tickets WHERE number = ?1", "s", row->number);
    }
  else
    {
      if (row->channel < 0)
        row->channel = self->options->channel;
      fingerprint = hy_import_row_fingerprint (row);
      hy_sql_get_text (self->authority->sql, &known, &failed,
                       "SELECT ticket FROM imported WHERE fingerprint = ?1", "s", fingerprint);
    }
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  return known != NULL ? update_ticket (self, row, known, error)
                       : add_ticket (self, row, fingerprint, error);
}

static gboolean
import_record (Import *self, const HyCsvRecord *record, GError **error)
{
  g_auto (HyImportRow) row = { 0 };
  HyImportFault fault;

  if (hy_csv_record_is_blank (record))
    return TRUE;
  hy_import_row_init (&row);
  if (!hy_import_row_read (&row, self->columns, record, &fault))
    {
      report_fault (self, record, &fault);
      return TRUE;
    }
  return apply_row (self, &row, error);
}

/* One transaction. *more: there are records left. */
static gboolean
import_some (Import *self, gboolean *more, GError **error)
{
  gboolean done = TRUE;
  const HyCsvRecord *record = NULL;

  if (!hy_authority_begin (self->authority, error))
    return FALSE;
  for (guint i = 0; done && i < ROWS_A_TRANSACTION; i++)
    {
      record = hy_csv_next (self->csv);
      if (record == NULL)
        break;
      done = import_record (self, record, error);
    }
  *more = record != NULL;
  return hy_authority_end (self->authority, done, error);
}

static gboolean
check_options (Import *self, GError **error)
{
  g_autoptr (HyOffice) office
      = hy_authority_find_office (self->authority, self->options->office, error);
  HyTime now = hy_authority_now (self->authority);

  if (office == NULL)
    return FALSE;
  if (self->options->at > now)
    return usage (error, _ ("the moment of dispatch is later than now"));
  self->at = self->options->at != HY_TIME_NONE ? self->options->at : now;
  return TRUE;
}

gboolean
hy_authority_import (HyAuthority *self,
                     const char *path,
                     const HyImportOptions *options,
                     HyImportReport report,
                     gpointer user_data,
                     HyImportSummary *summary,
                     GError **error)
{
  g_auto (Import) import
      = { .authority = self, .options = options, .report = report, .user_data = user_data };
  gboolean more = TRUE;

  *summary = (HyImportSummary){ 0 };
  import.summary = summary;
  if (!check_options (&import, error))
    return FALSE;
  import.bytes = read_file (path, error);
  if (import.bytes == NULL)
    return FALSE;
  import.csv = hy_csv_new (import.bytes);
  if (!read_headings (&import, error))
    return FALSE;
  while (more)
    {
      if (!import_some (&import, &more, error))
        return FALSE;
    }
  return TRUE;
}
