#include "desk/hy-lessons.h"

#include "desk/hy-guide-words.h"
#include "desk/hy-text.h"
#include "desk/hy-wrap.h"

#include <string.h>

#define GUIDED "guided"
#define OPEN "open-lessons"

struct _HyLessons
{
  AdwBin parent_instance;
  HySession *session;
  HyMatter *matter;
  gboolean apart;
  gboolean beside; /* a form that is open */
  char *words[HY_N_LESSONS];
  HyWrap *parts;
  GtkToggleButton *part[HY_N_LESSONS];
  GtkButton *short_hints;
  GtkLabel *text;
  GtkButton *copy;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HyLessons, hy_lessons, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

gboolean
hy_lessons_are_wanted (HySession *session)
{
  const char *person = hy_session_get_person (session);
  g_autoptr (GVariant) guided
      = g_settings_get_value (hy_session_get_replica_settings (session), GUIDED);
  gboolean wanted = TRUE;

  if (person != NULL)
    g_variant_lookup (guided, person, "b", &wanted);
  return wanted;
}

void
hy_lessons_want (HySession *session, gboolean wanted)
{
  const char *person = hy_session_get_person (session);
  GSettings *settings = hy_session_get_replica_settings (session);
  g_autoptr (GVariant) guided = g_settings_get_value (settings, GUIDED);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sb}"));
  GVariantIter iter;
  const char *key;
  gboolean value;

  if (person == NULL)
    return;
  g_variant_iter_init (&iter, guided);
  while (g_variant_iter_next (&iter, "{&sb}", &key, &value))
    if (!g_str_equal (key, person))
      g_variant_builder_add (&builder, "{sb}", key, value);
  g_variant_builder_add (&builder, "{sb}", person, wanted);
  g_settings_set_value (settings, GUIDED, g_variant_builder_end (&builder));
}

/* "person/step/". */
static char *
prefix_of (HyLessons *self)
{
  const char *person = hy_session_get_person (self->session);

  return g_strdup_printf ("%s/%d/", person != NULL ? person : "", (int) self->matter->guide.step);
}

/* The part that is open at this step: as it was left; when it was never touched the rule, which gives way to a form. */
static HyLesson
read_open (HyLessons *self)
{
  g_auto (GStrv) kept = g_settings_get_strv (hy_session_get_replica_settings (self->session), OPEN);
  g_autofree char *prefix = prefix_of (self);
  const char *part = self->beside ? "" : hy_lesson_code (HY_LESSON_RULE);
  HyLesson lesson = 0;

  for (gsize i = 0; kept[i] != NULL; i++)
    if (g_str_has_prefix (kept[i], prefix))
      part = kept[i] + strlen (prefix);
  while (lesson < HY_N_LESSONS && !g_str_equal (hy_lesson_code (lesson), part))
    lesson++;
  return lesson;
}

static void
write_open (HyLessons *self, HyLesson open)
{
  GSettings *settings = hy_session_get_replica_settings (self->session);
  g_auto (GStrv) before = g_settings_get_strv (settings, OPEN);
  g_autoptr (GPtrArray) after = g_ptr_array_new ();
  g_autofree char *prefix = prefix_of (self);
  g_autofree char *key
      = g_strconcat (prefix, open < HY_N_LESSONS ? hy_lesson_code (open) : "", NULL);

  for (gsize i = 0; before[i] != NULL; i++)
    if (!g_str_has_prefix (before[i], prefix))
      g_ptr_array_add (after, before[i]);
  g_ptr_array_add (after, key);
  g_ptr_array_add (after, NULL);
  g_settings_set_strv (settings, OPEN, (const char *const *) after->pdata);
}

/* One at a time, or none: the citizen's words stay in sight. */
static void
show_open (HyLessons *self, HyLesson open)
{
  self->filling = TRUE;
  for (HyLesson lesson = 0; lesson < HY_N_LESSONS; lesson++)
    {
      gtk_toggle_button_set_active (self->part[lesson], lesson == open);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->part[lesson]),
                                   GTK_ACCESSIBLE_STATE_EXPANDED, lesson == open, -1);
    }
  self->filling = FALSE;
  gtk_label_set_text (self->text, open < HY_N_LESSONS ? self->words[open] : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text), open < HY_N_LESSONS);
  gtk_widget_set_visible (GTK_WIDGET (self->copy), open == HY_LESSON_SCRIPT);
}

