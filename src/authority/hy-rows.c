#include "authority/hy-rows.h"

#include "authority/hy-documents-private.h"
#include "authority/hy-scope.h"
#include "core/hy-id.h"
#include "wire/hy-hash.h"
#include "wire/hy-json-writer.h"
#include "wire/hy-record-json.h"
#include "wire/hy-ticket-json.h"

#include <string.h>

#include "authority/hy-text.h"

void
hy_row_free (HyRow *self)
{
  if (self == NULL)
    return;
  hy_case_free (self->c);
  g_free (self->office);
  g_free (self);
}

static GPtrArray *
load_timeline (HyAuthority *self, gint64 n, GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (self->sql, "SELECT row FROM records WHERE ticket = ?1 ORDER BY n", error);
  g_autoptr (GPtrArray) timeline
      = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_record_free);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "i", n);
  while (hy_sql_step (stmt, &row, error))
    {
      HyRecord *record;

      if (!row)
        return g_steal_pointer (&timeline);
      record = hy_record_parse (hy_json_value (hy_sql_text (stmt, 0), hy_sql_bytes (stmt, 0)), error);
      if (record == NULL)
        return NULL;
      g_ptr_array_add (timeline, record);
    }
  return NULL;
}

/* The ticket of a row in which n, office and row stand in this order. */
static HyTicket *
take_ticket (HySqlStmt *stmt, HyRow *out, GError **error)
{
  HyTicket *ticket
      = hy_ticket_parse (hy_json_value (hy_sql_text (stmt, 2), hy_sql_bytes (stmt, 2)), error);

  if (ticket == NULL)
    return NULL;
  out->n = hy_sql_int64 (stmt, 0);
  out->office = g_strdup (hy_sql_text (stmt, 1));
  out->version = ticket->version;
  return ticket;
}

static HyTicket *
find_ticket (HyAuthority *self, const char *sql, const char *key, HyRow *out, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (self->sql, sql, error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "s", key);
  if (!hy_sql_step (stmt, &row, error) || !row)
    return NULL;
  return take_ticket (stmt, out, error);
}

