#include "store/hy-work.h"
#include "store/hy-sql.h"
#include "support/hy-test-replica.h"

#include <string.h>

/* What a disk does to a file means the same as what it does to the database. */
static void
test_explain (void)
{
  static const struct
  {
    GFileError of_file;
    int wanted; /* -1: left as it is */
  } cases[] = {
    { G_FILE_ERROR_NOSPC, HY_STORE_ERROR_FULL },     { G_FILE_ERROR_ROFS, HY_STORE_ERROR_READ_ONLY },
    { G_FILE_ERROR_ACCES, HY_STORE_ERROR_READ_ONLY }, { G_FILE_ERROR_IO, HY_STORE_ERROR_READ_ONLY },
    { G_FILE_ERROR_NOENT, -1 },
  };
  g_autofree char *dir = hy_test_dir_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (G_FILE_ERROR, (int) cases[i].of_file, "a file");

      g_assert_false (hy_work_explain (dir, &error));
      if (cases[i].wanted < 0)
        g_assert_error (error, G_FILE_ERROR, (int) cases[i].of_file);
      else
        g_assert_error (error, HY_STORE_ERROR, cases[i].wanted);
      g_assert_nonnull (strstr (error->message, "a file"));
    }
  hy_test_dir_remove (dir);
}

/* What says why already, or was not asked about, stays. */
static void
test_explain_nothing (void)
{
  g_autofree char *dir = hy_test_dir_new ();
  g_autoptr (GError) error = g_error_new_literal (HY_STORE_ERROR, HY_STORE_ERROR_TOO_LARGE, "too large");

  g_assert_false (hy_work_explain (dir, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_TOO_LARGE);
  g_assert_false (hy_work_explain (dir, NULL));
  hy_test_dir_remove (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/work/explain", test_explain);
  g_test_add_func ("/store/work/explain-nothing", test_explain_nothing);
  return g_test_run ();
}
