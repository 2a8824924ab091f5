#include "core/hy-body.h"
#include "core/hy-id.h"

#include <string.h>

static gboolean check_object (GVariant *body, const HyField *fields, GString *path);

static gboolean
is_string (GVariant *value)
{
  return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING);
}

static gboolean
is_code (GVariant *value, const char *const *codes)
{
  return is_string (value) && g_strv_contains (codes, g_variant_get_string (value, NULL));
}

static gboolean
is_instant (GVariant *value, gboolean time, gboolean date)
{
  const char *text;
  HyTime t;
  HyDate d;

  if (!is_string (value))
    return FALSE;
  text = g_variant_get_string (value, NULL);
  return (time && hy_time_parse (text, &t)) || (date && hy_date_parse (text, &d));
}

static gboolean
is_int (GVariant *value, const HyField *field)
{
  gint64 n;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return FALSE;
  n = g_variant_get_int64 (value);
  return (field->min == 0 && field->max == 0) || (n >= field->min && n <= field->max);
}

/* A field that must be there must also say something. */
static gboolean
check_string (GVariant *value, gboolean required)
{
  return is_string (value) && !(required && hy_text_is_blank (g_variant_get_string (value, NULL)));
}

static gboolean
check_element (GVariant *element, const HyField *field, GString *path)
{
  switch (field->type)
    {
    case HY_FIELD_CODE_LIST:
      return is_code (element, field->codes);
    case HY_FIELD_STRING_LIST:
      return is_string (element);
    default:
      return g_variant_is_of_type (element, G_VARIANT_TYPE_VARDICT)
             && (field->members == NULL || check_object (element, field->members, path));
    }
}

static gboolean
check_list (GVariant *value, const HyField *field, gboolean required, GString *path)
{
  gsize n;
  gsize length = path->len;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE ("av")))
    return FALSE;
  n = g_variant_n_children (value);
  if (n == 0 && required && !field->may_be_empty)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) element = hy_body_element (value, i);

      g_string_append_printf (path, "[%" G_GSIZE_FORMAT "]", i);
      if (!check_element (element, field, path))
        return FALSE;
      g_string_truncate (path, length);
    }
  return TRUE;
}

static gboolean
check_flags (GVariant *value, GString *path)
{
  GVariantIter iter;
  const char *name;
  GVariant *member;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
    return FALSE;
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &member))
    {
      gboolean fits = g_variant_is_of_type (member, G_VARIANT_TYPE_BOOLEAN);

      g_variant_unref (member);
      if (!fits)
        {
          g_string_append_printf (path, ".%s", name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_value (GVariant *value, const HyField *field, gboolean required, GString *path)
{
  switch (field->type)
    {
    case HY_FIELD_STRING:
      return check_string (value, required);
    case HY_FIELD_BOOL:
      return g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN);
    case HY_FIELD_INT:
      return is_int (value, field);
    case HY_FIELD_TIME:
      return is_instant (value, TRUE, FALSE);
    case HY_FIELD_DATE:
      return is_instant (value, FALSE, TRUE);
    case HY_FIELD_WHEN:
      return is_instant (value, TRUE, TRUE);
    case HY_FIELD_ID:
    case HY_FIELD_PERSON:
      return is_string (value) && hy_id_is_valid (g_variant_get_string (value, NULL));
    case HY_FIELD_CODE:
      return is_code (value, field->codes);
    case HY_FIELD_CODE_LIST:
    case HY_FIELD_STRING_LIST:
    case HY_FIELD_OBJECT_LIST:
      return check_list (value, field, required, path);
    case HY_FIELD_OBJECT:
      return g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT)
             && (field->members == NULL || check_object (value, field->members, path));
    case HY_FIELD_FLAGS:
      return check_flags (value, path);
    case HY_FIELD_ANY:
      return TRUE;
    }
  return FALSE;
}

static gboolean
check_object (GVariant *body, const HyField *fields, GString *path)
{
  gsize length = path->len;

  for (const HyField *field = fields; field->name != NULL; field++)
    {
      g_autoptr (GVariant) value = NULL;
      gboolean required = field->required || (field->needed != NULL && field->needed (body));

      if (length > 0)
        g_string_append_c (path, '.');
      g_string_append (path, field->name);
      value = body != NULL ? g_variant_lookup_value (body, field->name, NULL) : NULL;
      if (value == NULL ? required : !check_value (value, field, required, path))
        return FALSE;
      g_string_truncate (path, length);
    }
  return TRUE;
}

gboolean
hy_body_check (GVariant *body, const HyField *fields, char **field)
{
  g_autoptr (GString) path = g_string_new (NULL);

  if (body != NULL && !g_variant_is_of_type (body, G_VARIANT_TYPE_VARDICT))
    g_string_assign (path, "body");
  else if (fields == NULL || check_object (body, fields, path))
    return TRUE;

  if (field != NULL)
    *field = g_string_free (g_steal_pointer (&path), FALSE);
  return FALSE;
}

const char *
hy_body_person (GVariant *body, const HyField *fields, const char **field)
{
  for (; fields != NULL && fields->name != NULL; fields++)
    if (fields->type == HY_FIELD_PERSON)
      {
        *field = fields->name;
        return hy_body_string (body, fields->name);
      }
  return NULL;
}
