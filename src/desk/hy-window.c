#include "desk/hy-window-private.h"

#include "core/hy-words.h"
#include "desk/hy-line-watch.h"
#include "desk/hy-open-menu.h"
#include "desk/hy-reading.h"
#include "desk/hy-text.h"

#define OUTBOX "outbox"

G_DEFINE_FINAL_TYPE (HyWindow, hy_window, ADW_TYPE_APPLICATION_WINDOW)

/* Pages are made when they are first wanted: a start shows one of them. */

static void
fill_stack (GtkStack *stack, const char *name, GtkWidget *child)
{
  adw_bin_set_child (ADW_BIN (gtk_stack_get_child_by_name (stack, name)), child);
}

static HyListPage *
need_list (HyWindow *self)
{
  if (self->list == NULL)
    {
      self->list = g_object_new (HY_TYPE_LIST_PAGE, "session", self->session, NULL);
      fill_stack (self->lists, "list", GTK_WIDGET (self->list));
    }
  return self->list;
}

static void
title_changed (HyTicketPage *page, GParamSpec *pspec, HyWindow *self)
{
  g_autofree char *title = NULL;

  /* Read again behind a list that has none open. */
  if (gtk_stack_get_visible_child (self->pane) != GTK_WIDGET (page))
    return;
  g_object_get (page, "title", &title, NULL);
  g_settings_set_string (hy_session_get_replica_settings (self->session), "ticket",
                         hy_ticket_page_get_ticket (page));
  gtk_window_set_title (GTK_WINDOW (self), title != NULL ? title : _ ("Huiyin"));
  if (self->list != NULL)
    hy_list_page_set_ticket (self->list, hy_ticket_page_get_ticket (page));
  if (self->today != NULL)
    hy_today_page_set_ticket (self->today, hy_ticket_page_get_ticket (page));
}

HyTicketPage *
hy_window_need_ticket (HyWindow *self)
{
  if (self->ticket == NULL)
    {
      self->ticket = g_object_new (HY_TYPE_TICKET_PAGE, "session", self->session, NULL);
      gtk_stack_add_named (self->pane, GTK_WIDGET (self->ticket), "ticket");
      g_signal_connect_object (self->ticket, "notify::title", G_CALLBACK (title_changed), self, 0);
      hy_window_fold_soon (self);
    }
  gtk_stack_set_visible_child (self->pane, GTK_WIDGET (self->ticket));
  return self->ticket;
}

void
hy_window_clear_pane (HyWindow *self)
{
  self->unsettled = FALSE;
  hy_window_leave_sorting (self);
  gtk_stack_set_visible_child_name (self->pane, "none");
  gtk_window_set_title (GTK_WINDOW (self), _ ("Huiyin"));
  if (self->list != NULL)
    hy_list_page_set_ticket (self->list, NULL);
  if (self->today != NULL)
    hy_today_page_set_ticket (self->today, NULL);
}

static void
show_today (HyWindow *self)
{
  if (self->today == NULL)
    {
      self->today = g_object_new (HY_TYPE_TODAY_PAGE, "session", self->session, NULL);
      if (self->ticket != NULL)
        hy_today_page_set_ticket (self->today, hy_ticket_page_get_ticket (self->ticket));
      fill_stack (self->lists, "today", GTK_WIDGET (self->today));
    }
  gtk_stack_set_visible_child_name (self->lists, "today");
}

static void
show_outbox (HyWindow *self)
{
  if (self->outbox == NULL)
    {
      self->outbox = g_object_new (HY_TYPE_OUTBOX_PAGE, "session", self->session, NULL);
      fill_stack (self->content, "outbox", GTK_WIDGET (self->outbox));
    }
  gtk_stack_set_visible_child_name (self->content, "outbox");
}

void
hy_window_show_list (HyWindow *self, HyQueue queue, const char *search)
{
  hy_list_page_show (need_list (self), queue, search);
  gtk_stack_set_visible_child_name (self->lists, "list");
  gtk_stack_set_visible_child_name (self->content, "tickets");
  adw_leaflet_set_visible_child (self->inner, GTK_WIDGET (self->list_clamp));
  adw_leaflet_set_visible_child (self->outer, GTK_WIDGET (self->content));
}

/* What the pane holds is asked of the list, once it has been read. */
static void
show_queue (HyWindow *self, HyQueue queue)
{
  self->unsettled = TRUE;
  if (queue != HY_QUEUE_TODAY)
    {
      hy_window_show_list (self, queue, NULL);
      return;
    }
  show_today (self);
  hy_today_page_return (self->today);
  gtk_stack_set_visible_child_name (self->content, "tickets");
  adw_leaflet_set_visible_child (self->inner, GTK_WIDGET (self->list_clamp));
}

