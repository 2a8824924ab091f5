#include "support/hy-test-calendar.h"

#include "core/hy-clocks.h"

#define START 1000000

static HyClock
running (HyTime yellow_at, HyTime due)
{
  return (HyClock){ .exists = TRUE, .start = START, .due = due, .yellow_at = yellow_at };
}

static void
test_one_clock (void)
{
  HyClock clock = running (2 * HY_HOUR, 3 * HY_HOUR);

  g_assert_cmpint (hy_clock_light (&clock, 2 * HY_HOUR - 1), ==, HY_LIGHT_GREEN);
  g_assert_cmpint (hy_clock_light (&clock, 2 * HY_HOUR), ==, HY_LIGHT_YELLOW);
  g_assert_cmpint (hy_clock_light (&clock, 3 * HY_HOUR), ==, HY_LIGHT_YELLOW);
  g_assert_cmpint (hy_clock_light (&clock, 3 * HY_HOUR + 1), ==, HY_LIGHT_RED);
  clock.no_statement = TRUE;
  g_assert_cmpint (hy_clock_light (&clock, 3 * HY_HOUR + 1), ==, HY_LIGHT_RED_FRAMED);
  clock.ask_pending = TRUE;
  g_assert_cmpint (hy_clock_light (&clock, 9 * HY_HOUR), ==, HY_LIGHT_YELLOW);
  clock.paused = TRUE;
  g_assert_cmpint (hy_clock_light (&clock, 9 * HY_HOUR), ==, HY_LIGHT_PAUSED);
  clock.stopped_at = clock.due;
  g_assert_cmpint (hy_clock_light (&clock, 9 * HY_HOUR), ==, HY_LIGHT_IN_TIME);
  clock.stopped_at++;
  g_assert_cmpint (hy_clock_light (&clock, 0), ==, HY_LIGHT_LATE);
  clock.exists = FALSE;
  g_assert_cmpint (hy_clock_light (&clock, 0), ==, HY_LIGHT_NONE);
}

static void
test_worst_running (void)
{
  HyClocks clocks = { 0 };
  HyClockId which = HY_CLOCK_SIGN;

  g_assert_cmpint (hy_clocks_light (&clocks, 1, &which), ==, HY_LIGHT_NONE);
  clocks.clock[HY_CLOCK_SIGN] = running (HY_HOUR, 2 * HY_HOUR);
  clocks.clock[HY_CLOCK_SIGN].stopped_at = 3 * HY_HOUR;
  clocks.clock[HY_CLOCK_CONTACT] = running (2 * HY_HOUR, 3 * HY_HOUR);
  clocks.clock[HY_CLOCK_RESULT] = running (4 * HY_HOUR, 5 * HY_HOUR);
  g_assert_cmpint (hy_clocks_light (&clocks, HY_HOUR, &which), ==, HY_LIGHT_GREEN);
  g_assert_cmpint (which, ==, HY_CLOCK_CONTACT);
  g_assert_cmpint (hy_clocks_light (&clocks, 4 * HY_HOUR, &which), ==, HY_LIGHT_RED);
  clocks.clock[HY_CLOCK_CONTACT].stopped_at = 4 * HY_HOUR;
  g_assert_cmpint (hy_clocks_light (&clocks, 4 * HY_HOUR, &which), ==, HY_LIGHT_YELLOW);
  g_assert_cmpint (which, ==, HY_CLOCK_RESULT);
  clocks.clock[HY_CLOCK_RESULT].stopped_at = 5 * HY_HOUR;
  g_assert_cmpint (hy_clocks_light (&clocks, 9 * HY_HOUR, &which), ==, HY_LIGHT_IN_TIME);
  clocks.clock[HY_CLOCK_RESULT].exists = FALSE;
  g_assert_cmpint (hy_clocks_light (&clocks, 9 * HY_HOUR, &which), ==, HY_LIGHT_LATE);
  g_assert_cmpint (which, ==, HY_CLOCK_CONTACT);
}

