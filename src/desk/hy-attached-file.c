#include "desk/hy-attached-file.h"

#include "desk/hy-text.h"
#include "store/hy-blobs.h"
#include "sync/hy-engine.h"

#include <glib/gstdio.h>

typedef struct
{
  HyStore *store;
  char *ticket;
  HyBlobRef *blob;
  char *folder; /* of the copies */
} Get;

static void
get_free (gpointer data)
{
  Get *self = data;

  g_object_unref (self->store);
  g_free (self->ticket);
  hy_blob_ref_free (self->blob);
  g_free (self->folder);
  g_free (self);
}

/* One for each replica whose window runs; in memory where the system has such a folder. */
static char *
folder_of_copies (void)
{
  return g_build_filename (g_get_user_runtime_dir (),
                           g_application_get_application_id (g_application_get_default ()), "files",
                           NULL);
}

/* Two levels: a folder for each file, so that names cannot meet. */
static void
remove_copies (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_remove (path) == 0)
        continue;
      remove_copies (path);
      g_remove (path);
    }
}

static void
program_ends (GApplication *application)
{
  g_autofree char *folder = folder_of_copies ();

  remove_copies (folder);
}

/* What a program that was killed left behind goes before the first. */
static void
begin_copies (const char *folder)
{
  static gboolean begun = FALSE;

  if (begun)
    return;
  begun = TRUE;
  remove_copies (folder);
  g_signal_connect (g_application_get_default (), "shutdown", G_CALLBACK (program_ends), NULL);
}

static gboolean
is_here (const char *path, const HyBlobRef *blob)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && (gint64) info.st_size == blob->size;
}

static gboolean
fetch (Get *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (HyEngine) engine = hy_engine_new (self->store, NULL);
  g_autoptr (GError) cause = NULL;

  if (hy_engine_fetch (engine, self->blob, self->ticket, cancellable, &cause))
    return TRUE;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, cause->domain, cause->code,
                 _ ("%s is not at the district yet; it is still being sent there"),
                 self->blob->name);
  else if (cause->domain == HY_TRANSPORT_ERROR)
    g_set_error (error, cause->domain, cause->code,
                 _ ("%s is at the district; it can be fetched when the line is back"),
                 self->blob->name);
  else
    g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* The name comes from outside. */
static char *
path_of_copy (const Get *self)
{
  g_autofree char *base = g_path_get_basename (self->blob->name);
  const char *name = base[0] == '.' || base[0] == G_DIR_SEPARATOR ? "file" : base;

  return g_build_filename (self->folder, self->blob->sha256, name, NULL);
}

static char *
copy (const Get *self, const char *path, GError **error)
{
  g_autofree char *to = path_of_copy (self);
  g_autofree char *folder = g_path_get_dirname (to);
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  g_mkdir_with_parents (folder, 0700);
  if (is_here (to, self->blob))
    return g_steal_pointer (&to);
  if (!g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error))
    return NULL;
  g_chmod (to, 0400);
  return g_steal_pointer (&to);
}

static void
get_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Get *self = data;
  g_autofree char *path = hy_blobs_path (hy_store_get_dir (self->store), self->blob->sha256);
  GError *error = NULL;
  char *made = NULL;

  if (is_here (path, self->blob) || fetch (self, cancellable, &error))
    made = copy (self, path, &error);
  if (made != NULL)
    g_task_return_pointer (task, made, g_free);
  else
    g_task_return_error (task, error);
}

void
hy_attached_file_get_async (HySession *session,
                            const char *ticket,
                            const HyBlobRef *blob,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Get *job = g_new0 (Get, 1);

  job->store = g_object_ref (hy_session_get_store (session));
  job->ticket = g_strdup (ticket);
  job->blob = hy_blob_ref_copy (blob);
  job->folder = folder_of_copies ();
  begin_copies (job->folder);
  g_task_set_source_tag (task, hy_attached_file_get_async);
  g_task_set_task_data (task, job, get_free);
  g_task_run_in_thread (task, get_on_thread);
}

char *
hy_attached_file_get_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
