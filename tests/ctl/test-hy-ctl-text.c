#include "ctl/hy-ctl-text.h"

static void
test_width (void)
{
  g_assert_cmpuint (hy_text_width (""), ==, 0);
  g_assert_cmpuint (hy_text_width ("N-42"), ==, 4);
  g_assert_cmpuint (hy_text_width ("噪音"), ==, 4);
  g_assert_cmpuint (hy_text_width ("a噪b"), ==, 4);
  g_assert_cmpuint (hy_text_width ("e\xcc\x81"), ==, 1); /* a combining accent */
}

static void
test_plain (void)
{
  g_autofree char *none = hy_text_plain (NULL);
  g_autofree char *escape = hy_text_plain ("a\033[2Jb\nc");
  g_autofree char *direction = hy_text_plain ("a\xe2\x80\xae"
                                              "b");
  g_autofree char *broken = hy_text_plain ("a\xff"
                                           "b");
  g_autofree char *lines = hy_text_lines ("one\n\033two");
  g_autofree char *windows = hy_text_lines ("one\r\ntwo");
  g_autofree char *windows_plain = hy_text_plain ("one\r\ntwo");

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (windows, ==, "one\ntwo");
  g_assert_cmpstr (windows_plain, ==, "one two");
  g_assert_cmpstr (escape, ==, "a [2Jb c");
  g_assert_cmpstr (direction, ==, "ab");
  g_assert_cmpstr (broken, ==,
                   "a\xef\xbf\xbd"
                   "b");
  g_assert_cmpstr (lines, ==, "one\n two");
}

static void
test_cut (void)
{
  g_autofree char *whole = hy_text_cut ("噪音扰民", 8);
  g_autofree char *cut = hy_text_cut ("噪音扰民", 7);
  g_autofree char *odd = hy_text_cut ("噪音扰民", 6);

  g_assert_cmpstr (whole, ==, "噪音扰民");
  g_assert_cmpstr (cut, ==, "噪音扰…");
  g_assert_cmpstr (odd, ==, "噪音…");
}

static void
test_table (void)
{
  g_autoptr (HyTextTable) table = hy_text_table_new (3);
  g_autofree char *text = NULL;

  for (const char *const *cell
       = (const char *const[]){ "投诉", "1", "x", "ab", "20", "夜间施工", NULL };
       *cell != NULL; cell++)
    hy_text_table_add (table, *cell);
  text = hy_text_table_format (table);
  g_assert_cmpstr (text, ==, "投诉  1   x\nab    20  夜间施工\n");
}

/* A column without any text takes no room. */
static void
test_empty_column (void)
{
  g_autoptr (HyTextTable) table = hy_text_table_new (3);
  g_autofree char *text = NULL;

  hy_text_table_add (table, "a");
  hy_text_table_add (table, NULL);
  hy_text_table_add (table, "b");
  text = hy_text_table_format (table);
  g_assert_cmpstr (text, ==, "a  b\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/text/width", test_width);
  g_test_add_func ("/ctl/text/plain", test_plain);
  g_test_add_func ("/ctl/text/cut", test_cut);
  g_test_add_func ("/ctl/text/table", test_table);
  g_test_add_func ("/ctl/text/empty-column", test_empty_column);
  return g_test_run ();
}
