#include "desk/hy-contact-number.h"

#include "desk/hy-contact-body.h"
#include "desk/hy-text.h"

struct _HyContactNumber
{
  AdwBin parent_instance;
  GtkLabel *digits;
  GtkButton *copy;
  GtkButton *other;
  char *ticket; /* id */
  char *first, *second;
  gboolean uses_second;
  gboolean seen; /* and that is on record */
};

G_DEFINE_FINAL_TYPE (HyContactNumber, hy_contact_number, ADW_TYPE_BIN)

static guint changed_signal;

const char *
hy_contact_number_get (HyContactNumber *self)
{
  g_return_val_if_fail (HY_IS_CONTACT_NUMBER (self), NULL);
  if (self->uses_second)
    return self->second;
  return self->first != NULL ? self->first : self->second;
}

static void
show (HyContactNumber *self)
{
  const char *number = hy_contact_number_get (self);
  g_autofree char *grouped = hy_phone_grouped (number);

  gtk_label_set_text (self->digits, number != NULL ? grouped : _ ("No number"));
  gtk_widget_set_visible (GTK_WIDGET (self->copy), number != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->other), self->first != NULL && self->second != NULL);
}

void
hy_contact_number_set_ticket (HyContactNumber *self, const HyTicket *ticket)
{
  g_return_if_fail (HY_IS_CONTACT_NUMBER (self));

  hy_set_string (&self->ticket, ticket->id);
  hy_set_string (&self->first, ticket->citizen.phone);
  hy_set_string (&self->second, ticket->citizen.phone2);
  show (self);
}

void
hy_contact_number_use (HyContactNumber *self, const char *number)
{
  g_return_if_fail (HY_IS_CONTACT_NUMBER (self));

  self->uses_second = number != NULL && g_strcmp0 (number, self->second) == 0;
  show (self);
}

static void
copy_clicked (GtkButton *button, HyContactNumber *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), hy_contact_number_get (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Number copied"));
}

static void
other_clicked (GtkButton *button, HyContactNumber *self)
{
  self->uses_second = !self->uses_second;
  show (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HySession) session = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *command = hy_session_queue_finish (HY_SESSION (source), result, &error);

  if (command == NULL)
    hy_session_note_failure (session, error);
}

void
hy_contact_number_note_seen (HyContactNumber *self, HySession *session)
{
  HyDeed deed = { .ticket = self->ticket, .kind = "reveal", .base_version = -1 };
  GVariantDict body;

  g_return_if_fail (HY_IS_CONTACT_NUMBER (self));
  if (self->seen || hy_contact_number_get (self) == NULL)
    return;
  self->seen = TRUE;
  g_variant_dict_init (&body, NULL);
  hy_put_text (&body, "field", "phone");
  hy_put_text (&body, "purpose", "contact");
  deed.body = g_variant_dict_end (&body);
  hy_session_queue_async (session, &deed, NULL, noted, g_object_ref (session));
}

static void
hy_contact_number_finalize (GObject *object)
{
  HyContactNumber *self = HY_CONTACT_NUMBER (object);

  g_free (self->ticket);
  g_free (self->first);
  g_free (self->second);
  G_OBJECT_CLASS (hy_contact_number_parent_class)->finalize (object);
}

static void
hy_contact_number_class_init (HyContactNumberClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hy_contact_number_finalize;
  changed_signal = g_signal_new ("changed", HY_TYPE_CONTACT_NUMBER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-contact-number.ui");
  gtk_widget_class_bind_template_child (widget, HyContactNumber, digits);
  gtk_widget_class_bind_template_child (widget, HyContactNumber, copy);
  gtk_widget_class_bind_template_child (widget, HyContactNumber, other);
  gtk_widget_class_bind_template_callback (widget, copy_clicked);
  gtk_widget_class_bind_template_callback (widget, other_clicked);
}

static void
hy_contact_number_init (HyContactNumber *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
