/* Texts on pages, printed into a file. */
#include "desk/hy-print-text.h"

#include <glib/gstdio.h>

/* More lines than a page holds. */
static char *
long_text (void)
{
  GString *text = g_string_new ("Heading\n");

  for (int i = 0; i < 120; i++)
    g_string_append_printf (text, "line %d & more\n", i);
  return g_string_free (text, FALSE);
}

static int
pages_of (const char *const *texts)
{
  const char *titles[] = { "One & more", "Two", "Three", "Four", NULL };
  g_autoptr (GtkPrintOperation) operation = hy_print_operation_new ("Test & more", titles, texts);
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("huiyin-print-XXXXXX", &error);
  g_autofree char *path = g_build_filename (dir, "out.pdf", NULL);
  int pages = 0;

  g_assert_no_error (error);
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (
      gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
      GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_object_get (operation, "n-pages", &pages, NULL);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_rmdir (dir);
  return pages;
}

/* Where it went to is said: of a file from home on. */
static void
test_words (void)
{
  const char *texts[] = { "Heading", NULL };
  g_autoptr (GtkPrintOperation) operation = hy_print_operation_new ("Test", texts, texts);
  g_autofree char *path = g_build_filename (g_get_home_dir (), "Documents", "Test.pdf", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *printed = hy_print_words (operation);
  g_autofree char *filed = NULL;

  g_assert_cmpstr (printed, ==, "Printed");
  gtk_print_settings_set (gtk_print_operation_get_print_settings (operation), GTK_PRINT_SETTINGS_OUTPUT_URI, uri);
  filed = hy_print_words (operation);
  g_assert_cmpstr (filed, ==, "Printed to Documents/Test.pdf");
}

static void
test_one_page (void)
{
  const char *texts[] = { "Heading\n\nA few words", NULL };

  g_assert_cmpint (pages_of (texts), ==, 1);
}

static void
test_empty (void)
{
  const char *texts[] = { "", NULL };

  g_assert_cmpint (pages_of (texts), ==, 1);
}

static void
test_long_one (void)
{
  g_autofree char *text = long_text ();
  const char *texts[] = { text, NULL };

  g_assert_cmpint (pages_of (texts), >, 1);
}

/* However little stands on the page before. */
static void
test_each_on_its_own (void)
{
  g_autofree char *text = long_text ();
  const char *alone[] = { text, NULL };
  const char *texts[] = { "first", text, "third", "fourth", NULL };

  g_assert_cmpint (pages_of (texts), ==, pages_of (alone) + 3);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/print-text/words", test_words);
  g_test_add_func ("/desk/print-text/one-page", test_one_page);
  g_test_add_func ("/desk/print-text/empty", test_empty);
  g_test_add_func ("/desk/print-text/long-one", test_long_one);
  g_test_add_func ("/desk/print-text/each-on-its-own", test_each_on_its_own);
  return g_test_run ();
}
