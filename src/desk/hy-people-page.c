#include "desk/hy-people-page-private.h"

#include "desk/hy-reading.h"
#include "store/hy-people.h"

#include "desk/hy-text.h"

G_DEFINE_FINAL_TYPE (HyPeoplePage, hy_people_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
take_person (HyPeoplePage *self)
{
  g_autofree char *id = g_steal_pointer (&self->admitted);

  gtk_stack_set_visible_child_name (self->steps, "names");
  hy_session_set_person (self->session, id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.leave-gate", NULL);
}

static gboolean
is_asked (HyPeoplePage *self, const char *person)
{
  g_autoptr (GVariant) guided
      = g_settings_get_value (hy_session_get_replica_settings (self->session), "guided");
  gboolean value;

  return g_variant_lookup (guided, person, "b", &value);
}

void
hy_people_page_admit (HyPeoplePage *self)
{
  g_autofree char *title = NULL;

  hy_people_pin_close (self);
  g_free (self->admitted);
  self->admitted = g_steal_pointer (&self->chosen);
  if (is_asked (self, self->admitted))
    {
      take_person (self);
      return;
    }
  title = g_strdup_printf (_ ("%s, How Long Have You Done Hotline Work?"),
                           hy_session_get_name (self->session, self->admitted));
  adw_status_page_set_title (self->question, title);
  gtk_stack_set_visible_child_name (self->steps, "question");
  gtk_widget_grab_focus (self->guide_me);
}

static void
person_chosen (GtkWidget *row, HyPeoplePage *self)
{
  guint place = 0;

  hy_people_pin_close (self);
  g_free (self->chosen);
  self->chosen = g_strdup (gtk_widget_get_name (row));
  if (!hy_session_has_pin (self->session, self->chosen))
    hy_people_page_admit (self);
  else if (g_ptr_array_find (self->rows, row, &place))
    hy_people_pin_ask (self, (int) place);
}

/* Everybody's answers, with one more. */
static GVariant *
with_answer (GVariant *before, const char *person, gboolean guided)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sb}"));
  for (gsize i = 0; i < g_variant_n_children (before); i++)
    {
      const char *key = NULL;
      gboolean value = FALSE;

      g_variant_get_child (before, i, "{&sb}", &key, &value);
      if (g_strcmp0 (key, person) != 0)
        g_variant_builder_add (&builder, "{sb}", key, value);
    }
  g_variant_builder_add (&builder, "{sb}", person, guided);
  return g_variant_builder_end (&builder);
}

static void
answer (GtkWidget *widget, const char *name, GVariant *guided)
{
  HyPeoplePage *self = HY_PEOPLE_PAGE (widget);
  GSettings *settings = hy_session_get_replica_settings (self->session);
  g_autoptr (GVariant) before = g_settings_get_value (settings, "guided");

  if (self->admitted == NULL)
    return;
  g_settings_set_value (settings, "guided",
                        with_answer (before, self->admitted, g_variant_get_boolean (guided)));
  take_person (self);
}

/* The district knows the PC by its name and the office by its own. */
static void
show_missing (GtkWidget *row, HyPeoplePage *self)
{
  g_autofree char *pc
      = g_settings_get_string (hy_session_get_replica_settings (self->session), "device-name");
  g_autofree char *words = g_strdup_printf (
      _ ("To the district hotline office: please add a person to %s in Huiyin.\n"
         "Name: ________\nPosition: ________\nPhone: ________\nFrom: ________\nPC: %s"),
      hy_session_get_office_name (self->session), pc[0] != '\0' ? pc : g_get_host_name ());

  gtk_label_set_text (self->request, words);
  gtk_stack_set_visible_child_name (self->steps, "missing");
}

static void
copy_request (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyPeoplePage *self = HY_PEOPLE_PAGE (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), gtk_label_get_text (self->request));
  gtk_widget_activate_action (widget, "win.toast", "s", _ ("Copied"));
}

/* Who got up comes back as anybody else does: with the PIN. */
static gboolean
may_stay (HyPeoplePage *self)
{
  return hy_session_get_person (self->session) != NULL && !hy_session_is_locked (self->session);
}

static void
enter (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyPeoplePage *self = HY_PEOPLE_PAGE (widget);

  hy_people_pin_entered (ADW_ENTRY_ROW (self->pin), self);
}

static void
go_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyPeoplePage *self = HY_PEOPLE_PAGE (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->steps), "names") != 0)
    gtk_stack_set_visible_child_name (self->steps, "names");
  else if (gtk_widget_get_visible (self->pin))
    hy_people_pin_close (self);
  else if (may_stay (self))
    gtk_widget_activate_action (widget, "win.leave-gate", NULL);
}

