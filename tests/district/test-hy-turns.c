#include "district/hy-turns.h"

static HyTurn *
add (HyTurns *turns, const char *who, int item, gsize size)
{
  return hy_turns_add (turns, who, GINT_TO_POINTER (item), size);
}

static void
assert_order (HyTurns *turns, const char *expected)
{
  g_autoptr (GString) order = g_string_new (NULL);
  gpointer item;

  while ((item = hy_turns_take (turns)) != NULL)
    g_string_append_printf (order, "%d ", GPOINTER_TO_INT (item));
  g_assert_cmpstr (order->str, ==, expected);
  g_assert_cmpuint (hy_turns_length (turns), ==, 0);
}

/* Each party's own order stays; nobody waits for more than one of each other's. */
static void
test_rotation (void)
{
  g_autoptr (HyTurns) turns = hy_turns_new (1000);

  for (int i = 1; i <= 4; i++)
    add (turns, "a", i, 1);
  add (turns, "b", 11, 1);
  add (turns, "c", 21, 1);
  add (turns, "b", 12, 1);
  assert_order (turns, "1 11 21 2 12 3 4 ");
}

/* Who comes while another is at work is next. */
static void
test_comes_later (void)
{
  g_autoptr (HyTurns) turns = hy_turns_new (1000);

  for (int i = 1; i <= 3; i++)
    add (turns, "a", i, 1);
  g_assert_cmpint (GPOINTER_TO_INT (hy_turns_take (turns)), ==, 1);
  add (turns, "b", 11, 1);
  assert_order (turns, "2 11 3 ");
}

static void
test_removed (void)
{
  g_autoptr (HyTurns) turns = hy_turns_new (1000);
  HyTurn *middle, *only;

  add (turns, "a", 1, 1);
  middle = add (turns, "a", 2, 1);
  add (turns, "a", 3, 1);
  only = add (turns, "b", 11, 1);
  add (turns, "c", 21, 1);
  hy_turns_remove (turns, middle);
  hy_turns_remove (turns, only);
  assert_order (turns, "1 21 3 ");
}

/* A party holds at most as much as it leaves free; what holds nothing always has room. */
static void
test_room (void)
{
  g_autoptr (HyTurns) turns = hy_turns_new (100);

  g_assert_nonnull (add (turns, "a", 1, 30));
  g_assert_nonnull (add (turns, "a", 2, 20));
  g_assert_null (add (turns, "a", 3, 10));
  g_assert_nonnull (add (turns, "b", 11, 25));
  g_assert_null (add (turns, "b", 12, 10));
  g_assert_nonnull (add (turns, "c", 21, 25));
  g_assert_null (add (turns, "d", 31, 1));
  g_assert_nonnull (add (turns, "d", 32, 0));
  g_assert_cmpint (GPOINTER_TO_INT (hy_turns_take (turns)), ==, 1);
  g_assert_nonnull (add (turns, "d", 33, 10));
  assert_order (turns, "11 21 32 2 33 ");
  g_assert_nonnull (add (turns, "a", 4, 50));
  assert_order (turns, "4 ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/district/turns/rotation", test_rotation);
  g_test_add_func ("/district/turns/comes-later", test_comes_later);
  g_test_add_func ("/district/turns/removed", test_removed);
  g_test_add_func ("/district/turns/room", test_room);
  return g_test_run ();
}
