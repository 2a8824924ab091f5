#include "desk/hy-today-ticket.h"

#include "desk/hy-look.h"
#include "desk/hy-text.h"
#include "desk/hy-today-words.h"
#include "desk/hy-whole-title.h"
#include "desk/hy-wrap.h"

/* So many chips: the row tells why it is here, not all there is to know. */
#define CHIPS 2

struct _HyTodayTicket
{
  AdwPreferencesRow parent_instance;
  GtkImage *light;
  GtkLabel *title;
  HyWrap *second;
  GtkLabel *words;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (HyTodayTicket, hy_today_ticket, ADW_TYPE_PREFERENCES_ROW)

static void
show_light (HyTodayTicket *self, const HyTodayRow *today, HyTime now)
{
  HyLook look = hy_look_new (today->ticket->light, today->ticket->due, now);
  gboolean refused = today->reason == HY_TODAY_REFUSED;

  gtk_image_set_from_icon_name (self->light,
                                refused ? "hy-refused-symbolic" : hy_look_icon (&look));
  if (!refused)
    gtk_widget_add_css_class (GTK_WIDGET (self->light), hy_look_class (&look));
}

static void
show_chips (HyTodayTicket *self, const HyTodayRow *today)
{
  g_autoptr (GPtrArray) chips = hy_look_chips (today->ticket->flags);

  for (guint i = 0; i < chips->len && i < CHIPS; i++)
    {
      GtkWidget *chip = gtk_label_new (g_ptr_array_index (chips, i));

      gtk_widget_add_css_class (chip, "caption");
      gtk_widget_add_css_class (chip, "hy-chip");
      gtk_widget_add_css_class (chip, "hy-meta");
      hy_wrap_append (self->second, chip);
    }
}

static void
set_button_action (GtkActionable *button, const HyTodayRow *today)
{
  if (today->reason == HY_TODAY_REFUSED)
    gtk_actionable_set_action_name (button, "win.show-outbox");
  else if (today->kind != NULL)
    {
      gtk_actionable_set_action_target (button, "(ss)", today->ticket->id, today->kind);
      gtk_actionable_set_action_name (button, "win.open-form");
    }
  else
    {
      gtk_actionable_set_action_target (button, "s", today->ticket->id);
      gtk_actionable_set_action_name (button, "win.show-ticket");
    }
}

static void
show_button (HyTodayTicket *self, const HyTodayRow *today)
{
  const char *words = hy_today_action_words (today);
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), words, today->ticket->title);

  gtk_button_set_label (self->button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  set_button_action (GTK_ACTIONABLE (self->button), today);
}

GtkWidget *
hy_today_ticket_new (HySession *session, const HyTodayRow *today, HyTodayGroup group, guint index)
{
  HyTodayTicket *self = g_object_new (HY_TYPE_TODAY_TICKET, NULL);
  HyTime now = hy_session_now (session);
  const HyCalendar *calendar = hy_session_get_calendar (session);
  g_autofree char *words = hy_today_row_words (today, now, calendar);
  g_autofree char *name = hy_today_row_name (today, group, index, now, calendar);

  gtk_widget_set_name (GTK_WIDGET (self), today->ticket->id);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), today->ticket->title);
  gtk_label_set_text (self->title, today->ticket->title);
  gtk_label_set_text (self->words, words);
  show_light (self, today, now);
  show_chips (self, today);
  show_button (self, today);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", today->ticket->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.open-ticket");
  return GTK_WIDGET (self);
}

void
hy_today_ticket_set_open (HyTodayTicket *self, gboolean open)
{
  g_return_if_fail (HY_IS_TODAY_TICKET (self));

  if (open)
    gtk_widget_add_css_class (GTK_WIDGET (self), "hy-open");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "hy-open");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, open, -1);
}

static void
hy_today_ticket_class_init (HyTodayTicketClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HY_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-today-ticket.ui");
  gtk_widget_class_bind_template_child (widget, HyTodayTicket, light);
  gtk_widget_class_bind_template_child (widget, HyTodayTicket, title);
  gtk_widget_class_bind_template_child (widget, HyTodayTicket, second);
  gtk_widget_class_bind_template_child (widget, HyTodayTicket, words);
  gtk_widget_class_bind_template_child (widget, HyTodayTicket, button);
}

static void
hy_today_ticket_init (HyTodayTicket *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hy_whole_title_follow (ADW_PREFERENCES_ROW (self));
}
