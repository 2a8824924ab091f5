#include "desk/hy-open-menu.h"

/* The one that was opened first: a menu in it closes with it. */
static GtkPopover *
find_open (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkPopover *found = NULL;

      if (!gtk_widget_get_mapped (child))
        continue;
      if (GTK_IS_POPOVER (child) && gtk_popover_get_autohide (GTK_POPOVER (child)))
        return GTK_POPOVER (child);
      found = find_open (child);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* One that waits */
typedef struct
{
  GtkWidget *widget;
  HyOpenMenuFunc show;
} Waiting;

static const char waiting_key[] = "hy-open-menu-waiting";

static void
waiting_free (gpointer data, GClosure *closure)
{
  Waiting *self = data;

  g_object_unref (self->widget);
  g_free (self);
}

static gboolean
show_now (gpointer data)
{
  Waiting *self = data;

  g_object_set_data (G_OBJECT (self->widget), waiting_key, NULL);
  hy_open_menu_wait (self->widget, self->show);
  return G_SOURCE_REMOVE;
}

static void
idle_free (gpointer data)
{
  waiting_free (data, NULL);
}

/* However it went: closed, or out of sight with all around it. It is still on its way out. */
static void
menu_unmapped (GtkWidget *popover, gpointer data)
{
  const Waiting *waiting = data;
  Waiting *next = g_new (Waiting, 1);

  next->widget = g_object_ref (waiting->widget);
  next->show = waiting->show;
  g_idle_add_full (G_PRIORITY_DEFAULT, show_now, next, idle_free);
  g_signal_handlers_disconnect_by_func (popover, menu_unmapped, data);
}

void
hy_open_menu_wait (GtkWidget *widget, HyOpenMenuFunc show)
{
  GtkPopover *open = NULL;
  Waiting *waiting = NULL;

  if (g_object_get_data (G_OBJECT (widget), waiting_key) != NULL)
    return;
  open = find_open (widget);
  if (open == NULL)
    {
      show (widget);
      return;
    }
  waiting = g_new (Waiting, 1);
  waiting->widget = g_object_ref (widget);
  waiting->show = show;
  g_object_set_data (G_OBJECT (widget), waiting_key, (gpointer) waiting_key);
  g_signal_connect_data (open, "unmap", G_CALLBACK (menu_unmapped), waiting, waiting_free, 0);
}

void
hy_open_menu_close (GtkWidget *widget)
{
  GtkPopover *open = find_open (widget);

  if (open != NULL)
    gtk_popover_popdown (open);
}

void
hy_open_menu_hush (GtkMenuButton *button)
{
  g_object_bind_property (gtk_menu_button_get_popover (button), "visible", button, "has-tooltip",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}
