#include "desk/hy-welcome-page.h"

#include "desk/hy-enrol-page.h"

struct _HyWelcomePage
{
  AdwBin parent_instance;
  HySession *session;
  GtkStack *steps; /* hello | enrol */
  AdwBin *enrol_place;
  GtkWidget *begin;
};

G_DEFINE_FINAL_TYPE (HyWelcomePage, hy_welcome_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

void
hy_welcome_page_show_enrol (HyWelcomePage *self)
{
  g_return_if_fail (HY_IS_WELCOME_PAGE (self));

  if (adw_bin_get_child (self->enrol_place) == NULL)
    adw_bin_set_child (self->enrol_place,
                       g_object_new (HY_TYPE_ENROL_PAGE, "session", self->session, NULL));
  gtk_stack_set_visible_child_name (self->steps, "enrol");
  gtk_widget_grab_focus (adw_bin_get_child (self->enrol_place));
}

static void
show_enrol (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hy_welcome_page_show_enrol (HY_WELCOME_PAGE (widget));
}

/* Back to what was before: the first page, or with what is here already, the desk. */
static void
go_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyWelcomePage *self = HY_WELCOME_PAGE (widget);

  if (hy_session_get_enrolled (self->session))
    {
      gtk_widget_activate_action (widget, "win.leave-gate", NULL);
      return;
    }
  gtk_stack_set_visible_child_name (self->steps, "hello");
  gtk_widget_grab_focus (self->begin);
}

/* There is one thing to do. */
static void
hy_welcome_page_map (GtkWidget *widget)
{
  HyWelcomePage *self = HY_WELCOME_PAGE (widget);

  GTK_WIDGET_CLASS (hy_welcome_page_parent_class)->map (widget);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->steps), "hello") == 0)
    gtk_widget_grab_focus (self->begin);
}

static void
hy_welcome_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_WELCOME_PAGE (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_welcome_page_dispose (GObject *object)
{
  HyWelcomePage *self = HY_WELCOME_PAGE (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_welcome_page_parent_class)->dispose (object);
}

static void
hy_welcome_page_class_init (HyWelcomePageClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->set_property = hy_welcome_page_set_property;
  object->dispose = hy_welcome_page_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  widget->map = hy_welcome_page_map;
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget, HyWelcomePage, steps);
  gtk_widget_class_bind_template_child (widget, HyWelcomePage, enrol_place);
  gtk_widget_class_bind_template_child (widget, HyWelcomePage, begin);
  gtk_widget_class_install_action (widget, "welcome.enrol", NULL, show_enrol);
  gtk_widget_class_install_action (widget, "welcome.back", NULL, go_back);
  gtk_widget_class_add_binding_action (widget, GDK_KEY_Escape, 0, "welcome.back", NULL);
}

static void
hy_welcome_page_init (HyWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
