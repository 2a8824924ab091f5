#include "authority/hy-documents.h"

#include "authority/hy-authority-private.h"
#include "core/hy-codes.h"
#include "wire/hy-json-writer.h"
#include "wire/hy-ticket-json.h"

#include "authority/hy-text.h"

/* Appends every row of @stmt to an array member. */
static gboolean
put_rows (GString *out, const char *name, HySqlStmt *stmt, GError **error)
{
  gboolean row = FALSE;

  hy_json_begin_array (out, name);
  while (hy_sql_step (stmt, &row, error))
    {
      if (!row)
        {
          hy_json_end_array (out);
          return TRUE;
        }
      hy_json_put_raw (out, NULL, hy_sql_text (stmt, 0), (gssize) hy_sql_bytes (stmt, 0));
    }
  return FALSE;
}

static gboolean
put_timeline (HyAuthority *self, gint64 n, GString *out, GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (self->sql, "SELECT row FROM records WHERE ticket = ?1 ORDER BY n", error);

  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "i", n);
  return put_rows (out, "timeline", stmt, error);
}

static gboolean
put_ticket (HyAuthority *self, const char *ticket, GString *out, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      self->sql, "SELECT n, row FROM tickets WHERE id = ?1 OR number = ?1 ORDER BY id <> ?1", error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "s", ticket);
  if (!hy_sql_step (stmt, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND, _ ("there is no ticket %s"),
                   ticket);
      return FALSE;
    }
  hy_json_begin_object (out, NULL);
  hy_json_put_raw (out, "ticket", hy_sql_text (stmt, 1), (gssize) hy_sql_bytes (stmt, 1));
  if (!put_timeline (self, hy_sql_int64 (stmt, 0), out, error))
    return FALSE;
  hy_json_end_object (out);
  return TRUE;
}

char *
hy_authority_show_json (HyAuthority *self, const char *ticket, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean written
      = hy_sql_begin_read (self->sql, error) && put_ticket (self, ticket, out, error);

  hy_sql_rollback (self->sql);
  return written ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static gboolean
put_summary (GString *out, HySqlStmt *stmt, GError **error)
{
  g_autoptr (HyTicket) ticket
      = hy_ticket_parse (hy_json_value (hy_sql_text (stmt, 0), hy_sql_bytes (stmt, 0)), error);

  if (ticket == NULL)
    return FALSE;
  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "id", ticket->id);
  hy_json_put_string (out, "number", ticket->number);
  hy_json_put_string (out, "title", ticket->title);
  hy_json_put_string (out, "state", hy_state_code (ticket->state));
  hy_json_put_string (out, "office", ticket->office);
  hy_json_put_int (out, "version", ticket->version);
  hy_json_put_time (out, "due", ticket->due);
  hy_json_put_int (out, "records", ticket->records);
  hy_json_end_object (out);
  return TRUE;
}

char *
hy_authority_tickets_json (HyAuthority *self, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      self->sql, "SELECT row FROM tickets ORDER BY open DESC, pressing, n", error);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean row = FALSE;

  hy_json_begin_array (out, NULL);
  while (stmt != NULL && hy_sql_step (stmt, &row, error))
    {
      if (!row)
        {
          hy_json_end_array (out);
          return g_string_free (g_steal_pointer (&out), FALSE);
        }
      if (!put_summary (out, stmt, error))
        return NULL;
    }
  return NULL;
}
