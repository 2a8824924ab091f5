#include "desk/hy-form-field.h"

#include "core/hy-words.h"
#include "desk/hy-field-control.h"
#include "desk/hy-moment.h"
#include "desk/hy-text-size.h"
#include "desk/hy-text.h"
#include "desk/hy-wrap.h"

/* Of a text, three lines and a dozen of the usual size; of the window no more than this part, in percent. */
#define TEXT_MIN 72
#define TEXT_MAX 280
#define TEXT_PART 45

struct _HyFormField
{
  AdwBin parent_instance;
  char *member;
  char *label;
  char *control_name;
  char *hint_words;
  const HyFieldControl *kind; /* NULL: custom */
  GtkWidget *control;
  HyTime now;
  GtkLabel *caption;
  HyWrap *place;
  GtkLabel *hint;
  GtkLabel *fault;
};

G_DEFINE_FINAL_TYPE (HyFormField, hy_form_field, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_MEMBER,
  PROP_LABEL,
  PROP_CONTROL,
  PROP_HINT,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static guint changed_signal;

const char *
hy_form_field_get_member (HyFormField *self)
{
  return self->member;
}

GtkWidget *
hy_form_field_get_control (HyFormField *self)
{
  return self->control;
}

/* Under a time or date: how it was understood. */
static void
read_back (HyFormField *self)
{
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  HyMoment moment;

  if (self->kind == NULL || !self->kind->moment || self->now == HY_TIME_NONE)
    return;
  text = hy_form_field_get_text (self);
  if (text != NULL && hy_moment_parse (text, self->now, &moment))
    words = moment.minutes < 0 ? hy_date_words (moment.date)
                               : hy_moment_words (hy_date_at (moment.date, moment.minutes));
  gtk_label_set_text (self->hint, words != NULL                ? words
                                  : self->hint_words != NULL ? self->hint_words
                                                             : "");
  /* Its line has its room before anything is typed. */
  gtk_widget_show (GTK_WIDGET (self->hint));
}

static void
control_changed (HyFormField *self)
{
  read_back (self);
  hy_form_field_set_fault (self, NULL);
  g_signal_emit (self, changed_signal, 0);
}

static void
name_control (HyFormField *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->label, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->control),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->fault, self->hint,
                                  NULL, -1);
}

/* A scrolled window takes the wheel also where it has nothing to scroll; then the page is to have it. */
static void
share_wheel (GtkAdjustment *adjustment, GtkWidget *window)
{
  gboolean fits
      = gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller,
                                                    fits ? GTK_PHASE_NONE : GTK_PHASE_BUBBLE);
    }
}

static GtkWidget *
scrolled (GtkWidget *view)
{
  GtkScrolledWindow *window = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());

  gtk_scrolled_window_set_policy (window, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (window, TRUE);
  gtk_scrolled_window_set_child (window, view);
  g_signal_connect (gtk_scrolled_window_get_vadjustment (window), "changed",
                    G_CALLBACK (share_wheel), window);
  gtk_widget_set_hexpand (GTK_WIDGET (window), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (window), "hy-text-field");
  return GTK_WIDGET (window);
}

static void
day_selected (GtkCalendar *calendar, HyFormField *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (day, "%m-%d");
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER);

  hy_form_field_set_text (self, text);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
add_calendar (HyFormField *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  g_signal_connect (calendar, "day-selected", G_CALLBACK (day_selected), self);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Choose a Day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a Day"), -1);
  hy_wrap_append (self->place, button);
}

/* The line in which a time is read back is there from the start; till then it says how one may be written. */
static const char *
usual_hint (HyFormField *self)
{
  if (g_strcmp0 (self->control_name, "date") == 0)
    return _ ("Such as 11-27, or choose the day");
  return g_strcmp0 (self->control_name, "moment") == 0 ? _ ("Such as 14:30, tomorrow 9:00 or 11-27 9:00")
                                                       : NULL;
}

static void
hy_form_field_constructed (GObject *object)
{
  HyFormField *self = HY_FORM_FIELD (object);

  G_OBJECT_CLASS (hy_form_field_parent_class)->constructed (object);
  gtk_label_set_text (self->caption, self->label);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), self->label != NULL);
  hy_form_field_set_hint (self, self->hint_words != NULL ? self->hint_words : usual_hint (self));
  self->kind = hy_field_control_find (self->control_name);
  if (self->kind == NULL)
    return;
  self->control = self->kind->create (G_CALLBACK (control_changed), self);
  hy_wrap_append (self->place, self->kind->scrolls ? scrolled (self->control) : self->control);
  if (g_strcmp0 (self->control_name, "date") == 0)
    add_calendar (self);
  name_control (self);
}

