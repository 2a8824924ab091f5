#include "desk/hy-window-private.h"

#include "desk/hy-text-size.h"
#include "desk/hy-toolkit.h"

/* The list beside a ticket; alone it takes the whole width. */
#define LIST_WIDTH 400
/* Narrower than this the side gives way, then the list or the ticket; at the usual size of text. */
#define THREE_PANES 1100
#define TWO_PANES 860
/* Narrower than this, with the sync's words and all of the window's buttons, the header would be cut. */
#define SLIM 300
/* Narrower or lower than this a ticket's head gives way to what is written. */
#define SMALL_WIDTH 500
#define SMALL_HEIGHT 560
/* Text so much larger than usual, in thousandths, takes its icons along. */
#define LARGE_TEXT 1250

/* Between who sits here, the pill and the window's buttons a narrow header has no room for it. */
static void
place_search (HyWindow *self, gboolean narrow)
{
  GtkWidget *search = GTK_WIDGET (self->search);

  if (narrow == gtk_widget_get_visible (GTK_WIDGET (self->search_row)))
    return;
  g_object_ref (search);
  adw_bin_set_child (self->search_row, NULL);
  adw_clamp_set_child (self->search_place, narrow ? NULL : search);
  adw_bin_set_child (self->search_row, narrow ? search : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->search_row), narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->search_place), !narrow);
  g_object_unref (search);
  hy_window_show_place (self);
}

/* Who sits here and how the sync stands share a narrow header; a slim one has signs alone, and no window
 * button but the one that closes. */
static void
fit_header (HyWindow *self, int width, int usual)
{
  gboolean slim = usual < SLIM;

  place_search (self, usual < TWO_PANES);
  gtk_label_set_width_chars (self->place, usual < TWO_PANES ? 2 : 6);
  adw_header_bar_set_decoration_layout (self->header, slim ? ":close" : NULL);
  hy_sync_pill_set_width_chars (self->pill, slim ? 0 : width < SMALL_WIDTH ? 7 : 12);
}

/* The leaflets would fold the inner one first, which can be narrow. What the size of text decides is
 * looked at with it. */
void
hy_window_fold_for (HyWindow *self, int width, int height)
{
  int scale = hy_text_scale (GTK_WIDGET (self));
  int usual = width * 1000 / scale;

  if (scale >= LARGE_TEXT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "hy-large-text");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "hy-large-text");
  adw_leaflet_set_can_unfold (self->outer, usual >= THREE_PANES);
  adw_leaflet_set_can_unfold (self->inner, usual >= TWO_PANES);
  fit_header (self, width, usual);
  if (self->ticket != NULL)
    hy_ticket_page_set_small (self->ticket,
                              usual < SMALL_WIDTH || height * 1000 / scale < SMALL_HEIGHT);
  hy_text_size_fit_shortcuts (GTK_APPLICATION_WINDOW (self));
  hy_toolkit_name_shortcuts (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (self)));
}

/* There is a way back from all but the first pane, the side. */
void
hy_window_show_back (HyWindow *self)
{
  gboolean first = adw_leaflet_get_visible_child (self->outer) == GTK_WIDGET (self->side);

  gtk_widget_set_visible (self->back, adw_leaflet_get_folded (self->outer) && !first);
}

/* A ticket of it is shown: what stands beside the ticket is what the side says. */
void
hy_window_leave_outbox (HyWindow *self)
{
  if (!g_str_equal (gtk_stack_get_visible_child_name (self->content), "outbox"))
    return;
  hy_window_show_page (self, hy_queue_code (self->listed));
  self->unsettled = FALSE;
}

static void
lists_turned (GtkStack *lists, GParamSpec *pspec, HyWindow *self)
{
  hy_start_pane_set_today (
      self->start, g_strcmp0 (gtk_stack_get_visible_child_name (lists), "today") == 0);
}

void
hy_window_add_start (HyWindow *self)
{
  self->start = g_object_new (HY_TYPE_START_PANE, "session", self->session, NULL);
  adw_bin_set_child (self->start_place, GTK_WIDGET (self->start));
  g_signal_connect (self->lists, "notify::visible-child", G_CALLBACK (lists_turned), self);
  lists_turned (self->lists, NULL, self);
}

static gboolean
fold_now (gpointer data)
{
  HyWindow *self = data;
  gboolean alone = adw_leaflet_get_folded (self->inner);

  self->fold_source = 0;
  hy_window_fold_for (self, gtk_widget_get_width (GTK_WIDGET (self)),
                      gtk_widget_get_height (GTK_WIDGET (self)));
  hy_window_show_back (self);
  adw_clamp_set_maximum_size (self->list_clamp, alone ? G_MAXINT16 : LIST_WIDTH);
  adw_clamp_set_tightening_threshold (self->list_clamp, alone ? G_MAXINT16 : LIST_WIDTH);
  return G_SOURCE_REMOVE;
}

/* Folding asks for a new layout, which must not begin within one; before the next frame will do. */
void
hy_window_fold_soon (HyWindow *self)
{
  if (self->fold_source == 0)
    self->fold_source = g_idle_add_full (G_PRIORITY_HIGH, fold_now, self, NULL);
}

void
hy_window_focus_next_pane (HyWindow *self)
{
  GtkWidget *panes[]
      = { GTK_WIDGET (self->search), GTK_WIDGET (self->side), GTK_WIDGET (self->lists),
          GTK_WIDGET (self->pane), GTK_WIDGET (self->outbox) };
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gsize at = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (panes); i++)
    if (focus != NULL && panes[i] != NULL
        && (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i])))
      at = i;
  for (gsize i = 1; i <= G_N_ELEMENTS (panes); i++)
    {
      GtkWidget *pane = panes[(at + i) % G_N_ELEMENTS (panes)];

      if (pane != NULL && gtk_widget_get_mapped (pane)
          && gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD))
        return;
    }
}
