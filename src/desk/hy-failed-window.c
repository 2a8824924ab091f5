#include "desk/hy-failed-window.h"

#include "desk/hy-text.h"

struct _HyFailedWindow
{
  AdwApplicationWindow parent_instance;
  AdwStatusPage *page;
  GtkWidget *again;
};

G_DEFINE_FINAL_TYPE (HyFailedWindow, hy_failed_window, ADW_TYPE_APPLICATION_WINDOW)

void
hy_failed_window_show (HyFailedWindow *self, const GError *error)
{
  g_autofree char *escaped = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (HY_IS_FAILED_WINDOW (self));
  g_return_if_fail (error != NULL);

  escaped = g_markup_escape_text (error->message, -1);
  words = g_strdup_printf ("%s\n\n%s", escaped,
                           _ ("Nothing was changed: what was written here is still in the folder. If trying again does "
                              "not help, show this page to whoever looks after the computers."));
  adw_status_page_set_description (self->page, words);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->again);
}

static void
hy_failed_window_class_init (HyFailedWindowClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-failed-window.ui");
  gtk_widget_class_bind_template_child (widget, HyFailedWindow, page);
  gtk_widget_class_bind_template_child (widget, HyFailedWindow, again);
}

static void
hy_failed_window_init (HyFailedWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