void
hy_form_field_set_custom (HyFormField *self, GtkWidget *widget)
{
  self->control = widget;
  gtk_widget_set_hexpand (widget, TRUE);
  hy_wrap_append (self->place, widget);
  name_control (self);
}

void
hy_form_field_set_options (HyFormField *self, const HyOption *options)
{
  g_return_if_fail (self->kind != NULL && self->kind->set_options != NULL);
  self->kind->set_options (self->control, options, G_CALLBACK (control_changed), self);
}

typedef struct
{
  HyFormField *field; /* outlives its own shortcuts */
  int index;
} Key;

static gboolean
choose (GtkWidget *widget, GVariant *args, gpointer data)
{
  Key *key = data;
  GtkWidget *button = gtk_widget_get_first_child (key->field->control);

  for (int i = 0; i < key->index && button != NULL; i++)
    button = gtk_widget_get_next_sibling (button);
  if (button == NULL || !gtk_widget_get_mapped (button))
    return FALSE;
  /* Space on the one that had the focus would choose that again. What is chosen may lead on from here. */
  gtk_widget_grab_focus (button);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  return TRUE;
}

void
hy_form_field_add_keys (HyFormField *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (int i = 0; i < 9; i++)
    {
      Key *key = g_new (Key, 1);

      key->field = self;
      key->index = i;
      gtk_shortcut_controller_add_shortcut (
          GTK_SHORTCUT_CONTROLLER (keys),
          gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_1 + (guint) i, GDK_ALT_MASK),
                            gtk_callback_action_new (choose, key, g_free)));
    }
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
quick_clicked (GtkButton *button, HyFormField *self)
{
  hy_form_field_set_text (self, gtk_widget_get_name (GTK_WIDGET (button)));
}

void
hy_form_field_add_quick (HyFormField *self, const char *label, const char *text)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_name (button, text);
  g_signal_connect_object (button, "clicked", G_CALLBACK (quick_clicked), self, 0);
  hy_wrap_append (self->place, button);
}

void
hy_form_field_set_now (HyFormField *self, HyTime now)
{
  self->now = now;
  read_back (self);
}

void
hy_form_field_set_range (HyFormField *self, int min, int max)
{
  gtk_spin_button_set_range (GTK_SPIN_BUTTON (self->control), min, max);
}

GVariant *
hy_form_field_get_value (HyFormField *self)
{
  return self->kind != NULL ? self->kind->get (self->control) : NULL;
}

void
hy_form_field_set_value (HyFormField *self, GVariant *value)
{
  if (self->kind != NULL)
    self->kind->set (self->control, value);
}

void
hy_form_field_set_text (HyFormField *self, const char *text)
{
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_string (text != NULL ? text : ""));

  hy_form_field_set_value (self, value);
}

char *
hy_form_field_get_text (HyFormField *self)
{
  GVariant *typed = hy_form_field_get_value (self);
  g_autoptr (GVariant) value = typed != NULL ? g_variant_ref_sink (typed) : NULL;

  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
      || g_variant_get_string (value, NULL)[0] == '\0')
    return NULL;
  return g_variant_dup_string (value, NULL);
}

gboolean
hy_form_field_is_written (HyFormField *self)
{
  return self->kind != NULL && self->kind->scrolls;
}

void
hy_form_field_set_hint (HyFormField *self, const char *words)
{
  if (words != self->hint_words)
    {
      g_free (self->hint_words);
      self->hint_words = g_strdup (words);
    }
  gtk_label_set_text (self->hint, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), words != NULL);
}

/* The room of a line that is gone is kept: what is under the pointer stays there. */
static void
show_fault_words (HyFormField *self, const char *words)
{
  GtkWidget *fault = GTK_WIDGET (self->fault);

  gtk_widget_set_size_request (fault, -1, words == NULL ? gtk_widget_get_height (fault) : -1);
  gtk_label_set_text (self->fault, words != NULL ? words : "");
  gtk_widget_show (fault);
}