void
hy_window_leave_panes (HyWindow *self)
{
  if (self->list != NULL)
    hy_list_page_leave (self->list);
  if (self->today != NULL)
    hy_today_page_leave (self->today);
  if (self->ticket != NULL)
    hy_ticket_page_leave (self->ticket);
}

void
hy_window_show_page (HyWindow *self, const char *page)
{
  HyQueue queue = HY_QUEUE_TODAY;

  hy_window_leave_panes (self);
  hy_open_menu_close (GTK_WIDGET (self->content));
  if (g_strcmp0 (page, OUTBOX) == 0)
    show_outbox (self);
  else
    {
      if (!hy_queue_parse (page, &queue))
        page = hy_queue_code (queue);
      show_queue (self, queue);
      self->listed = queue;
    }
  g_free (self->page);
  self->page = g_strdup (page);
  hy_window_end_search (self);
  hy_side_set_page (self->side, page);
  adw_leaflet_set_visible_child (self->outer, GTK_WIDGET (self->content));
  g_settings_set_string (hy_session_get_replica_settings (self->session), "queue", page);
}

void
hy_window_go_to_page (HyWindow *self, const char *page)
{
  hy_window_show_page (self, page);
  /* A page that has nothing to be done leaves the focus on its name. */
  hy_side_focus (self->side);
  if (g_str_equal (gtk_stack_get_visible_child_name (self->content), "outbox"))
    hy_outbox_page_focus (self->outbox);
  else if (g_str_equal (gtk_stack_get_visible_child_name (self->lists), "list"))
    hy_list_page_focus (self->list);
  else
    hy_today_page_focus (self->today);
}

void
hy_window_show_ticket_pane (HyWindow *self)
{
  hy_window_leave_outbox (self);
  hy_window_leave_panes (self);
  adw_leaflet_set_visible_child (self->outer, GTK_WIDGET (self->content));
  adw_leaflet_set_visible_child (self->inner, GTK_WIDGET (self->pane));
}

