#include "desk/hy-preferences.h"

#include "desk/hy-lessons.h"
#include "desk/hy-text.h"

struct _HyPreferences
{
  AdwPreferencesWindow parent_instance;
  HySession *session;
  GtkSwitch *dense;
  GtkSwitch *background;
  GtkWidget *guide;
  AdwActionRow *guided_row;
  GtkSwitch *guided;
};

G_DEFINE_FINAL_TYPE (HyPreferences, hy_preferences, ADW_TYPE_PREFERENCES_WINDOW)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
guided_switched (GtkSwitch *guided, GParamSpec *pspec, HyPreferences *self)
{
  if (gtk_switch_get_active (guided) != hy_lessons_are_wanted (self->session))
    hy_lessons_want (self->session, gtk_switch_get_active (guided));
}

/* It is a matter of each person, not of the PC. */
static void
show_guide (HyPreferences *self)
{
  const char *name = hy_session_get_person_name (self->session);
  g_autofree char *title = NULL;

  gtk_widget_set_visible (self->guide, name != NULL);
  if (name == NULL)
    return;
  title = g_strdup_printf (_ ("Explain Every Step to %s"), name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->guided_row), title);
  gtk_switch_set_active (self->guided, hy_lessons_are_wanted (self->session));
}

static void
hy_preferences_constructed (GObject *object)
{
  HyPreferences *self = HY_PREFERENCES (object);
  GSettings *settings = hy_session_get_settings (self->session);

  G_OBJECT_CLASS (hy_preferences_parent_class)->constructed (object);
  g_settings_bind (settings, "dense", self->dense, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "background", self->background, "active", G_SETTINGS_BIND_DEFAULT);
  show_guide (self);
}

static void
hy_preferences_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_PREFERENCES (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_preferences_dispose (GObject *object)
{
  g_clear_object (&HY_PREFERENCES (object)->session);
  G_OBJECT_CLASS (hy_preferences_parent_class)->dispose (object);
}

static void
hy_preferences_class_init (HyPreferencesClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->constructed = hy_preferences_constructed;
  object->set_property = hy_preferences_set_property;
  object->dispose = hy_preferences_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-preferences.ui");
  gtk_widget_class_bind_template_child (widget, HyPreferences, dense);
  gtk_widget_class_bind_template_child (widget, HyPreferences, background);
  gtk_widget_class_bind_template_child (widget, HyPreferences, guide);
  gtk_widget_class_bind_template_child (widget, HyPreferences, guided_row);
  gtk_widget_class_bind_template_child (widget, HyPreferences, guided);
  gtk_widget_class_bind_template_callback (widget, guided_switched);
}

static void
hy_preferences_init (HyPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
