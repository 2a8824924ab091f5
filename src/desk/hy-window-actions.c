#include "desk/hy-window-private.h"

#include "desk/hy-brief.h"
#include "desk/hy-export.h"
#include "desk/hy-kept-texts.h"
#include "desk/hy-open-menu.h"
#include "desk/hy-toolkit.h"

#include "desk/hy-text.h"

/* The focus stays where it is. */
static void
browse (GtkWidget *widget, const char *name, GVariant *page)
{
  hy_window_show_page (HY_WINDOW (widget), g_variant_get_string (page, NULL));
}

static void
show_queue (GtkWidget *widget, const char *name, GVariant *page)
{
  hy_window_go_to_page (HY_WINDOW (widget), g_variant_get_string (page, NULL));
}

static void
show_outbox (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hy_window_go_to_page (HY_WINDOW (widget), "outbox");
}

/* Tickets */

static void
open_ticket (
    HyWindow *self, const char *ticket, const char *form, const char **also, gboolean go_there)
{
  hy_open_menu_close (GTK_WIDGET (self->content));
  self->unsettled = FALSE;
  hy_window_leave_sorting (self);
  hy_window_leave_outbox (self);
  hy_ticket_page_open (hy_window_need_ticket (self), ticket, form, also);
  if (!go_there && !adw_leaflet_get_folded (self->inner))
    return;
  hy_window_show_ticket_pane (self);
  /* Where it folds, what had the focus is hidden behind it. Before the desk is there, others have it. */
  if (hy_window_has_desk (self))
    hy_ticket_page_focus (self->ticket);
}

static void
open_beside (GtkWidget *widget, const char *name, GVariant *ticket)
{
  open_ticket (HY_WINDOW (widget), g_variant_get_string (ticket, NULL), NULL, NULL, FALSE);
}

static void
open_there (GtkWidget *widget, const char *name, GVariant *ticket)
{
  open_ticket (HY_WINDOW (widget), g_variant_get_string (ticket, NULL), NULL, NULL, TRUE);
}

/* A list that was changed to, now read, has its ticket, or none. What was opened meanwhile stays. */
static void
settle (GtkWidget *widget, const char *name, GVariant *ticket)
{
  HyWindow *self = HY_WINDOW (widget);
  const char *id = g_variant_get_string (ticket, NULL);

  if (!self->unsettled || adw_leaflet_get_folded (self->inner))
    return;
  if (id[0] != '\0')
    open_ticket (self, id, NULL, NULL, FALSE);
  else
    hy_window_clear_pane (self);
}

static void
open_form (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *ticket = NULL, *kind = NULL;

  g_variant_get (parameter, "(&s&s)", &ticket, &kind);
  open_ticket (HY_WINDOW (widget), ticket, kind, NULL, TRUE);
}

static void
move (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyWindow *self = HY_WINDOW (widget);

  int step = g_str_has_suffix (name, "next-ticket") ? 1 : -1;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->lists), "list") == 0)
    hy_list_page_move (self->list, step);
  else if (self->today != NULL)
    hy_today_page_move (self->today, step);
}

static void
note_several (GtkWidget *widget, const char *name, GVariant *tickets)
{
  HyWindow *self = HY_WINDOW (widget);
  g_autofree const char **ids = g_variant_get_strv (tickets, NULL);

  if (ids[0] != NULL)
    open_ticket (self, ids[0], "progress", ids + 1, TRUE);
}

/* The ticket page while it is what the pane has, in sight or beside a folded list; or NULL. */
static HyTicketPage *
get_ticket (HyWindow *self)
{
  if (self->ticket == NULL
      || g_strcmp0 (gtk_stack_get_visible_child_name (self->content), "tickets") != 0
      || gtk_stack_get_visible_child (self->pane) != GTK_WIDGET (self->ticket))
    return NULL;
  return self->ticket;
}

/* Tickets are listed, and none is open. */
static gboolean
is_bare (HyWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->content), "tickets") == 0
         && g_strcmp0 (gtk_stack_get_visible_child_name (self->pane), "none") == 0;
}

/* On the ticket that is in sight; a form that is asked for by its key comes in sight. */
static void
act (GtkWidget *widget, const char *name, GVariant *kind)
{
  HyWindow *self = HY_WINDOW (widget);
  const char *code = g_variant_get_string (kind, NULL);

  if (is_bare (self) && code[0] == '\0' && hy_start_pane_begin (self->start))
    return;
  if (is_bare (self))
    gtk_widget_activate_action (widget, "win.toast", "s",
                                _ ("No ticket chosen. Choose one from the list."));
  if (get_ticket (self) == NULL)
    return;
  if (code[0] == '\0' && !gtk_widget_get_mapped (GTK_WIDGET (self->ticket)))
    return;
  hy_window_show_ticket_pane (self);
  hy_ticket_page_act (self->ticket, code[0] != '\0' ? code : NULL);
}

/* What is in sight alone: paper shows what the screen does. */
static void
print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyTicketPage *ticket = get_ticket (HY_WINDOW (widget));

  if (ticket != NULL && gtk_widget_get_mapped (GTK_WIDGET (ticket)))
    gtk_widget_activate_action (GTK_WIDGET (ticket), "ticket.print", NULL);
}

/* Panes */

