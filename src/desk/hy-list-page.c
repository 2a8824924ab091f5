#include "desk/hy-list-page-private.h"

#include "core/hy-words.h"
#include "desk/hy-checkup.h"
#include "desk/hy-look.h"
#include "desk/hy-reading.h"
#include "desk/hy-text.h"
#include "desk/hy-ticket-row.h"
#include "desk/hy-wrap.h"

#define RESPONSE_AGAIN 1
#define RESPONSE_CHECKUP 2

G_DEFINE_FINAL_TYPE (HyListPage, hy_list_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* Rows */

static void
setup_row (GtkSignalListItemFactory *factory, GtkListItem *item, HyListPage *self)
{
  GtkWidget *row = hy_ticket_row_new (self->session);

  g_object_bind_property (item, "selected", row, "selected", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, row);
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, HyListPage *self)
{
  HyTicketRow *row = HY_TICKET_ROW (gtk_list_item_get_child (item));

  hy_ticket_row_set_dense (row, g_settings_get_boolean (hy_session_get_settings (self->session),
                                                        "dense"));
  hy_ticket_row_set_stating (row, self->search != NULL);
  hy_ticket_row_set_picking (row, hy_ticket_selection_get_picking (self->selection));
  hy_ticket_row_set_item (row, gtk_list_item_get_item (item));
}

static void
unbind_row (GtkSignalListItemFactory *factory, GtkListItem *item, HyListPage *self)
{
  hy_ticket_row_set_item (HY_TICKET_ROW (gtk_list_item_get_child (item)), NULL);
}

/* Rows that are not bound do without an update: they are shown anew when they are. */
static void
update_rows (HyListPage *self, void (*func) (GtkWidget *row, HyListPage *self))
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (row != NULL && HY_IS_TICKET_ROW (row))
        func (row, self);
    }
}

static void
update_row (GtkWidget *row, HyListPage *self)
{
  hy_ticket_row_update (HY_TICKET_ROW (row));
}

static void
update_density (GtkWidget *row, HyListPage *self)
{
  hy_ticket_row_set_dense (HY_TICKET_ROW (row),
                           g_settings_get_boolean (hy_session_get_settings (self->session),
                                                   "dense"));
}

static void
update_stating (GtkWidget *row, HyListPage *self)
{
  hy_ticket_row_set_stating (HY_TICKET_ROW (row), self->search != NULL);
}

static void
update_picking (GtkWidget *row, HyListPage *self)
{
  hy_ticket_row_set_picking (HY_TICKET_ROW (row),
                             hy_ticket_selection_get_picking (self->selection));
}

static void
density_changed (GSettings *settings, const char *key, HyListPage *self)
{
  update_rows (self, update_density);
}

/* Opening */

static void stop_awaiting (HyListPage *self);
static void mark_ticket (HyListPage *self);

/* What was only found again is opened where what the pane holds is foreign to the list, and else not marked either. */
static void
open_item (HyListPage *self, HyTicketItem *item, gboolean found)
{
  const HyListRow *row = hy_ticket_item_get_row (item);

  if (row == NULL || g_strcmp0 (row->id, self->ticket) == 0)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), found ? "win.settle" : "win.open-ticket", "s", row->id);
  if (found)
    mark_ticket (self);
}

static void
awaited_read (HyTicketItem *item, HyListPage *self)
{
  g_autoptr (HyTicketItem) kept = g_object_ref (item);

  stop_awaiting (self);
  open_item (self, kept, self->found);
}

static void
stop_awaiting (HyListPage *self)
{
  if (self->awaited == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->awaited, awaited_read, self);
  g_clear_object (&self->awaited);
}

static HyTicketItem *
single_item (HyListPage *self)
{
  guint at = hy_ticket_selection_get_single (self->selection);

  return at != GTK_INVALID_LIST_POSITION
             ? g_list_model_get_item (G_LIST_MODEL (self->selection), at)
             : NULL;
}

static void
picked (HyTicketSelection *selection, HyListPage *self)
{
  g_autoptr (HyTicketItem) item = NULL;

  stop_awaiting (self);
  update_rows (self, update_picking);
  if (self->marking || hy_ticket_selection_get_picking (selection))
    return;
  item = single_item (self);
  if (item == NULL)
    return;
  self->at->no = hy_ticket_item_get_no (item);
  if (hy_ticket_item_get_row (item) != NULL)
    {
      open_item (self, item, self->finding);
      return;
    }
  self->found = self->finding;
  self->awaited = g_object_ref (item);
  g_signal_connect (item, "changed", G_CALLBACK (awaited_read), self);
}

