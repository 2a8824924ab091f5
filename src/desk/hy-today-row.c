#include "desk/hy-today-row.h"

#include "desk/hy-look.h"
#include "desk/hy-today-words.h"
#include "desk/hy-whole-title.h"

#include "desk/hy-text.h"

GtkWidget *
hy_today_row_new (const char *title, const char *subtitle, const char *name)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  hy_whole_title_follow (ADW_PREFERENCES_ROW (row));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (row, "hy-today-row");
  return row;
}

void
hy_today_row_set_action (GtkWidget *row, const char *action, GVariant *target)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
}

GtkWidget *
hy_today_row_add_button (GtkWidget *row, const char *words, const char *what)
{
  GtkWidget *button = gtk_button_new_with_label (words);
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), words, what);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static void
add_light (GtkWidget *row, const HyTodayRow *today, HyTime now)
{
  HyLook look = hy_look_new (today->ticket->light, today->ticket->due, now);
  GtkWidget *image = gtk_image_new_from_icon_name (today->reason == HY_TODAY_REFUSED
                                                       ? "hy-refused-symbolic"
                                                       : hy_look_icon (&look));

  if (today->reason != HY_TODAY_REFUSED)
    gtk_widget_add_css_class (image, hy_look_class (&look));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
}

static void
set_button_action (GtkWidget *button, const HyTodayRow *today)
{
  if (today->reason == HY_TODAY_REFUSED)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-outbox");
  else if (today->kind != NULL)
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", today->ticket->id,
                                        today->kind);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-form");
    }
  else
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", today->ticket->id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-ticket");
    }
}

GtkWidget *
hy_today_row_new_ticket (HySession *session,
                         const HyTodayRow *today,
                         HyTodayGroup group,
                         guint index)
{
  HyTime now = hy_session_now (session);
  const HyCalendar *calendar = hy_session_get_calendar (session);
  g_autofree char *words = hy_today_row_words (today, now, calendar);
  g_autofree char *name = hy_today_row_name (today, group, index, now, calendar);
  GtkWidget *row = hy_today_row_new (today->ticket->title, words, name);

  gtk_widget_set_name (row, today->ticket->id);
  add_light (row, today, now);
  hy_today_row_set_action (row, "win.open-ticket", g_variant_new_string (today->ticket->id));
  set_button_action (hy_today_row_add_button (row, hy_today_action_words (today), today->ticket->title), today);
  return row;
}

void
hy_today_row_set_open (GtkWidget *row, gboolean open)
{
  if (open)
    gtk_widget_add_css_class (row, "hy-open");
  else
    gtk_widget_remove_css_class (row, "hy-open");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, open, -1);
}
