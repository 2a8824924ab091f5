#include "desk/hy-photo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

/* Enough to read a notice on a photo of a whole wall. */
#define SHRUNK_SIDE 2560
#define SHRUNK_QUALITY "85"

gboolean
hy_photo_is_one (const char *type)
{
  return type != NULL && g_str_has_prefix (type, "image/");
}

/* Cameras say which side is up beside the picture. */
static GdkPixbuf *
load (const char *path, int size, GError **error)
{
  g_autoptr (GdkPixbuf) raw = NULL;
  int width = 0, height = 0;

  if (gdk_pixbuf_get_file_info (path, &width, &height) != NULL && MAX (width, height) <= size)
    size = MAX (width, height);
  raw = gdk_pixbuf_new_from_file_at_scale (path, size, size, TRUE, error);
  return raw != NULL ? gdk_pixbuf_apply_embedded_orientation (raw) : NULL;
}

typedef struct
{
  char *path;
  int size;
} Load;

static void
load_free (gpointer data)
{
  Load *self = data;

  g_free (self->path);
  g_free (self);
}

static void
load_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *self = data;
  GError *error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = load (self->path, self->size, &error);

  if (pixbuf != NULL)
    g_task_return_pointer (task, gdk_texture_new_for_pixbuf (pixbuf), g_object_unref);
  else
    g_task_return_error (task, error);
}

void
hy_photo_load_async (const char *path,
                     int size,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Load *job = g_new0 (Load, 1);

  job->path = g_strdup (path);
  job->size = size;
  g_task_set_source_tag (task, hy_photo_load_async);
  g_task_set_task_data (task, job, load_free);
  g_task_run_in_thread (task, load_on_thread);
}

GdkTexture *
hy_photo_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GBytes *
hy_photo_shrink (const char *path, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = load (path, SHRUNK_SIDE, error);
  char *data = NULL;
  gsize size = 0;

  if (pixbuf == NULL
      || !gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", error, "quality", SHRUNK_QUALITY,
                                     NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}