static void
row_activated (GtkListView *view, guint position, HyListPage *self)
{
  g_autoptr (HyTicketItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  const HyListRow *row = item != NULL ? hy_ticket_item_get_row (item) : NULL;

  if (hy_ticket_selection_get_picking (self->selection))
    {
      hy_ticket_selection_toggle (self->selection, position);
      return;
    }
  /* One that has the focus only, as the first of a list that was just asked for, is none that is open. */
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  if (row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-ticket", "s", row->id);
}

/* Empty and failed */

void
hy_list_page_show_state (HyListPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  if (n > 0 || hy_ticket_model_get_loading (self->model))
    {
      gtk_stack_set_visible_child_name (self->stack, "list");
      return;
    }
  hy_list_page_fill_empty (self);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
mark_ticket (HyListPage *self)
{
  g_autoptr (HyTicketItem) item = single_item (self);
  const HyListRow *row = item != NULL ? hy_ticket_item_get_row (item) : NULL;

  if (row == NULL || g_strcmp0 (row->id, self->ticket) == 0)
    return;
  self->marking = TRUE;
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  self->marking = FALSE;
}

static void
failed (HyTicketModel *model, GError *error, HyListPage *self)
{
  hy_session_note_failure (self->session, error);
  gtk_info_bar_set_revealed (self->failure, TRUE);
}

static void
failure_answered (GtkInfoBar *bar, int response, HyListPage *self)
{
  if (response == RESPONSE_CHECKUP)
    {
      hy_checkup_run (GTK_WIDGET (self), self->session);
      return;
    }
  gtk_info_bar_set_revealed (bar, FALSE);
  hy_ticket_model_refresh (self->model);
}

/* The query */

void
hy_list_page_ask (HyListPage *self)
{
  gboolean mine = hy_session_get_mine (self->session) && self->search == NULL;
  HyListQuery query = { .queue = self->search != NULL ? HY_QUEUE_ALL : self->queue,
                        .sort = self->at->sort,
                        .handler = mine ? hy_session_get_person (self->session) : NULL,
                        .channel = self->at->channel,
                        .reader = hy_session_get_person (self->session),
                        .search = self->search };
  const char *heading = self->search != NULL ? _ ("Search Results") : hy_queue_words (self->queue);

  stop_awaiting (self);
  hy_list_page_begin_return (self);
  gtk_label_set_text (self->heading, heading);
  /* A search goes through everything. */
  gtk_widget_set_visible (self->scope, self->search == NULL);
  update_rows (self, update_stating);
  hy_ticket_model_set_query (self->model, &query);
}

/* The page, as this person last looked at it. */
static void
show_page (HyListPage *self)
{
  const char *page = self->search != NULL ? "search" : hy_queue_code (self->queue);

  self->at = hy_list_views_get (self->views, hy_session_get_person (self->session), page);
  hy_list_page_stop_picking (self);
  hy_list_page_show_view (self);
  hy_list_page_ask (self);
}

void
hy_list_page_show (HyListPage *self, HyQueue queue, const char *search)
{
  g_return_if_fail (HY_IS_LIST_PAGE (self));

  self->queue = queue;
  g_free (self->search);
  self->search = search != NULL && search[0] != '\0' ? g_strdup (search) : NULL;
  hy_list_page_leave (self);
  show_page (self);
}

void
hy_list_page_set_ticket (HyListPage *self, const char *ticket)
{
  g_return_if_fail (HY_IS_LIST_PAGE (self));

  g_free (self->ticket);
  self->ticket = g_strdup (ticket);
  mark_ticket (self);
}

void
hy_list_page_move (HyListPage *self, int step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint at = hy_ticket_selection_get_single (self->selection);
  gint64 next = at == GTK_INVALID_LIST_POSITION ? 0 : (gint64) at + step;

  g_return_if_fail (HY_IS_LIST_PAGE (self));

  if (next < 0 || next >= n)
    return;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), (guint) next, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", (guint) next);
}

static void
session_changed (HySession *session, guint mask, HyListPage *self)
{
  if (mask & (HY_STORE_CHANGE_TICKETS | HY_STORE_CHANGE_OUTBOX | HY_STORE_CHANGE_OTHER_PROCESS))
    hy_ticket_model_refresh (self->model);
}

static void
minute_gone (HySession *session, HyListPage *self)
{
  hy_ticket_model_refresh (self->model);
  update_rows (self, update_row);
}

static void
scope_changed (HySession *session, GParamSpec *pspec, HyListPage *self)
{
  show_page (self);
}

static void
follow_session (HyListPage *self)
{
  GSettings *settings = hy_session_get_settings (self->session);

  g_object_bind_property (self->session, "mine", self->mine, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (session_changed), self, 0);
  g_signal_connect_object (self->session, "minute", G_CALLBACK (minute_gone), self, 0);
  g_signal_connect_object (self->session, "notify::mine", G_CALLBACK (scope_changed), self, 0);
  g_signal_connect_object (self->session, "notify::person", G_CALLBACK (scope_changed), self, 0);
  g_signal_connect_object (settings, "changed::dense", G_CALLBACK (density_changed), self, 0);
}

static void
hy_list_page_constructed (GObject *object)
{
  HyListPage *self = HY_LIST_PAGE (object);

  G_OBJECT_CLASS (hy_list_page_parent_class)->constructed (object);
  self->model = hy_ticket_model_new (hy_session_get_store (self->session));
  self->selection = hy_ticket_selection_new (self->model);
  self->views = hy_list_views_new (hy_session_get_replica_settings (self->session));
  self->at = hy_list_views_get (self->views, NULL, "");
  self->actions = g_simple_action_group_new ();
  gtk_widget_insert_action_group (GTK_WIDGET (self), "tickets", G_ACTION_GROUP (self->actions));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect (self->selection, "picked", G_CALLBACK (picked), self);
  g_signal_connect (self->model, "failed", G_CALLBACK (failed), self);
  hy_list_page_add_return (self);
  hy_reading_follow_stack (self->stack);
  hy_list_page_add_menu (self);
  hy_list_page_add_picking (self);
  follow_session (self);
}

static void
hy_list_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_LIST_PAGE (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_list_page_dispose (GObject *object)
{
  HyListPage *self = HY_LIST_PAGE (object);

  stop_awaiting (self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "tickets", NULL);
  g_clear_object (&self->actions);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  self->at = NULL;
  g_clear_pointer (&self->views, hy_list_views_free);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->ticket, g_free);
  G_OBJECT_CLASS (hy_list_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget)
{
  g_type_ensure (HY_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-list-page.ui");
  gtk_widget_class_bind_template_child (widget, HyListPage, heading);
  gtk_widget_class_bind_template_child (widget, HyListPage, scope);
  gtk_widget_class_bind_template_child (widget, HyListPage, mine);
  gtk_widget_class_bind_template_child (widget, HyListPage, filter);
  gtk_widget_class_bind_template_child (widget, HyListPage, menu);
  gtk_widget_class_bind_template_child (widget, HyListPage, scroller);
  gtk_widget_class_bind_template_child (widget, HyListPage, bar);
  gtk_widget_class_bind_template_child (widget, HyListPage, count);
  gtk_widget_class_bind_template_child (widget, HyListPage, assign);
  gtk_widget_class_bind_template_child (widget, HyListPage, failure);
  gtk_widget_class_bind_template_child (widget, HyListPage, stack);
  gtk_widget_class_bind_template_child (widget, HyListPage, view);
  gtk_widget_class_bind_template_child (widget, HyListPage, empty);
  gtk_widget_class_bind_template_child (widget, HyListPage, widen);
  gtk_widget_class_bind_template_callback (widget, setup_row);
  gtk_widget_class_bind_template_callback (widget, bind_row);
  gtk_widget_class_bind_template_callback (widget, unbind_row);
  gtk_widget_class_bind_template_callback (widget, row_activated);
  gtk_widget_class_bind_template_callback (widget, failure_answered);
}

static void
hy_list_page_class_init (HyListPageClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);

  object->constructed = hy_list_page_constructed;
  object->set_property = hy_list_page_set_property;
  object->dispose = hy_list_page_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
hy_list_page_init (HyListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
