#include "desk/hy-input-hint.h"

#include "desk/hy-wrap.h"

#define DISMISSED "input-hint-dismissed"
/* What GTK calls the context that is built in, and the one that does nothing at all. */
#define SIMPLE "gtk-im-context-simple"
#define NONE "gtk-im-context-none"

struct _HyInputHint
{
  AdwBin parent_instance;
  HySession *session;
  GtkInfoBar *bar;
};

G_DEFINE_FINAL_TYPE (HyInputHint, hy_input_hint, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

gboolean
hy_input_hint_is_due (const char *language, const char *context)
{
  if (!g_str_has_prefix (language, "zh"))
    return FALSE;
  return context == NULL || g_str_equal (context, SIMPLE) || g_str_equal (context, NONE);
}

static gboolean
is_due (HyInputHint *self)
{
  g_autoptr (GtkIMContext) context = NULL;

  if (g_settings_get_boolean (hy_session_get_settings (self->session), DISMISSED))
    return FALSE;
  context = gtk_im_multicontext_new ();
  gtk_im_context_set_client_widget (context, GTK_WIDGET (self));
  return hy_input_hint_is_due (
      g_get_language_names ()[0],
      gtk_im_multicontext_get_context_id (GTK_IM_MULTICONTEXT (context)));
}

static void
closed (GtkInfoBar *bar, int response, HyInputHint *self)
{
  gtk_widget_hide (GTK_WIDGET (bar));
  g_settings_set_boolean (hy_session_get_settings (self->session), DISMISSED, TRUE);
}

/* The input context is of a display, which there is for sure now. */
static void
hy_input_hint_realize (GtkWidget *widget)
{
  HyInputHint *self = HY_INPUT_HINT (widget);

  GTK_WIDGET_CLASS (hy_input_hint_parent_class)->realize (widget);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), is_due (self));
}

static void
hy_input_hint_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_INPUT_HINT (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_input_hint_dispose (GObject *object)
{
  g_clear_object (&HY_INPUT_HINT (object)->session);
  G_OBJECT_CLASS (hy_input_hint_parent_class)->dispose (object);
}

static void
hy_input_hint_class_init (HyInputHintClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->set_property = hy_input_hint_set_property;
  object->dispose = hy_input_hint_dispose;
  widget->realize = hy_input_hint_realize;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  g_type_ensure (HY_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-input-hint.ui");
  gtk_widget_class_bind_template_child (widget, HyInputHint, bar);
  gtk_widget_class_bind_template_callback (widget, closed);
}

static void
hy_input_hint_init (HyInputHint *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
