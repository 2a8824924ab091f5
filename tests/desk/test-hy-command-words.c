/* What is said of an entry that waits. */
#include "desk/hy-command-words.h"

static void
test_waits (void)
{
  HyCommand command = { .made_at = HY_MINUTE };
  HyOutboxItem item = { .command = &command, .state = (char *) "held" };
  g_autofree char *behind = hy_outbox_item_waits (&item, HY_MINUTE);
  g_autofree char *lost = NULL;

  g_assert_nonnull (strstr (behind, "goes after the one before it"));
  /* There is none before it: who waits for that waits for ever. */
  item.orphan = TRUE;
  lost = hy_outbox_item_waits (&item, HY_MINUTE);
  g_assert_null (strstr (lost, "the one before it"));
  g_assert_nonnull (strstr (lost, "ring it"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/command-words/waits", test_waits);
  return g_test_run ();
}
