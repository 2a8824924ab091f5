#include "desk/hy-text-size.h"

#define SHORTCUTS_LINES 18

int
hy_text_scale (GtkWidget *widget)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? MAX (1000, (int) (dpi * 1000.0 / (96 * 1024))) : 1000;
}

typedef struct
{
  AdwClamp *clamp; /* the closure goes with it */
  int usual;
} Width;

static void
follow (GtkSettings *settings, GParamSpec *pspec, Width *self)
{
  int size = self->usual * hy_text_scale (GTK_WIDGET (self->clamp)) / 1000;

  adw_clamp_set_maximum_size (self->clamp, size);
  adw_clamp_set_tightening_threshold (self->clamp, size);
}

static void
width_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
widen (AdwClamp *clamp)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (clamp));
  Width *self = g_new (Width, 1);
  GClosure *closure;

  *self = (Width){ clamp, adw_clamp_get_maximum_size (clamp) };
  closure = g_cclosure_new (G_CALLBACK (follow), self, width_free);
  g_object_watch_closure (G_OBJECT (clamp), closure);
  g_signal_connect_closure (settings, "notify::gtk-xft-dpi", closure, FALSE);
  follow (settings, NULL, self);
}

void
hy_text_size_widen (GtkWidget *page)
{
  for (GtkWidget *child = gtk_widget_get_first_child (page); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (ADW_IS_CLAMP (child))
        widen (ADW_CLAMP (child));
      hy_text_size_widen (child);
    }
}

static GtkWidget *
find_section (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_SHORTCUTS_SECTION (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_section (child);
  return found;
}

void
hy_text_size_fit_shortcuts (GtkApplicationWindow *window)
{
  GtkShortcutsWindow *shortcuts = gtk_application_window_get_help_overlay (window);
  GtkWidget *section = shortcuts != NULL ? find_section (GTK_WIDGET (shortcuts)) : NULL;
  guint lines = (guint) (SHORTCUTS_LINES * 1000 / hy_text_scale (GTK_WIDGET (window)));
  guint now = 0;

  if (section == NULL)
    return;
  g_object_get (section, "max-height", &now, NULL);
  if (now != lines)
    g_object_set (section, "max-height", lines, NULL);
}
