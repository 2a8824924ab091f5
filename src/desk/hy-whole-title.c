#include "desk/hy-whole-title.h"

static gboolean
is_shortened (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_shortened (child))
      return TRUE;
  return FALSE;
}

static gboolean
asked (GtkWidget *row, int x, int y, gboolean by_key, GtkTooltip *tooltip, gpointer data)
{
  if (!is_shortened (row))
    return FALSE;
  gtk_tooltip_set_text (tooltip, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  return TRUE;
}

void
hy_whole_title_follow (AdwPreferencesRow *row)
{
  g_return_if_fail (ADW_IS_PREFERENCES_ROW (row));
  gtk_widget_set_has_tooltip (GTK_WIDGET (row), TRUE);
  g_signal_connect (row, "query-tooltip", G_CALLBACK (asked), NULL);
}
