#include "desk/hy-export.h"

#include "store/hy-outbox.h"

#include "desk/hy-text.h"

#include <string.h>

/* One export from the question to the end of the writing. */
typedef struct
{
  GtkWidget *from;
  GtkFileChooserNative *chooser;
  char *text;
} Export;

static void
export_free (Export *self)
{
  g_object_unref (self->from);
  g_clear_object (&self->chooser);
  g_free (self->text);
  g_free (self);
}

static void
toast (GtkWidget *from, const char *words)
{
  gtk_widget_activate_action (from, "win.toast", "s", words);
}

static void
written (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    words = g_strdup (_ ("Exported"));
  else
    words = g_strdup_printf (_ ("Not exported: %s"), error->message);
  toast (self->from, words);
  export_free (self);
}

static void
place_chosen (GtkNativeDialog *dialog, int response, Export *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file == NULL)
    {
      export_free (self);
      return;
    }
  g_file_replace_contents_async (file, self->text, strlen (self->text), NULL, FALSE,
                                 G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                 written, self);
}

void
hy_export_text (GtkWidget *from, const char *name, const char *text)
{
  Export *self = g_new0 (Export, 1);
  GtkRoot *root = gtk_widget_get_root (from);

  self->from = g_object_ref (from);
  self->text = g_strdup (text);
  self->chooser = gtk_file_chooser_native_new (_ ("Export"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"),
                                               _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect (self->chooser, "response", G_CALLBACK (place_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

typedef struct
{
  GtkWidget *from;
  char *json;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_object_unref (self->from);
  g_free (self->json);
  g_free (self);
}

static gboolean
read_outbox (HyReplica *replica, gpointer data, GError **error)
{
  Reading *self = data;

  self->json = hy_outbox_export (replica, error);
  return self->json != NULL;
}

static void
outbox_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (hy_store_finish (HY_STORE (source), result, &error))
    hy_export_text (self->from, "huiyin-outbox.json", self->json);
  else
    toast (self->from, error->message);
}

void
hy_export_outbox (GtkWidget *from, HySession *session)
{
  Reading *self = g_new0 (Reading, 1);

  self->from = g_object_ref (from);
  hy_store_read_async (hy_session_get_store (session), read_outbox, self, reading_free, NULL,
                       outbox_read, NULL);
}
