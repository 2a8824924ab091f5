#include "desk/hy-toolkit.h"

/* GTK's own most, in columns. */
#define TOOLTIP_MAX 50

int
hy_toolkit_columns (const char *text)
{
  int columns = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    columns += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return columns;
}

static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget)
      && (text == NULL || g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

/* Tooltips */

static void
widen (GtkLabel *label, GParamSpec *pspec, gpointer data)
{
  int columns = MIN (hy_toolkit_columns (gtk_label_get_text (label)), TOOLTIP_MAX);

  if (gtk_label_get_max_width_chars (label) < columns)
    gtk_label_set_max_width_chars (label, columns);
}

/* There is one for all of a display; it comes to the window that it is over. */
static void
children_changed (GListModel *children, guint at, guint removed, guint added, gpointer data)
{
  for (guint i = at; i < at + added; i++)
    {
      g_autoptr (GtkWidget) child = g_list_model_get_item (children, i);
      GtkWidget *label = g_str_equal (gtk_widget_get_css_name (child), "tooltip")
                             ? find_label (child, NULL)
                             : NULL;

      if (label == NULL)
        continue;
      g_signal_handlers_disconnect_by_func (label, widen, NULL);
      g_signal_connect (label, "notify::max-width-chars", G_CALLBACK (widen), NULL);
      widen (GTK_LABEL (label), NULL, NULL);
    }
}

void
hy_toolkit_widen_tooltips (GtkWidget *native)
{
  GListModel *children = gtk_widget_observe_children (native);

  g_signal_connect (children, "items-changed", G_CALLBACK (children_changed), NULL);
  g_object_set_data_full (G_OBJECT (native), "hy-toolkit-children", children, g_object_unref);
}

/* Shortcuts */

void
hy_toolkit_name_shortcuts (GtkShortcutsWindow *window)
{
  GtkWidget *bar = window != NULL ? gtk_window_get_titlebar (GTK_WINDOW (window)) : NULL;
  GtkWidget *label = bar != NULL ? find_label (bar, g_dgettext ("gtk40", "Shortcuts")) : NULL;

  if (label != NULL)
    gtk_label_set_text (GTK_LABEL (label), gtk_window_get_title (GTK_WINDOW (window)));
}
