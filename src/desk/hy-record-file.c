#include "desk/hy-record-file.h"

#include "desk/hy-attached-file.h"
#include "desk/hy-photo.h"
#include "desk/hy-text.h"
#include "store/hy-blobs.h"

#define PICTURE_SIDE 128

struct _HyRecordFile
{
  AdwBin parent_instance;
  HySession *session;
  char *ticket;
  HyBlobRef *blob;
  GCancellable *cancellable; /* of all that it waits for */
  GtkButton *button;
  GtkStack *stack; /* icon | picture | busy */
  GtkImage *icon;
  GtkPicture *picture;
  GtkSpinner *spinner;
  GtkLabel *name;
  GtkLabel *about;
};

G_DEFINE_FINAL_TYPE (HyRecordFile, hy_record_file, ADW_TYPE_BIN)

static void
show_kind (HyRecordFile *self)
{
  gboolean seen = gtk_picture_get_paintable (self->picture) != NULL;

  gtk_spinner_stop (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, seen ? "picture" : "icon");
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyRecordFile) self = user_data;
  g_autoptr (GdkTexture) texture = hy_photo_load_finish (result, NULL);

  /* What is not here, or cannot be shown, keeps its icon. */
  if (texture == NULL || self->session == NULL)
    return;
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  show_kind (self);
}

static void
load (HyRecordFile *self)
{
  const char *dir = hy_store_get_dir (hy_session_get_store (self->session));
  g_autofree char *path = hy_blobs_path (dir, self->blob->sha256);

  if (hy_photo_is_one (self->blob->type) && gtk_picture_get_paintable (self->picture) == NULL)
    hy_photo_load_async (path, PICTURE_SIDE, self->cancellable, loaded, g_object_ref (self));
}

static void
say (HyRecordFile *self, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
}

static void
shown (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyRecordFile) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) || self->session == NULL
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  words = g_strdup_printf (_ ("No program on this PC opens %s"), self->blob->name);
  say (self, words);
}

static void
got (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyRecordFile) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = hy_attached_file_get_finish (result, &error);
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->session == NULL || root == NULL)
    return;
  show_kind (self);
  if (uri == NULL)
    {
      say (self, error->message);
      return;
    }
  load (self);
  gtk_show_uri_full (GTK_WINDOW (root), uri, GDK_CURRENT_TIME, self->cancellable, shown,
                     g_object_ref (self));
}

static void
clicked (GtkButton *button, HyRecordFile *self)
{
  /* Once is enough. */
  if (gtk_spinner_get_spinning (self->spinner))
    return;
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  hy_attached_file_get_async (self->session, self->ticket, self->blob, self->cancellable, got,
                              g_object_ref (self));
}

static void
show_words (HyRecordFile *self)
{
  g_autofree char *size = g_format_size ((guint64) self->blob->size);
  g_autofree char *name = g_strdup_printf (_ ("Open %s, %s"), self->blob->name, size);
  g_autoptr (GIcon) icon = g_content_type_get_symbolic_icon (self->blob->type);

  gtk_label_set_text (self->name, self->blob->name);
  gtk_label_set_text (self->about, self->blob->missing ? _ ("not at the district yet") : size);
  gtk_image_set_from_gicon (self->icon, icon);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), self->blob->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

GtkWidget *
hy_record_file_new (HySession *session, const char *ticket, const HyBlobRef *blob)
{
  HyRecordFile *self = g_object_new (HY_TYPE_RECORD_FILE, NULL);

  self->session = g_object_ref (session);
  self->ticket = g_strdup (ticket);
  self->blob = hy_blob_ref_copy (blob);
  show_words (self);
  load (self);
  return GTK_WIDGET (self);
}

static void
hy_record_file_dispose (GObject *object)
{
  HyRecordFile *self = HY_RECORD_FILE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_record_file_parent_class)->dispose (object);
}

static void
hy_record_file_finalize (GObject *object)
{
  HyRecordFile *self = HY_RECORD_FILE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->blob, hy_blob_ref_free);
  g_free (self->ticket);
  G_OBJECT_CLASS (hy_record_file_parent_class)->finalize (object);
}

static void
hy_record_file_class_init (HyRecordFileClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->dispose = hy_record_file_dispose;
  object->finalize = hy_record_file_finalize;
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-record-file.ui");
  gtk_widget_class_bind_template_child (widget, HyRecordFile, button);
  gtk_widget_class_bind_template_child (widget, HyRecordFile, stack);
  gtk_widget_class_bind_template_child (widget, HyRecordFile, icon);
  gtk_widget_class_bind_template_child (widget, HyRecordFile, picture);
  gtk_widget_class_bind_template_child (widget, HyRecordFile, spinner);
  gtk_widget_class_bind_template_child (widget, HyRecordFile, name);
  gtk_widget_class_bind_template_child (widget, HyRecordFile, about);
  gtk_widget_class_bind_template_callback (widget, clicked);
}

static void
hy_record_file_init (HyRecordFile *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
