#include "desk/hy-people-page.h"

#include "store/hy-people.h"

struct _HyPeoplePage
{
  AdwBin parent_instance;
  HySession *session;
  AdwPreferencesGroup *people;
  GPtrArray *rows; /* of GtkWidget, not owned */
};

G_DEFINE_FINAL_TYPE (HyPeoplePage, hy_people_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
person_chosen (AdwActionRow *row, HyPeoplePage *self)
{
  hy_session_set_person (self->session, gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
add_person (HyPeoplePage *self, const HyPersonRow *person)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), person->name);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_name (row, person->id);
  g_signal_connect (row, "activated", G_CALLBACK (person_chosen), self);
  adw_preferences_group_add (self->people, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_people (HySession *session, HyPeoplePage *self)
{
  const GPtrArray *people = hy_session_get_people (session);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->people, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < people->len; i++)
    add_person (self, g_ptr_array_index (people, i));
}

static void
hy_people_page_constructed (GObject *object)
{
  HyPeoplePage *self = HY_PEOPLE_PAGE (object);

  G_OBJECT_CLASS (hy_people_page_parent_class)->constructed (object);
  show_people (self->session, self);
  g_signal_connect_object (self->session, "figures", G_CALLBACK (show_people), self, 0);
}

static void
hy_people_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_PEOPLE_PAGE (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_people_page_dispose (GObject *object)
{
  HyPeoplePage *self = HY_PEOPLE_PAGE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (hy_people_page_parent_class)->dispose (object);
}

static void
hy_people_page_class_init (HyPeoplePageClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->constructed = hy_people_page_constructed;
  object->set_property = hy_people_page_set_property;
  object->dispose = hy_people_page_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-people-page.ui");
  gtk_widget_class_bind_template_child (widget, HyPeoplePage, people);
}

static void
hy_people_page_init (HyPeoplePage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
