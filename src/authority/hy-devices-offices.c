#include "authority/hy-devices.h"

#include "authority/hy-documents-private.h"
#include "core/hy-id.h"
#include "wire/hy-json-writer.h"

#include <sodium.h>
#include <string.h>

#include "authority/hy-text.h"

#define NAME_MAX_BYTES 200
#define PIN_MAX_BYTES 64

static const char *const office_kinds[] = { "street", "township", "bureau", NULL };

void
hy_office_free (HyOffice *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->kind);
  g_free (self);
}

static gboolean
check_names (const char *id, const char *name, GError **error)
{
  if (!hy_id_is_valid (id))
    g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                 _ ("an id has 1 to %d bytes without control characters"), HY_ID_MAX);
  else if (name == NULL || *name == '\0' || strlen (name) > NAME_MAX_BYTES
           || !g_utf8_validate (name, -1, NULL))
    g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                 _ ("a name has 1 to %d bytes of UTF-8"), NAME_MAX_BYTES);
  else
    return TRUE;
  return FALSE;
}

/* Says that @id is taken when that is what the failed insertion says. */
static gboolean
inserted (gboolean done, const char *id, GError *local, GError **error)
{
  if (done)
    return TRUE;
  if (g_error_matches (local, HY_SQL_ERROR, HY_SQL_ERROR_CONSTRAINT))
    g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_EXISTS,
                 _ ("the id %s is taken already"), id);
  else
    g_propagate_error (error, g_error_copy (local));
  return FALSE;
}

gboolean
hy_authority_add_office (HyAuthority *self,
                         const char *id,
                         const char *name,
                         const char *kind,
                         GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean done;

  if (!check_names (id, name, error))
    return FALSE;
  if (kind == NULL || !g_strv_contains (office_kinds, kind))
    {
      g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                   _ ("--kind: an office is a street, a township or a bureau, not “%s”"), kind);
      return FALSE;
    }
  if (!hy_authority_begin (self, error))
    return FALSE;
  done = hy_sql_run (self->sql, NULL, &local, "INSERT INTO offices VALUES (?1, ?2, ?3)", "sss", id,
                     name, kind);
  return hy_authority_end (self, inserted (done, id, local, error), error);
}

static HyOffice *
take_office (HySqlStmt *stmt)
{
  HyOffice *office = g_new0 (HyOffice, 1);

  office->id = g_strdup (hy_sql_text (stmt, 0));
  office->name = g_strdup (hy_sql_text (stmt, 1));
  office->kind = g_strdup (hy_sql_text (stmt, 2));
  return office;
}

GPtrArray *
hy_authority_list_offices (HyAuthority *self, GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (self->sql, "SELECT id, name, kind FROM offices ORDER BY id", error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_office_free);
  gboolean row = FALSE;

  while (stmt != NULL && hy_sql_step (stmt, &row, error))
    {
      if (!row)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, take_office (stmt));
    }
  return NULL;
}

HyOffice *
hy_authority_find_office (HyAuthority *self, const char *id, GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (self->sql, "SELECT id, name, kind FROM offices WHERE id = ?1", error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "s", id);
  if (!hy_sql_step (stmt, &row, error))
    return NULL;
  if (row)
    return take_office (stmt);
  g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND, 
               _ ("there is no office %s: see “office DIR list”"), id);
  return NULL;
}

static char *
person_row (const char *id, const char *name, const char *office)
{
  GString *row = g_string_new (NULL);

  hy_json_begin_object (row, NULL);
  hy_json_put_string (row, "id", id);
  hy_json_put_string (row, "name", name);
  hy_json_put_string (row, "office", office);
  hy_json_put_bool (row, "active", TRUE);
  hy_json_end_object (row);
  return g_string_free (row, FALSE);
}

/* The PIN's hash stays here: a person's row has no place for it. */
static gboolean
insert_person (HyAuthority *self,
               const char *id,
               const char *name,
               const char *office,
               const char *pin_hash,
               GError **error)
{
  g_autofree char *row = person_row (id, name, office);
  g_autoptr (GError) local = NULL;
  gboolean done = hy_sql_run (self->sql, NULL, &local,
                              "INSERT INTO persons (id, office, name, pin) VALUES (?1, ?2, ?3, ?4)",
                              "ssss", id, office, name, pin_hash);

  return inserted (done, id, local, error)
         && hy_documents_put (self, HY_DOCUMENT_PERSON, id, office, row, error);
}

static gboolean
hash_pin (const char *pin, char *out, GError **error)
{
  gsize length = strlen (pin);

  if (length < 1 || length > PIN_MAX_BYTES)
    g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE, _ ("a PIN has 1 to %d bytes"),
                 PIN_MAX_BYTES);
  else if (crypto_pwhash_str (out, pin, length, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                 "there is not enough memory to hash a PIN");
  else
    return TRUE;
  return FALSE;
}

gboolean
hy_authority_add_person (HyAuthority *self,
                         const char *id,
                         const char *name,
                         const char *office,
                         const char *pin,
                         GError **error)
{
  char hash[crypto_pwhash_STRBYTES] = "";
  g_autoptr (HyOffice) there = NULL;

  if (!check_names (id, name, error) || (pin != NULL && !hash_pin (pin, hash, error)))
    return FALSE;
  there = hy_authority_find_office (self, office, error);
  if (there == NULL || !hy_authority_begin (self, error))
    return FALSE;
  return hy_authority_end (
      self, insert_person (self, id, name, office, pin != NULL ? hash : NULL, error), error);
}
