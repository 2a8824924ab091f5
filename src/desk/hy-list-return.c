/* Coming back to a list: its place, its ticket and the focus, once its rows are there. */
#include "desk/hy-list-page-private.h"

/* Frames until a list that was filled has its height. */
#define RETURN_TICKS 10

/* Where one pane hides the other, a list that was asked for is what is looked at. */
static gboolean
stands_beside_ticket (HyListPage *self)
{
  GtkWidget *leaflet = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_LEAFLET);

  return leaflet != NULL && !adw_leaflet_get_folded (ADW_LEAFLET (leaflet));
}

static void
select_at (HyListPage *self, guint position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
}

/* A search opens nothing by itself: its hits are new with every key. */
static void
select_again (HyListPage *self)
{
  guint position = 0;

  if (self->to_open)
    {
      hy_list_page_open_first (self);
      return;
    }
  if (!stands_beside_ticket (self) || self->search != NULL)
    return;
  if (self->at->no != 0 && hy_ticket_model_find (self->model, self->at->no, &position))
    {
      self->finding = TRUE;
      select_at (self, position);
      self->finding = FALSE;
    }
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.settle", "s", "");
}

static gboolean
scroll_again (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HyListPage *self = HY_LIST_PAGE (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double room = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  guint ticks = --self->return_ticks;
  /* Rows that were just put in have no place before the first layout. */
  gboolean over = ticks == 0 || (ticks + 1 < RETURN_TICKS && room >= self->at->scroll);

  if (!over)
    return G_SOURCE_CONTINUE;
  self->return_id = 0;
  /* A list view looks for the row of the place where it is put, and warns where there is none. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    gtk_adjustment_set_value (adjustment, self->at->scroll);
  self->returning = FALSE;
  if (self->to_focus)
    hy_list_page_focus (self);
  return G_SOURCE_REMOVE;
}

static void
scrolled (GtkAdjustment *adjustment, HyListPage *self)
{
  if (self->at != NULL && !self->returning)
    self->at->scroll = gtk_adjustment_get_value (adjustment);
}

static void
refreshed (HyTicketModel *model, HyListPage *self)
{
  gtk_info_bar_set_revealed (self->failure, FALSE);
  hy_list_page_show_state (self);
  if (!self->returning || self->return_ticks > 0)
    return;
  self->return_ticks = RETURN_TICKS;
  self->return_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_again, NULL, NULL);
  select_again (self);
}

void
hy_list_page_begin_return (HyListPage *self)
{
  if (self->return_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->return_id);
  self->return_id = 0;
  self->return_ticks = 0;
  self->returning = TRUE;
}

void
hy_list_page_focus (HyListPage *self)
{
  g_return_if_fail (HY_IS_LIST_PAGE (self));

  self->to_focus = self->returning;
  if (!self->to_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

void
hy_list_page_leave (HyListPage *self)
{
  g_return_if_fail (HY_IS_LIST_PAGE (self));

  self->to_focus = self->to_open = FALSE;
}

void
hy_list_page_open_first (HyListPage *self)
{
  guint at = hy_ticket_selection_get_single (self->selection);

  g_return_if_fail (HY_IS_LIST_PAGE (self));

  /* Until the list has been read, what it holds is not what was asked for. */
  self->to_open = self->returning && self->return_ticks == 0;
  if (self->to_open)
    return;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  select_at (self, at != GTK_INVALID_LIST_POSITION ? at : 0);
  /* Else the ticket hides the list, and has the focus. */
  if (stands_beside_ticket (self))
    hy_list_page_focus (self);
}

void
hy_list_page_add_return (HyListPage *self)
{
  g_signal_connect (self->model, "refreshed", G_CALLBACK (refreshed), self);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (scrolled), self, 0);
}
