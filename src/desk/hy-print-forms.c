#include "desk/hy-print-forms.h"

#include "desk/hy-handling-form.h"
#include "desk/hy-print-text.h"

#include "desk/hy-text.h"

/* Several tickets, read one after the other. */
typedef struct
{
  GtkWidget *from;
  HySession *session;
  GStrv tickets;
  gsize at;
  GPtrArray *texts; /* of char* */
  GPtrArray *titles; /* of char*, one for each text */
} Printing;

static void
printing_free (Printing *self)
{
  g_object_unref (self->from);
  g_object_unref (self->session);
  g_strfreev (self->tickets);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->titles);
  g_free (self);
}

static char *
form_text (HySession *session, HyMatter *matter, gboolean revealed)
{
  HyFormHead head = {
    .office = hy_session_get_office_name (session),
    .handler = hy_session_get_name (session, matter->ticket->view->ticket->handler),
    .revealed = revealed,
  };

  return hy_handling_form_text (matter, &head);
}

static char *
form_title (const HyMatter *matter)
{
  const char *number = matter->ticket->view->ticket->number;

  return number != NULL ? g_strdup_printf (_ ("Handling Form %s"), number) : g_strdup (_ ("Handling Form"));
}

/* NULL once the window is gone. */
static GtkWindow *
window_of (GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

void
hy_print_form (GtkWidget *from, HySession *session, HyMatter *matter, gboolean revealed)
{
  g_autofree char *text = form_text (session, matter, revealed);
  g_autofree char *title = form_title (matter);

  hy_print_text (window_of (from), title, text);
}

static void read_next (Printing *self);

static void
matter_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Printing *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HyMatter) matter = hy_matter_load_finish (self->session, result, &error);

  if (matter != NULL)
    {
      g_ptr_array_add (self->texts, form_text (self->session, matter, FALSE));
      g_ptr_array_add (self->titles, form_title (matter));
    }
  else
    gtk_widget_activate_action (self->from, "win.toast", "s", error->message);
  self->at++;
  read_next (self);
}

static void
read_next (Printing *self)
{
  GtkWindow *window = window_of (self->from);

  if (window != NULL && self->tickets[self->at] != NULL)
    {
      hy_matter_load_async (self->session, self->tickets[self->at], NULL, matter_read, self);
      return;
    }
  if (window != NULL && self->texts->len > 0)
    {
      g_ptr_array_add (self->texts, NULL);
      g_ptr_array_add (self->titles, NULL);
      hy_print_texts (window, _ ("Handling Form"), (const char *const *) self->titles->pdata,
                      (const char *const *) self->texts->pdata);
    }
  printing_free (self);
}

void
hy_print_forms (GtkWidget *from, HySession *session, const char *const *tickets)
{
  Printing *self = g_new0 (Printing, 1);

  self->from = g_object_ref (from);
  self->session = g_object_ref (session);
  self->tickets = g_strdupv ((char **) tickets);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  read_next (self);
}
