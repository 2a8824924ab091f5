/* Sorting through. A form or a look at another ticket takes its place for a while; then it goes on where it was. */
#include "desk/hy-window-private.h"

#include "desk/hy-text.h"

static void
show_sort (HyWindow *self)
{
  self->unsettled = FALSE;
  hy_window_leave_sorting (self);
  if (self->sort == NULL)
    {
      self->sort = g_object_new (HY_TYPE_SORT_PAGE, "session", self->session, NULL);
      gtk_stack_add_named (self->pane, GTK_WIDGET (self->sort), "sort");
    }
  /* What is open beside it is not what is sorted. */
  hy_window_clear_pane (self);
  gtk_stack_set_visible_child (self->pane, GTK_WIDGET (self->sort));
  hy_window_show_ticket_pane (self);
}

static void
sort_through (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyWindow *self = HY_WINDOW (widget);

  show_sort (self);
  hy_sort_page_begin (self->sort);
}

gboolean
hy_window_resume_sorting (HyWindow *self)
{
  if (!self->aside)
    return FALSE;
  show_sort (self);
  hy_sort_page_resume (self->sort);
  return TRUE;
}

void
hy_window_leave_sorting (HyWindow *self)
{
  self->aside = FALSE;
  if (self->sort_bar != NULL)
    gtk_info_bar_set_revealed (self->sort_bar, FALSE);
}

static void
bar_answered (GtkInfoBar *bar, int response, HyWindow *self)
{
  hy_window_resume_sorting (self);
}

/* A form has its own way out; from a ticket that is looked at the bar leads back. */
static void
show_bar (HyWindow *self)
{
  if (self->sort_bar == NULL)
    {
      GtkWidget *words = gtk_label_new (_ ("Sorting through waits (Esc goes back to it)"));

      self->sort_bar = GTK_INFO_BAR (gtk_info_bar_new ());
      gtk_info_bar_add_child (self->sort_bar, words);
      gtk_info_bar_add_button (self->sort_bar, _ ("Go On Sorting"), GTK_RESPONSE_OK);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->sort_bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Message"), -1);
      g_signal_connect (self->sort_bar, "response", G_CALLBACK (bar_answered), self);
      gtk_box_insert_child_after (GTK_BOX (self->head), GTK_WIDGET (self->sort_bar),
                                  GTK_WIDGET (self->header));
    }
  gtk_info_bar_set_revealed (self->sort_bar, TRUE);
}

/* @parameter: a ticket, and the form that it is left for, or "" for a look alone. */
static void
sort_aside (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyWindow *self = HY_WINDOW (widget);
  const char *ticket = NULL, *form = NULL;

  g_variant_get (parameter, "(&s&s)", &ticket, &form);
  if (form[0] != '\0')
    gtk_widget_activate_action (widget, "win.open-form", "(ss)", ticket, form);
  else
    {
      gtk_widget_activate_action (widget, "win.show-ticket", "s", ticket);
      show_bar (self);
    }
  self->aside = TRUE;
}

/* Saved or folded by hand. */
static void
form_ended (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hy_window_resume_sorting (HY_WINDOW (widget));
}

void
hy_window_install_sorting (GtkWidgetClass *widget)
{
  gtk_widget_class_install_action (widget, "win.sort-through", NULL, sort_through);
  gtk_widget_class_install_action (widget, "win.sort-aside", "(ss)", sort_aside);
  gtk_widget_class_install_action (widget, "win.form-ended", NULL, form_ended);
}