static void
go_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyWindow *self = HY_WINDOW (widget);

  /* Unfolded, the inner one would only remember another pane: nothing in sight would move. */
  if (!adw_leaflet_get_folded (self->inner)
      || !adw_leaflet_navigate (self->inner, ADW_NAVIGATION_DIRECTION_BACK))
    adw_leaflet_navigate (self->outer, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
fold (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyWindow *self = HY_WINDOW (widget);

  if (get_ticket (self) != NULL && hy_ticket_page_fold (self->ticket))
    {
      hy_window_resume_sorting (self);
      return;
    }
  if (hy_window_resume_sorting (self))
    return;
  if (self->before != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else if (adw_leaflet_get_folded (self->inner))
    go_back (widget, name, NULL);
}

static void
search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyWindow *self = HY_WINDOW (widget);

  hy_window_leave_panes (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
next_pane (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hy_window_focus_next_pane (HY_WINDOW (widget));
}

/* Session */

static void
sync_now (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hy_session_sync_now (HY_WINDOW (widget)->session);
}

static void
dismiss_rescue (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hy_session_dismiss_rescue (HY_WINDOW (widget)->session);
}

static void
show_sync (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hy_sync_pill_popup (HY_WINDOW (widget)->pill);
}

static void
switch_person (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hy_session_lock (HY_WINDOW (widget)->session);
  hy_window_show_person (HY_WINDOW (widget), TRUE);
}

/* Before the desk */

static void
begin (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HY_WINDOW (widget)->begun = TRUE;
  hy_window_show_person (HY_WINDOW (widget), FALSE);
}

static void
leave_gate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyWindow *self = HY_WINDOW (widget);

  self->looks_on = TRUE;
  self->asking = self->enrolling = FALSE;
  hy_window_show_person (self, FALSE);
}

static void
enrol_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HY_WINDOW (widget)->enrolling = TRUE;
  hy_window_show_enrol (HY_WINDOW (widget));
}

/* The page that says "disabled" holds until the next round says otherwise. */
static void
enrolled (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyWindow *self = HY_WINDOW (widget);

  self->looks_on = TRUE;
  self->enrolling = FALSE;
  hy_session_sync_now (self->session);
  hy_window_show_person (self, FALSE);
}

static void
export_outbox (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hy_export_outbox (widget, HY_WINDOW (widget)->session);
}

static void
present (GtkWidget *widget, GType type)
{
  gtk_window_present (g_object_new (type, "session", HY_WINDOW (widget)->session, "transient-for", widget, NULL));
}

static void
show_brief (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present (widget, HY_TYPE_BRIEF);
}

static void
show_kept_texts (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present (widget, HY_TYPE_KEPT_TEXTS);
}

void
hy_window_install_actions (GtkWidgetClass *widget)
{
  static const struct
  {
    const char *name, *parameter;
    GtkWidgetActionActivateFunc func;
  } actions[] = {
    { "win.browse", "s", browse },
    { "win.show-queue", "s", show_queue },
    { "win.show-outbox", NULL, show_outbox },
    { "win.open-ticket", "s", open_beside },
    { "win.show-ticket", "s", open_there },
    { "win.settle", "s", settle },
    { "win.open-form", "(ss)", open_form },
    { "win.previous-ticket", NULL, move },
    { "win.next-ticket", NULL, move },
    { "win.act", "s", act },
    { "win.print", NULL, print },
    { "win.fold", NULL, fold },
    { "win.back", NULL, go_back },
    { "win.search", NULL, search },
    { "win.next-pane", NULL, next_pane },
    { "win.note-several", "as", note_several },
    { "win.sync-now", NULL, sync_now },
    { "win.dismiss-rescue", NULL, dismiss_rescue },
    { "win.show-sync", NULL, show_sync },
    { "win.switch-person", NULL, switch_person },
    { "win.begin", NULL, begin },
    { "win.leave-gate", NULL, leave_gate },
    { "win.enrol-again", NULL, enrol_again },
    { "win.enrolled", NULL, enrolled },
    { "win.export-outbox", NULL, export_outbox },
    { "win.brief", NULL, show_brief },
    { "win.kept-texts", NULL, show_kept_texts },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget, actions[i].name, actions[i].parameter,
                                     actions[i].func);
  hy_window_install_toasts (widget);
  hy_window_install_sorting (widget);
}

/* In the bubble phase: a popover's or an entry's own Escape comes first. */
static void
add_escape (HyWindow *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape,
                                                                                  0),
                                                          gtk_named_action_new ("win.fold")));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static gboolean
touched (GtkEventControllerLegacy *controller, GdkEvent *event, HyWindow *self)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_KEY_PRESS || type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN)
    hy_session_touch (self->session);
  return GDK_EVENT_PROPAGATE;
}

/* Before anything takes a key or a click for itself. */
static void
add_presence (HyWindow *self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (touched), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
hy_window_add_actions (HyWindow *self)
{
  g_autoptr (GPropertyAction) mine = g_property_action_new ("mine", self->session, "mine");
  g_autoptr (GAction) dense
      = g_settings_create_action (hy_session_get_settings (self->session), "dense");

  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (mine));
  g_action_map_add_action (G_ACTION_MAP (self), dense);
  add_escape (self);
  add_presence (self);
  hy_toolkit_widen_tooltips (GTK_WIDGET (self));
}