void
hy_form_field_close_fault (HyFormField *self)
{
  hy_form_field_set_fault (self, NULL);
  gtk_widget_hide (GTK_WIDGET (self->fault));
}

static void
mark (HyFormField *self, const char *words, gboolean wrong)
{
  GtkWidget *framed = self->kind != NULL && self->kind->scrolls
                          ? gtk_widget_get_parent (self->control)
                          : self->control;

  if (words == NULL && !gtk_widget_get_visible (GTK_WIDGET (self->fault)))
    return;
  show_fault_words (self, words);
  gtk_widget_set_css_classes (GTK_WIDGET (self->fault),
                              (const char *[]){ words == NULL || wrong ? "hy-fault" : "hy-asked", NULL });
  if (wrong)
    gtk_widget_add_css_class (framed, "error");
  else
    gtk_widget_remove_css_class (framed, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

void
hy_form_field_set_fault (HyFormField *self, const char *words)
{
  mark (self, words, words != NULL);
}

void
hy_form_field_ask (HyFormField *self, const char *words)
{
  mark (self, words, FALSE);
}

/* A text grows with what is written, as far as the window has room for it. */
static void
hy_form_field_map (GtkWidget *widget)
{
  HyFormField *self = HY_FORM_FIELD (widget);
  int scale = hy_text_scale (widget);
  int room = gtk_widget_get_height (GTK_WIDGET (gtk_widget_get_root (widget))) * TEXT_PART / 100;
  int least = TEXT_MIN * scale / 1000;
  GtkScrolledWindow *window;

  if (hy_form_field_is_written (self))
    {
      window = GTK_SCROLLED_WINDOW (gtk_widget_get_parent (self->control));
      gtk_scrolled_window_set_max_content_height (window, -1);
      gtk_scrolled_window_set_min_content_height (window, least);
      gtk_scrolled_window_set_max_content_height (window,
                                                  CLAMP (room, least, TEXT_MAX * scale / 1000));
    }
  GTK_WIDGET_CLASS (hy_form_field_parent_class)->map (widget);
}

static gboolean
hy_form_field_grab_focus (GtkWidget *widget)
{
  HyFormField *self = HY_FORM_FIELD (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->control == NULL)
    return FALSE;
  /* From one of several buttons the focus would go on to the next. */
  return (focus != NULL && gtk_widget_is_ancestor (focus, self->control))
         || gtk_widget_grab_focus (self->control)
         || gtk_widget_child_focus (self->control, GTK_DIR_TAB_FORWARD);
}

static void
hy_form_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HyFormField *self = HY_FORM_FIELD (object);
  char **members[N_PROPS] = { [PROP_MEMBER] = &self->member,
                              [PROP_LABEL] = &self->label,
                              [PROP_CONTROL] = &self->control_name,
                              [PROP_HINT] = &self->hint_words };

  if (id > PROP_0 && id < N_PROPS)
    {
      g_free (*members[id]);
      *members[id] = g_value_dup_string (value);
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_form_field_finalize (GObject *object)
{
  HyFormField *self = HY_FORM_FIELD (object);

  g_free (self->member);
  g_free (self->label);
  g_free (self->control_name);
  g_free (self->hint_words);
  G_OBJECT_CLASS (hy_form_field_parent_class)->finalize (object);
}

static void
hy_form_field_class_init (HyFormFieldClass *klass)
{
  static const char *const names[N_PROPS] = { NULL, "member", "label", "control", "hint" };
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HY_TYPE_WRAP);
  object->constructed = hy_form_field_constructed;
  object->set_property = hy_form_field_set_property;
  object->finalize = hy_form_field_finalize;
  widget->grab_focus = hy_form_field_grab_focus;
  widget->map = hy_form_field_map;
  for (guint i = PROP_MEMBER; i < N_PROPS; i++)
    properties[i]
        = g_param_spec_string (names[i], NULL, NULL, NULL,
                               G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  changed_signal = g_signal_new ("changed", HY_TYPE_FORM_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-form-field.ui");
  gtk_widget_class_bind_template_child (widget, HyFormField, caption);
  gtk_widget_class_bind_template_child (widget, HyFormField, place);
  gtk_widget_class_bind_template_child (widget, HyFormField, hint);
  gtk_widget_class_bind_template_child (widget, HyFormField, fault);
}

static void
hy_form_field_init (HyFormField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