static void
part_toggled (GtkToggleButton *part, HyLessons *self)
{
  HyLesson lesson = 0;

  if (self->filling)
    return;
  while (self->part[lesson] != part)
    lesson++;
  if (!gtk_toggle_button_get_active (part))
    lesson = HY_N_LESSONS;
  show_open (self, lesson);
  write_open (self, lesson);
}

static void
copy_script (GtkButton *button, HyLessons *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          self->words[HY_LESSON_SCRIPT]);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Copied"));
}

static void
keep_it_short (GtkButton *button, HyLessons *self)
{
  hy_lessons_want (self->session, FALSE);
  hy_lessons_set_matter (self, self->matter);
}

/* Over a form stand the rule and what to say: the others are read before or after. */
static gboolean
is_offered (HyLessons *self, HyLesson lesson)
{
  return self->words[lesson] != NULL
         && (!self->beside || lesson == HY_LESSON_RULE || lesson == HY_LESSON_SCRIPT);
}

void
hy_lessons_set_matter (HyLessons *self, HyMatter *matter)
{
  const char *office = hy_session_get_office_name (self->session);
  const char *person = hy_session_get_person_name (self->session);
  gboolean any = FALSE;
  HyLesson open;

  g_return_if_fail (HY_IS_LESSONS (self));
  hy_matter_ref (matter);
  g_clear_pointer (&self->matter, hy_matter_unref);
  self->matter = matter;
  for (HyLesson lesson = 0; lesson < HY_N_LESSONS; lesson++)
    {
      g_free (self->words[lesson]);
      self->words[lesson] = hy_lesson_text (matter, lesson, office, person);
      gtk_widget_set_visible (GTK_WIDGET (self->part[lesson]), is_offered (self, lesson));
      any = any || is_offered (self, lesson);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->short_hints), !self->beside);
  open = read_open (self);
  show_open (self, open < HY_N_LESSONS && is_offered (self, open) ? open : HY_N_LESSONS);
  gtk_widget_set_visible (GTK_WIDGET (self), any && !self->apart && hy_lessons_are_wanted (self->session));
}

void
hy_lessons_set_place (HyLessons *self, gboolean beside, gboolean apart)
{
  g_return_if_fail (HY_IS_LESSONS (self));

  self->beside = beside;
  if (beside)
    gtk_widget_add_css_class (GTK_WIDGET (self), "hy-beside");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "hy-beside");
  self->apart = apart;
  if (self->matter != NULL)
    hy_lessons_set_matter (self, self->matter);
}

static void
add_parts (HyLessons *self)
{
  for (HyLesson lesson = 0; lesson < HY_N_LESSONS; lesson++)
    {
      GtkWidget *part = gtk_toggle_button_new_with_label (hy_lesson_heading (lesson));

      gtk_widget_add_css_class (part, "flat");
      gtk_widget_add_css_class (part, "hy-way-out");
      g_signal_connect_object (part, "toggled", G_CALLBACK (part_toggled), self, 0);
      self->part[lesson] = GTK_TOGGLE_BUTTON (part);
      gtk_widget_insert_before (part, GTK_WIDGET (self->parts), GTK_WIDGET (self->short_hints));
    }
}

static void
hy_lessons_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_LESSONS (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_lessons_dispose (GObject *object)
{
  HyLessons *self = HY_LESSONS (object);

  g_clear_pointer (&self->matter, hy_matter_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_lessons_parent_class)->dispose (object);
}

static void
hy_lessons_finalize (GObject *object)
{
  for (HyLesson lesson = 0; lesson < HY_N_LESSONS; lesson++)
    g_free (HY_LESSONS (object)->words[lesson]);
  G_OBJECT_CLASS (hy_lessons_parent_class)->finalize (object);
}

static void
hy_lessons_class_init (HyLessonsClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->set_property = hy_lessons_set_property;
  object->dispose = hy_lessons_dispose;
  object->finalize = hy_lessons_finalize;
  g_type_ensure (HY_TYPE_WRAP);
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-lessons.ui");
  gtk_widget_class_bind_template_child (widget, HyLessons, parts);
  gtk_widget_class_bind_template_child (widget, HyLessons, text);
  gtk_widget_class_bind_template_child (widget, HyLessons, copy);
  gtk_widget_class_bind_template_child (widget, HyLessons, short_hints);
  gtk_widget_class_bind_template_callback (widget, keep_it_short);
  gtk_widget_class_bind_template_callback (widget, copy_script);
}

static void
hy_lessons_init (HyLessons *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_parts (self);
}
