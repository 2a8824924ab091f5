#include "desk/hy-light-button.h"

#include "core/hy-words.h"
#include "desk/hy-look.h"
#include "desk/hy-text.h"

struct _HyLightButton
{
  AdwBin parent_instance;
  HyMatter *matter;
  HyClockId clock;
  GtkMenuButton *button;
  GtkLabel *name;
  GtkImage *icon;
  GtkLabel *words;
  GtkLabel *state;
  GtkLabel *derivation;
};

G_DEFINE_FINAL_TYPE (HyLightButton, hy_light_button, ADW_TYPE_BIN)

static gboolean
is_waived (HyLightButton *self)
{
  const HyTicket *ticket = self->matter->ticket->view->ticket;

  return self->clock == HY_CLOCK_CONTACT && hy_ticket_is_waived (ticket)
         && ticket->state != HY_STATE_LEFT;
}

static void
set_class (GtkWidget *widget, const char *class)
{
  const char *const *classes = hy_look_classes ();

  for (gsize i = 0; classes[i] != NULL; i++)
    gtk_widget_remove_css_class (widget, classes[i]);
  gtk_widget_add_css_class (widget, class);
}

/* What stops a clock counts when it has arrived, not before. */
static gboolean
is_stop_unsent (HyLightButton *self, const HyClock *clock)
{
  return clock->stopped_by != NULL && hy_matter_is_unsent (self->matter, clock->stopped_by);
}

/* "in time", "today 11:40", "11-30 Mon 17:30". */
static char *
button_words (HyLightButton *self, const HyClock *clock, const HyLook *look)
{
  if (is_stop_unsent (self, clock))
    return g_strdup (_ ("not sent yet"));
  if (look->light == HY_LIGHT_IN_TIME)
    return g_strdup (_ ("in time"));
  if (look->light == HY_LIGHT_LATE)
    return g_strdup (_ ("late"));
  if (look->light == HY_LIGHT_PAUSED)
    return g_strdup (_ ("paused"));
  if (look->pending)
    return g_strdup (_ ("extension undecided"));
  if (look->light >= HY_LIGHT_RED)
    return hy_time_left_words (clock->due, self->matter->now, self->matter->calendar);
  return hy_look_moment (clock->due, self->matter->now);
}

static char *
state_words (HyLightButton *self, const HyClock *clock, const HyLook *look)
{
  g_autofree char *moment = NULL;
  g_autofree char *left = NULL;

  if (clock->stopped_at != HY_TIME_NONE)
    {
      moment = hy_moment_words (clock->stopped_at);
      return g_strdup_printf (_ ("%s, on %s"),
                              is_stop_unsent (self, clock) ? _ ("not sent yet") : hy_look_words (look),
                              moment);
    }
  if (look->light == HY_LIGHT_PAUSED)
    return g_strdup (hy_look_words (look));
  left = hy_time_left_words (clock->due, self->matter->now, self->matter->calendar);
  return g_strdup_printf (_ ("%s, %s"), hy_look_words (look), left);
}

static void
show_derivation (HyLightButton *self, const HyClock *clock)
{
  g_autoptr (HyDerivation) derivation
      = hy_clock_derive (clock, self->clock, self->matter->calendar);
  g_auto (GStrv) lines = hy_derivation_words (derivation, self->matter->ticket->view->ticket);
  g_autofree char *text = g_strjoinv ("\n", lines);

  gtk_label_set_text (self->derivation, text);
}

static void
show_clock (HyLightButton *self, const HyClock *clock)
{
  HyLook look
      = hy_look_new (hy_clock_light (clock, self->matter->now), clock->due, self->matter->now);
  g_autofree char *words = button_words (self, clock, &look);
  g_autofree char *state = state_words (self, clock, &look);
  g_autofree char *name = g_strdup_printf (_ ("%s limit, %s, press Enter to see how it came about"),
                                           hy_clock_words (self->clock), state);

  gtk_image_set_from_icon_name (self->icon, is_stop_unsent (self, clock) ? "hy-waiting-symbolic"
                                                                          : hy_look_icon (&look));
  gtk_label_set_text (self->words, words);
  set_class (GTK_WIDGET (self->icon), hy_look_class (&look));
  set_class (GTK_WIDGET (self->words), hy_look_class (&look));
  gtk_label_set_text (self->state, state);
  show_derivation (self, clock);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
show_waived (HyLightButton *self)
{
  gtk_image_set_from_icon_name (self->icon, "hy-none-symbolic");
  gtk_label_set_text (self->words, _ ("not asked for"));
  set_class (GTK_WIDGET (self->icon), "hy-stopped");
  set_class (GTK_WIDGET (self->words), "hy-stopped");
  gtk_label_set_text (self->state, _ ("No contact is asked for"));
  gtk_label_set_text (self->derivation,
                      _ ("The citizen is anonymous, left no number or wants no call. "
                         "Whoever can be reached all the same may be rung."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Contact limit, not asked for"), -1);
}

void
hy_light_button_set_matter (HyLightButton *self, HyMatter *matter, HyClockId clock)
{
  const HyClock *read = &matter->clocks.clock[clock];

  g_return_if_fail (HY_IS_LIGHT_BUTTON (self));
  g_clear_pointer (&self->matter, hy_matter_unref);
  self->matter = hy_matter_ref (matter);
  self->clock = clock;
  gtk_label_set_text (self->name, hy_clock_words (clock));
  gtk_widget_set_visible (GTK_WIDGET (self),
                          matter->calendar != NULL && (read->exists || is_waived (self)));
  if (matter->calendar != NULL && read->exists)
    show_clock (self, read);
  else if (is_waived (self))
    show_waived (self);
}

static void
hy_light_button_dispose (GObject *object)
{
  HyLightButton *self = HY_LIGHT_BUTTON (object);

  g_clear_pointer (&self->matter, hy_matter_unref);
  G_OBJECT_CLASS (hy_light_button_parent_class)->dispose (object);
}

static void
hy_light_button_class_init (HyLightButtonClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hy_light_button_dispose;
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-light-button.ui");
  gtk_widget_class_bind_template_child (widget, HyLightButton, button);
  gtk_widget_class_bind_template_child (widget, HyLightButton, name);
  gtk_widget_class_bind_template_child (widget, HyLightButton, icon);
  gtk_widget_class_bind_template_child (widget, HyLightButton, words);
  gtk_widget_class_bind_template_child (widget, HyLightButton, state);
  gtk_widget_class_bind_template_child (widget, HyLightButton, derivation);
}

static void
hy_light_button_init (HyLightButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
