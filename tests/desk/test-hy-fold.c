#include "desk/hy-fold.h"

#include <string.h>

static char *
repeat (const char *text, int n)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    g_string_append (all, text);
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
test_short (void)
{
  g_assert_cmpuint (hy_fold_cut ("", 8), ==, 0);
  g_assert_cmpuint (hy_fold_cut ("路灯不亮。", 8), ==, strlen ("路灯不亮。"));
}

/* 42 ideographs to a line; never inside of one. */
static void
test_long (void)
{
  g_autofree char *text = repeat ("灯", 2000);
  gsize cut = hy_fold_cut (text, 8);

  g_assert_cmpuint (cut, ==, 8 * 42 * strlen ("灯"));
  g_assert_true (g_utf8_validate (text, (gssize) cut, NULL));
}

static void
test_paragraphs (void)
{
  g_autofree char *lines = repeat ("一行\n", 60);

  g_assert_cmpuint (hy_fold_cut (lines, 8), ==, 8 * strlen ("一行\n") - 1);
}

/* A button that shows four more words is none. */
static void
test_little_more (void)
{
  g_autofree char *text = repeat ("灯", 8 * 42 + 10);

  g_assert_cmpuint (hy_fold_cut (text, 8), ==, strlen (text));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/fold/short", test_short);
  g_test_add_func ("/desk/fold/long", test_long);
  g_test_add_func ("/desk/fold/paragraphs", test_paragraphs);
  g_test_add_func ("/desk/fold/little-more", test_little_more);
  return g_test_run ();
}