HyRow *
hy_rows_load (HyAuthority *self, const char *ticket, GError **error)
{
  g_autoptr (HyRow) row = g_new0 (HyRow, 1);
  g_autoptr (GError) local = NULL;
  g_autoptr (HyTicket) found
      = find_ticket (self, "SELECT n, office, row FROM tickets WHERE id = ?1", ticket, row, &local);
  const HyPolicy *policy;
  const HyCalendar *calendar;
  GPtrArray *timeline;

  if (found == NULL && local == NULL)
    found = find_ticket (self, "SELECT n, office, row FROM tickets WHERE number = ?1", ticket, row,
                         &local);
  if (found == NULL && local == NULL)
    g_set_error (&local, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND, _ ("there is no ticket %s"),
                 ticket);
  policy = local == NULL ? hy_documents_policy (self, found->policy, &local) : NULL;
  calendar = policy != NULL ? hy_documents_calendar (self, &local) : NULL;
  timeline = calendar != NULL ? load_timeline (self, row->n, &local) : NULL;
  if (timeline == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  row->records = timeline->len;
  row->c = hy_case_new (g_steal_pointer (&found), timeline, policy, calendar);
  return g_steal_pointer (&row);
}

HyRow *
hy_rows_new (HyAuthority *self, HyTicket *ticket, HyTime when, GError **error)
{
  g_autoptr (HyTicket) owned = ticket;
  g_autoptr (HyRow) row = g_new0 (HyRow, 1);
  const HyPolicy *policy;
  const HyCalendar *calendar;

  if (owned->id == NULL)
    owned->id = hy_id_new (hy_authority_now (self));
  if (owned->policy == NULL)
    owned->policy = g_strdup (hy_documents_policy_on (self, hy_date_of (when), error));
  policy = owned->policy != NULL ? hy_documents_policy (self, owned->policy, error) : NULL;
  calendar = policy != NULL ? hy_documents_calendar (self, error) : NULL;
  if (calendar == NULL)
    return NULL;
  row->office = g_strdup ("");
  row->c = hy_case_new (g_steal_pointer (&owned), NULL, policy, calendar);
  return g_steal_pointer (&row);
}

HyRecord *
hy_rows_district_record (HyAuthority *self,
                         const char *ticket,
                         const char *kind,
                         GVariant *body,
                         HyTime when)
{
  HyRecord *record = hy_record_new ();

  record->id = hy_id_new (hy_authority_now (self));
  record->ticket = g_strdup (ticket);
  record->kind = g_strdup (kind);
  record->by_district = g_strdup (self->name);
  record->made_at = when;
  record->received_at = hy_authority_now (self);
  if (body != NULL)
    {
      g_variant_unref (record->body);
      record->body = g_variant_ref_sink (body);
    }
  return record;
}

gboolean
hy_rows_dispatch (HyAuthority *self, HyRow *row, HyTime when, GError **error)
{
  g_autoptr (HyRecord) record
      = hy_rows_district_record (self, row->c->ticket->id, "dispatched", NULL, when);
  HyStep step = { .kind = hy_kind_find ("dispatched"),
                  .record = record,
                  .base_version = -1,
                  .when = when };

  hy_case_apply (row->c, &step);
  return hy_rows_save (self, row, NULL, error);
}

/* In a scanned text line ends stand only between tokens, and in the feed a line is an object. */
static char *
one_line (char *json)
{
  return g_strdelimit (json, "\r\n", ' ');
}

static gboolean
write_ticket (HyAuthority *self, HyRow *row, const char *office, GError **error)
{
  const HyTicket *ticket = row->c->ticket;
  g_autofree char *json = one_line (hy_ticket_to_json (ticket));
  gint64 pressing = ticket->due != HY_TIME_NONE ? ticket->due : G_MAXINT64;
  gint64 open = hy_ticket_is_open (ticket);
  const char *policy = ticket->policy != NULL ? ticket->policy : "";

  if (row->n != 0)
    return hy_sql_run (self->sql, NULL, error,
                       "UPDATE tickets SET office = ?2, version = ?3, open = ?4, pressing = ?5, "
                       "policy = ?6, records = ?7, row = ?8 WHERE n = ?1",
                       "isiiisis", row->n, office, ticket->version, open, pressing, policy,
                       ticket->records, json);
  if (!hy_sql_run (self->sql, NULL, error,
                   "INSERT INTO tickets (id, number, office, version, open, pressing, policy, "
                   "records, row) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                   "sssiiisis", ticket->id, ticket->number, office, ticket->version, open, pressing,
                   policy, ticket->records, json))
    return FALSE;
  row->n = hy_sql_last_rowid (self->sql);
  return TRUE;
}

/* After the ticket has its new place in the feed: seq is that place, so that a reader who has the ticket's change has
 * the record's too. */
static gboolean
write_records (HyAuthority *self, HyRow *row, GError **error)
{
  for (guint i = row->records; i < row->c->timeline->len; i++)
    {
      HyRecord *record = g_ptr_array_index (row->c->timeline, i);
      g_autofree char *json = NULL;

      record->version = row->c->ticket->version;
      json = one_line (hy_record_to_json (record));
      if (!hy_sql_run (self->sql, NULL, error,
                       "INSERT INTO records (id, ticket, seq, row) VALUES (?1, ?2, ?3, ?4)", "siis",
                       record->id, row->n, self->seq, json))
        return FALSE;
    }
  return TRUE;
}

/* The office was sent every policy that some ticket of its own goes by; another may be new to it. */
static gboolean
tell_policy (HyAuthority *self, const HyRow *row, const char *office, GError **error)
{
  gint64 n;

  if (hy_sql_get_int (self->sql, &n, NULL,
                      "SELECT n FROM tickets WHERE office = ?1 AND policy = ?2 AND n <> ?3 LIMIT 1",
                      "ssi", office, row->c->ticket->policy, row->n))
    return TRUE;
  if (!hy_sql_get_int (self->sql, &n, NULL,
                       "SELECT n FROM documents WHERE kind = 'policy' AND id = ?1", "s",
                       row->c->ticket->policy))
    return TRUE;
  return hy_scope_tell (self, office, HY_SCOPE_DOCUMENT, n, error);
}

static gboolean
enter (HyAuthority *self, const HyRow *row, const char *office, GError **error)
{
  const HyTicket *ticket = row->c->ticket;

  if (*office == '\0')
    return TRUE;
  return tell_policy (self, row, office, error) && hy_scope_enter (self, office, row->n, error)
         && hy_scope_count (self, office, 1, hy_digest_of (ticket->id, ticket->version), error);
}

static gboolean
leave_office (HyAuthority *self, const HyRow *row, const HyLeave *leave, GError **error)
{
  const HyTicket *ticket = row->c->ticket;
  g_autoptr (GString) line = NULL;

  if (*row->office == '\0')
    return TRUE;
  line = g_string_sized_new (128);
  hy_json_begin_object (line, NULL);
  hy_json_put_string (line, "kind", "leave");
  hy_json_put_string (line, "id", ticket->id);
  hy_json_put_string (line, "why", leave != NULL ? leave->why : "recalled");
  hy_json_put_string (line, "to", leave != NULL ? leave->to : NULL);
  hy_json_put_string (line, "note", leave != NULL ? leave->note : NULL);
  hy_json_end_object (line);
  return hy_scope_leave (self, row->office, row->n, line->str, error)
         && hy_scope_count (self, row->office, -1, -hy_digest_of (ticket->id, row->version), error);
}

static gboolean
tell_offices (HyAuthority *self,
              const HyRow *row,
              const char *office,
              const HyLeave *leave,
              GError **error)
{
  const HyTicket *ticket = row->c->ticket;
  guint64 change
      = hy_digest_of (ticket->id, ticket->version) - hy_digest_of (ticket->id, row->version);

  if (strcmp (office, row->office) != 0)
    return leave_office (self, row, leave, error) && enter (self, row, office, error);
  if (*office == '\0')
    return TRUE;
  return hy_scope_tell (self, office, HY_SCOPE_TICKET, row->n, error)
         && hy_scope_count (self, office, 0, change, error);
}

/* Whose it is. The row of one that has left goes on to name its last office. */
static const char *
scope_of (const HyTicket *ticket)
{
  return ticket->state == HY_STATE_LEFT || ticket->office == NULL ? "" : ticket->office;
}

gboolean
hy_rows_save (HyAuthority *self, HyRow *row, const HyLeave *leave, GError **error)
{
  HyTicket *ticket = row->c->ticket;
  const char *office = scope_of (ticket);

  ticket->version = row->version + 1;
  ticket->records = row->c->timeline->len;
  if (!write_ticket (self, row, office, error) || !tell_offices (self, row, office, leave, error)
      || !write_records (self, row, error))
    return FALSE;
  if (strcmp (office, row->office) != 0)
    {
      g_free (row->office);
      row->office = g_strdup (office);
    }
  row->version = ticket->version;
  row->records = row->c->timeline->len;
  return TRUE;
}

char *
hy_rows_office_name (HyAuthority *self, const char *office)
{
  char *name = NULL;

  hy_sql_get_text (self->sql, &name, NULL, "SELECT name FROM offices WHERE id = ?1", "s", office);
  return name;
}
