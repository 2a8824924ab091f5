#include "core/hy-body.h"

#include <string.h>

static GVariant *
lookup (GVariant *body, const char *name)
{
  if (body == NULL || !g_variant_is_of_type (body, G_VARIANT_TYPE_VARDICT))
    return NULL;
  return g_variant_lookup_value (body, name, NULL);
}

const char *
hy_body_string (GVariant *body, const char *name)
{
  const char *text = NULL;

  if (body == NULL || !g_variant_is_of_type (body, G_VARIANT_TYPE_VARDICT))
    return NULL;
  return g_variant_lookup (body, name, "&s", &text) ? text : NULL;
}

gboolean
hy_body_int (GVariant *body, const char *name, gint64 *out)
{
  g_autoptr (GVariant) value = lookup (body, name);

  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return FALSE;
  *out = g_variant_get_int64 (value);
  return TRUE;
}

gboolean
hy_body_bool (GVariant *body, const char *name, gboolean *out)
{
  g_autoptr (GVariant) value = lookup (body, name);

  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return FALSE;
  *out = g_variant_get_boolean (value);
  return TRUE;
}

gboolean
hy_body_time (GVariant *body, const char *name, HyTime *out)
{
  const char *text = hy_body_string (body, name);

  return text != NULL && hy_time_parse (text, out);
}

static GVariant *
lookup_typed (GVariant *body, const char *name, const GVariantType *type)
{
  g_autoptr (GVariant) value = lookup (body, name);

  if (value == NULL || !g_variant_is_of_type (value, type))
    return NULL;
  return g_steal_pointer (&value);
}

GVariant *
hy_body_object (GVariant *body, const char *name)
{
  return lookup_typed (body, name, G_VARIANT_TYPE_VARDICT);
}

GVariant *
hy_body_array (GVariant *body, const char *name)
{
  return lookup_typed (body, name, G_VARIANT_TYPE ("av"));
}

gboolean
hy_body_has (GVariant *body, const char *name)
{
  g_autoptr (GVariant) value = lookup (body, name);

  return value != NULL;
}

GVariant *
hy_body_element (GVariant *array, gsize i)
{
  g_autoptr (GVariant) box = g_variant_get_child_value (array, i);

  return g_variant_get_variant (box);
}

gboolean
hy_body_list_has (GVariant *body, const char *name, const char *value)
{
  g_autoptr (GVariant) array = hy_body_array (body, name);
  gsize n = array != NULL ? g_variant_n_children (array) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) element = hy_body_element (array, i);

      if (g_variant_is_of_type (element, G_VARIANT_TYPE_STRING)
          && strcmp (g_variant_get_string (element, NULL), value) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
hy_text_is_blank (const char *text)
{
  if (text == NULL)
    return TRUE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iszerowidth (c))
        return FALSE;
    }
  return TRUE;
}
