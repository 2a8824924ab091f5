#include "desk/hy-sort-marks.h"

#include "core/hy-words.h"
#include "desk/hy-ticket-words.h"

#include "desk/hy-text.h"

/* @other: (nullable): id or number of a ticket to look at. */
static void
add_mark (GPtrArray *marks, const char *title, const char *subtitle, const char *other)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (other != NULL)
    {
      GtkWidget *look = gtk_button_new_with_label (_ ("Look"));

      gtk_widget_set_valign (look, GTK_ALIGN_CENTER);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (look), "(ss)", other, "");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (look), "win.sort-aside");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), look);
    }
  g_ptr_array_add (marks, row);
}

static void
add_repeat (GPtrArray *marks, const HyListRow *other)
{
  HyState state = HY_STATE_HANDLING;
  g_autofree char *date = hy_date_words (hy_date_of (other->received_at));
  g_autofree char *words = NULL;

  if (!hy_state_parse (other->state, &state))
    state = HY_STATE_HANDLING;
  words = g_strdup_printf (_ ("Maybe a repeat: %s, %s"), date, hy_state_words (state));
  add_mark (marks, words, other->title, other->id);
}

GPtrArray *
hy_sort_marks_new (const HySortNext *next)
{
  g_autoptr (GPtrArray) pills = hy_ticket_pills (next->ticket->view);
  GPtrArray *marks = g_ptr_array_new ();

  for (guint i = 0; i < pills->len; i++)
    {
      const HyFlagPill *pill = g_ptr_array_index (pills, i);

      add_mark (marks, pill->label, pill->story, pill->ticket);
    }
  for (guint i = 0; i < next->hints.repeats->len; i++)
    add_repeat (marks, g_ptr_array_index (next->hints.repeats, i));
  return marks;
}
