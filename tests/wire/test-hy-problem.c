#include "wire/hy-problem.h"

#include <string.h>

static void
test_roundtrip (void)
{
  for (int i = 1; i < HY_N_PROBLEMS; i++)
    {
      g_autofree char *text = hy_problem_to_json (i, "为什么", i == HY_PROBLEM_DEVICE_REVOKED);
      g_autoptr (GError) error = NULL;
      g_autoptr (HyProblem) problem = hy_problem_parse (text, strlen (text), &error);

      g_assert_no_error (error);
      g_assert_cmpint (problem->code, ==, i);
      g_assert_cmpint (problem->status, ==, hy_problem_status (i));
      g_assert_cmpstr (problem->detail, ==, "为什么");
      g_assert_cmpint (problem->wipe, ==, i == HY_PROBLEM_DEVICE_REVOKED);
    }
}

static void
test_golden (void)
{
  g_autofree char *text = hy_problem_to_json (HY_PROBLEM_EPOCH_CHANGED, NULL, FALSE);

  g_assert_cmpstr (text, ==,
                   "{\"type\":\"about:blank#epoch_changed\",\"title\":\"The district was "
                   "restored\",\"status\":409}");
  g_assert_cmpuint (hy_problem_status (HY_PROBLEM_BAD_CODE), ==, 403);
  g_assert_cmpuint (hy_problem_status (HY_PROBLEM_PROTOCOL_TOO_OLD), ==, 426);
}

static void
test_foreign (void)
{
  const char *text = "{\"type\":\"about:blank#teapot\",\"status\":418,\"x\":[]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (HyProblem) problem = hy_problem_parse (text, strlen (text), &error);
  g_autofree char *large = g_strnfill (HY_PROBLEM_MAX + 1, ' ');

  g_assert_no_error (error);
  g_assert_cmpint (problem->code, ==, HY_PROBLEM_UNKNOWN);
  g_assert_null (hy_problem_parse (large, strlen (large), &error));
  g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_null (hy_problem_parse ("<html>", 6, &error));
  g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_null (hy_problem_parse ("{}", 2, &error));
  g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/problem/roundtrip", test_roundtrip);
  g_test_add_func ("/wire/problem/golden", test_golden);
  g_test_add_func ("/wire/problem/foreign", test_foreign);
  return g_test_run ();
}
