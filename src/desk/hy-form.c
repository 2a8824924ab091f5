#include "desk/hy-form.h"

typedef struct
{
  HySession *session;
} HyFormPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HyForm, hy_form, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static const struct
{
  const char *kind;
  GType (*type) (void);
} forms[] = {
  { NULL, NULL },
};

HyForm *
hy_form_new (HySession *session, const char *kind)
{
  for (gsize i = 0; forms[i].kind != NULL; i++)
    if (g_str_equal (forms[i].kind, kind))
      return g_object_new (forms[i].type (), "session", session, NULL);
  return NULL;
}

gboolean
hy_form_is_there (const char *kind)
{
  for (gsize i = 0; forms[i].kind != NULL; i++)
    if (g_str_equal (forms[i].kind, kind))
      return TRUE;
  return FALSE;
}

HySession *
hy_form_get_session (HyForm *self)
{
  HyFormPrivate *priv = hy_form_get_instance_private (self);

  return priv->session;
}

void
hy_form_set_matter (HyForm *self, HyMatter *matter)
{
  g_return_if_fail (HY_IS_FORM (self));
  HY_FORM_GET_CLASS (self)->set_matter (self, matter);
}

void
hy_form_save (HyForm *self)
{
  g_return_if_fail (HY_IS_FORM (self));
  HY_FORM_GET_CLASS (self)->save (self);
}

void
hy_form_flush (HyForm *self)
{
  g_return_if_fail (HY_IS_FORM (self));
  HY_FORM_GET_CLASS (self)->flush (self);
}

void
hy_form_take_record (HyForm *self, const HyRecord *record)
{
  g_return_if_fail (HY_IS_FORM (self));
  if (HY_FORM_GET_CLASS (self)->take_record != NULL)
    HY_FORM_GET_CLASS (self)->take_record (self, record);
}

static void
hy_form_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HyFormPrivate *priv = hy_form_get_instance_private (HY_FORM (object));

  if (id == PROP_SESSION)
    priv->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_form_finalize (GObject *object)
{
  HyFormPrivate *priv = hy_form_get_instance_private (HY_FORM (object));

  g_clear_object (&priv->session);
  G_OBJECT_CLASS (hy_form_parent_class)->finalize (object);
}

static void
hy_form_class_init (HyFormClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);

  object->set_property = hy_form_set_property;
  object->finalize = hy_form_finalize;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  g_signal_new ("saved", HY_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
  g_signal_new ("folded", HY_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hy_form_init (HyForm *self)
{
}
