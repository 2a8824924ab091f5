/* Every template of ui/ loads as the widget of its name, without a warning, and has its source; what
 * takes the focus in it has a name for who cannot see it. */
#include "desk/hy-session.h"
#include "support/hy-test-replica.h"

#include <adwaita.h>
#include <gmodule.h>

#define RESOURCES "/cn/huiyin/Huiyin/ui/"
#define ICONS "/cn/huiyin/Huiyin/icons/scalable/actions/"

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

static gboolean
has_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget))[0] != '\0';
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_words (child))
      return TRUE;
  return FALSE;
}

/* By itself, by its label, or as the inner part of what has one. */
static gboolean
is_named (GtkWidget *widget)
{
  GtkWidget *at = widget;

  for (int up = 0; at != NULL && up < 4; up++, at = gtk_widget_get_parent (at))
    if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (at), GTK_ACCESSIBLE_PROPERTY_LABEL)
        || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (at),
                                             GTK_ACCESSIBLE_RELATION_LABELLED_BY)
        || ADW_IS_PREFERENCES_ROW (at))
      return TRUE;
  return !GTK_IS_EDITABLE (widget) && !GTK_IS_TEXT_VIEW (widget) && has_words (widget);
}

static gboolean
takes_focus (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_TEXT (widget)
         || GTK_IS_TEXT_VIEW (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_LIST_VIEW (widget)
         || GTK_IS_LIST_BOX (widget) || GTK_IS_SWITCH (widget);
}

/* What is hidden gets its words when it is shown. */
static void
check_names (GtkWidget *widget, const char *base)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (takes_focus (widget) && gtk_widget_get_focusable (widget) && !is_named (widget))
    {
      g_test_message ("%s: %s in %s has no name", base, G_OBJECT_TYPE_NAME (widget),
                      G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
      g_test_fail ();
    }
  /* Read out twice, once with the underscore. */
  if (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget)))
    g_error ("%s: the button “%s” has a mnemonic", base,
             gtk_button_get_label (GTK_BUTTON (widget)));
  /* The inside of these is the toolkit's. */
  if (GTK_IS_DROP_DOWN (widget) || ADW_IS_PREFERENCES_WINDOW (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_names (child, base);
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
  check_names (widget, base);
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  g_object_unref (widget);
  g_type_class_unref (klass);
}

/* GTK fills every rectangle, circle and path of a symbolic icon with the colour of the text: one that is to be
 * hollow shows as a lump. */
static void
test_icons (void)
{
  g_auto (GStrv) names = g_resources_enumerate_children (ICONS, 0, NULL);
  g_autoptr (GRegex) hollow
      = g_regex_new ("<(rect|circle|path)[^>]*fill=.none", 0, 0, NULL);

  g_assert_nonnull (names);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (ICONS, names[i], NULL);
      g_autoptr (GBytes) svg = g_resources_lookup_data (path, 0, NULL);
      gsize size = 0;
      const char *text = g_bytes_get_data (svg, &size);

      if (g_str_has_suffix (path, "-symbolic.svg")
          && g_regex_match_full (hollow, text, (gssize) size, 0, 0, NULL, NULL))
        g_error ("%s has a hollow part that will be filled", names[i]);
    }
}

static void
add_tests (void)
{
  g_auto (GStrv) names = g_resources_enumerate_children (RESOURCES, 0, NULL);

  g_assert_nonnull (names);
  g_test_add_func ("/templates/icons", test_icons);
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

  /* Names are read from what GTK keeps for its own tests. */
  g_setenv ("GTK_A11Y", "test", TRUE);
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
