#include "desk/hy-settings.h"
#include "support/hy-test-replica.h"

static void
test_defaults (void)
{
  g_autoptr (GSettings) settings = hy_settings_new ();

  g_assert_false (g_settings_get_boolean (settings, "background"));
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), >, 0);
}

/* Two replicas remember apart; the same folder by another name is the same replica. */
static void
test_replicas (void)
{
  g_autofree char *dir = hy_test_dir_new ();
  g_autofree char *other = hy_test_dir_new ();
  g_autofree char *dotted = g_build_filename (dir, ".", NULL);
  g_autoptr (GSettings) a = hy_settings_new_for_replica (dir);
  g_autoptr (GSettings) same = hy_settings_new_for_replica (dotted);
  g_autoptr (GSettings) b = hy_settings_new_for_replica (other);
  g_autofree char *there = NULL, *elsewhere = NULL;

  g_settings_set_string (a, "person", "p-zhang");
  there = g_settings_get_string (same, "person");
  elsewhere = g_settings_get_string (b, "person");
  g_assert_cmpstr (there, ==, "p-zhang");
  g_assert_cmpstr (elsewhere, ==, "");
  hy_test_dir_remove (dir);
  hy_test_dir_remove (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/defaults", test_defaults);
  g_test_add_func ("/settings/replicas", test_replicas);
  return g_test_run ();
}
