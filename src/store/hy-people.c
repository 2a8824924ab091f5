#include "store/hy-people.h"

#include "store/hy-replica-private.h"
#include "wire/hy-person-json.h"

#include "store/hy-text.h"

/* An office has a handful; a list for the eye ends somewhere. */
#define NAMED_MAX 12

static const HyJsonField person_fields[] = {
  { "id", G_STRUCT_OFFSET (HyPersonRow, id), hy_json_read_id, TRUE },
  { "name", G_STRUCT_OFFSET (HyPersonRow, name), hy_json_read_string, FALSE },
  { "office", G_STRUCT_OFFSET (HyPersonRow, office), hy_json_read_string, FALSE },
  { "active", G_STRUCT_OFFSET (HyPersonRow, active), hy_json_read_bool, FALSE },
  { "pin", G_STRUCT_OFFSET (HyPersonRow, pin), hy_person_read_pin, FALSE },
};

void
hy_person_row_free (HyPersonRow *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->office);
  g_free (self->pin);
  g_free (self);
}

/* NULL for a row that is of no shape to act by: it stays among the documents. */
static HyPersonRow *
parse_person (HySqlStmt *stmt)
{
  g_autoptr (HyPersonRow) person = g_new0 (HyPersonRow, 1);
  HyJsonFault fault;

  person->active = TRUE;
  if (!hy_json_read_fields (hy_json_value (hy_sql_text (stmt, 0), hy_sql_bytes (stmt, 0)),
                            person_fields, G_N_ELEMENTS (person_fields), person, NULL, &fault))
    return NULL;
  if (person->name == NULL)
    person->name = g_strdup (person->id);
  return g_steal_pointer (&person);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const HyPersonRow *x = *(HyPersonRow *const *) a;
  const HyPersonRow *y = *(HyPersonRow *const *) b;
  int order = g_strcmp0 (x->name, y->name);

  return order != 0 ? order : g_strcmp0 (x->id, y->id);
}

GPtrArray *
hy_people_list (HyReplica *replica, GError **error)
{
  g_autoptr (GPtrArray) people
      = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_person_row_free);
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql, "SELECT row FROM documents WHERE kind = 'person'", error);
  g_autofree char *office = hy_replica_get_meta (replica, "office");
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  while (hy_sql_step (stmt, &row, error))
    {
      g_autoptr (HyPersonRow) person = NULL;

      if (!row)
        {
          g_ptr_array_sort (people, compare_names);
          return g_steal_pointer (&people);
        }
      person = parse_person (stmt);
      if (person != NULL && person->active && g_strcmp0 (person->office, office) == 0)
        g_ptr_array_add (people, g_steal_pointer (&person));
    }
  return NULL;
}

static HyPersonRow *
steal_person (GPtrArray *people, const char *id)
{
  for (guint i = 0; i < people->len; i++)
    {
      HyPersonRow *person = g_ptr_array_index (people, i);

      if (id == NULL || g_str_equal (person->id, id))
        return g_ptr_array_steal_index (people, i);
    }
  return NULL;
}

/* "p1 张某某, p2 李四": who types an id has to learn it somewhere. */
static char *
people_words (const GPtrArray *people)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < people->len && i < NAMED_MAX; i++)
    {
      const HyPersonRow *person = g_ptr_array_index (people, i);

      g_string_append_printf (words, "%s%s %s", i > 0 ? _ (", ") : "", person->id, person->name);
    }
  if (people->len > NAMED_MAX)
    g_string_append (words, "…");
  return g_string_free (words, FALSE);
}

char *
hy_people_name (HyReplica *replica, const char *id)
{
  char *name = NULL;

  hy_sql_get_text (
      replica->sql, &name, NULL,
      "SELECT json_extract (row, '$.name') FROM documents WHERE kind = 'person' AND id = ?1", "s",
      id);
  return name;
}

HyPersonRow *
hy_people_resolve (HyReplica *replica, const char *person, HyRefusal *refusal, GError **error)
{
  g_autoptr (GPtrArray) people = hy_people_list (replica, error);
  g_autofree char *names = people != NULL ? people_words (people) : NULL;
  HyPersonRow *found;

  if (people == NULL)
    return NULL;
  if (person == NULL && people->len > 1)
    {
      g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_AMBIGUOUS,
                   _ ("several people work at this office: say who acts (%s)"), names);
      return NULL;
    }
  found = steal_person (people, person);
  if (found != NULL)
    return found;
  refusal->code = "unknown_person";
  if (people->len == 0)
    g_set_error_literal (error, HY_STORE_ERROR, HY_STORE_ERROR_REFUSED,
                         _ ("nobody of this office is known here yet: synchronize first, or ask "
                            "the district to name the office's people"));
  else
    g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_REFUSED,
                 _ ("%s is nobody of this office (%s)"), person, names);
  return NULL;
}
