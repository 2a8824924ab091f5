#include "authority/hy-documents-private.h"

#include "authority/hy-scope.h"
#include "core/hy-id.h"
#include "wire/hy-json-fields.h"
#include "wire/hy-json-writer.h"
#include "wire/hy-policy-json.h"
#include "wire/hy-calendar-json.h"

#include <string.h>

#include "authority/hy-text.h"

/* A line of the feed is at most 1 MiB; what goes around the row is small. */
#define ROW_MAX (1024 * 1024 - 1024)

/* The order of kinds in a first synchronization. */
static const gint64 places[HY_N_DOCUMENTS] = {
  [HY_DOCUMENT_POLICY] = 0, [HY_DOCUMENT_CALENDAR] = 1, [HY_DOCUMENT_PERSON] = 2,
  [HY_DOCUMENT_DUTY] = 3,   [HY_DOCUMENT_ARTICLE] = 4,  [HY_DOCUMENT_NOTICE] = 5,
  [HY_DOCUMENT_EVENT] = 6,
};

void
hy_documents_forget (HyAuthority *self)
{
  g_hash_table_remove_all (self->policies);
  g_clear_pointer (&self->calendar, hy_calendar_unref);
  g_clear_pointer (&self->policy_in_force, g_free);
}

void
hy_documents_forget_stale (HyAuthority *self)
{
  gint64 version = hy_sql_data_version (self->sql);

  if (version != self->data_version)
    hy_documents_forget (self);
  self->data_version = version;
}

static gboolean
tell_everybody (HyAuthority *self, gint64 n, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (self->sql, "SELECT id FROM offices", error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  while (hy_sql_step (stmt, &row, error))
    {
      if (!row)
        return TRUE;
      if (!hy_scope_tell (self, hy_sql_text (stmt, 0), HY_SCOPE_DOCUMENT, n, error))
        return FALSE;
    }
  return FALSE;
}

gboolean
hy_documents_put (HyAuthority *self,
                  HyDocumentKind kind,
                  const char *id,
                  const char *office,
                  const char *row,
                  GError **error)
{
  /* In a scanned text line ends stand only between tokens; in the feed a line is an object. */
  g_autofree char *line = row != NULL ? g_strdelimit (g_strdup (row), "\r\n", ' ') : NULL;
  gint64 n = 0;

  if (row != NULL && strlen (row) > ROW_MAX)
    {
      g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                   "%s %s is larger than 1 MiB", hy_document_code (kind), id);
      return FALSE;
    }
  if (!hy_sql_get_int (self->sql, &n, error,
                       "INSERT INTO documents (place, kind, id, version, office, row) "
                       "VALUES (?1, ?2, ?3, 1, ?4, ?5) ON CONFLICT (kind, id) DO UPDATE SET "
                       "version = version + 1, office = excluded.office, row = excluded.row "
                       "RETURNING n",
                       "issss", places[kind], hy_document_code (kind), id, office, line))
    return FALSE;
  if (kind == HY_DOCUMENT_POLICY || kind == HY_DOCUMENT_CALENDAR)
    hy_documents_forget (self);
  return office != NULL ? hy_scope_tell (self, office, HY_SCOPE_DOCUMENT, n, error)
                        : tell_everybody (self, n, error);
}

static char *
read_row (HyAuthority *self, HyDocumentKind kind, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *row = NULL;

  if (hy_sql_get_text (self->sql, &row, &local,
                       "SELECT row FROM documents WHERE kind = ?1 AND id = ?2", "ss", hy_document_code (kind),
                       id)
      && row != NULL)
    return row;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND, "there is no %s %s",
                 hy_document_code (kind), id);
  return NULL;
}

const HyPolicy *
hy_documents_policy (HyAuthority *self, const char *id, GError **error)
{
  HyPolicy *policy;
  g_autofree char *row = NULL;

  if (id == NULL)
    id = hy_documents_policy_on (self, hy_date_of (hy_authority_now (self)), error);
  if (id == NULL)
    return NULL;
  policy = g_hash_table_lookup (self->policies, id);
  if (policy != NULL)
    return policy;
  row = read_row (self, HY_DOCUMENT_POLICY, id, error);
  policy = row != NULL ? hy_policy_from_json (row, -1, error) : NULL;
  if (policy != NULL)
    g_hash_table_insert (self->policies, g_strdup (id), policy);
  return policy;
}

const HyCalendar *
hy_documents_calendar (HyAuthority *self, GError **error)
{
  g_autofree char *row = NULL;

  if (self->calendar != NULL)
    return self->calendar;
  row = read_row (self, HY_DOCUMENT_CALENDAR, "calendar", error);
  if (row != NULL)
    self->calendar = hy_calendar_from_json (row, -1, error);
  return self->calendar;
}

static gboolean
holds_on (const HyPolicy *policy, HyDate date)
{
  return (policy->valid_from == HY_DATE_NONE || policy->valid_from <= date)
         && (policy->valid_to == HY_DATE_NONE || date <= policy->valid_to);
}

