#include "sync/hy-schedule.h"

#define NOW ((HyTime) 1000000)

static void
test_at_once_in_the_beginning (void)
{
  HySchedule schedule = { 0 };

  g_assert_cmpint (hy_schedule_delay (&schedule, NOW), ==, 0);
}

/* 5 s doubling to 15 min; the jitter is full: anything from nothing to all of it. */
static void
test_doubles_to_its_end (void)
{
  static const int spans[] = { 5, 10, 20, 40, 80, 160, 320, 640, 900, 900 };
  HySchedule schedule = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      HySchedule other = schedule;

      hy_schedule_failed (&other, NOW, -1, 0.0);
      g_assert_cmpint (hy_schedule_delay (&other, NOW), ==, 0);
      hy_schedule_failed (&schedule, NOW, -1, 0.5);
      g_assert_cmpint (hy_schedule_delay (&schedule, NOW), ==, spans[i] * HY_SECOND / 2);
    }
}

static void
test_many_faults_stay_at_the_end (void)
{
  HySchedule schedule = { 0 };

  for (int i = 0; i < 10000; i++)
    hy_schedule_failed (&schedule, NOW, -1, 0.999999);
  g_assert_cmpint (hy_schedule_delay (&schedule, NOW), >, 14 * HY_MINUTE);
  g_assert_cmpint (hy_schedule_delay (&schedule, NOW), <=, HY_RETRY_MAX);
}

static void
test_success_forgets_the_faults (void)
{
  HySchedule schedule = { 0 };

  hy_schedule_failed (&schedule, NOW, -1, 0.9);
  hy_schedule_failed (&schedule, NOW, 60, 0.9);
  hy_schedule_succeeded (&schedule, NOW);
  g_assert_cmpint (hy_schedule_delay (&schedule, NOW), ==, 0);
  hy_schedule_failed (&schedule, NOW, -1, 0.5);
  g_assert_cmpint (hy_schedule_delay (&schedule, NOW), ==, HY_RETRY_FIRST / 2);
}

static void
test_hurry_is_at_once (void)
{
  HySchedule schedule = { 0 };

  for (int i = 0; i < 10; i++)
    hy_schedule_failed (&schedule, NOW, -1, 0.9);
  hy_schedule_hurry (&schedule, NOW);
  g_assert_cmpint (hy_schedule_delay (&schedule, NOW), ==, 0);
}

static void
test_retry_after_binds_hurry (void)
{
  HySchedule schedule = { 0 };

  hy_schedule_failed (&schedule, NOW, 120, 0.1);
  hy_schedule_hurry (&schedule, NOW + 20 * HY_SECOND);
  g_assert_cmpint (hy_schedule_delay (&schedule, NOW + 20 * HY_SECOND), ==, 100 * HY_SECOND);
  g_assert_cmpint (hy_schedule_delay (&schedule, NOW + 120 * HY_SECOND), ==, 0);
}

/* A later fault without one does not shorten what the district asked for. */
static void
test_retry_after_outlives_a_fault (void)
{
  HySchedule schedule = { 0 };

  hy_schedule_failed (&schedule, NOW, 120, 0.1);
  hy_schedule_failed (&schedule, NOW, -1, 0.1);
  g_assert_cmpint (hy_schedule_delay (&schedule, NOW), ==, 120 * HY_SECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/at-once-in-the-beginning", test_at_once_in_the_beginning);
  g_test_add_func ("/schedule/doubles-to-its-end", test_doubles_to_its_end);
  g_test_add_func ("/schedule/many-faults-stay-at-the-end", test_many_faults_stay_at_the_end);
  g_test_add_func ("/schedule/success-forgets-the-faults", test_success_forgets_the_faults);
  g_test_add_func ("/schedule/hurry-is-at-once", test_hurry_is_at_once);
  g_test_add_func ("/schedule/retry-after-binds-hurry", test_retry_after_binds_hurry);
  g_test_add_func ("/schedule/retry-after-outlives-a-fault", test_retry_after_outlives_a_fault);
  return g_test_run ();
}
