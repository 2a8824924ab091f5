#include "wire/hy-system-clock.h"

/* The first call fixes the start: each case is a process of its own. */
static void
test_wanted (void)
{
  HyTime start = 0;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }
  g_setenv ("HUIYIN_NOW", "2026-11-23T09:00:00+08:00", TRUE);
  g_assert_true (hy_time_parse ("2026-11-23T09:00:00+08:00", &start));
  g_assert_cmpint (hy_system_clock_now (), >=, start);
  g_assert_cmpint (hy_system_clock_now (), <, start + HY_MINUTE);
}

static void
test_not_a_time (void)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      g_test_trap_assert_stderr ("*HUIYIN_NOW*is no time*");
      return;
    }
  g_setenv ("HUIYIN_NOW", "tomorrow", TRUE);
  g_assert_cmpint (hy_system_clock_now (), >=, g_get_real_time () / 1000 - HY_MINUTE);
}

/* A run's time goes on from where it was, settled or not, as long as nobody sets the clock. */
static void
test_settled (void)
{
  HyTime before = hy_system_clock_now ();

  hy_system_clock_settle ();
  g_assert_cmpint (hy_system_clock_now (), >=, before - HY_SECOND);
  g_assert_cmpint (ABS (hy_system_clock_now () - hy_system_clock_wall ()), <, HY_SECOND);
}

static void
test_boottime (void)
{
  gint64 before = hy_system_clock_boottime ();

  g_assert_cmpint (before, >, 0);
  g_assert_cmpint (hy_system_clock_boottime (), >=, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/system-clock/wanted", test_wanted);
  g_test_add_func ("/wire/system-clock/not-a-time", test_not_a_time);
  g_test_add_func ("/wire/system-clock/settled", test_settled);
  g_test_add_func ("/wire/system-clock/boottime", test_boottime);
  return g_test_run ();
}
