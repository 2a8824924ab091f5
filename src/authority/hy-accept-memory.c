#include "authority/hy-accept-private.h"

#include "authority/hy-scope.h"
#include "core/hy-words.h"
#include "wire/hy-hash.h"
#include "wire/hy-record-json.h"

#include <string.h>

static const char *
id_of (const HyJudged *self)
{
  return self->command != NULL ? self->command->id : self->item->id;
}

/* An element that could not be read is known by its very text. */
void
hy_judged_hash (HyJudged *self)
{
  self->hash = self->command != NULL ? hy_command_content_hash (self->command)
                                     : hy_sha256_hex (self->item->text, strlen (self->item->text));
}

HyResult *
hy_judged_result (HyJudged *self, HyResultKind kind)
{
  HyResult *result = hy_result_new ();

  result->id = g_strdup (id_of (self));
  result->result = kind;
  return result;
}

HyResult *
hy_judged_refuse (HyJudged *self, const HyRefusal *refusal)
{
  HyResult *result = hy_judged_result (self, HY_RESULT_REFUSED);

  result->code = g_strdup (refusal->code);
  result->field = g_strdup (refusal->field);
  result->detail = hy_refusal_detail (refusal, self->kind != NULL ? self->kind->kind : NULL);
  result->at = self->at;
  return result;
}

HyResult *
hy_judged_refuse_code (HyJudged *self, const char *code, const char *field)
{
  g_auto (HyRefusal) refusal = { .code = code, .field = g_strdup (field) };

  return hy_judged_refuse (self, &refusal);
}

gboolean
hy_judged_had (HyJudged *self, const HyRow *row)
{
  return hy_scope_knows (self->authority, self->device->office, row->n);
}

gboolean
hy_judged_knows (HyJudged *self, const char *id)
{
  gint64 there;

  return hy_sql_get_int (self->authority->sql, &there, NULL, "SELECT 1 FROM results WHERE id = ?1",
                         "s", id)
         || hy_sql_get_int (self->authority->sql, &there, NULL, "SELECT 1 FROM records WHERE id = ?1",
                            "s", id);
}

HyResult *
hy_judged_recall (HyJudged *self, gboolean *same, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      self->authority->sql, "SELECT hash, result FROM results WHERE id = ?1", error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "s", id_of (self));
  if (!hy_sql_step (stmt, &row, error) || !row)
    return NULL;
  *same = strcmp (hy_sql_text (stmt, 0), self->hash) == 0;
  return hy_result_from_json (hy_sql_text (stmt, 1), -1, error);
}

gboolean
hy_judged_keep (HyJudged *self, const char *code, GError **error)
{
  return hy_sql_run (self->authority->sql, NULL, error,
                     "INSERT OR IGNORE INTO refused (id, device, office, code, at, hash, payload) "
                     "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                     "ssssiss", id_of (self), self->device->id, self->device->office, code,
                     self->authority->moment, self->hash, self->item->text);
}

char *
hy_judged_person_name (HyJudged *self, const char *id)
{
  char *name = NULL;

  hy_sql_get_text (self->authority->sql, &name, NULL,
                   "SELECT name FROM persons WHERE id = ?1 AND office = ?2", "ss", id,
                   self->device->office);
  return name;
}

void
hy_judged_check_seq (HyJudged *self)
{
  g_autofree char *other = NULL;

  if (self->command != NULL && !self->reoffered)
    hy_sql_get_text (self->authority->sql, &other, NULL,
                     "SELECT command FROM device_seqs WHERE device = ?1 AND seq = ?2", "si",
                     self->device->id, self->command->seq);
  self->copied = other != NULL && strcmp (other, self->command->id) != 0;
}

static gboolean
remember_seq (HyJudged *self, GError **error)
{
  return self->command == NULL
         || hy_sql_run (self->authority->sql, NULL, error,
                        "INSERT OR IGNORE INTO device_seqs VALUES (?1, ?2, ?3)", "sis",
                        self->device->id, self->command->seq, self->command->id);
}

gboolean
hy_judged_remember (HyJudged *self, const HyResult *result, GError **error)
{
  g_autofree char *json = hy_result_to_json (result);

  if (result->result == HY_RESULT_REFUSED && !hy_judged_keep (self, result->code, error))
    return FALSE;
  if (id_of (self) == NULL)
    return TRUE;
  /* The element of an id that is known is refused again in other words: the first result stays. */
  return hy_sql_run (self->authority->sql, NULL, error,
                     "INSERT OR IGNORE INTO results (id, device, ticket, hash, result, at) "
                     "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                     "sssssi", id_of (self), self->device->id,
                     self->command != NULL ? self->command->ticket : NULL, self->hash, json,
                     self->authority->moment)
         && remember_seq (self, error);
}
