#include "wire/hy-person-json.h"

#include "wire/hy-json-writer.h"

#include <string.h>

#define PIN_MAX_KIB (256 * 1024)
#define PIN_MEMORY "$argon2id$v=19$m="

static const char pin_form[] = "^\\$argon2id\\$v=19\\$m=[1-9][0-9]{0,6},t=[1-9],p=1"
                               "\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}$";

const char *
hy_person_read_pin (HyJsonValue value, gpointer member)
{
  char **pin = member;
  g_autofree char *hash = NULL;
  const char *why = hy_json_read_string (value, &hash);

  if (why != NULL || hash == NULL)
    return why;
  if (!g_regex_match_simple (pin_form, hash, G_REGEX_DOLLAR_ENDONLY, 0)
      || g_ascii_strtoull (hash + strlen (PIN_MEMORY), NULL, 10) > PIN_MAX_KIB)
    return "is no hash of a PIN";
  *pin = g_steal_pointer (&hash);
  return NULL;
}

static const HyJsonField person_fields[] = {
  { "id", G_STRUCT_OFFSET (HyPerson, id), hy_json_read_id, TRUE },
  { "name", G_STRUCT_OFFSET (HyPerson, name), hy_json_read_string, TRUE },
  { "office", G_STRUCT_OFFSET (HyPerson, office), hy_json_read_id, TRUE },
  { "active", G_STRUCT_OFFSET (HyPerson, active), hy_json_read_bool, FALSE },
  { "pin", G_STRUCT_OFFSET (HyPerson, pin), hy_person_read_pin, FALSE },
};

HyPerson *
hy_person_from_json (const char *text, gssize len, GError **error)
{
  g_autoptr (HyPerson) person = g_new0 (HyPerson, 1);
  gsize n = len < 0 ? strlen (text) : (gsize) len;
  HyJsonFault fault;

  person->active = TRUE;
  if (!hy_json_scan (text, n, error))
    return NULL;
  if (hy_json_read_fields (hy_json_value (text, n), person_fields, G_N_ELEMENTS (person_fields),
                           person, NULL, &fault))
    return g_steal_pointer (&person);
  hy_json_set_fault (error, "person", person->id, &fault);
  return NULL;
}

char *
hy_person_to_json (const HyPerson *self)
{
  GString *out = g_string_new (NULL);

  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "id", self->id);
  hy_json_put_string (out, "name", self->name);
  hy_json_put_string (out, "office", self->office);
  hy_json_put_bool (out, "active", self->active);
  if (self->pin != NULL)
    hy_json_put_string (out, "pin", self->pin);
  hy_json_end_object (out);
  return g_string_free (out, FALSE);
}

void
hy_person_free (HyPerson *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->office);
  g_free (self->pin);
  g_free (self);
}
