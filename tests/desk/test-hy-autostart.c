#include "desk/hy-autostart.h"
#include "support/hy-test-replica.h"

#include <glib/gstdio.h>

/* What a desktop would run, split as it splits. */
static char **
exec_of (const char *dir)
{
  g_autofree char *entry = hy_autostart_entry (dir);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *exec = NULL;
  char **words = NULL;

  g_assert_true (g_key_file_load_from_data (file, entry, -1, G_KEY_FILE_NONE, NULL));
  exec = g_key_file_get_string (file, "Desktop Entry", "Exec", NULL);
  g_assert_true (g_shell_parse_argv (exec, NULL, &words, NULL));
  return words;
}

static void
test_usual (void)
{
  g_auto (GStrv) words = exec_of (NULL);

  g_assert_cmpuint (g_strv_length (words), ==, 2);
  g_assert_cmpstr (words[1], ==, "--background");
}

/* The folder comes through a desktop's splitting as it is; "%" is doubled, for it begins a field. */
static void
test_folder (void)
{
  const char *dir = "/data/our \"office\" $HOME \\ `x` 热线";
  g_auto (GStrv) words = exec_of (dir);
  g_auto (GStrv) percent = exec_of ("/data/100%");

  g_assert_cmpuint (g_strv_length (words), ==, 4);
  g_assert_cmpstr (words[2], ==, "--replica");
  g_assert_cmpstr (words[3], ==, dir);
  g_assert_cmpstr (percent[3], ==, "/data/100%%");
}

static void
keep_error (const GError *error, gpointer data)
{
  *(GError **) data = g_error_copy (error);
}

static gboolean
is_on (GAction *action)
{
  g_autoptr (GVariant) state = g_action_get_state (action);

  return g_variant_get_boolean (state);
}

static void
set_changed (GObject *action, GParamSpec *pspec, gboolean *changed)
{
  *changed = TRUE;
}

/* Asks for @on and waits for the answer. */
static void
change (GAction *action, gboolean on)
{
  gboolean changed = FALSE;
  gulong handler = g_signal_connect (action, "notify::state", G_CALLBACK (set_changed), &changed);

  g_action_change_state (action, g_variant_new_boolean (on));
  while (!changed)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (action, handler);
}

static void
test_action (void)
{
  g_autofree char *path
      = g_build_filename (g_get_user_config_dir (), "autostart", "cn.example.desktop", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GAction) action = hy_autostart_action_new ("cn.example", NULL, keep_error, &error);
  g_autoptr (GAction) later = NULL;
  gboolean changed = FALSE;

  change (action, TRUE);
  g_assert_true (is_on (action));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  later = hy_autostart_action_new ("cn.example", NULL, keep_error, &error);
  g_signal_connect (later, "notify::state", G_CALLBACK (set_changed), &changed);
  while (!changed)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (is_on (later));
  change (action, FALSE);
  g_assert_false (is_on (action));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_no_error (error);
}

/* A file stands where the folder should be. */
static void
test_failure (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "autostart", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GAction) action = hy_autostart_action_new ("cn.example", NULL, keep_error, &error);

  g_mkdir_with_parents (g_get_user_config_dir (), 0700);
  g_rmdir (folder);
  g_assert_true (g_file_set_contents (folder, "", -1, NULL));
  change (action, TRUE);
  g_assert_false (is_on (action));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_remove (folder);
}

int
main (int argc, char **argv)
{
  /* GLib's own isolation of folders leaks them. */
  g_autofree char *config = hy_test_dir_new ();
  int status;

  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/autostart/usual", test_usual);
  g_test_add_func ("/autostart/folder", test_folder);
  g_test_add_func ("/autostart/action", test_action);
  g_test_add_func ("/autostart/failure", test_failure);
  status = g_test_run ();
  hy_test_dir_remove (config);
  return status;
}
