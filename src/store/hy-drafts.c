#include "store/hy-drafts.h"

#include "store/hy-replica-private.h"
#include "wire/hy-json-scan.h"

#include <string.h>

#include "store/hy-text.h"

/* Between the kind of a correction and the record. What is typed over an entry (hy-drafts-over.h) has a colon. */
#define AMENDS '/'
#define COLUMNS "ticket, person, kind, body, base_version, changed_at"

void
hy_draft_free (HyDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->ticket);
  g_free (self->person);
  g_free (self->kind);
  g_free (self->body);
  g_free (self->number);
  g_free (self->title);
  g_free (self);
}

/* A form's content comes from this program, but what is kept must be readable by the next version
 * of it. */
static gboolean
check_body (const HyDraft *draft, GError **error)
{
  if (!hy_json_scan (draft->body, -1, error))
    return FALSE;
  if (hy_json_type (hy_json_value (draft->body, strlen (draft->body))) == HY_JSON_OBJECT)
    return TRUE;
  g_set_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE, _ ("draft of %s: its body is no object"),
               draft->kind);
  return FALSE;
}

gboolean
hy_drafts_save (HyReplica *replica, const HyDraft *draft, GError **error)
{
  return check_body (draft, error)
         && hy_sql_run (replica->sql, NULL, error,
                        "INSERT INTO drafts (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
                        "ON CONFLICT (ticket, person, kind) DO UPDATE SET body = excluded.body, "
                        "base_version = excluded.base_version, changed_at = excluded.changed_at",
                        "ssssii", draft->ticket, draft->person, draft->kind, draft->body,
                        draft->base_version,
                        draft->changed_at != HY_TIME_NONE ? draft->changed_at
                                                          : hy_replica_now (replica));
}

static HyDraft *
read_draft (HySqlStmt *stmt)
{
  HyDraft *draft = g_new0 (HyDraft, 1);

  draft->ticket = g_strdup (hy_sql_text (stmt, 0));
  draft->person = g_strdup (hy_sql_text (stmt, 1));
  draft->kind = g_strdup (hy_sql_text (stmt, 2));
  draft->body = g_strdup (hy_sql_text (stmt, 3));
  draft->base_version = hy_sql_int64 (stmt, 4);
  draft->changed_at = hy_sql_int64 (stmt, 5);
  return draft;
}

char *
hy_drafts_aside_kind (const char *kind)
{
  g_autofree char *mark = g_uuid_string_random ();

  return strstr (kind, HY_DRAFTS_MARK) != NULL ? g_strdup (kind) : g_strconcat (kind, HY_DRAFTS_MARK, mark, NULL);
}

char *
hy_drafts_amends_kind (const char *kind, const char *record)
{
  return record != NULL ? g_strdup_printf ("%s%c%s", kind, AMENDS, record) : g_strdup (kind);
}

const char *
hy_drafts_amended (const char *kind)
{
  const char *mark = strchr (kind, AMENDS);

  return mark != NULL ? mark + 1 : NULL;
}

char *
hy_drafts_plain_kind (const char *kind)
{
  return g_strndup (kind, strcspn (kind, HY_DRAFTS_MARK "/:"));
}

gboolean
hy_drafts_set_aside (HyReplica *replica, const HyDraft *draft, GError **error)
{
  g_autofree char *kind = hy_drafts_aside_kind (draft->kind);

  g_message ("draft %s of %s is set aside as %s", draft->kind, draft->ticket, kind);
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_STATUS);
  return hy_sql_run (replica->sql, NULL, error,
                     "UPDATE drafts SET kind = ?4 "
                     "WHERE ticket = ?1 AND person = ?2 AND kind = ?3",
                     "ssss", draft->ticket, draft->person, draft->kind, kind);
}

gboolean
hy_drafts_load (HyReplica *replica,
                const char *ticket,
                const char *person,
                const char *kind,
                HyDraft **out,
                gboolean *aside,
                GError **error)
{
  g_autoptr (HyDraft) draft = NULL;
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql,
                        "SELECT " COLUMNS
                        " FROM drafts WHERE ticket = ?1 AND person = ?2 AND kind = ?3",
                        error);
  gboolean row = FALSE;

  *out = NULL;
  if (aside != NULL)
    *aside = FALSE;
  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "sss", ticket, person, kind);
  if (!hy_sql_step (stmt, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  draft = read_draft (stmt);
  if (check_body (draft, NULL))
    {
      *out = g_steal_pointer (&draft);
      return TRUE;
    }
  if (aside != NULL)
    *aside = TRUE;
  return hy_drafts_set_aside (replica, draft, error);
}

static HyDraft *
read_listed (HySqlStmt *stmt)
{
  HyDraft *draft = read_draft (stmt);
  char *kept = draft->body;

  draft->body = g_utf8_make_valid (kept, -1);
  g_free (kept);
  draft->number = g_strdup (hy_sql_text (stmt, 6));
  draft->title = g_strdup (hy_sql_text (stmt, 7));
  return draft;
}

static GPtrArray *
read_list (HySqlStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_draft_free);
  gboolean row = FALSE;

  while (hy_sql_step (stmt, &row, error))
    {
      if (!row)
        return g_steal_pointer (&drafts);
      g_ptr_array_add (drafts, read_listed (stmt));
    }
  return NULL;
}

#define LIST \
  "SELECT " COLUMNS ", (SELECT number FROM tickets WHERE id = drafts.ticket), " \
  "(SELECT title FROM tickets WHERE id = drafts.ticket) " \
  "FROM drafts WHERE (?1 IS NULL OR ticket = ?1) AND "
#define ORDER " ORDER BY changed_at DESC, ticket, person, kind"

GPtrArray *
hy_drafts_list (HyReplica *replica, const char *ticket, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (replica->sql, LIST HY_DRAFTS_BEGUN ORDER, error);

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "s", ticket);
  return read_list (stmt, error);
}

GPtrArray *
hy_drafts_list_aside (HyReplica *replica, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (replica->sql, LIST HY_DRAFTS_ASIDE ORDER, error);

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "n");
  return read_list (stmt, error);
}

gboolean
hy_drafts_delete (
    HyReplica *replica, const char *ticket, const char *person, const char *kind, GError **error)
{
  /* Of these the status tells how many there are. */
  if (strstr (kind, HY_DRAFTS_MARK) != NULL)
    hy_replica_mark_changed (replica, HY_STORE_CHANGE_STATUS);
  return hy_sql_run (replica->sql, NULL, error,
                     "DELETE FROM drafts WHERE ticket = ?1 AND person = ?2 AND kind = ?3", "sss",
                     ticket, person, kind);
}
