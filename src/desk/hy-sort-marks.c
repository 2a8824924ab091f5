#include "desk/hy-sort-marks.h"

#include "core/hy-words.h"

#include "desk/hy-text.h"

static void
add_mark (GPtrArray *marks, const char *title, const char *subtitle, const HyListRow *other)
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
      gtk_actionable_set_action_target (GTK_ACTIONABLE (look), "s", other->id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (look), "win.show-ticket");
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
  add_mark (marks, words, other->title, other);
}

static const struct
{
  const char *flag, *title, *words;
} flag_marks[] = {
  { "urgent", N_ ("Urgent"), N_ ("Call first, sign with it.") },
  { "petition", N_ ("Petition matter"),
    N_ ("It belongs to the petition channel: link it, do not decide it here.") },
  { "litigation", N_ ("Before a court"), N_ ("Explain the way; the office does not decide it.") },
  { "group", N_ ("Group matter"), N_ ("Others complain of the same: one investigation for all.") },
  { "no_number", N_ ("No number"), N_ ("No contact is asked for; the district may find one.") },
};

GPtrArray *
hy_sort_marks_new (const HySortNext *next)
{
  const HyTicket *ticket = next->ticket->view->ticket;
  GPtrArray *marks = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (flag_marks); i++)
    if (hy_ticket_has_flag (ticket, flag_marks[i].flag))
      add_mark (marks, _ (flag_marks[i].title), _ (flag_marks[i].words), NULL);
  for (guint i = 0; i < next->hints.repeats->len; i++)
    add_repeat (marks, g_ptr_array_index (next->hints.repeats, i));
  return marks;
}
