#include "desk/hy-window-private.h"

static void
leave (HyWindow *self)
{
  g_autofree char *before = g_steal_pointer (&self->before);

  if (before != NULL)
    hy_window_show_page (self, before);
}

/* The ticket that was open need not be among the hits: until one is opened there is none, and no
 * key can act on what the list does not show. */
static void
search (HyWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (g_strcmp0 (text, self->sought) == 0)
    return;
  if (text[0] == '\0')
    {
      leave (self);
      return;
    }
  if (self->before == NULL)
    self->before = g_strdup (self->page);
  g_free (self->sought);
  self->sought = g_strdup (text);
  hy_side_set_page (self->side, NULL);
  hy_window_clear_pane (self);
  hy_window_show_list (self, HY_QUEUE_ALL, text);
}

void
hy_window_end_search (HyWindow *self)
{
  g_clear_pointer (&self->before, g_free);
  g_clear_pointer (&self->sought, g_free);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

/* The entry waits a moment after a key: what has not been looked for yet is looked for first. */
static gboolean
is_found (HyWindow *self)
{
  search (self);
  return self->before != NULL;
}

static void
search_activated (GtkSearchEntry *entry, HyWindow *self)
{
  if (is_found (self))
    hy_list_page_open_first (self->list);
}

/* The entry takes Escape for itself. */
static void
search_stopped (GtkSearchEntry *entry, HyWindow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  search (self);
}

/* An input method with its list of words open takes the key before. */
static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint key,
             guint code,
             GdkModifierType state,
             HyWindow *self)
{
  if (key != GDK_KEY_Down || (state & gtk_accelerator_get_default_mod_mask ()) != 0
      || !is_found (self))
    return GDK_EVENT_PROPAGATE;
  if (adw_leaflet_get_folded (self->inner))
    hy_list_page_focus (self->list);
  else
    hy_list_page_open_first (self->list);
  return GDK_EVENT_STOP;
}

void
hy_window_add_search (HyWindow *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search), controller);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search), self);
  g_signal_connect (self->search, "stop-search", G_CALLBACK (search_stopped), self);
  g_signal_connect (self->search, "activate", G_CALLBACK (search_activated), self);
}
