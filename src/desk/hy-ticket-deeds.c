#include "desk/hy-ticket-deeds.h"

#include "desk/hy-trouble.h"

typedef struct
{
  GtkWidget *widget;
  char *kind;
  HyRevealed revealed; /* NULL: a deed with a toast */
  gpointer data;
} Doing;

static void
doing_free (Doing *self)
{
  g_object_unref (self->widget);
  g_free (self->kind);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Doing, doing_free)

static void
done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Doing) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *command = hy_session_queue_finish (HY_SESSION (source), result, &error);

  if (command == NULL)
    gtk_widget_activate_action (self->widget, "win.toast", "s", hy_trouble_error_words (error));
  else if (self->revealed != NULL)
    self->revealed (self->widget, self->data);
  else
    gtk_widget_activate_action (self->widget, "win.saved", "(ss)", self->kind, command);
}

static void
queue (GtkWidget *widget,
       HySession *session,
       const HyMatter *matter,
       const char *kind,
       GVariant *body,
       HyRevealed revealed,
       gpointer data)
{
  const HyTicket *ticket = matter->ticket->view->ticket;
  Doing *doing = g_new0 (Doing, 1);
  HyDeed deed
      = { .ticket = ticket->id, .kind = kind, .body = body, .base_version = ticket->version };

  doing->widget = g_object_ref (widget);
  doing->kind = g_strdup (kind);
  doing->revealed = revealed;
  doing->data = data;
  hy_session_queue_async (session, &deed, NULL, done, doing);
}

static GVariant *
body_new (const char *name, const char *value, const char *name2, const char *value2)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  if (name != NULL && value != NULL)
    g_variant_builder_add (&builder, "{sv}", name, g_variant_new_string (value));
  if (name2 != NULL && value2 != NULL)
    g_variant_builder_add (&builder, "{sv}", name2, g_variant_new_string (value2));
  return g_variant_builder_end (&builder);
}

void
hy_ticket_deed (GtkWidget *widget, HySession *session, const HyMatter *matter, const char *kind)
{
  queue (widget, session, matter, kind, body_new (NULL, NULL, NULL, NULL), NULL, NULL);
}

void
hy_ticket_read (GtkWidget *widget, HySession *session, const HyMatter *matter, const char *record)
{
  queue (widget, session, matter, "read_receipt", body_new ("record", record, NULL, NULL), NULL,
         NULL);
}

void
hy_ticket_reveal (GtkWidget *widget,
                  HySession *session,
                  const HyMatter *matter,
                  const char *field,
                  const char *purpose,
                  HyRevealed revealed,
                  gpointer data)
{
  queue (widget, session, matter, "reveal", body_new ("field", field, "purpose", purpose), revealed,
         data);
}
