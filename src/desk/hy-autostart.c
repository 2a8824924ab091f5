#include "desk/hy-autostart.h"

#include "hy-config.h"

#include "desk/hy-text.h"

#include <errno.h>
#include <glib/gstdio.h>

typedef struct
{
  char *path;
  char *entry;
  HyAutostartFailed failed;
  gpointer data;
} Place;

/* One job of a worker thread: a look, a writing or a removal. */
typedef struct
{
  char *path;
  char *entry; /* NULL: the entry goes */
} Job;

static void
place_free (gpointer data, GClosure *closure)
{
  Place *self = data;

  g_free (self->path);
  g_free (self->entry);
  g_free (self);
}

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->path);
  g_free (self->entry);
  g_free (self);
}

/* An argument of "Exec": in double quotes, within which four characters and the field codes' sign
 * are escaped (Desktop Entry Specification, "The Exec key"). */
static char *
quote (const char *word)
{
  GString *out = g_string_new ("\"");

  for (const char *p = word; *p != '\0'; p++)
    {
      if (strchr ("\"`$\\", *p) != NULL)
        g_string_append_c (out, '\\');
      if (*p == '%')
        g_string_append_c (out, '%');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
  return g_string_free (out, FALSE);
}

char *
hy_autostart_entry (const char *dir)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *quoted = dir != NULL ? quote (dir) : NULL;
  g_autofree char *exec = quoted != NULL
                              ? g_strdup_printf ("huiyin --background --replica %s", quoted)
                              : g_strdup ("huiyin --background");
  const char *group = G_KEY_FILE_DESKTOP_GROUP;

  g_key_file_set_string (file, group, G_KEY_FILE_DESKTOP_KEY_TYPE, G_KEY_FILE_DESKTOP_TYPE_APPLICATION);
  g_key_file_set_string (file, group, G_KEY_FILE_DESKTOP_KEY_NAME, _ ("Huiyin"));
  g_key_file_set_string (file, group, G_KEY_FILE_DESKTOP_KEY_EXEC, exec);
  g_key_file_set_string (file, group, G_KEY_FILE_DESKTOP_KEY_ICON, HY_APP_ID);
  return g_key_file_to_data (file, NULL, NULL);
}

static void
look (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, g_file_test (((Job *) data)->path, G_FILE_TEST_EXISTS));
}

static void
looked (GObject *source, GAsyncResult *result, gpointer data)
{
  gboolean there = g_task_propagate_boolean (G_TASK (result), NULL);

  g_simple_action_set_state (G_SIMPLE_ACTION (source), g_variant_new_boolean (there));
}

static void
put (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autofree char *folder = g_path_get_dirname (job->path);
  GError *error = NULL;

  if (job->entry == NULL ? g_remove (job->path) != 0 && errno != ENOENT
                         : g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_task_return_new_error (task, G_IO_ERROR, (int) g_io_error_from_errno (code), "%s: %s",
                               job->path, g_strerror (code));
    }
  else if (job->entry == NULL || g_file_set_contents (job->path, job->entry, -1, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
was_put (GObject *source, GAsyncResult *result, gpointer data)
{
  const Place *place = data;
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_simple_action_set_state (G_SIMPLE_ACTION (source),
                               g_variant_new_boolean (job->entry != NULL));
  else
    {
      /* A switch that was moved goes back. */
      g_object_notify (source, "state");
      place->failed (error, place->data);
    }
}

static void
run (GSimpleAction *action,
     const Place *place,
     gboolean on,
     GTaskThreadFunc func,
     GAsyncReadyCallback done)
{
  g_autoptr (GTask) task = g_task_new (action, NULL, done, (gpointer) place);
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (place->path);
  job->entry = on ? g_strdup (place->entry) : NULL;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, func);
}

static void
change (GSimpleAction *action, GVariant *value, Place *place)
{
  run (action, place, g_variant_get_boolean (value), put, was_put);
}

GAction *
hy_autostart_action_new (const char *id, const char *dir, HyAutostartFailed failed, gpointer data)
{
  GSimpleAction *action
      = g_simple_action_new_stateful ("autostart", NULL, g_variant_new_boolean (FALSE));
  g_autofree char *name = g_strconcat (id, ".desktop", NULL);
  Place *place = g_new0 (Place, 1);

  place->path = g_build_filename (g_get_user_config_dir (), "autostart", name, NULL);
  place->entry = hy_autostart_entry (dir);
  place->failed = failed;
  place->data = data;
  /* Lives as long as the action, which every running job holds. */
  g_signal_connect_data (action, "change-state", G_CALLBACK (change), place, place_free, 0);
  run (action, place, FALSE, look, looked);
  return G_ACTION (action);
}
