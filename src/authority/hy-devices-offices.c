#include "authority/hy-devices.h"

#include "authority/hy-documents-private.h"
#include "core/hy-id.h"
#include "wire/hy-person-json.h"

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

/* Tells the office of @person, as it now is. */
static gboolean
tell_of (HyAuthority *self, const HyPerson *person, GError **error)
{
  g_autofree char *row = hy_person_to_json (person);

  return hy_documents_put (self, HY_DOCUMENT_PERSON, person->id, person->office, row, error);
}

static gboolean
insert_person (HyAuthority *self, const HyPerson *person, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean done = hy_sql_run (self->sql, NULL, &local,
                              "INSERT INTO persons (id, office, name, pin) VALUES (?1, ?2, ?3, ?4)",
                              "ssss", person->id, person->office, person->name, person->pin);

  return inserted (done, person->id, local, error) && tell_of (self, person, error);
}

/* NULL with @error. */
static char *
hash_pin (const char *pin, GError **error)
{
  gsize length = strlen (pin);
  char hash[crypto_pwhash_STRBYTES];

  if (length < 1 || length > PIN_MAX_BYTES || !g_utf8_validate (pin, -1, NULL))
    g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE, _ ("a PIN has 1 to %d bytes"),
                 PIN_MAX_BYTES);
  else if (crypto_pwhash_str (hash, pin, length, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                 "there is not enough memory to hash a PIN");
  else
    return g_strdup (hash);
  return NULL;
}

gboolean
hy_authority_add_person (HyAuthority *self,
                         const char *id,
                         const char *name,
                         const char *office,
                         const char *pin,
                         GError **error)
{
  g_autofree char *hash = NULL;
  g_autoptr (HyOffice) there = NULL;
  const HyPerson *person;

  if (!check_names (id, name, error))
    return FALSE;
  hash = pin != NULL ? hash_pin (pin, error) : NULL;
  if (pin != NULL && hash == NULL)
    return FALSE;
  there = hy_authority_find_office (self, office, error);
  if (there == NULL || !hy_authority_begin (self, error))
    return FALSE;
  person = &(HyPerson){ .id = (char *) id,
                        .name = (char *) name,
                        .office = (char *) office,
                        .active = TRUE,
                        .pin = hash };
  return hy_authority_end (self, insert_person (self, person, error), error);
}

static HyPerson *
find_person (HyAuthority *self, const char *id, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      self->sql, "SELECT id, name, office, active FROM persons WHERE id = ?1", error);
  gboolean row = FALSE;
  HyPerson *person;

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "s", id);
  if (!hy_sql_step (stmt, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND,
                   _ ("there is no person %s"), id);
      return NULL;
    }
  person = g_new0 (HyPerson, 1);
  person->id = g_strdup (hy_sql_text (stmt, 0));
  person->name = g_strdup (hy_sql_text (stmt, 1));
  person->office = g_strdup (hy_sql_text (stmt, 2));
  person->active = hy_sql_int64 (stmt, 3) != 0;
  return person;
}

static gboolean
put_pin (HyAuthority *self, const char *id, const char *hash, GError **error)
{
  g_autoptr (HyPerson) person = find_person (self, id, error);

  if (person == NULL)
    return FALSE;
  person->pin = g_strdup (hash);
  return hy_sql_run (self->sql, NULL, error, "UPDATE persons SET pin = ?2 WHERE id = ?1", "ss", id,
                     hash)
         && tell_of (self, person, error);
}

gboolean
hy_authority_set_pin (HyAuthority *self, const char *id, const char *pin, GError **error)
{
  g_autofree char *hash = pin != NULL ? hash_pin (pin, error) : NULL;

  if ((pin != NULL && hash == NULL) || !hy_authority_begin (self, error))
    return FALSE;
  return hy_authority_end (self, put_pin (self, id, hash, error), error);
}
