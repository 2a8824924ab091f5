#include "desk/hy-attach-box.h"

#include "desk/hy-attach-keep.h"
#include "desk/hy-attach-tile.h"
#include "desk/hy-text.h"
#include "desk/hy-trouble.h"
#include "store/hy-blobs.h"

#include <string.h>

struct _HyAttachBox
{
  AdwBin parent_instance;
  HySession *session;
  HyAttachDraft *draft;
  GPtrArray *blobs; /* of HyBlobRef */
  GtkFileChooserNative *chooser;
  GPtrArray *large;  /* of GFile: photos that were too large */
  GString *problems; /* of what was chosen last, a line each */
  guint busy;
  guint asked; /* counts the lists asked for: an answer to an earlier question is late */
  gboolean watching;
  GtkLabel *words;
  GtkFlowBox *tiles;
  GtkWidget *problem;
  GtkLabel *problem_words;
  GtkWidget *shrink;
};

G_DEFINE_FINAL_TYPE (HyAttachBox, hy_attach_box, ADW_TYPE_BIN)

gboolean
hy_attach_box_is_wanted (const char *kind)
{
  static const char *const kinds[]
      = { "contact", "progress", "situation_statement", "reply", "return_request", NULL };

  return g_strv_contains (kinds, kind);
}

GPtrArray *
hy_attach_box_get_blobs (HyAttachBox *self)
{
  return g_ptr_array_ref (self->blobs);
}

gboolean
hy_attach_box_is_busy (HyAttachBox *self)
{
  return self->busy > 0;
}

/* Showing */

static void
show_words (HyAttachBox *self)
{
  guint n = self->blobs->len;
  gint64 bytes = 0;
  gboolean photos = TRUE;
  g_autofree char *size = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < n; i++)
    {
      const HyBlobRef *blob = g_ptr_array_index (self->blobs, i);

      bytes += blob->size;
      photos = photos && g_str_has_prefix (blob->type, "image/");
    }
  size = g_format_size ((guint64) bytes);
  if (self->busy > 0)
    words = g_strdup (_ ("Being copied…"));
  else if (n == 0)
    words = g_strdup ("");
  else if (photos)
    words = g_strdup_printf (ngettext ("%u photo to send · %s", "%u photos to send · %s", n), n, size);
  else
    words = g_strdup_printf (ngettext ("%u file to send · %s", "%u files to send · %s", n), n, size);
  gtk_label_set_text (self->words, words);
}

static void
show_tiles (HyAttachBox *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tiles))) != NULL)
    gtk_flow_box_remove (self->tiles, child);
  for (guint i = 0; i < self->blobs->len; i++)
    {
      const HyBlobRef *blob = g_ptr_array_index (self->blobs, i);
      g_autofree char *path = hy_blobs_path (
          hy_store_get_dir (hy_session_get_store (self->session)), blob->sha256);
      GtkWidget *tile = hy_attach_tile_new (blob, path);

      gtk_flow_box_append (self->tiles, tile);
      /* The row is no place of its own for the keyboard: its button is. */
      gtk_widget_set_focusable (gtk_widget_get_parent (tile), FALSE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tiles), self->blobs->len > 0);
  show_words (self);
}

static void
take_blobs (HyAttachBox *self, GPtrArray *blobs)
{
  g_ptr_array_unref (self->blobs);
  self->blobs = blobs;
  show_tiles (self);
}

static void
show_problems (HyAttachBox *self)
{
  gtk_label_set_text (self->problem_words, self->problems->str);
  gtk_widget_set_visible (self->problem, self->problems->len > 0);
  gtk_widget_set_visible (self->shrink, self->large->len > 0);
}

static void
add_problem (HyAttachBox *self, const char *words)
{
  if (self->problems->len > 0)
    g_string_append_c (self->problems, '\n');
  g_string_append (self->problems, words);
  show_problems (self);
}

