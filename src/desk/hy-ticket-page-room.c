/* In a small window the head rolls with the page, and a form that opens comes in sight, all of it or its beginning. */
#include "desk/hy-ticket-page-private.h"

#define AROUND_FORM 12

void
hy_ticket_page_set_small (HyTicketPage *self, gboolean small)
{
  g_return_if_fail (HY_IS_TICKET_PAGE (self));

  if (small == self->small)
    return;
  self->small = small;
  g_object_ref (self->head);
  gtk_box_remove (small ? self->column : self->roll, self->head);
  gtk_box_prepend (small ? self->roll : self->column, self->head);
  g_object_unref (self->head);
}

/* Below what is in sight ends where the hands are; 0 when they are not in the form. */
static double
least (HyTicketPage *self, HyForm *form)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (form)));
  double page = gtk_adjustment_get_page_size (gtk_scrolled_window_get_vadjustment (self->scroller));
  graphene_rect_t place;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (form))
      || !gtk_widget_compute_bounds (focus, GTK_WIDGET (self->roll), &place))
    return 0;
  return (double) (place.origin.y + place.size.height) + AROUND_FORM - page;
}

/* No further than to where its heading is the first that one sees, for it says what is written; but as far as to where
 * the hands are. */
static void
bring_up (HyTicketPage *self, HyForm *form)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkWidget *heading = hy_guide_card_get_heading (self->guide);
  double now = gtk_adjustment_get_value (place);
  graphene_rect_t top, all;

  if (!gtk_widget_compute_bounds (heading, GTK_WIDGET (self->roll), &top)
      || !gtk_widget_compute_bounds (GTK_WIDGET (form), GTK_WIDGET (self->roll), &all))
    return;
  now = MAX (now, (double) (all.origin.y + all.size.height) + AROUND_FORM
                      - gtk_adjustment_get_page_size (place));
  now = MIN (now, (double) top.origin.y - AROUND_FORM);
  gtk_adjustment_set_value (place, MAX (now, least (self, form)));
}

/* A whole frame after it is unfolded: only then is everything in its place. */
static gboolean
rise (GtkWidget *scroller, GdkFrameClock *clock, gpointer data)
{
  HyTicketPage *self = data;
  HyForm *form = hy_guide_card_get_form (self->guide);
  GtkWidget *revealer
      = form != NULL ? gtk_widget_get_ancestor (GTK_WIDGET (form), GTK_TYPE_REVEALER) : NULL;

  if (revealer != NULL && !gtk_revealer_get_child_revealed (GTK_REVEALER (revealer)))
    return G_SOURCE_CONTINUE;
  if (self->frames_to_rise-- > 0)
    return G_SOURCE_CONTINUE;
  self->rise_id = 0;
  if (form != NULL)
    bring_up (self, form);
  return G_SOURCE_REMOVE;
}

void
hy_ticket_page_make_room (HyTicketPage *self)
{
  self->frames_to_rise = 2;
  if (self->rise_id == 0)
    self->rise_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->scroller), rise, self, NULL);
}
