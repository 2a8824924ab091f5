#include "desk/hy-checkup.h"

#include "desk/hy-text.h"
#include "store/hy-doctor.h"

#include <adwaita.h>

typedef struct
{
  GtkWidget *widget;
  HyExamination examination;
} Checkup;

static void
checkup_free (gpointer data)
{
  Checkup *self = data;

  g_object_unref (self->widget);
  hy_examination_clear (&self->examination);
  g_free (self);
}

static gboolean
examine (HyReplica *replica, gpointer data, GError **error)
{
  return hy_replica_examine (replica, &((Checkup *) data)->examination, error);
}

static char *
findings (const HyExamination *examination)
{
  GString *words = g_string_new (NULL);

  if (examination->damage != NULL)
    g_string_append_printf (words, "%s\n", examination->damage);
  if (examination->loose > 0)
    g_string_append_printf (words, _ ("%d rows name a ticket that is not there.\n"),
                            (int) examination->loose);
  if (examination->damage != NULL || examination->loose > 0)
    g_string_append (words, _ ("Keep the folder as it is and ring the district: this PC has to be "
                               "enrolled anew, into an empty folder."));
  else
    g_string_append_printf (
        words,
        g_dngettext (GETTEXT_PACKAGE, "%d ticket was looked through. Nothing is missing.",
                     "%d tickets were looked through. Nothing is missing.",
                     (gulong) examination->tickets),
        (int) examination->tickets);
  if (!examination->digest_sound)
    g_string_append_printf (words, "\n%s",
                            _ ("The sum over the tickets is wrong; the next sync mends that."));
  return g_string_free (words, FALSE);
}

static void
show (GtkWidget *widget, const char *heading, const char *words)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              heading, words);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
examined (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Checkup *self = g_task_get_task_data (G_TASK (result));
  const HyExamination *examination = &self->examination;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!hy_store_finish (HY_STORE (source), result, &error))
    {
      show (self->widget, _ ("The Replica Cannot Be Read"), error->message);
      return;
    }
  words = findings (examination);
  show (self->widget,
        examination->damage != NULL || examination->loose > 0 ? _ ("The Replica Is Damaged")
                                                              : _ ("The Replica Is Sound"),
        words);
}

void
hy_checkup_run (GtkWidget *widget, HySession *session)
{
  Checkup *self = g_new0 (Checkup, 1);

  self->widget = g_object_ref (widget);
  hy_store_read_async (hy_session_get_store (session), examine, self, checkup_free, NULL, examined,
                       NULL);
}