/* Newest first. (element-type utf8) */
static GPtrArray *
policy_ids (HyAuthority *self, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      self->sql, "SELECT id FROM documents WHERE kind = 'policy' ORDER BY n DESC", error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gboolean row = FALSE;

  while (stmt != NULL && hy_sql_step (stmt, &row, error))
    {
      if (!row)
        return g_steal_pointer (&ids);
      g_ptr_array_add (ids, g_strdup (hy_sql_text (stmt, 0)));
    }
  return NULL;
}

const char *
hy_documents_policy_on (HyAuthority *self, HyDate date, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;
  const char *found = NULL;

  if (self->policy_in_force != NULL && self->in_force_on == date)
    return self->policy_in_force;
  ids = policy_ids (self, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len && found == NULL; i++)
    {
      const HyPolicy *policy = hy_documents_policy (self, g_ptr_array_index (ids, i), error);

      if (policy == NULL)
        return NULL;
      if (holds_on (policy, date))
        found = g_ptr_array_index (ids, i);
    }
  if (found == NULL && ids->len > 0)
    found = g_ptr_array_index (ids, 0);
  g_free (self->policy_in_force);
  self->policy_in_force = g_strdup (found);
  self->in_force_on = date;
  return self->policy_in_force;
}

/* @object with "id" and "version" of our giving in front of its other members. */
static char *
stamp (HyJsonValue object, const char *id, gint64 version)
{
  g_autoptr (GString) out = g_string_sized_new (object.len + 64);
  HyJsonIter iter;
  HyJsonMember member;

  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "id", id);
  hy_json_put_int (out, "version", version);
  hy_json_iter_init (&iter, object);
  while (hy_json_iter_next (&iter, &member))
    if (!hy_json_member_is (&member, "id") && !hy_json_member_is (&member, "version"))
      {
        g_string_append_printf (out, ",\"%.*s\":", (int) member.name_len, member.name);
        g_string_append_len (out, member.value.text, member.value.len);
      }
  hy_json_end_object (out);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A problem with the document itself is the caller's. */
static gboolean
is_usage (gboolean good, GError **error, GError *local)
{
  if (good)
    return TRUE;
  g_set_error_literal (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE, local->message);
  return FALSE;
}

static gboolean
scan_object (const char *json, gsize length, HyJsonValue *out, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!hy_json_scan (json, length, &local))
    return is_usage (FALSE, error, local);
  *out = hy_json_value (json, length);
  if (hy_json_type (*out) == HY_JSON_OBJECT)
    return TRUE;
  g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
               _ ("the document is no JSON object"));
  return FALSE;
}

static gint64
last_version (HyAuthority *self, HyDocumentKind kind)
{
  gint64 version = 0;

  if (kind == HY_DOCUMENT_POLICY)
    hy_sql_get_int (self->sql, &version, NULL,
                    "SELECT count(*) FROM documents WHERE kind = 'policy'", "");
  else
    hy_sql_get_int (self->sql, &version, NULL,
                    "SELECT version FROM documents WHERE kind = 'calendar'", "");
  return version;
}

static gboolean
put_policy (HyAuthority *self, HyJsonValue object, GError **error)
{
  gint64 version = last_version (self, HY_DOCUMENT_POLICY) + 1;
  g_autofree char *id = g_strdup_printf ("policy-%" G_GINT64_FORMAT, version);
  g_autofree char *row = stamp (object, id, version);
  g_autoptr (GError) local = NULL;
  g_autoptr (HyPolicy) policy = hy_policy_from_json (row, -1, &local);

  return is_usage (policy != NULL, error, local)
         && hy_documents_put (self, HY_DOCUMENT_POLICY, id, NULL, row, error);
}

static gboolean
put_calendar (HyAuthority *self, HyJsonValue object, GError **error)
{
  g_autofree char *row = stamp (object, "calendar", last_version (self, HY_DOCUMENT_CALENDAR) + 1);
  g_autoptr (GError) local = NULL;
  g_autoptr (HyCalendar) calendar = hy_calendar_from_json (row, -1, &local);

  return is_usage (calendar != NULL, error, local)
         && hy_documents_put (self, HY_DOCUMENT_CALENDAR, "calendar", NULL, row, error);
}

gboolean
hy_authority_set_policy (HyAuthority *self, const char *json, gsize length, GError **error)
{
  HyJsonValue object;

  return scan_object (json, length, &object, error) && hy_authority_begin (self, error)
         && hy_authority_end (self, put_policy (self, object, error), error);
}

gboolean
hy_authority_set_calendar (HyAuthority *self, const char *json, gsize length, GError **error)
{
  HyJsonValue object;

  return scan_object (json, length, &object, error) && hy_authority_begin (self, error)
         && hy_authority_end (self, put_calendar (self, object, error), error);
}

