#include "desk/hy-wait-window.h"

struct _HyWaitWindow
{
  AdwApplicationWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (HyWaitWindow, hy_wait_window, ADW_TYPE_APPLICATION_WINDOW)

static void
hy_wait_window_class_init (HyWaitWindowClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/cn/huiyin/Huiyin/ui/hy-wait-window.ui");
}

static void
hy_wait_window_init (HyWaitWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
