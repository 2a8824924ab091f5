/* Every template of ui/ loads as the widget of its name, without a warning, and has its source. */
#include "desk/hy-session.h"
#include "support/hy-test-replica.h"

#include <adwaita.h>
#include <gmodule.h>

#define RESOURCES "/cn/huiyin/Huiyin/ui/"

static HyTestReplica *replica;
static HySession *session;
static const char *source_root;

/* "hy-list-page" -> "hy_list_page_get_type". */
static GType
type_of (const char *base)
{
  g_autofree char *symbol = g_strdup_printf ("%s_get_type", base);
  GModule *self = g_module_open (NULL, 0);
  GType (*get_type) (void) = NULL;

  g_strdelimit (symbol, "-", '_');
  if (!g_module_symbol (self, symbol, (gpointer *) &get_type))
    g_error ("there is no %s()", symbol);
  return get_type ();
}

static void
test_loads (gconstpointer data)
{
  const char *base = data;
  GType type = type_of (base);
  g_autofree char *c = g_strdup_printf ("%s/src/desk/%s.c", source_root, base);
  gpointer klass = NULL;
  GtkWidget *widget = NULL;

  g_assert_true (g_file_test (c, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_type_is_a (type, GTK_TYPE_WIDGET));
  if (G_TYPE_IS_ABSTRACT (type))
    return;
  klass = g_type_class_ref (type);
  if (g_object_class_find_property (klass, "session") != NULL)
    widget = g_object_new (type, "session", session, NULL);
  else
    widget = g_object_new (type, NULL);
  g_assert_nonnull (gtk_widget_get_first_child (widget));
  g_object_ref_sink (widget);
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  g_object_unref (widget);
  g_type_class_unref (klass);
}

static void
add_tests (void)
{
  g_auto (GStrv) names = g_resources_enumerate_children (RESOURCES, 0, NULL);

  g_assert_nonnull (names);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      char *base = g_strndup (names[i], strlen (names[i]) - strlen (".ui"));
      g_autofree char *path = g_strdup_printf ("/templates/%s", base);

      g_test_add_data_func_full (path, base, test_loads, g_free);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  adw_init ();
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  source_root = argv[1];
  replica = hy_test_replica_new ();
  hy_test_replica_enrol (replica, TRUE);
  session = hy_session_new (replica->dir, &error);
  g_assert_no_error (error);
  add_tests ();
  status = g_test_run ();
  g_clear_object (&session);
  hy_test_replica_free (replica);
  return status;
}
