/* The line is back: once, and since when it was away. */
#include "desk/hy-line-watch.h"

#define NOON (1000 * HY_HOUR)

static HyTime
look (HyLineWatch *watch, HyRoundEnd round, HyTime at)
{
  HyStatus status = { .round = round, .at = at };

  return hy_line_watch_look (watch, &status);
}

static void
test_comes_back (void)
{
  HyLineWatch watch = { 0 };

  g_assert_cmpint (look (&watch, HY_ROUND_DONE, NOON), ==, HY_TIME_NONE);
  g_assert_cmpint (look (&watch, HY_ROUND_OFFLINE, NOON), ==, HY_TIME_NONE);
  g_assert_cmpint (look (&watch, HY_ROUND_CLOCK, NOON), ==, HY_TIME_NONE);
  g_assert_cmpint (look (&watch, HY_ROUND_DONE, NOON + HY_HOUR), ==, NOON);
  g_assert_cmpint (look (&watch, HY_ROUND_DONE, NOON + HY_HOUR), ==, HY_TIME_NONE);
}

/* The time moves before the round ends. */
static void
test_nearly_back (void)
{
  HyLineWatch watch = { 0 };

  look (&watch, HY_ROUND_OFFLINE, NOON);
  look (&watch, HY_ROUND_OFFLINE, NOON + HY_HOUR);
  g_assert_cmpint (look (&watch, HY_ROUND_DONE, NOON + HY_HOUR), ==, NOON);
}

/* A district that says no is there, but nothing arrives. */
static void
test_not_yet (void)
{
  HyLineWatch watch = { 0 };

  look (&watch, HY_ROUND_OFFLINE, NOON);
  g_assert_cmpint (look (&watch, HY_ROUND_UNAUTHORIZED, NOON), ==, HY_TIME_NONE);
  g_assert_cmpint (look (&watch, HY_ROUND_DONE, NOON + HY_HOUR), ==, NOON);
}

/* Before the first sync there was no line that could be back. */
static void
test_never_there (void)
{
  HyLineWatch watch = { 0 };

  look (&watch, HY_ROUND_OFFLINE, HY_TIME_NONE);
  g_assert_cmpint (look (&watch, HY_ROUND_DONE, NOON), ==, HY_TIME_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/line-watch/comes-back", test_comes_back);
  g_test_add_func ("/desk/line-watch/nearly-back", test_nearly_back);
  g_test_add_func ("/desk/line-watch/not-yet", test_not_yet);
  g_test_add_func ("/desk/line-watch/never-there", test_never_there);
  return g_test_run ();
}
