#include "desk/hy-sort-keys.h"

/* They come before what has the focus, or Space on a button would sign. */

static const struct
{
  guint key;
  const char *action;
} keys[] = {
  { GDK_KEY_Return, "sort.hand-over" }, { GDK_KEY_KP_Enter, "sort.hand-over" },
  { GDK_KEY_m, "sort.take" },           { GDK_KEY_t, "sort.not-ours" },
  { GDK_KEY_j, "sort.call-first" },     { GDK_KEY_space, "sort.put-off" },
};

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint key,
             guint code,
             GdkModifierType state,
             GtkWidget *sign)
{
  GtkWidget *page = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (page));

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || (focus != page && focus != sign))
    return GDK_EVENT_PROPAGATE;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == gdk_keyval_to_lower (key))
      return gtk_widget_activate_action (page, keys[i].action, NULL);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
take_focus (gpointer page)
{
  gtk_widget_grab_focus (page);
  return G_SOURCE_REMOVE;
}

/* Whoever was chosen is confirmed by a key of the page, once the list has closed. Another ticket brings its own people. */
static void
person_chosen (GtkDropDown *people, GParamSpec *pspec, GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (people)))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, take_focus, g_object_ref (page), g_object_unref);
}

void
hy_sort_keys_add (GtkWidget *page, GtkWidget *sign, GtkDropDown *people)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed), sign);
  gtk_widget_add_controller (page, controller);
  g_signal_connect_object (people, "notify::selected", G_CALLBACK (person_chosen), page, 0);
}