void
hy_window_open_ticket (HyWindow *self, const char *ticket)
{
  g_return_if_fail (HY_IS_WINDOW (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-ticket", "s", ticket);
}

void
hy_window_show_place (HyWindow *self)
{
  const char *office = hy_session_get_office_name (self->session);
  const char *person = hy_session_get_person_name (self->session);
  gboolean narrow = gtk_widget_get_visible (GTK_WIDGET (self->search_row));
  g_autofree char *words
      = person != NULL ? g_strdup_printf ("%s · %s", office, person) : g_strdup (office);
  g_autofree char *name = NULL;

  gtk_label_set_text (self->place, narrow && person != NULL ? person : words);
  name = g_strdup_printf (_ ("Who sits here: %s"), words);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self->place))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The ticket that was asked for before the desk was there: its list stands behind it. */
static void
begin_at_ticket (HyWindow *self, const char *page)
{
  hy_window_show_page (self, page);
  hy_window_show_ticket_pane (self);
  hy_ticket_page_focus (self->ticket);
}

static void
begin_at_page (HyWindow *self, const char *page)
{
  g_autofree char *last
      = g_settings_get_string (hy_session_get_replica_settings (self->session), "ticket");

  hy_window_go_to_page (self, page);
  if (last[0] != '\0' && !adw_leaflet_get_folded (self->inner))
    hy_ticket_page_open (hy_window_need_ticket (self), last, NULL, NULL);
}

void
hy_window_show_desk (HyWindow *self)
{
  g_autofree char *page = NULL;

  gtk_stack_set_visible_child_name (self->stack, "desk");
  hy_window_show_place (self);
  if (self->page != NULL)
    return;
  page = g_settings_get_string (hy_session_get_replica_settings (self->session), "queue");
  if (self->ticket != NULL)
    begin_at_ticket (self, page);
  else
    begin_at_page (self, page);
  self->unsettled = FALSE;
}

static void
remember_size (HyWindow *self)
{
  GSettings *settings = hy_session_get_settings (self->session);
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  int width = 0, height = 0;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (settings, "window-maximized", maximized);
  if (maximized || width < 360 || height < 360)
    return;
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
}

static gboolean
hy_window_close_request (GtkWindow *window)
{
  HyWindow *self = HY_WINDOW (window);

  remember_size (self);
  if (g_settings_get_boolean (hy_session_get_settings (self->session), "background"))
    {
      gtk_widget_hide (GTK_WIDGET (self));
      hy_session_lock (self->session);
      hy_window_show_person (self, FALSE);
      return GDK_EVENT_STOP;
    }
  return GTK_WINDOW_CLASS (hy_window_parent_class)->close_request (window);
}

static void
panes_folded (AdwLeaflet *leaflet, GParamSpec *pspec, HyWindow *self)
{
  hy_window_fold_soon (self);
}

static void
hy_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HyWindow *self = HY_WINDOW (widget);

  if (width != self->last_width || height != self->last_height)
    hy_window_fold_soon (self);
  self->last_width = width;
  self->last_height = height;
  GTK_WIDGET_CLASS (hy_window_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
take_session (HyWindow *self, HySession *session)
{
  GSettings *settings = hy_session_get_settings (session);

  self->session = g_object_ref (session);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

/* Right under the header. */
static void
add_bar (HyWindow *self, GType type)
{
  gtk_box_insert_child_after (GTK_BOX (self->head),
                              g_object_new (type, "session", self->session, NULL),
                              GTK_WIDGET (self->header));
}

/* The parts that are always there and want the session when they are made. */
static void
add_parts (HyWindow *self)
{
  self->side = g_object_new (HY_TYPE_SIDE, "session", self->session, NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self->side), 176, -1);
  adw_leaflet_prepend (self->outer, GTK_WIDGET (self->side));
  self->pill = g_object_new (HY_TYPE_SYNC_PILL, "session", self->session, NULL);
  adw_header_bar_pack_end (self->header, GTK_WIDGET (self->pill));
  hy_window_add_start (self);
  add_bar (self, HY_TYPE_INPUT_HINT);
  add_bar (self, HY_TYPE_TROUBLE_BAR);
}

HyWindow *
hy_window_new (GtkApplication *application, HySession *session)
{
  HyWindow *self = g_object_new (HY_TYPE_WINDOW, "application", application, NULL);
  GSettings *settings = hy_session_get_settings (session);

  take_session (self, session);
  hy_window_add_gates (self);
  add_parts (self);
  hy_window_fold_for (self, g_settings_get_int (settings, "window-width"),
                      g_settings_get_int (settings, "window-height"));
  hy_window_add_search (self);
  hy_window_add_actions (self);
  hy_line_watch_follow (session, GTK_WIDGET (self));
  hy_reading_follow_stack (self->stack);
  hy_reading_follow_stack (self->content);
  hy_reading_follow_stack (self->lists);
  hy_reading_follow_leaflet (self->outer);
  g_signal_connect_swapped (self->outer, "notify::visible-child", G_CALLBACK (hy_window_show_back),
                            self);
  hy_reading_follow_leaflet (self->inner);
  hy_window_show_person (self, FALSE);
  return self;
}

static void
hy_window_dispose (GObject *object)
{
  HyWindow *self = HY_WINDOW (object);

  g_clear_handle_id (&self->fold_source, g_source_remove);
  g_clear_weak_pointer (&self->undoable);
  /* What GTK keeps of the actions of a window that is gone would keep the session, and so the replica open. */
  g_action_map_remove_action (G_ACTION_MAP (self), "mine");
  g_clear_object (&self->session);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->before, g_free);
  g_clear_pointer (&self->sought, g_free);
  G_OBJECT_CLASS (hy_window_parent_class)->dispose (object);
}

static void
hy_window_class_init (HyWindowClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hy_window_dispose;
  widget->size_allocate = hy_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = hy_window_close_request;
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-window.ui");
  gtk_widget_class_bind_template_child (widget, HyWindow, toasts);
  gtk_widget_class_bind_template_child (widget, HyWindow, stack);
  gtk_widget_class_bind_template_child (widget, HyWindow, outer);
  gtk_widget_class_bind_template_child (widget, HyWindow, content);
  gtk_widget_class_bind_template_child (widget, HyWindow, inner);
  gtk_widget_class_bind_template_child (widget, HyWindow, lists);
  gtk_widget_class_bind_template_child (widget, HyWindow, search);
  gtk_widget_class_bind_template_child (widget, HyWindow, header);
  gtk_widget_class_bind_template_child (widget, HyWindow, menu_button);
  gtk_widget_class_bind_template_child (widget, HyWindow, search_place);
  gtk_widget_class_bind_template_child (widget, HyWindow, search_row);
  gtk_widget_class_bind_template_child (widget, HyWindow, back);
  gtk_widget_class_bind_template_child (widget, HyWindow, place);
  gtk_widget_class_bind_template_child (widget, HyWindow, head);
  gtk_widget_class_bind_template_child (widget, HyWindow, head_toasts);
  gtk_widget_class_bind_template_child (widget, HyWindow, people_place);
  gtk_widget_class_bind_template_child (widget, HyWindow, welcome_place);
  gtk_widget_class_bind_template_child (widget, HyWindow, list_clamp);
  gtk_widget_class_bind_template_child (widget, HyWindow, list_toasts);
  gtk_widget_class_bind_template_child (widget, HyWindow, pane);
  gtk_widget_class_bind_template_child (widget, HyWindow, start_place);
  gtk_widget_class_bind_template_callback (widget, panes_folded);
  hy_window_install_actions (widget);
}

static void
hy_window_init (HyWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hy_open_menu_hush (self->menu_button);
}
