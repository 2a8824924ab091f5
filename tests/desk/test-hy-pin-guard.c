/* Two wrong PINs are slips; from the third on each costs more time than the one before. */
#include "desk/hy-pin-guard.h"

#define START (5 * G_USEC_PER_SEC)

/* One more wrong try at @now; when the next may be. */
static gint64
next_after (HyPinGuard *guard, gint64 now)
{
  g_assert_cmpint (hy_pin_guard_wait (guard, now), ==, 0);
  hy_pin_guard_begin (guard, now);
  return now + hy_pin_guard_wait (guard, now);
}

static void
test_pauses_grow (void)
{
  HyPinGuard guard = { 0 };
  gint64 now = START, pause = 0;

  g_assert_cmpint (next_after (&guard, now), ==, now);
  g_assert_cmpint (next_after (&guard, now), ==, now);
  for (int i = 0; i < 6; i++)
    {
      gint64 next = next_after (&guard, now);

      g_assert_cmpint (next - now, ==, i == 0 ? HY_PIN_GUARD_PAUSE_US : 2 * pause);
      g_assert_cmpint (hy_pin_guard_wait (&guard, next - 1), ==, 1);
      pause = next - now;
      now = next;
    }
  for (int i = 0; i < 100; i++)
    {
      pause = next_after (&guard, now) - now;
      now += pause;
    }
  g_assert_cmpint (pause, ==, HY_PIN_GUARD_LONGEST_US);
}

static void
test_right_one_forgives (void)
{
  HyPinGuard guard = { 0 };
  gint64 now = START;

  for (int i = 0; i < 4; i++)
    now = next_after (&guard, now);
  hy_pin_guard_begin (&guard, now);
  hy_pin_guard_passed (&guard);
  g_assert_cmpint (hy_pin_guard_wait (&guard, now), ==, 0);
  g_assert_cmpint (next_after (&guard, now), ==, now);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/pin-guard/pauses-grow", test_pauses_grow);
  g_test_add_func ("/desk/pin-guard/right-one-forgives", test_right_one_forgives);
  return g_test_run ();
}