static gboolean
put_default (HyAuthority *self,
             HyDocumentKind kind,
             const char *json,
             gboolean (*put) (HyAuthority *self, HyJsonValue object, GError **error),
             GError **error)
{
  return last_version (self, kind) > 0 || put (self, hy_json_value (json, strlen (json)), error);
}

gboolean
hy_documents_ensure_defaults (HyAuthority *self, GError **error)
{
  gboolean done;

  if (last_version (self, HY_DOCUMENT_POLICY) > 0 && last_version (self, HY_DOCUMENT_CALENDAR) > 0)
    return TRUE;
  if (!hy_authority_begin (self, error))
    return FALSE;
  done = put_default (self, HY_DOCUMENT_POLICY, hy_policy_default_text (), put_policy, error)
         && put_default (self, HY_DOCUMENT_CALENDAR, hy_calendar_default_text (), put_calendar, error);
  return hy_authority_end (self, done, error);
}

char *
hy_authority_get_policy (HyAuthority *self, GError **error)
{
  const char *id;

  hy_documents_forget_stale (self);
  id = hy_documents_policy_on (self, hy_date_of (hy_authority_now (self)), error);
  return id != NULL ? read_row (self, HY_DOCUMENT_POLICY, id, error) : NULL;
}

char *
hy_authority_get_calendar (HyAuthority *self, GError **error)
{
  return read_row (self, HY_DOCUMENT_CALENDAR, "calendar", error);
}

typedef struct
{
  char *id;
  gboolean deleted;
} Item;

static const HyJsonField item_fields[] = {
  { "id", G_STRUCT_OFFSET (Item, id), hy_json_read_id, TRUE },
  { "deleted", G_STRUCT_OFFSET (Item, deleted), hy_json_read_bool, FALSE },
};

static gboolean
put_item (HyAuthority *self, HyDocumentKind kind, HyJsonValue value, GError **error)
{
  Item item = { 0 };
  HyJsonFault fault;
  g_autofree char *row = NULL;
  g_autofree char *id = NULL;
  gboolean read = hy_json_read_fields (value, item_fields, G_N_ELEMENTS (item_fields), &item, NULL,
                                       &fault);

  id = item.id;
  if (!read)
    {
      g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE, "%s %s: %s %s",
                   hy_document_code (kind), id != NULL ? id : "?",
                   fault.member != NULL ? fault.member : "the element", fault.why);
      return FALSE;
    }
  if (!item.deleted)
    row = g_strndup (value.text, value.len);
  return hy_documents_put (self, kind, id, NULL, row, error);
}

static gboolean
put_items (HyAuthority *self, HyDocumentKind kind, HyJsonValue value, GError **error)
{
  HyJsonIter iter;
  HyJsonMember member;

  if (hy_json_type (value) != HY_JSON_ARRAY)
    return put_item (self, kind, value, error);
  hy_json_iter_init (&iter, value);
  while (hy_json_iter_next (&iter, &member))
    if (!put_item (self, kind, member.value, error))
      return FALSE;
  return TRUE;
}

static gboolean
put_list (HyAuthority *self, HyDocumentKind kind, const char *json, gsize length, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!hy_json_scan (json, length, &local))
    return is_usage (FALSE, error, local);
  return hy_authority_begin (self, error)
         && hy_authority_end (self, put_items (self, kind, hy_json_value (json, length), error),
                              error);
}

gboolean
hy_authority_put_duties (HyAuthority *self, const char *json, gsize length, GError **error)
{
  return put_list (self, HY_DOCUMENT_DUTY, json, length, error);
}

gboolean
hy_authority_put_articles (HyAuthority *self, const char *json, gsize length, GError **error)
{
  return put_list (self, HY_DOCUMENT_ARTICLE, json, length, error);
}

static gboolean
put_notice (HyAuthority *self, const char *office, const char *text, GError **error)
{
  g_autofree char *id = hy_id_new (self->moment);
  g_autoptr (GString) row = g_string_new (NULL);

  hy_json_begin_object (row, NULL);
  hy_json_put_string (row, "id", id);
  hy_json_put_string (row, "text", text);
  hy_json_put_time (row, "at", self->moment);
  hy_json_put_string (row, "from", self->name);
  hy_json_end_object (row);
  return hy_documents_put (self, HY_DOCUMENT_NOTICE, id, office, row->str, error);
}

gboolean
hy_authority_add_notice (HyAuthority *self, const char *office, const char *text, GError **error)
{
  gint64 there = 0;

  if (!g_utf8_validate (text, -1, NULL) || *text == '\0')
    {
      g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE, _ ("a notice needs a text"));
      return FALSE;
    }
  if (!hy_sql_get_int (self->sql, &there, NULL, "SELECT 1 FROM offices WHERE id = ?1", "s", office))
    {
      g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND,
                   _ ("there is no office %s: see “office DIR list”"), office);
      return FALSE;
    }
  return hy_authority_begin (self, error)
         && hy_authority_end (self, put_notice (self, office, text, error), error);
}
