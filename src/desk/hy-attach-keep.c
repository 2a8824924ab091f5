#include "desk/hy-attach-keep.h"

#include "desk/hy-photo.h"
#include "desk/hy-text.h"
#include "store/hy-attachments.h"
#include "store/hy-blobs.h"
#include "wire/hy-record-json.h"

#define PIECE (256 * 1024)

struct _HyAttachDraft
{
  char *ticket, *person, *kind;
};

HyAttachDraft *
hy_attach_draft_new (const char *ticket, const char *person, const char *kind)
{
  HyAttachDraft *self = g_atomic_rc_box_new0 (HyAttachDraft);

  self->ticket = g_strdup (ticket);
  self->person = g_strdup (person);
  self->kind = g_strdup (kind);
  return self;
}

HyAttachDraft *
hy_attach_draft_ref (HyAttachDraft *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_draft (gpointer data)
{
  HyAttachDraft *self = data;

  g_free (self->ticket);
  g_free (self->person);
  g_free (self->kind);
}

void
hy_attach_draft_unref (HyAttachDraft *self)
{
  g_atomic_rc_box_release_full (self, clear_draft);
}

typedef struct
{
  HyStore *store;
  HyAttachDraft *draft;
  GFile *file;
  GdkTexture *texture;
  gboolean shrink;
  HyBlobRef *blob;  /* that was kept */
  char *sha256;     /* that goes */
  GPtrArray *blobs; /* that are there */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_object_unref (self->store);
  hy_attach_draft_unref (self->draft);
  g_clear_object (&self->file);
  g_clear_object (&self->texture);
  hy_blob_ref_free (self->blob);
  g_free (self->sha256);
  g_clear_pointer (&self->blobs, g_ptr_array_unref);
  g_free (self);
}

static Job *
job_new (HyStore *store, HyAttachDraft *draft)
{
  Job *self = g_new0 (Job, 1);

  self->store = g_object_ref (store);
  self->draft = hy_attach_draft_ref (draft);
  return self;
}

static GTask *
task_new (Job *job, GTaskThreadFunc func, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, func);
  return task;
}

/* Keeping */

/* A pipe never ends, a device has no end: only a file is read. */
static gboolean
is_file (GFile *file, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
               _ ("%s is no file that can be attached. Choose a photo or a file."), name);
  return FALSE;
}

/* A phone that is plugged in has no path of its own. What a file says of its size need not be true. */
static GBytes *
load (GFile *file, GError **error)
{
  g_autoptr (GFileInputStream) in = is_file (file, error) ? g_file_read (file, NULL, error) : NULL;
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);
  gssize n = -1;

  if (in == NULL)
    return NULL;
  while (all->len <= HY_BLOB_MAX
         && (n = g_input_stream_read (G_INPUT_STREAM (in), piece, PIECE, NULL, error)) > 0)
    g_byte_array_append (all, piece, (guint) n);
  if (n == 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&all));
  if (n > 0)
    g_set_error_literal (error, HY_STORE_ERROR, HY_STORE_ERROR_TOO_LARGE, "larger than 20 MiB");
  return NULL;
}

static char *
shrunk_name (const char *name)
{
  const char *dot = g_strrstr (name, ".");
  g_autofree char *stem = dot != NULL && dot != name ? g_strndup (name, (gsize) (dot - name))
                                                     : g_strdup (name);

  return g_strconcat (stem, ".jpg", NULL);
}

static HyBlobRef *
keep_texture (Job *self, GError **error)
{
  g_autoptr (GBytes) bytes = gdk_texture_save_to_png_bytes (self->texture);

  return hy_blobs_keep (self->store, bytes, _ ("Pasted picture.png"), error);
}

static HyBlobRef *
keep_file (Job *self, GError **error)
{
  g_autofree char *path = g_file_get_path (self->file);
  g_autofree char *base = g_file_get_basename (self->file);
  g_autofree char *name = g_filename_display_name (base);
  g_autoptr (GBytes) bytes = NULL;

  if (self->shrink && path != NULL)
    {
      g_autofree char *shrunk = shrunk_name (name);

      bytes = hy_photo_shrink (path, error);
      return bytes != NULL ? hy_blobs_keep (self->store, bytes, shrunk, error) : NULL;
    }
  bytes = load (self->file, error);
  return bytes != NULL ? hy_blobs_keep (self->store, bytes, name, error) : NULL;
}

static gboolean
attach (HyReplica *replica, gpointer data, GError **error)
{
  Job *self = data;

  return hy_attachments_add (replica, self->draft->ticket, self->draft->person, self->draft->kind,
                             self->blob, error);
}

static void
keep_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *self = data;
  GError *error = NULL;

  self->blob = self->texture != NULL ? keep_texture (self, &error) : keep_file (self, &error);
  if (self->blob != NULL && hy_store_write (self->store, attach, self, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
hy_attach_keep_async (HyStore *store,
                      HyAttachDraft *draft,
                      GFile *file,
                      GdkTexture *texture,
                      gboolean shrink,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  Job *job = job_new (store, draft);

  job->shrink = shrink;
  g_set_object (&job->file, file);
  g_set_object (&job->texture, texture);
  g_object_unref (task_new (job, keep_on_thread, callback, user_data));
}

gboolean
hy_attach_keep_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Listing and removing: in the order of writing. */

static gboolean
list (HyReplica *replica, gpointer data, GError **error)
{
  Job *self = data;

  self->blobs = hy_attachments_list (replica, self->draft->ticket, self->draft->person,
                                     self->draft->kind, error);
  return self->blobs != NULL;
}

static void
list_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *self = data;
  GError *error = NULL;

  if (hy_store_write (self->store, list, self, &error))
    g_task_return_pointer (task, g_steal_pointer (&self->blobs), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
hy_attach_list_async (HyStore *store, HyAttachDraft *draft, GAsyncReadyCallback callback, gpointer user_data)
{
  g_object_unref (task_new (job_new (store, draft), list_on_thread, callback, user_data));
}

GPtrArray *
hy_attach_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
take_away (HyReplica *replica, gpointer data, GError **error)
{
  Job *self = data;

  return hy_attachments_remove (replica, self->draft->ticket, self->draft->person, self->draft->kind,
                                self->sha256, error);
}

static void
remove_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *self = data;
  GError *error = NULL;

  if (hy_store_write (self->store, take_away, self, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
hy_attach_remove_async (HyStore *store,
                        HyAttachDraft *draft,
                        const char *sha256,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Job *job = job_new (store, draft);

  job->sha256 = g_strdup (sha256);
  g_object_unref (task_new (job, remove_on_thread, callback, user_data));
}

gboolean
hy_attach_remove_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
