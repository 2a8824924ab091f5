#include "desk/hy-ticket-page.h"

#include "desk/hy-matter.h"

struct _HyTicketPage
{
  AdwBin parent_instance;
  HySession *session;
  char *ticket;
  HyMatter *matter;
  GCancellable *reading;
  GtkStack *stack;
  GtkLabel *title;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (HyTicketPage, hy_ticket_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_TITLE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
show_matter (HyTicketPage *self)
{
  const HyTicket *ticket = self->matter->ticket->view->ticket;

  gtk_label_set_text (self->title, ticket->title);
  gtk_label_set_text (self->words, ticket->content);
  gtk_stack_set_visible_child_name (self->stack, "ticket");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
matter_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyTicketPage) self = user_data;
  g_autoptr (GError) error = NULL;
  HyMatter *matter = hy_matter_load_finish (HY_SESSION (source), result, &error);

  if (matter == NULL)
    return;
  g_clear_pointer (&self->matter, hy_matter_unref);
  self->matter = matter;
  show_matter (self);
}

static void
read_matter (HyTicketPage *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->ticket == NULL)
    return;
  self->reading = g_cancellable_new ();
  hy_matter_load_async (self->session, self->ticket, self->reading, matter_read,
                        g_object_ref (self));
}

static void
session_changed (HySession *session, guint mask, HyTicketPage *self)
{
  read_matter (self);
}

void
hy_ticket_page_open (HyTicketPage *self, const char *ticket, const char *form)
{
  g_return_if_fail (HY_IS_TICKET_PAGE (self));

  g_free (self->ticket);
  self->ticket = g_strdup (ticket);
  if (ticket == NULL)
    gtk_stack_set_visible_child_name (self->stack, "none");
  read_matter (self);
  if (form != NULL)
    hy_ticket_page_act (self, form);
}

const char *
hy_ticket_page_get_ticket (HyTicketPage *self)
{
  g_return_val_if_fail (HY_IS_TICKET_PAGE (self), NULL);
  return self->ticket;
}

void
hy_ticket_page_act (HyTicketPage *self, const char *kind)
{
  g_return_if_fail (HY_IS_TICKET_PAGE (self));
}

gboolean
hy_ticket_page_fold (HyTicketPage *self)
{
  g_return_val_if_fail (HY_IS_TICKET_PAGE (self), FALSE);
  return FALSE;
}

static void
hy_ticket_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HyTicketPage *self = HY_TICKET_PAGE (object);

  if (id == PROP_TITLE)
    g_value_set_string (value,
                        self->matter != NULL ? self->matter->ticket->view->ticket->title : NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_ticket_page_constructed (GObject *object)
{
  HyTicketPage *self = HY_TICKET_PAGE (object);

  G_OBJECT_CLASS (hy_ticket_page_parent_class)->constructed (object);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (session_changed), self, 0);
}

static void
hy_ticket_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_TICKET_PAGE (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_ticket_page_dispose (GObject *object)
{
  HyTicketPage *self = HY_TICKET_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->matter, hy_matter_unref);
  g_clear_pointer (&self->ticket, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_ticket_page_parent_class)->dispose (object);
}

static void
hy_ticket_page_class_init (HyTicketPageClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->constructed = hy_ticket_page_constructed;
  object->get_property = hy_ticket_page_get_property;
  object->set_property = hy_ticket_page_set_property;
  object->dispose = hy_ticket_page_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-ticket-page.ui");
  gtk_widget_class_bind_template_child (widget, HyTicketPage, stack);
  gtk_widget_class_bind_template_child (widget, HyTicketPage, title);
  gtk_widget_class_bind_template_child (widget, HyTicketPage, words);
}

static void
hy_ticket_page_init (HyTicketPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
