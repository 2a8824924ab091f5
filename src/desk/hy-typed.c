#include "desk/hy-typed.h"

#include <string.h>

static void
fault_free (gpointer data)
{
  HyFault *self = data;

  g_free (self->field);
  g_free (self->words);
  g_free (self);
}

GPtrArray *
hy_faults_new (void)
{
  return g_ptr_array_new_with_free_func (fault_free);
}

static void
add (GPtrArray *self, const char *field, const char *words, gboolean asks)
{
  HyFault *fault = g_new (HyFault, 1);

  fault->field = g_strdup (field);
  fault->words = g_strdup (words);
  fault->asks = asks;
  g_ptr_array_add (self, fault);
}

void
hy_faults_add (GPtrArray *self, const char *field, const char *words)
{
  add (self, field, words, FALSE);
}

void
hy_faults_ask (GPtrArray *self, const char *field, const char *words)
{
  add (self, field, words, TRUE);
}

const HyFault *
hy_faults_get (const GPtrArray *self, const char *field)
{
  for (guint i = 0; i < self->len; i++)
    {
      const HyFault *fault = g_ptr_array_index (self, i);

      if (strcmp (fault->field, field) == 0)
        return fault;
    }
  return NULL;
}

const char *
hy_faults_find (const GPtrArray *self, const char *field)
{
  const HyFault *fault = hy_faults_get (self, field);

  return fault != NULL ? fault->words : NULL;
}

char *
hy_typed_text (GVariant *typed, const char *name)
{
  const char *text = typed != NULL ? hy_body_string (typed, name) : NULL;

  return hy_text_is_blank (text) ? NULL : g_strstrip (g_strdup (text));
}

char *
hy_typed_need (GVariant *typed, const char *name, const char *missing, GPtrArray *faults)
{
  char *text = hy_typed_text (typed, name);

  if (text == NULL)
    hy_faults_add (faults, name, missing);
  return text;
}

static char **
split (const char *text)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *copy = g_strdup (text != NULL ? text : "");
  char *from = copy;

  for (char *p = copy;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean over = c == 0;

      if (!over && !g_utf8_strchr (",，、;；\n", -1, c))
        continue;
      if (p > from)
        {
          g_autofree char *part = g_strstrip (g_strndup (from, (gsize) (p - from)));

          if (!hy_text_is_blank (part))
            g_strv_builder_add (parts, part);
        }
      if (over)
        return g_strv_builder_end (parts);
      from = g_utf8_next_char (p);
    }
}

char **
hy_typed_list (GVariant *typed, const char *name)
{
  g_autoptr (GVariant) array = hy_body_array (typed, name);
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  gsize n = array != NULL ? g_variant_n_children (array) : 0;

  if (array == NULL)
    return split (hy_body_string (typed, name));
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) element = hy_body_element (array, i);

      if (g_variant_is_of_type (element, G_VARIANT_TYPE_STRING))
        g_strv_builder_add (list, g_variant_get_string (element, NULL));
    }
  return g_strv_builder_end (list);
}

char **
hy_typed_lines (GVariant *typed, const char *name)
{
  const char *text = hy_body_string (typed, name);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  for (gsize i = 0; lines[i] != NULL; i++)
    if (!hy_text_is_blank (lines[i]))
      g_strv_builder_add (list, g_strstrip (lines[i]));
  return g_strv_builder_end (list);
}

void
hy_put_text (GVariantDict *dict, const char *name, const char *text)
{
  if (text != NULL && text[0] != '\0')
    g_variant_dict_insert (dict, name, "s", text);
}

void
hy_put_list (GVariantDict *dict, const char *name, const char *const *list)
{
  GVariantBuilder array;

  if (list == NULL || list[0] == NULL)
    return;
  g_variant_builder_init (&array, G_VARIANT_TYPE ("av"));
  for (gsize i = 0; list[i] != NULL; i++)
    g_variant_builder_add (&array, "v", g_variant_new_string (list[i]));
  g_variant_dict_insert_value (dict, name, g_variant_builder_end (&array));
}

void
hy_put_time (GVariantDict *dict, const char *name, HyTime time)
{
  g_autofree char *text = hy_time_format (time);

  hy_put_text (dict, name, text);
}

void
hy_put_objects (GVariantDict *dict, const char *name, GPtrArray *objects)
{
  GVariantBuilder array;

  g_variant_builder_init (&array, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < objects->len; i++)
    g_variant_builder_add (&array, "v", g_ptr_array_index (objects, i));
  g_variant_dict_insert_value (dict, name, g_variant_builder_end (&array));
  g_ptr_array_unref (objects);
}