/* Something else is attached now, or in another form. */
static void
clear_problems (HyAttachBox *self)
{
  g_string_truncate (self->problems, 0);
  g_ptr_array_set_size (self->large, 0);
  show_problems (self);
}

/* What is under way for a draft, which need not be the box's any more when it ends. */
typedef struct
{
  HyAttachBox *self;
  HyAttachDraft *draft;
  GFile *file; /* NULL: pasted */
  guint asked;
} Job;

static Job *
job_new (HyAttachBox *self, GFile *file)
{
  Job *job = g_new0 (Job, 1);

  job->self = g_object_ref (self);
  job->draft = hy_attach_draft_ref (self->draft);
  job->file = file != NULL ? g_object_ref (file) : NULL;
  job->asked = self->asked;
  return job;
}

static void
job_free (Job *job)
{
  g_object_unref (job->self);
  hy_attach_draft_unref (job->draft);
  g_clear_object (&job->file);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  HyAttachBox *self = job->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blobs = hy_attach_list_finish (result, &error);

  if (job->asked != self->asked)
    return;
  if (blobs == NULL)
    {
      add_problem (self, hy_trouble_error_words (error));
      return;
    }
  take_blobs (self, g_steal_pointer (&blobs));
}

static void
reload (HyAttachBox *self)
{
  self->asked++;
  hy_attach_list_async (hy_session_get_store (self->session), self->draft, listed,
                        job_new (self, NULL));
}

/* Keeping */

static void
say_too_large (HyAttachBox *self, GFile *file)
{
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *type = path != NULL ? g_content_type_guess (path, NULL, 0, NULL) : NULL;
  gboolean photo = type != NULL && g_str_has_prefix (type, "image/");
  g_autofree char *words = g_strdup_printf (
      photo ? _ ("%s is larger than 20 MB. Shrunk it stays clear enough to read a notice on it.")
            : _ ("%s is larger than 20 MB. Attach a shorter recording, or a part of it."),
      name != NULL ? name : "");

  if (photo)
    g_ptr_array_add (self->large, g_object_ref (file));
  add_problem (self, words);
}

static void
kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  HyAttachBox *self = job->self;
  g_autoptr (GError) error = NULL;
  gboolean ok = hy_attach_keep_finish (result, &error);

  self->busy--;
  if (job->draft != self->draft)
    {
      show_words (self);
      return;
    }
  if (g_error_matches (error, HY_STORE_ERROR, HY_STORE_ERROR_TOO_LARGE))
    say_too_large (self, job->file);
  else if (!ok)
    add_problem (self, hy_trouble_error_words (error));
  reload (self);
}

static void
keep (HyAttachBox *self, GFile *file, GdkTexture *texture, gboolean shrink)
{
  if (self->draft == NULL)
    return;
  self->busy++;
  show_words (self);
  hy_attach_keep_async (hy_session_get_store (self->session), self->draft, file, texture, shrink,
                        kept, job_new (self, file));
}

static void
keep_files (HyAttachBox *self, const GValue *value)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

  clear_problems (self);
  for (GSList *l = files; l != NULL; l = l->next)
    keep (self, l->data, NULL, FALSE);
  g_slist_free (files);
}

/* Ways in */

static void
chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  HyAttachBox *self = data;
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  if (files != NULL)
    clear_problems (self);
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      keep (self, file, NULL, FALSE);
    }
  g_clear_object (&self->chooser);
}

static void
choose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyAttachBox *self = HY_ATTACH_BOX (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Photos or Files"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Attach"), NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = hy_attach_remove_finish (result, &error);

  if (job->draft != job->self->draft)
    return;
  if (!ok)
    add_problem (job->self, hy_trouble_error_words (error));
  reload (job->self);
}

static void
take_away (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyAttachBox *self = HY_ATTACH_BOX (widget);

  hy_attach_remove_async (hy_session_get_store (self->session), self->draft,
                          g_variant_get_string (parameter, NULL), removed, job_new (self, NULL));
}