void
hy_people_page_begin (HyPeoplePage *self, gboolean same)
{
  const char *person = hy_session_get_person (self->session);

  g_return_if_fail (HY_IS_PEOPLE_PAGE (self));

  hy_people_pin_close (self);
  g_clear_pointer (&self->admitted, g_free);
  gtk_stack_set_visible_child_name (self->steps, "names");
  gtk_widget_set_visible (self->stay, may_stay (self));
  for (guint i = 0; same && i < self->rows->len; i++)
    if (g_strcmp0 (person, gtk_widget_get_name (g_ptr_array_index (self->rows, i))) == 0)
      person_chosen (g_ptr_array_index (self->rows, i), self);
}

static void
add_person (HyPeoplePage *self, const HyPersonRow *person)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), person->name);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (32, person->name, TRUE));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_name (row, person->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, person->name,
                                  -1);
  g_signal_connect (row, "activated", G_CALLBACK (person_chosen), self);
  gtk_list_box_insert (self->people, row, (int) self->rows->len);
  g_ptr_array_add (self->rows, row);
}

static gboolean
is_shown (HyPeoplePage *self, const GPtrArray *people)
{
  if (people->len != self->rows->len)
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    {
      const HyPersonRow *person = g_ptr_array_index (people, i);
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (g_strcmp0 (person->id, gtk_widget_get_name (row)) != 0
          || g_strcmp0 (person->name, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)))
                 != 0)
        return FALSE;
    }
  return TRUE;
}

/* Who comes first to a new PC reads whose it has become. */
static void
show_office (HyPeoplePage *self, gboolean known)
{
  gboolean first = hy_session_get_person (self->session) == NULL;
  g_autofree char *words
      = known && first ? g_strdup_printf (_ ("This PC is one of %s now. Choose your name, so that "
                                             "what you do carries it."),
                                          hy_session_get_office_name (self->session))
                       : NULL;
  g_autofree char *escaped = words != NULL ? g_markup_escape_text (words, -1) : NULL;

  adw_status_page_set_description (
      self->names_page, !known  ? _ ("The district has not named anybody yet.")
                        : first ? escaped
                                : _ ("Choose your name, so that what you do carries it."));
}

/* Rows that stay the same are left alone: one of them has the focus. */
static void
show_people (HySession *session, HyPeoplePage *self)
{
  const GPtrArray *people = hy_session_get_people (session);

  gtk_widget_set_visible (self->stay, may_stay (self));
  show_office (self, people->len > 0);
  if (is_shown (self, people))
    return;
  hy_people_pin_close (self);
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (self->people, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < people->len; i++)
    add_person (self, g_ptr_array_index (people, i));
}

static void
person_changed (HySession *session, GParamSpec *pspec, HyPeoplePage *self)
{
  show_people (session, self);
}

static void
hy_people_page_constructed (GObject *object)
{
  HyPeoplePage *self = HY_PEOPLE_PAGE (object);

  G_OBJECT_CLASS (hy_people_page_parent_class)->constructed (object);
  show_people (self->session, self);
  g_signal_connect_object (self->session, "figures", G_CALLBACK (show_people), self, 0);
  g_signal_connect_object (self->session, "notify::person", G_CALLBACK (person_changed), self, 0);
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

  g_cancellable_cancel (self->pin_check);
  g_clear_object (&self->pin_check);
  g_clear_handle_id (&self->pin_source, g_source_remove);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->chosen, g_free);
  g_clear_pointer (&self->admitted, g_free);
  g_clear_object (&self->session);
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
  gtk_widget_class_bind_template_child (widget, HyPeoplePage, steps);
  gtk_widget_class_bind_template_child (widget, HyPeoplePage, names_page);
  gtk_widget_class_bind_template_child (widget, HyPeoplePage, people);
  gtk_widget_class_bind_template_child (widget, HyPeoplePage, missing);
  gtk_widget_class_bind_template_child (widget, HyPeoplePage, stay);
  gtk_widget_class_bind_template_child (widget, HyPeoplePage, request);
  gtk_widget_class_bind_template_child (widget, HyPeoplePage, question);
  gtk_widget_class_bind_template_child (widget, HyPeoplePage, guide_me);
  gtk_widget_class_bind_template_child (widget, HyPeoplePage, pin);
  gtk_widget_class_bind_template_child (widget, HyPeoplePage, pin_fault);
  gtk_widget_class_bind_template_child (widget, HyPeoplePage, pin_words);
  gtk_widget_class_bind_template_callback (widget, show_missing);
  gtk_widget_class_bind_template_callback (widget, hy_people_pin_entered);
  gtk_widget_class_bind_template_callback (widget, hy_people_pin_mapped);
  gtk_widget_class_bind_template_callback (widget, hy_people_pin_changed);
  gtk_widget_class_install_action (widget, "people.answer", "b", answer);
  gtk_widget_class_install_action (widget, "people.enter", NULL, enter);
  gtk_widget_class_install_action (widget, "people.copy", NULL, copy_request);
  gtk_widget_class_install_action (widget, "people.back", NULL, go_back);
  gtk_widget_class_add_binding_action (widget, GDK_KEY_Escape, 0, "people.back", NULL);
}

static void
hy_people_page_init (HyPeoplePage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  hy_reading_follow_stack (self->steps);
}
