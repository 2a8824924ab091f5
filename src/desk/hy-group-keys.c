#include "desk/hy-group-keys.h"

static void
collect (GtkWidget *widget, GPtrArray *rows)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_BOX_ROW (child) && gtk_widget_get_mapped (child))
      g_ptr_array_add (rows, child);
    else
      collect (child, rows);
}

static double
top_of (GtkWidget *row, GtkWidget *groups)
{
  graphene_rect_t box;

  return gtk_widget_compute_bounds (row, groups, &box) ? box.origin.y : 0;
}

/* The last row that begins within a page from @at, but another one than @at. */
static guint
page_on (GPtrArray *rows, guint at, int direction, double page, GtkWidget *groups)
{
  double from = top_of (rows->pdata[at], groups);
  guint to = at;

  for (gint64 i = (gint64) at + direction; i >= 0 && i < rows->len; i += direction)
    {
      if (to != at && ABS (top_of (rows->pdata[i], groups) - from) > page)
        break;
      to = (guint) i;
    }
  return to;
}

/* FALSE: the key is none of these. */
static gboolean
find_target (guint key, GPtrArray *rows, guint at, double page, GtkWidget *groups, guint *out)
{
  switch (key)
    {
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      *out = 0;
      return TRUE;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      *out = rows->len - 1;
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      *out = page_on (rows, at, -1, page, groups);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      *out = page_on (rows, at, 1, page, groups);
      return TRUE;
    default:
      return FALSE;
    }
}

/* The heading over the first row, the room below the last one too. */
static void
scroll_to_edge (GtkAdjustment *adjustment, guint row, guint n)
{
  if (row == 0)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_lower (adjustment));
  else if (row == n - 1)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint key,
             guint code,
             GdkModifierType state,
             GtkWidget *groups)
{
  GtkWidget *scroller = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (groups));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  guint at = 0, to = 0;

  collect (groups, rows);
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || row == NULL
      || !g_ptr_array_find (rows, row, &at)
      || !find_target (key, rows, at, gtk_adjustment_get_page_size (adjustment), groups, &to))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (rows->pdata[to]);
  scroll_to_edge (adjustment, to, rows->len);
  return GDK_EVENT_STOP;
}

void
hy_group_keys_add (GtkScrolledWindow *scroller, GtkWidget *groups)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  /* Before the list that a row is in takes them for itself. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed), groups);
  gtk_widget_add_controller (GTK_WIDGET (scroller), controller);
}