static void
shrink_it (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyAttachBox *self = HY_ATTACH_BOX (widget);
  g_autoptr (GPtrArray) photos = g_steal_pointer (&self->large);

  self->large = g_ptr_array_new_with_free_func (g_object_unref);
  clear_problems (self);
  for (guint i = 0; i < photos->len; i++)
    keep (self, photos->pdata[i], NULL, TRUE);
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, HyAttachBox *self)
{
  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  keep_files (self, value);
  return TRUE;
}

static void
pasted_files (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyAttachBox) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value != NULL)
    keep_files (self, value);
  else
    add_problem (self, error->message);
}

static void
pasted_picture (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyAttachBox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture
      = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);

  clear_problems (self);
  if (texture != NULL)
    keep (self, NULL, texture, FALSE);
  else
    add_problem (self, error->message);
}

/* Before the text field under the cursor gets it: text is the field's, files and pictures are ours. */
static gboolean
key_pressed (
    GtkEventControllerKey *keys, guint keyval, guint code, GdkModifierType state, HyAttachBox *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (gdk_keyval_to_lower (keyval) != GDK_KEY_v
      || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return FALSE;
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    pasted_files, g_object_ref (self));
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE)
           && !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    gdk_clipboard_read_texture_async (clipboard, NULL, pasted_picture, g_object_ref (self));
  else
    return FALSE;
  return TRUE;
}

static void
watch (HyAttachBox *self, GtkWidget *form)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped), self, 0);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  gtk_widget_add_controller (form, GTK_EVENT_CONTROLLER (target));
  gtk_widget_add_controller (form, keys);
}

void
hy_attach_box_begin (HyAttachBox *self,
                     HySession *session,
                     GtkWidget *form,
                     const char *ticket,
                     const char *person,
                     const char *draft_kind)
{
  g_return_if_fail (HY_IS_ATTACH_BOX (self));
  g_set_object (&self->session, session);
  g_clear_pointer (&self->draft, hy_attach_draft_unref);
  self->draft = hy_attach_draft_new (ticket, person, draft_kind);
  if (!self->watching)
    watch (self, form);
  self->watching = TRUE;
  clear_problems (self);
  take_blobs (self, g_ptr_array_new_with_free_func ((GDestroyNotify) hy_blob_ref_free));
  reload (self);
}

static void
hy_attach_box_finalize (GObject *object)
{
  HyAttachBox *self = HY_ATTACH_BOX (object);

  g_clear_object (&self->session);
  g_clear_object (&self->chooser);
  g_ptr_array_unref (self->large);
  g_string_free (self->problems, TRUE);
  g_clear_pointer (&self->draft, hy_attach_draft_unref);
  g_ptr_array_unref (self->blobs);
  G_OBJECT_CLASS (hy_attach_box_parent_class)->finalize (object);
}

static void
hy_attach_box_class_init (HyAttachBoxClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hy_attach_box_finalize;
  gtk_widget_class_install_action (widget, "attach.choose", NULL, choose);
  gtk_widget_class_install_action (widget, "attach.remove", "s", take_away);
  gtk_widget_class_install_action (widget, "attach.shrink", NULL, shrink_it);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-attach-box.ui");
  gtk_widget_class_bind_template_child (widget, HyAttachBox, words);
  gtk_widget_class_bind_template_child (widget, HyAttachBox, tiles);
  gtk_widget_class_bind_template_child (widget, HyAttachBox, problem);
  gtk_widget_class_bind_template_child (widget, HyAttachBox, problem_words);
  gtk_widget_class_bind_template_child (widget, HyAttachBox, shrink);
}

static void
hy_attach_box_init (HyAttachBox *self)
{
  self->blobs = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_blob_ref_free);
  self->large = g_ptr_array_new_with_free_func (g_object_unref);
  self->problems = g_string_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}
