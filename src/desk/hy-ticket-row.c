#include "desk/hy-ticket-row.h"

#include "core/hy-words.h"
#include "desk/hy-look.h"
#include "desk/hy-text.h"

struct _HyTicketRow
{
  GtkWidget parent_instance;
  HySession *session;
  HyTicketItem *item;
  GtkWidget *box;
  GtkImage *light;
  GtkLabel *title;
  GtkLabel *date;
  GtkWidget *second;
  GtkLabel *caption;
  GtkLabel *chips;
  GtkLabel *left;
  GtkImage *unsent;
};

G_DEFINE_FINAL_TYPE (HyTicketRow, hy_ticket_row, GTK_TYPE_WIDGET)

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

static char *
chip_words (const HyListRow *row)
{
  g_autoptr (GPtrArray) chips = hy_look_chips (row->flags);

  g_ptr_array_add (chips, NULL);
  return g_strjoinv (" · ", (char **) chips->pdata);
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

static void
set_light (HyTicketRow *self, const HyLook *look)
{
  const char *classes[] = { hy_look_class (look), NULL };
  const char *date_classes[] = { "numeric", hy_look_class (look), NULL };

  gtk_image_set_from_icon_name (self->light, hy_look_icon (look));
  gtk_widget_set_css_classes (GTK_WIDGET (self->light), classes);
  gtk_widget_set_css_classes (GTK_WIDGET (self->date), date_classes);
}

/* Rows reach AT-SPI without a name unless their parent, the list's own item, has one. */
static void
name_for_readers (
    HyTicketRow *self, const HyListRow *row, const HyLook *look, const char *date, const char *left)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autoptr (GString) name = g_string_new (hy_look_words (look));
  const char *handler = hy_session_get_name (self->session, row->handler);
  g_autofree char *chips = chip_words (row);

  if (parent == NULL)
    return;
  if (date[0] != '\0')
    g_string_append_printf (name, _ (", %s, %s"), date, left);
  g_string_append_printf (name, _ (". %s. %s, %s"), row->title, hy_look_kind (row->kind),
                          hy_look_channel (row->channel));
  if (handler != NULL)
    g_string_append_printf (name, _ (", handler %s"), handler);
  g_string_append_printf (name, _ (", ending in %s"), hy_look_tail (row->number));
  if (chips[0] != '\0')
    g_string_append_printf (name, ", %s", chips);
  if (row->unsent > 0)
    g_string_append_printf (name,
                            g_dngettext (GETTEXT_PACKAGE, ", %d not sent", ", %d not sent",
                                         (gulong) row->unsent),
                            (int) row->unsent);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
}

static void
show_row (HyTicketRow *self, const HyListRow *row)
{
  HyTime now = hy_session_now (self->session);
  HyLook look = hy_look_new (hy_ticket_item_light (self->item, now), row->due, now);
  g_autofree char *date = date_words (row, now);
  g_autofree char *left
      = row->running ? hy_look_left (row->due, now, hy_session_get_calendar (self->session))
                     : g_strdup ("");
  g_autofree char *caption = caption_words (self, row);
  g_autofree char *chips = chip_words (row);

  gtk_label_set_text (self->title, row->title);
  gtk_label_set_text (self->caption, caption);
  gtk_label_set_text (self->date, date);
  gtk_label_set_text (self->left, left);
  gtk_label_set_text (self->chips, chips);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), chips[0] != '\0');
  gtk_image_set_from_icon_name (self->unsent,
                                row->may_refuse ? "hy-refused-symbolic" : "hy-waiting-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->unsent), row->unsent > 0);
  set_light (self, &look);
  name_for_readers (self, row, &look, date, left);
}

void
hy_ticket_row_update (HyTicketRow *self)
{
  const HyListRow *row = self->item != NULL ? hy_ticket_item_get_row (self->item) : NULL;

  if (row != NULL)
    {
      gtk_widget_remove_css_class (self->box, "hy-loading");
      show_row (self, row);
      return;
    }
  gtk_widget_add_css_class (self->box, "hy-loading");
  gtk_label_set_text (self->title, "");
  gtk_label_set_text (self->caption, "");
  gtk_label_set_text (self->date, "");
  gtk_label_set_text (self->left, "");
  gtk_widget_hide (GTK_WIDGET (self->chips));
  gtk_widget_hide (GTK_WIDGET (self->unsent));
  gtk_image_clear (self->light);
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
  gtk_widget_set_visible (self->second, !dense);
}

GtkWidget *
hy_ticket_row_new (HySession *session)
{
  HyTicketRow *self = g_object_new (HY_TYPE_TICKET_ROW, NULL);

  self->session = session;
  return GTK_WIDGET (self);
}

static void
hy_ticket_row_dispose (GObject *object)
{
  HyTicketRow *self = HY_TICKET_ROW (object);

  hy_ticket_row_set_item (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HY_TYPE_TICKET_ROW);
  G_OBJECT_CLASS (hy_ticket_row_parent_class)->dispose (object);
}

static void
hy_ticket_row_class_init (HyTicketRowClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hy_ticket_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-ticket-row.ui");
  gtk_widget_class_bind_template_child (widget, HyTicketRow, box);
  gtk_widget_class_bind_template_child (widget, HyTicketRow, light);
  gtk_widget_class_bind_template_child (widget, HyTicketRow, title);
  gtk_widget_class_bind_template_child (widget, HyTicketRow, date);
  gtk_widget_class_bind_template_child (widget, HyTicketRow, second);
  gtk_widget_class_bind_template_child (widget, HyTicketRow, caption);
  gtk_widget_class_bind_template_child (widget, HyTicketRow, chips);
  gtk_widget_class_bind_template_child (widget, HyTicketRow, left);
  gtk_widget_class_bind_template_child (widget, HyTicketRow, unsent);
}

static void
hy_ticket_row_init (HyTicketRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
