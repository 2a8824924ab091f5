#include "wire/hy-json.h"

#include "wire/hy-json-fields.h"
#include "wire/hy-json-writer.h"

#include <string.h>

JsonNode *
hy_json_parse (const char *text, gssize len, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;

  if (!hy_json_scan (text, len, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, len, error))
    return NULL;
  return json_parser_steal_root (parser);
}

static GVariant *read_value (HyJsonValue value, guint depth, GError **error);

/* Arrays of children and not a GVariantBuilder, which takes most of the time of a first sync. */
static GVariant *
new_array (const char *type, GPtrArray *children)
{
  return g_variant_new_array (G_VARIANT_TYPE (type), (GVariant *const *) children->pdata,
                              children->len);
}

static GVariant *
read_object (HyJsonValue value, guint depth, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) children
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  HyJsonIter iter;
  HyJsonMember member;

  if (!hy_json_iter_init (&iter, value))
    return NULL;
  while (hy_json_iter_next (&iter, &member))
    {
      char *name = hy_json_unescape (member.name, member.name_len);
      GVariant *child, *entry;

      if (!g_hash_table_add (names, name))
        {
          g_set_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE, "has a member twice");
          return NULL;
        }
      if (hy_json_type (member.value) == HY_JSON_NULL)
        continue;
      child = read_value (member.value, depth, error);
      if (child == NULL)
        return NULL;
      entry = g_variant_new_dict_entry (g_variant_new_string (name), g_variant_new_variant (child));
      g_ptr_array_add (children, g_variant_ref_sink (entry));
    }
  return new_array ("{sv}", children);
}

static GVariant *
read_array (HyJsonValue value, guint depth, GError **error)
{
  g_autoptr (GPtrArray) children
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  HyJsonIter iter;
  HyJsonMember element;

  if (!hy_json_iter_init (&iter, value))
    return NULL;
  while (hy_json_iter_next (&iter, &element))
    {
      GVariant *child = read_value (element.value, depth, error);

      if (child == NULL)
        return NULL;
      g_ptr_array_add (children, g_variant_ref_sink (g_variant_new_variant (child)));
    }
  return new_array ("v", children);
}

static GVariant *
read_number (HyJsonValue value)
{
  g_autofree char *text = NULL;
  gint64 n;

  if (hy_json_read_int (value, &n) == NULL)
    return g_variant_new_int64 (n);
  text = g_strndup (value.text, value.len);
  return g_variant_new_double (g_ascii_strtod (text, NULL));
}

/* Recursion is bounded by HY_BODY_DEPTH_MAX. */
static GVariant *
read_value (HyJsonValue value, guint depth, GError **error)
{
  HyJsonType type = hy_json_type (value);

  if ((type == HY_JSON_OBJECT || type == HY_JSON_ARRAY) && depth == HY_BODY_DEPTH_MAX)
    {
      g_set_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE, "is nested deeper than %d",
                   HY_BODY_DEPTH_MAX);
      return NULL;
    }
  switch (type)
    {
    case HY_JSON_OBJECT:
      return read_object (value, depth + 1, error);
    case HY_JSON_ARRAY:
      return read_array (value, depth + 1, error);
    case HY_JSON_STRING:
      return g_variant_new_take_string (hy_json_unescape (value.text + 1, value.len - 2));
    case HY_JSON_BOOL:
      return g_variant_new_boolean (value.text[0] == 't');
    case HY_JSON_NUMBER:
      return read_number (value);
    default:
      return g_variant_new_maybe (G_VARIANT_TYPE_VARIANT, NULL);
    }
}

GVariant *
hy_json_body (HyJsonValue value, GError **error)
{
  GVariant *body;

  if (value.len > HY_BODY_MAX)
    {
      g_set_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_LIMIT, "is larger than %d bytes",
                   HY_BODY_MAX);
      return NULL;
    }
  if (hy_json_type (value) != HY_JSON_OBJECT)
    {
      g_set_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE, "is no object");
      return NULL;
    }
  body = read_value (value, 0, error);
  return body != NULL ? g_variant_ref_sink (body) : NULL;
}

GVariant *
hy_json_body_from_text (const char *text, gssize len, GError **error)
{
  if (!hy_json_scan (text, len, error))
    return NULL;
  return hy_json_body (hy_json_value (text, len < 0 ? strlen (text) : (gsize) len), error);
}

/* Interning is bounded: hy_json_body() has four messages. */
const char *
hy_json_read_body (HyJsonValue value, GVariant **body, char **bytes)
{
  g_autoptr (GError) error = NULL;
  GVariant *read = hy_json_body (value, &error);

  if (read == NULL)
    return g_intern_string (error->message);
  g_clear_pointer (body, g_variant_unref);
  *body = read;
  *bytes = g_strndup (value.text, value.len);
  return NULL;
}

static void put_value (GString *out, const char *name, GVariant *value, gboolean sorted);

typedef struct
{
  const char *name;
  GVariant *value;
} Entry;

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Entry *) a)->name, ((const Entry *) b)->name);
}

static void
clear_entry (gpointer data)
{
  g_variant_unref (((Entry *) data)->value);
}

static void
put_object (GString *out, GVariant *object, gboolean sorted)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  GVariantIter iter;
  Entry entry;

  g_array_set_clear_func (entries, clear_entry);
  g_variant_iter_init (&iter, object);
  while (g_variant_iter_next (&iter, "{&sv}", &entry.name, &entry.value))
    g_array_append_val (entries, entry);
  if (sorted)
    g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *e = &g_array_index (entries, Entry, i);

      if (i > 0)
        g_string_append_c (out, ',');
      hy_json_append_quoted (out, e->name, strlen (e->name));
      g_string_append_c (out, ':');
      put_value (out, NULL, e->value, sorted);
    }
}

static void
put_array (GString *out, GVariant *array, gboolean sorted)
{
  gsize n = g_variant_n_children (array);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) box = g_variant_get_child_value (array, i);
      g_autoptr (GVariant) value = g_variant_get_variant (box);

      put_value (out, NULL, value, sorted);
    }
}

static void
put_value (GString *out, const char *name, GVariant *value, gboolean sorted)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
    {
      hy_json_begin_object (out, name);
      put_object (out, value, sorted);
      hy_json_end_object (out);
    }
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE ("av")))
    {
      hy_json_begin_array (out, name);
      put_array (out, value, sorted);
      hy_json_end_array (out);
    }
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    hy_json_put_string (out, name, g_variant_get_string (value, NULL));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    hy_json_put_int (out, name, g_variant_get_int64 (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    hy_json_put_double (out, name, g_variant_get_double (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    hy_json_put_bool (out, name, g_variant_get_boolean (value));
  else
    hy_json_put_null (out, name);
}

static void
put_body (GString *out, const char *name, GVariant *body, gboolean sorted)
{
  if (body != NULL)
    put_value (out, name, body, sorted);
  else
    hy_json_put_raw (out, name, "{}", -1);
}

void
hy_json_put_body (GString *out, const char *name, GVariant *body)
{
  put_body (out, name, body, FALSE);
}

void
hy_json_put_canonical (GString *out, const char *name, GVariant *body)
{
  put_body (out, name, body, TRUE);
}

char *
hy_json_body_to_text (GVariant *body)
{
  GString *out = g_string_new (NULL);

  put_body (out, NULL, body, FALSE);
  return g_string_free (out, FALSE);
}