static void
test_paused_row (void)
{
  HyClocks clocks = { 0 };
  HyRowLight row;

  clocks.clock[HY_CLOCK_RESULT] = running (HY_HOUR, 2 * HY_HOUR);
  clocks.clock[HY_CLOCK_RESULT].stopped_at = HY_HOUR;
  clocks.clock[HY_CLOCK_CONTACT] = running (HY_HOUR, 2 * HY_HOUR);
  clocks.clock[HY_CLOCK_CONTACT].paused = TRUE;
  g_assert_cmpint (hy_clocks_light (&clocks, 9 * HY_HOUR, NULL), ==, HY_LIGHT_PAUSED);
  hy_clocks_summary (&clocks, &row);
  g_assert_cmpint (row.due, ==, HY_TIME_NONE);
  g_assert_cmpint (row.rest, ==, HY_LIGHT_PAUSED);
}

static void
test_row (void)
{
  HyClocks clocks = { 0 };
  HyRowLight row;

  clocks.clock[HY_CLOCK_CONTACT] = running (2 * HY_HOUR, 6 * HY_HOUR);
  clocks.clock[HY_CLOCK_RESULT] = running (1 * HY_HOUR, 5 * HY_HOUR);
  clocks.clock[HY_CLOCK_RESULT].no_statement = TRUE;
  hy_clocks_summary (&clocks, &row);
  g_assert_cmpint (row.clock, ==, HY_CLOCK_RESULT);
  g_assert_cmpint (row.due, ==, 5 * HY_HOUR);
  g_assert_cmpint (row.yellow_at, ==, HY_HOUR);
  g_assert_cmpint (row.red_at, ==, 5 * HY_HOUR);
  g_assert_cmpint (row.framed_at, ==, 5 * HY_HOUR);
  g_assert_cmpint (row.rest, ==, HY_LIGHT_GREEN);
  clocks.clock[HY_CLOCK_RESULT].ask_pending = TRUE;
  hy_clocks_summary (&clocks, &row);
  g_assert_cmpint (row.clock, ==, HY_CLOCK_CONTACT);
  g_assert_cmpint (row.red_at, ==, 6 * HY_HOUR);
  g_assert_cmpint (row.framed_at, ==, HY_TIME_NONE);
}

static gboolean
chance (GRand *rand, int in)
{
  return g_rand_int_range (rand, 0, in) == 0;
}

static HyClock
any_clock (GRand *rand)
{
  HyTime yellow_at = g_rand_int_range (rand, 1, 40);
  HyClock clock = running (yellow_at, yellow_at + g_rand_int_range (rand, 0, 20));

  clock.exists = !chance (rand, 4);
  clock.stopped_at = chance (rand, 3) ? g_rand_int_range (rand, 1, 60) : HY_TIME_NONE;
  clock.paused = chance (rand, 5);
  clock.ask_pending = chance (rand, 4);
  clock.no_statement = chance (rand, 2);
  return clock;
}

/* What a list computes from the stored instants is what the clocks say, at every instant. */
static void
test_row_agrees (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);

  for (int i = 0; i < 20000; i++)
    {
      HyClocks clocks;
      HyRowLight row;

      for (int c = 0; c < HY_N_CLOCKS; c++)
        clocks.clock[c] = any_clock (rand);
      hy_clocks_summary (&clocks, &row);
      for (HyTime now = 0; now < 65; now++)
        g_assert_cmpint (hy_row_light_at (&row, now), ==, hy_clocks_light (&clocks, now, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lights/one-clock", test_one_clock);
  g_test_add_func ("/lights/worst-running", test_worst_running);
  g_test_add_func ("/lights/paused-row", test_paused_row);
  g_test_add_func ("/lights/row", test_row);
  g_test_add_func ("/lights/row-agrees", test_row_agrees);
  return g_test_run ();
}
