#include "district-fixture.h"

#include "authority/hy-receipt.h"
#include "wire/hy-record-json.h"

#include <string.h>

#define TEST(name, func)                                                                           \
  g_test_add ("/authority/receipt/" name, District, NULL, district_set_up, func,                   \
              district_tear_down)

static void
test_round_trip (District *d, gconstpointer data)
{
  g_autofree char *receipt = hy_receipt_make (d->authority, "c1", "hash", 7, d->now);
  HyTime at = HY_TIME_NONE;

  g_assert_cmpuint (strlen (receipt), <=, HY_RECEIPT_MAX);
  g_assert_true (hy_receipt_check (d->authority, receipt, "c1", "hash", &at));
  g_assert_cmpint (at, ==, d->now);
}

static void
test_only_for_this (District *d, gconstpointer data)
{
  g_autofree char *receipt = hy_receipt_make (d->authority, "c1", "hash", 7, d->now);
  HyTime at;

  g_assert_false (hy_receipt_check (d->authority, receipt, "c2", "hash", &at));
  g_assert_false (hy_receipt_check (d->authority, receipt, "c1", "other", &at));
  g_assert_false (hy_receipt_check (d->authority, receipt, "c1h", "ash", &at));
}

/* Any byte changed makes it worthless. */
static void
test_forged (District *d, gconstpointer data)
{
  static const char *const nonsense[] = { "", ".", "1.2.3", "1.2.3.", "receipt" };
  g_autofree char *receipt = hy_receipt_make (d->authority, "c1", "hash", 7, d->now);
  HyTime at;

  for (gsize i = 0; receipt[i] != '\0'; i++)
    {
      g_autofree char *changed = g_strdup (receipt);

      changed[i] ^= 1;
      g_assert_false (hy_receipt_check (d->authority, changed, "c1", "hash", &at));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (nonsense); i++)
    g_assert_false (hy_receipt_check (d->authority, nonsense[i], "c1", "hash", &at));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("round-trip", test_round_trip);
  TEST ("only-for-this", test_only_for_this);
  TEST ("forged", test_forged);
  return g_test_run ();
}
