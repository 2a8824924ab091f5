/* Ten minutes without a hand on the PC, and the next save asks. */
#include "desk/hy-presence.h"

#define START (5 * G_USEC_PER_SEC)

static void
test_at_work (void)
{
  HyPresence presence = { 0 };

  g_assert_false (hy_presence_is_doubtful (&presence, START));
  hy_presence_touch (&presence, START);
  hy_presence_touch (&presence, START + HY_PRESENCE_IDLE_US - 1);
  g_assert_false (hy_presence_is_doubtful (&presence, START + HY_PRESENCE_IDLE_US));
}

static void
test_came_back (void)
{
  HyPresence presence = { 0 };
  gint64 back = START + HY_PRESENCE_IDLE_US;

  hy_presence_touch (&presence, START);
  g_assert_true (hy_presence_is_doubtful (&presence, back));
  hy_presence_touch (&presence, back);
  hy_presence_touch (&presence, back + 1);
  g_assert_true (hy_presence_is_doubtful (&presence, back + 1));
  hy_presence_confirm (&presence, back + 2);
  g_assert_false (hy_presence_is_doubtful (&presence, back + 3));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/presence/at-work", test_at_work);
  g_test_add_func ("/desk/presence/came-back", test_came_back);
  return g_test_run ();
}
