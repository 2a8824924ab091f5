#include "desk/hy-toolkit.h"

static void
test_columns (void)
{
  g_assert_cmpint (hy_toolkit_columns (""), ==, 0);
  g_assert_cmpint (hy_toolkit_columns ("Enter"), ==, 5);
  g_assert_cmpint (hy_toolkit_columns ("回车"), ==, 4);
  g_assert_cmpint (hy_toolkit_columns ("速报（Ctrl+Shift+B）"), ==, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolkit/columns", test_columns);
  return g_test_run ();
}
