#include "desk/hy-list-page.h"

#include "core/hy-words.h"
#include "desk/hy-look.h"
#include "desk/hy-reading.h"
#include "desk/hy-text.h"
#include "desk/hy-ticket-model.h"
#include "desk/hy-ticket-row.h"

struct _HyListPage
{
  AdwBin parent_instance;
  HySession *session;
  HyQueue queue;
  char *search;
  char *ticket;
  HyTicketModel *model;
  GtkSingleSelection *selection;
  HyTicketItem *awaited; /* selected while a placeholder: opened once it is read */
  gboolean marking;      /* the selection follows the ticket pane */

  GtkLabel *heading;
  GtkToggleButton *mine;
  GtkDropDown *channel;
  GtkInfoBar *failure;
  GtkStack *stack;
  GtkListView *view;
  AdwStatusPage *empty;
};

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
  gtk_list_item_set_child (item, hy_ticket_row_new (self->session));
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, HyListPage *self)
{
  HyTicketRow *row = HY_TICKET_ROW (gtk_list_item_get_child (item));

  hy_ticket_row_set_dense (row, g_settings_get_boolean (hy_session_get_settings (self->session),
                                                        "dense"));
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
density_changed (GSettings *settings, const char *key, HyListPage *self)
{
  update_rows (self, update_density);
}

/* Opening */

static void
open_item (HyListPage *self, HyTicketItem *item)
{
  const HyListRow *row = hy_ticket_item_get_row (item);

  if (row != NULL && g_strcmp0 (row->id, self->ticket) != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-ticket", "s", row->id);
}

static void stop_awaiting (HyListPage *self);

static void
awaited_read (HyTicketItem *item, HyListPage *self)
{
  g_autoptr (HyTicketItem) kept = g_object_ref (item);

  stop_awaiting (self);
  open_item (self, kept);
}

static void
stop_awaiting (HyListPage *self)
{
  if (self->awaited == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->awaited, awaited_read, self);
  g_clear_object (&self->awaited);
}

static void
selection_changed (GtkSingleSelection *selection, GParamSpec *pspec, HyListPage *self)
{
  HyTicketItem *item = gtk_single_selection_get_selected_item (selection);

  stop_awaiting (self);
  if (item == NULL || self->marking)
    return;
  if (hy_ticket_item_get_row (item) != NULL)
    {
      open_item (self, item);
      return;
    }
  self->awaited = g_object_ref (item);
  g_signal_connect (item, "changed", G_CALLBACK (awaited_read), self);
}

static void
row_activated (GtkListView *view, guint position, HyListPage *self)
{
  g_autoptr (HyTicketItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  const HyListRow *row = item != NULL ? hy_ticket_item_get_row (item) : NULL;

  if (row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-ticket", "s", row->id);
}

/* Empty and failed */

static char *
empty_title (HyListPage *self)
{
  if (self->search != NULL)
    return g_strdup_printf (_ ("Nothing Found for “%s”"), self->search);
  if (self->queue == HY_QUEUE_PENDING_SIGN)
    return g_strdup (_ ("No Tickets to Sign For"));
  return g_strdup_printf (_ ("No Tickets in “%s”"), hy_queue_words (self->queue));
}

static char *
empty_words (HyListPage *self)
{
  const HyStatus *status = hy_session_get_status (self->session);
  g_autofree char *at = NULL;

  if (self->search != NULL)
    return g_strdup (_ ("Try the last four digits, a place or initials of pinyin (njh = 南津港). "
                        "What went to other offices is under “All”."));
  if (status->round == HY_ROUND_DONE || status->at == HY_TIME_NONE)
    return g_strdup ("");
  at = hy_look_clock (status->at);
  return g_strdup_printf (_ ("Last checked %s; later dispatches are not visible yet."), at);
}

static void
show_state (HyListPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *title = NULL, *words = NULL, *escaped = NULL;

  if (n > 0 || hy_ticket_model_get_loading (self->model))
    {
      gtk_stack_set_visible_child_name (self->stack, "list");
      return;
    }
  title = empty_title (self);
  words = empty_words (self);
  /* A status page takes markup. */
  escaped = g_markup_escape_text (title, -1);
  adw_status_page_set_title (self->empty, escaped);
  adw_status_page_set_description (self->empty, words);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
mark_ticket (HyListPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint at = gtk_single_selection_get_selected (self->selection);
  HyTicketItem *item = gtk_single_selection_get_selected_item (self->selection);
  const HyListRow *row = item != NULL ? hy_ticket_item_get_row (item) : NULL;

  if (row == NULL || at >= n || g_strcmp0 (row->id, self->ticket) == 0)
    return;
  self->marking = TRUE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->marking = FALSE;
}

static void
refreshed (HyTicketModel *model, HyListPage *self)
{
  gtk_info_bar_set_revealed (self->failure, FALSE);
  show_state (self);
}

static void
failed (HyTicketModel *model, GError *error, HyListPage *self)
{
  hy_session_note_failure (self->session, error);
  gtk_info_bar_set_revealed (self->failure, TRUE);
}

static void
try_again (GtkInfoBar *bar, int response, HyListPage *self)
{
  gtk_info_bar_set_revealed (bar, FALSE);
  hy_ticket_model_refresh (self->model);
}

/* The query */

static const char *
wanted_channel (HyListPage *self)
{
  guint at = gtk_drop_down_get_selected (self->channel);

  return at == 0 || at > HY_N_CHANNELS ? NULL : hy_channel_code ((HyChannel) (at - 1));
}

static void
ask (HyListPage *self)
{
  gboolean mine = hy_session_get_mine (self->session) && self->search == NULL;
  HyListQuery query = { .queue = self->search != NULL ? HY_QUEUE_ALL : self->queue,
                        .handler = mine ? hy_session_get_person (self->session) : NULL,
                        .channel = wanted_channel (self),
                        .search = self->search };
  const char *heading = self->search != NULL ? _ ("Search Results") : hy_queue_words (self->queue);

  stop_awaiting (self);
  gtk_label_set_text (self->heading, heading);
  hy_ticket_model_set_query (self->model, &query);
}

void
hy_list_page_show (HyListPage *self, HyQueue queue, const char *search)
{
  g_return_if_fail (HY_IS_LIST_PAGE (self));

  self->queue = queue;
  g_free (self->search);
  self->search = search != NULL && search[0] != '\0' ? g_strdup (search) : NULL;
  ask (self);
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
  guint at = gtk_single_selection_get_selected (self->selection);
  gint64 next = at == GTK_INVALID_LIST_POSITION ? 0 : (gint64) at + step;

  g_return_if_fail (HY_IS_LIST_PAGE (self));

  if (next < 0 || next >= n)
    return;
  gtk_single_selection_set_selected (self->selection, (guint) next);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", (guint) next);
}

void
hy_list_page_focus (HyListPage *self)
{
  g_return_if_fail (HY_IS_LIST_PAGE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
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
  ask (self);
}

static void
channel_changed (GtkDropDown *channel, GParamSpec *pspec, HyListPage *self)
{
  const char *code = wanted_channel (self);

  g_settings_set_string (hy_session_get_replica_settings (self->session), "channel",
                         code != NULL ? code : "");
  ask (self);
}

static void
fill_channels (HyListPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *code
      = g_settings_get_string (hy_session_get_replica_settings (self->session), "channel");
  HyChannel chosen;

  gtk_string_list_append (names, _ ("All Channels"));
  for (int i = 0; i < HY_N_CHANNELS; i++)
    gtk_string_list_append (names, hy_channel_words ((HyChannel) i));
  gtk_drop_down_set_model (self->channel, G_LIST_MODEL (names));
  if (hy_channel_parse (code, &chosen))
    gtk_drop_down_set_selected (self->channel, chosen + 1);
  g_signal_connect (self->channel, "notify::selected", G_CALLBACK (channel_changed), self);
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
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->model));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect (self->selection, "notify::selected-item", G_CALLBACK (selection_changed), self);
  g_signal_connect (self->model, "refreshed", G_CALLBACK (refreshed), self);
  g_signal_connect (self->model, "failed", G_CALLBACK (failed), self);
  hy_reading_follow_stack (self->stack);
  fill_channels (self);
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
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->ticket, g_free);
  G_OBJECT_CLASS (hy_list_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget)
{
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-list-page.ui");
  gtk_widget_class_bind_template_child (widget, HyListPage, heading);
  gtk_widget_class_bind_template_child (widget, HyListPage, mine);
  gtk_widget_class_bind_template_child (widget, HyListPage, channel);
  gtk_widget_class_bind_template_child (widget, HyListPage, failure);
  gtk_widget_class_bind_template_child (widget, HyListPage, stack);
  gtk_widget_class_bind_template_child (widget, HyListPage, view);
  gtk_widget_class_bind_template_child (widget, HyListPage, empty);
  gtk_widget_class_bind_template_callback (widget, setup_row);
  gtk_widget_class_bind_template_callback (widget, bind_row);
  gtk_widget_class_bind_template_callback (widget, unbind_row);
  gtk_widget_class_bind_template_callback (widget, row_activated);
  gtk_widget_class_bind_template_callback (widget, try_again);
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
