#include "district/hy-rates.h"

static guint
take (HyRates *rates, const char *who, guint n, gint64 now)
{
  guint wait = 0;

  for (guint i = 0; i < n && wait == 0; i++)
    wait = hy_rates_take (rates, who, now);
  return wait;
}

/* One that asks without end waits; the others do not notice, and after the time that was said it goes on. */
static void
test_burst (void)
{
  g_autoptr (HyRates) rates = hy_rates_new (10, 2);
  gint64 now = 5 * G_USEC_PER_SEC;

  g_assert_cmpuint (take (rates, "a", 10, now), ==, 0);
  g_assert_cmpuint (take (rates, "a", 1, now), ==, 1);
  g_assert_cmpuint (take (rates, "b", 10, now), ==, 0);
  now += G_USEC_PER_SEC;
  g_assert_cmpuint (take (rates, "a", 2, now), ==, 0);
  g_assert_cmpuint (take (rates, "a", 1, now), ==, 1);
  now += 60 * G_USEC_PER_SEC;
  g_assert_cmpuint (take (rates, "a", 10, now), ==, 0);
  g_assert_cmpuint (take (rates, "a", 1, now), ==, 1);
}

static void
test_slow (void)
{
  g_autoptr (HyRates) rates = hy_rates_new (1, 1);

  g_assert_cmpuint (take (rates, "a", 1, 0), ==, 0);
  g_assert_cmpuint (hy_rates_take (rates, "a", G_USEC_PER_SEC / 2), ==, 1);
  g_assert_cmpuint (hy_rates_take (rates, "a", G_USEC_PER_SEC), ==, 0);
}

/* Who came once long ago takes no memory. */
static void
test_forgets (void)
{
  g_autoptr (HyRates) rates = hy_rates_new (10, 10);
  gint64 now = 0;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *who = g_strdup_printf ("%u", i);

      now += G_USEC_PER_SEC / 10;
      g_assert_cmpuint (hy_rates_take (rates, who, now), ==, 0);
    }
  g_assert_cmpuint (hy_rates_size (rates), <=, 1100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/district/rates/burst", test_burst);
  g_test_add_func ("/district/rates/slow", test_slow);
  g_test_add_func ("/district/rates/forgets", test_forgets);
  return g_test_run ();
}
