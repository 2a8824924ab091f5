#include "core/hy-codes.h"

#include <string.h>

static void
test_round_trip (void)
{
  for (int i = 0; i < HY_N_STATES; i++)
    {
      HyState state = HY_N_STATES;

      g_assert_true (hy_state_parse (hy_state_code ((HyState) i), &state));
      g_assert_cmpint (state, ==, i);
    }
  for (int i = 0; i < HY_N_DEMANDS; i++)
    {
      HyDemandKind kind = HY_N_DEMANDS;

      g_assert_true (hy_demand_kind_parse (hy_demand_kind_code ((HyDemandKind) i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  for (int i = 0; i < HY_N_CHANNELS; i++)
    {
      HyChannel channel = HY_N_CHANNELS;

      g_assert_true (hy_channel_parse (hy_channel_code ((HyChannel) i), &channel));
      g_assert_cmpint (channel, ==, i);
    }
  for (int i = 0; i < HY_N_QUEUES; i++)
    {
      HyQueue queue = HY_N_QUEUES;

      g_assert_true (hy_queue_parse (hy_queue_code ((HyQueue) i), &queue));
      g_assert_cmpint (queue, ==, i);
    }
}

/* The spelling is what travels: one of each set, and the ends of the tables. */
static void
test_spelling (void)
{
  g_assert_cmpstr (hy_state_code (HY_STATE_PENDING_SIGN), ==, "pending_sign");
  g_assert_cmpstr (hy_state_code (HY_STATE_LEFT), ==, "left");
  g_assert_cmpstr (hy_demand_kind_code (HY_DEMAND_COMPLAINT), ==, "complaint");
  g_assert_cmpstr (hy_channel_code (HY_CHANNEL_DISTRICT_MAILBOX), ==, "district_mailbox");
  g_assert_cmpstr (hy_queue_code (HY_QUEUE_TO_CONTACT), ==, "to_contact");
  g_assert_cmpstr (hy_queue_code (HY_QUEUE_ALL), ==, "all");
  g_assert_cmpstr (hy_light_code (HY_LIGHT_NONE), ==, "none");
  g_assert_cmpstr (hy_light_code (HY_LIGHT_RED_FRAMED), ==, "red_framed");
}

static void
test_foreign_words (void)
{
  HyState state = HY_STATE_LEFT;
  HyChannel channel = HY_CHANNEL_GRID;

  g_assert_false (hy_state_parse (NULL, &state));
  g_assert_false (hy_state_parse ("", &state));
  g_assert_false (hy_state_parse ("Handling", &state));
  g_assert_false (hy_state_parse ("handling ", &state));
  g_assert_false (hy_channel_parse ("handling", &channel));
  g_assert_cmpint (state, ==, HY_STATE_LEFT);
  g_assert_cmpint (channel, ==, HY_CHANNEL_GRID);
}

static void
test_letters (void)
{
  for (int i = 0; i < HY_N_CHANNELS; i++)
    {
      const char *code = hy_channel_code ((HyChannel) i);
      gboolean letter = strcmp (code, "state_council") == 0 || strcmp (code, "province") == 0
                        || g_str_has_suffix (code, "_mailbox");

      g_assert_cmpint (hy_channel_is_letter ((HyChannel) i), ==, letter);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codes/round-trip", test_round_trip);
  g_test_add_func ("/codes/spelling", test_spelling);
  g_test_add_func ("/codes/foreign-words", test_foreign_words);
  g_test_add_func ("/codes/letters", test_letters);
  return g_test_run ();
}
