#include "desk/hy-form-private.h"

#include <string.h>

void
hy_form_touch (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);

  if (HY_FORM_GET_CLASS (self)->changed != NULL && priv->matter != NULL)
    HY_FORM_GET_CLASS (self)->changed (self);
  if (priv->restored && !priv->restoring && priv->matter != NULL)
    hy_form_show_blocks (self);
  if (priv->restored && !priv->restoring)
    hy_form_draft_soon (self);
}

void
hy_form_add_field (HyForm *self, HyFormField *field)
{
  HyFormPrivate *priv = hy_form_private (self);

  g_ptr_array_add (priv->fields, field);
  g_signal_connect_object (field, "changed", G_CALLBACK (hy_form_touch), self, G_CONNECT_SWAPPED);
  if (priv->matter != NULL)
    hy_form_field_set_now (field, priv->matter->now);
}

void
hy_form_remove_field (HyForm *self, HyFormField *field)
{
  g_ptr_array_remove (hy_form_private (self)->fields, field);
}

HyFormField *
hy_form_get_field (HyForm *self, const char *member)
{
  HyFormPrivate *priv = hy_form_private (self);

  for (guint i = 0; i < priv->fields->len; i++)
    if (g_strcmp0 (hy_form_field_get_member (g_ptr_array_index (priv->fields, i)), member) == 0)
      return g_ptr_array_index (priv->fields, i);
  return NULL;
}

GVariant *
hy_form_get_typed (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  for (guint i = 0; i < priv->fields->len; i++)
    {
      HyFormField *field = g_ptr_array_index (priv->fields, i);
      const char *member = hy_form_field_get_member (field);
      GVariant *value = strchr (member, '.') == NULL ? hy_form_field_get_value (field) : NULL;

      if (value != NULL)
        g_variant_dict_insert_value (&dict, member, value);
    }
  if (HY_FORM_GET_CLASS (self)->add_typed != NULL)
    HY_FORM_GET_CLASS (self)->add_typed (self, &dict);
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}
