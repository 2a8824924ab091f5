#include "wire/hy-person-json.h"

#include "wire/hy-json-writer.h"

#include <string.h>

static const HyJsonField person_fields[] = {
  { "id", G_STRUCT_OFFSET (HyPerson, id), hy_json_read_id, TRUE },
  { "name", G_STRUCT_OFFSET (HyPerson, name), hy_json_read_string, TRUE },
  { "office", G_STRUCT_OFFSET (HyPerson, office), hy_json_read_id, TRUE },
  { "active", G_STRUCT_OFFSET (HyPerson, active), hy_json_read_bool, FALSE },
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
  g_free (self);
}
