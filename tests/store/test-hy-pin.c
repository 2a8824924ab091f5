#include "store/hy-pin.h"

/* Of "2718", with the least memory there is. */
static const char hash[] = "$argon2id$v=19$m=8,t=1,p=1$wCqxCGkH9smt3LnUccbg1Q$"
                           "aROlF8aVvfG4gETASy/ixbIoMR1G75ZkPusSPRLnjTg";

static void
test_fits (void)
{
  static const char *const others[] = { "2719", "", "271", "27180", "口令" };

  g_assert_true (hy_pin_fits (hash, "2718"));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (hy_pin_fits (hash, others[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pin/fits", test_fits);
  return g_test_run ();
}
