/* The pages that stand before the desk, and when it is there. */
#include "desk/hy-open-menu.h"
#include "desk/hy-window-private.h"

/* One of the pages that stand before the desk. */
static GtkWidget *
show_gate (HyWindow *self, GType type)
{
  GtkWidget *page = adw_bin_get_child (self->welcome_place);

  hy_open_menu_close (GTK_WIDGET (self));
  if (page == NULL || G_OBJECT_TYPE (page) != type)
    {
      page = g_object_new (type, "session", self->session, NULL);
      adw_bin_set_child (self->welcome_place, page);
    }
  gtk_stack_set_visible_child_name (self->stack, "welcome");
  return page;
}

void
hy_window_show_enrol (HyWindow *self)
{
  hy_welcome_page_show_enrol (HY_WELCOME_PAGE (show_gate (self, HY_TYPE_WELCOME_PAGE)));
}

/* @same: nobody else is said to have come. Who is typing there is left alone. */
static void
show_people (HyWindow *self, gboolean same)
{
  if (self->people == NULL)
    {
      self->people = g_object_new (HY_TYPE_PEOPLE_PAGE, "session", self->session, NULL);
      adw_bin_set_child (self->people_place, GTK_WIDGET (self->people));
    }
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "people") == 0)
    return;
  hy_open_menu_close (GTK_WIDGET (self));
  gtk_stack_set_visible_child_name (self->stack, "people");
  hy_people_page_begin (self->people, same);
}

static gboolean
is_first_sync (HyWindow *self)
{
  return !self->begun && hy_session_get_person (self->session) == NULL
         && hy_session_get_status (self->session)->at == HY_TIME_NONE;
}

void
hy_window_show_person (HyWindow *self, gboolean ask)
{
  self->asking = self->asking || ask;
  if (!hy_session_get_known (self->session) || self->enrolling)
    return;
  if (self->disabled && !self->looks_on)
    show_gate (self, HY_TYPE_REVOKED_PAGE);
  else if (!hy_session_get_enrolled (self->session))
    show_gate (self, HY_TYPE_WELCOME_PAGE);
  else if (is_first_sync (self))
    show_gate (self, HY_TYPE_FIRST_SYNC_PAGE);
  else if (self->asking || hy_session_get_person (self->session) == NULL
           || hy_session_is_locked (self->session))
    show_people (self, !self->asking);
  else
    hy_window_show_desk (self);
}

static void
session_notified (HySession *session, GParamSpec *pspec, HyWindow *self)
{
  hy_window_show_person (self, FALSE);
}

gboolean
hy_window_has_desk (HyWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "desk") == 0;
}

/* The pages before the desk have a primary action of their own, and show nothing of a ticket: what
 * has a key and works on the desk is off. */
static void
enable_actions (HyWindow *self)
{
  static const char *const of_desk[]
      = { "win.act",          "win.brief",       "win.search",    "win.print",
          "win.next-ticket",  "win.previous-ticket", "win.next-pane", "win.show-sync" };
  gboolean desk = hy_window_has_desk (self);
  gboolean kept = hy_session_get_status (self->session)->texts > 0;

  for (gsize i = 0; i < G_N_ELEMENTS (of_desk); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), of_desk[i], desk);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.kept-texts", desk && kept);
}

static void
stack_turned (GtkStack *stack, GParamSpec *pspec, HyWindow *self)
{
  if (!hy_window_has_desk (self))
    hy_window_leave_panes (self);
  enable_actions (self);
}

static void
figures_read (HySession *session, HyWindow *self)
{
  gboolean disabled = hy_session_get_status (session)->round == HY_ROUND_UNAUTHORIZED;

  enable_actions (self);
  if (disabled == self->disabled)
    return;
  self->disabled = disabled;
  self->looks_on = FALSE;
  hy_window_show_person (self, FALSE);
}

void
hy_window_add_gates (HyWindow *self)
{
  const char *followed[] = { "notify::known", "notify::enrolled", "notify::person",
                             "notify::person-name", "notify::office-name" };

  for (gsize i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (self->session, followed[i], G_CALLBACK (session_notified), self, 0);
  g_signal_connect_object (self->session, "figures", G_CALLBACK (figures_read), self, 0);
  g_signal_connect (self->stack, "notify::visible-child", G_CALLBACK (stack_turned), self);
  enable_actions (self);
}
