#include "desk/hy-ticket-row-private.h"

#include "core/hy-words.h"
#include "desk/hy-look.h"
#include "desk/hy-state-words.h"
#include "desk/hy-text.h"

G_DEFINE_FINAL_TYPE (HyTicketRow, hy_ticket_row, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
hy_ticket_row_clear_words (HyTicketRow *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->date, g_free);
  g_clear_pointer (&self->caption, g_free);
  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_clear_pointer (&self->left, g_free);
  g_clear_pointer (&self->state, g_free);
}

/* "0042 · complaint · city hotline · Jin'e · Zhang Min", without what is not known. */
static char *
caption_words (HyTicketRow *self, const HyListRow *row)
{
  const char *parts[] = {
    hy_look_tail (row->number),
    hy_look_kind (row->kind),
    hy_look_channel (row->channel),
    row->place,
    hy_session_get_name (self->session, row->handler),
  };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && parts[i][0] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free (text, FALSE);
}

/* What is promised for today or is past: "by 22:00" and its day alone say the rest. */
static char *
promise_chip (const HyListRow *row, HyTime now)
{
  g_autofree char *at = NULL;

  if (row->promise_at == HY_TIME_NONE)
    return NULL;
  at = hy_date_of (row->promise_at) == hy_date_of (now) ? hy_look_clock (row->promise_at)
                                                        : hy_look_date (row->promise_at, now);
  return g_strdup_printf (_ ("promised %s"), at);
}

static GPtrArray *
chips_new (const HyListRow *row, HyTime now)
{
  GPtrArray *chips = hy_look_chips (row->flags);
  char *promise = promise_chip (row, now);

  if (row->confidential)
    g_ptr_array_add (chips, g_strdup (_ ("confidential")));
  if (promise != NULL)
    g_ptr_array_add (chips, promise);
  return chips;
}

/* The clock that the light belongs to is a word; the result's is the usual one. */
static char *
date_words (const HyListRow *row, HyTime now)
{
  g_autofree char *date = row->running ? hy_look_date (row->due, now) : NULL;

  if (date == NULL)
    return g_strdup ("");
  if (row->clock == HY_CLOCK_RESULT)
    return g_steal_pointer (&date);
  return g_strdup_printf ("%s %s", hy_clock_words (row->clock), date);
}

/* Rows reach AT-SPI without a name unless their parent, the list's own item, has one. */
static void
name_for_readers (HyTicketRow *self, const HyListRow *row)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autoptr (GString) name = g_string_new (hy_look_words (&self->look));
  const char *handler = hy_session_get_name (self->session, row->handler);

  if (parent == NULL)
    return;
  if (self->date[0] != '\0')
    g_string_append_printf (name, _ (", %s, %s"), self->date, self->left);
  g_string_append_printf (name, _ (". %s. %s, %s"), row->title, hy_look_kind (row->kind),
                          hy_look_channel (row->channel));
  if (handler != NULL)
    g_string_append_printf (name, _ (", handler %s"), handler);
  g_string_append_printf (name, _ (", ending in %s"), hy_look_tail (row->number));
  for (guint i = 0; i < self->chips->len; i++)
    g_string_append_printf (name, _ (", %s"), (const char *) g_ptr_array_index (self->chips, i));
  if (self->unread)
    g_string_append (name, _ (", not opened yet"));
  if (row->unsent > 0)
    g_string_append_printf (name,
                            g_dngettext (GETTEXT_PACKAGE, ", %d not sent", ", %d not sent",
                                         (gulong) row->unsent),
                            (int) row->unsent);
  if (self->state != NULL)
    g_string_append_printf (name, _ (". %s"), self->state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
}

static void
take_words (HyTicketRow *self, const HyListRow *row)
{
  HyTime now = hy_session_now (self->session);

  hy_ticket_row_clear_words (self);
  self->fit_serial = 0;
  self->look = hy_look_new (hy_ticket_item_light (self->item, now), row->due, now);
  self->title = g_strdup (row->title);
  self->date = date_words (row, now);
  self->left = row->running ? hy_look_left (row->due, now, hy_session_get_calendar (self->session))
                            : g_strdup ("");
  self->caption = caption_words (self, row);
  self->chips = chips_new (row, now);
  if (row->stated)
    self->state
        = hy_state_sentence (row, hy_session_get_name (self->session, row->handler), now);
  self->unread = row->unread;
  self->mark = row->may_refuse ? "hy-refused-symbolic" : "hy-waiting-symbolic";
  if (row->unsent == 0)
    self->mark = NULL;
}

void
hy_ticket_row_update (HyTicketRow *self)
{
  const HyListRow *row = self->item != NULL ? hy_ticket_item_get_row (self->item) : NULL;
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  g_return_if_fail (HY_IS_TICKET_ROW (self));

  self->filled = row != NULL;
  if (row != NULL)
    {
      take_words (self, row);
      name_for_readers (self, row);
    }
  /* Before it has a place it will be measured anyway. */
  if (width == 0 || hy_ticket_row_height (self, width) != self->height)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
item_changed (HyTicketItem *item, HyTicketRow *self)
{
  hy_ticket_row_update (self);
}

void
hy_ticket_row_set_item (HyTicketRow *self, HyTicketItem *item)
{
  g_return_if_fail (HY_IS_TICKET_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, item_changed, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  g_signal_connect (item, "changed", G_CALLBACK (item_changed), self);
  hy_ticket_row_update (self);
}

void
hy_ticket_row_set_dense (HyTicketRow *self, gboolean dense)
{
  g_return_if_fail (HY_IS_TICKET_ROW (self));

  if (self->dense == dense)
    return;
  self->dense = dense;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
hy_ticket_row_set_stating (HyTicketRow *self, gboolean stating)
{
  g_return_if_fail (HY_IS_TICKET_ROW (self));

  if (self->stating == stating)
    return;
  self->stating = stating;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
hy_ticket_row_set_picking (HyTicketRow *self, gboolean picking)
{
  g_return_if_fail (HY_IS_TICKET_ROW (self));

  if (self->picking == picking)
    return;
  self->picking = picking;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
hy_ticket_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SELECTED)
    {
      HY_TICKET_ROW (object)->selected = g_value_get_boolean (value);
      gtk_widget_queue_draw (GTK_WIDGET (object));
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

GtkWidget *
hy_ticket_row_new (HySession *session)
{
  HyTicketRow *self = g_object_new (HY_TYPE_TICKET_ROW, NULL);

  self->session = session;
  return GTK_WIDGET (self);
}

static GtkSizeRequestMode
hy_ticket_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
hy_ticket_row_dispose (GObject *object)
{
  HyTicketRow *self = HY_TICKET_ROW (object);

  hy_ticket_row_set_item (self, NULL);
  hy_ticket_row_clear_words (self);
  G_OBJECT_CLASS (hy_ticket_row_parent_class)->dispose (object);
}

static void
hy_ticket_row_class_init (HyTicketRowClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hy_ticket_row_dispose;
  G_OBJECT_CLASS (klass)->set_property = hy_ticket_row_set_property;
  properties[PROP_SELECTED] = g_param_spec_boolean ("selected", NULL, NULL, FALSE,
                                                    G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  widget->get_request_mode = hy_ticket_row_get_request_mode;
  widget->measure = hy_ticket_row_measure;
  widget->snapshot = hy_ticket_row_snapshot;
  gtk_widget_class_set_css_name (widget, "ticket");
}

static void
hy_ticket_row_init (HyTicketRow *self)
{
}
