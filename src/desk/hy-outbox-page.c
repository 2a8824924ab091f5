#include "desk/hy-outbox-page.h"

struct _HyOutboxPage
{
  AdwBin parent_instance;
  HySession *session;
};

G_DEFINE_FINAL_TYPE (HyOutboxPage, hy_outbox_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
hy_outbox_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_OUTBOX_PAGE (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_outbox_page_dispose (GObject *object)
{
  HyOutboxPage *self = HY_OUTBOX_PAGE (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_outbox_page_parent_class)->dispose (object);
}

static void
hy_outbox_page_class_init (HyOutboxPageClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->set_property = hy_outbox_page_set_property;
  object->dispose = hy_outbox_page_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-outbox-page.ui");
}

static void
hy_outbox_page_init (HyOutboxPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
