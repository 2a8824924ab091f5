#include "desk/hy-reading.h"

static void
set_hidden (GtkWidget *widget, gboolean hidden)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, hidden, -1);
}

/* @visible: NULL: every child is in sight. */
static void
show_only (GtkWidget *parent, GtkWidget *visible)
{
  GtkWidget *child = gtk_widget_get_first_child (parent);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    set_hidden (child, visible != NULL && child != visible);
}

static void
stack_turned (GtkStack *stack, GParamSpec *pspec, gpointer data)
{
  show_only (GTK_WIDGET (stack), gtk_stack_get_visible_child (stack));
}

static void
leaflet_turned (AdwLeaflet *leaflet, GParamSpec *pspec, gpointer data)
{
  gboolean folded = adw_leaflet_get_folded (leaflet);

  show_only (GTK_WIDGET (leaflet), folded ? adw_leaflet_get_visible_child (leaflet) : NULL);
}

void
hy_reading_follow_stack (GtkStack *stack)
{
  g_return_if_fail (GTK_IS_STACK (stack));

  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (stack_turned), NULL);
  stack_turned (stack, NULL, NULL);
}

void
hy_reading_follow_leaflet (AdwLeaflet *leaflet)
{
  g_return_if_fail (ADW_IS_LEAFLET (leaflet));

  g_signal_connect (leaflet, "notify::visible-child", G_CALLBACK (leaflet_turned), NULL);
  g_signal_connect (leaflet, "notify::folded", G_CALLBACK (leaflet_turned), NULL);
  leaflet_turned (leaflet, NULL, NULL);
}
