#include "district/hy-shares.h"

static void
add (HyShares *shares, const char *who, guint n)
{
  for (guint i = 0; i < n; i++)
    hy_shares_add (shares, who);
}

static void
test_giver (void)
{
  g_autoptr (HyShares) shares = hy_shares_new ();

  g_assert_null (hy_shares_giver (shares, "a"));
  add (shares, "a", 5);
  add (shares, "b", 2);
  g_assert_cmpstr (hy_shares_giver (shares, "c"), ==, "a");
  g_assert_cmpstr (hy_shares_giver (shares, "b"), ==, "a");
  g_assert_null (hy_shares_giver (shares, "a"));
}

/* Nobody takes from whoever would then have fewer: it would go to and fro. */
static void
test_equal (void)
{
  g_autoptr (HyShares) shares = hy_shares_new ();

  add (shares, "a", 2);
  add (shares, "b", 1);
  g_assert_null (hy_shares_giver (shares, "b"));
  hy_shares_remove (shares, "b");
  g_assert_cmpstr (hy_shares_giver (shares, "b"), ==, "a");
  hy_shares_remove (shares, "a");
  hy_shares_remove (shares, "a");
  g_assert_null (hy_shares_giver (shares, "b"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/district/shares/giver", test_giver);
  g_test_add_func ("/district/shares/equal", test_equal);
  return g_test_run ();
}
