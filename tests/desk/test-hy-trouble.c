#include "desk/hy-trouble.h"
#include "store/hy-store.h"

typedef struct
{
  int broken; /* -1: it can be read and written */
  HyRoundEnd round;
  const char *fault;
  gboolean clock_warning, copied;
  HyTrouble trouble;
  HyTime rescued;
} Case;

static const Case cases[] = {
  { -1, HY_ROUND_DONE, NULL, FALSE, FALSE, HY_TROUBLE_NONE },
  /* Offline is calm. */
  { -1, HY_ROUND_OFFLINE, "offline", FALSE, FALSE, HY_TROUBLE_NONE },
  { -1, HY_ROUND_OFFLINE, "portal", FALSE, FALSE, HY_TROUBLE_PORTAL },
  { -1, HY_ROUND_OFFLINE, "tls", TRUE, FALSE, HY_TROUBLE_CERTIFICATE },
  { -1, HY_ROUND_CLOCK, "clock", TRUE, FALSE, HY_TROUBLE_CLOCK },
  { -1, HY_ROUND_OFFLINE, "protocol_too_old", FALSE, FALSE, HY_TROUBLE_TOO_OLD },
  { -1, HY_ROUND_UNAUTHORIZED, "device_revoked", FALSE, FALSE, HY_TROUBLE_DISABLED },
  { -1, HY_ROUND_UNAUTHORIZED, "unauthorized", TRUE, FALSE, HY_TROUBLE_UNKNOWN },
  { -1, HY_ROUND_DONE, NULL, TRUE, FALSE, HY_TROUBLE_CLOCK_OFF },
  { -1, HY_ROUND_DONE, NULL, FALSE, TRUE, HY_TROUBLE_COPIED },
  { -1, HY_ROUND_OFFLINE, "portal", FALSE, TRUE, HY_TROUBLE_RESCUED, 1 },
  { HY_STORE_ERROR_FULL, HY_ROUND_OFFLINE, "portal", TRUE, FALSE, HY_TROUBLE_FULL },
  { HY_STORE_ERROR_READ_ONLY, HY_ROUND_DONE, NULL, FALSE, FALSE, HY_TROUBLE_READ_ONLY },
  { HY_STORE_ERROR_UNUSABLE, HY_ROUND_DONE, NULL, FALSE, FALSE, HY_TROUBLE_BROKEN },
};

static GError *
error_of (const Case *c)
{
  return c->broken < 0 ? NULL : g_error_new_literal (HY_STORE_ERROR, c->broken, "it is so");
}

static HyStatus
status_of (const Case *c)
{
  return (HyStatus){ .round = c->round, .fault = (char *) c->fault,
                     .clock_warning = c->clock_warning, .replica_copied = c->copied,
                     .rescue = { .at = c->rescued, .entries = 3, .drafts = 1, .lost = 2 },
                     .clock_offset_ms = -23 * HY_MINUTE };
}

static void
test_worst (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) broken = error_of (&cases[i]);
      HyStatus status = status_of (&cases[i]);

      g_assert_cmpint (hy_trouble_find (broken, &status), ==, cases[i].trouble);
    }
}

/* None without words, and none without a way out. */
static void
test_ways_out (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) broken = error_of (&cases[i]);
      HyStatus status = status_of (&cases[i]);
      g_autofree char *words = NULL, *advice = NULL;
      const char *label = NULL, *action;

      if (cases[i].trouble == HY_TROUBLE_NONE)
        continue;
      words = hy_trouble_words (cases[i].trouble, broken, &status);
      advice = hy_trouble_advice (cases[i].trouble, "/the folder");
      action = hy_trouble_action (cases[i].trouble, &label);
      g_assert_cmpuint (strlen (words), >, 0);
      /* What was rescued is over: it is read, and put away. */
      g_assert_true ((advice != NULL) != (action != NULL) || cases[i].trouble == HY_TROUBLE_RESCUED);
      g_assert_true ((label != NULL) == (action != NULL));
    }
}

/* What SQLite says of it is for whoever mends the PC, not for the foot of a form. */
static void
test_of_error (void)
{
  for (int code = HY_STORE_ERROR_FULL; code <= HY_STORE_ERROR_READ_ONLY; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (HY_STORE_ERROR, code, "it is so (database is)");
      HyStatus status = { 0 };
      g_autofree char *words = hy_trouble_words (hy_trouble_find (error, &status), error, &status);

      g_assert_cmpstr (hy_trouble_error_words (error), ==, words);
    }
}

static void
test_of_another_error (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "it is so");

  g_assert_cmpstr (hy_trouble_error_words (error), ==, "it is so");
}

/* What the last round met is said by the pill too, whatever else is wrong. */
static void
test_of_round (void)
{
  HyStatus status = { .round = HY_ROUND_OFFLINE, .fault = (char *) "tls", .replica_copied = TRUE };

  g_assert_cmpint (hy_trouble_of_round (&status), ==, HY_TROUBLE_CERTIFICATE);
  status.fault = (char *) "offline";
  g_assert_cmpint (hy_trouble_of_round (&status), ==, HY_TROUBLE_NONE);
  status = (HyStatus){ .round = HY_ROUND_DONE, .fault = (char *) "tls" };
  g_assert_cmpint (hy_trouble_of_round (&status), ==, HY_TROUBLE_NONE);
}

/* It answered: that is no fault of the line. */
static void
test_busy (void)
{
  HyStatus status = { .round = HY_ROUND_OFFLINE, .fault = (char *) "slow_down" };

  g_assert_true (hy_trouble_is_busy (&status));
  status.fault = (char *) "server";
  g_assert_true (hy_trouble_is_busy (&status));
  g_assert_cmpint (hy_trouble_of_round (&status), ==, HY_TROUBLE_NONE);
  status.fault = (char *) "offline";
  g_assert_false (hy_trouble_is_busy (&status));
  status = (HyStatus){ .round = HY_ROUND_DONE, .fault = (char *) "server" };
  g_assert_false (hy_trouble_is_busy (&status));
}

static void
test_says_where_and_how_much (void)
{
  g_autofree char *advice = hy_trouble_advice (HY_TROUBLE_FULL, "/data/100%d");
  HyStatus status = { .clock_offset_ms = -23 * HY_MINUTE };
  g_autofree char *words = hy_trouble_words (HY_TROUBLE_CLOCK_OFF, NULL, &status);

  g_assert_nonnull (strstr (advice, "/data/100%d"));
  g_assert_nonnull (strstr (words, "23"));
}

/* The clock may have been set right since. */
static void
test_clock_without_the_line (void)
{
  HyStatus status = { .clock_offset_ms = -23 * HY_MINUTE, .clock_warning = TRUE, .round = HY_ROUND_DONE };
  g_autofree char *now = hy_trouble_words (HY_TROUBLE_CLOCK_OFF, NULL, &status);
  g_autofree char *then = NULL;

  status.round = HY_ROUND_OFFLINE;
  then = hy_trouble_words (HY_TROUBLE_CLOCK_OFF, NULL, &status);
  g_assert_nonnull (strstr (now, "clock is 23"));
  g_assert_nonnull (strstr (then, "clock was 23"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trouble/worst", test_worst);
  g_test_add_func ("/trouble/ways-out", test_ways_out);
  g_test_add_func ("/trouble/of-round", test_of_round);
  g_test_add_func ("/trouble/busy", test_busy);
  g_test_add_func ("/trouble/of-error", test_of_error);
  g_test_add_func ("/trouble/of-another-error", test_of_another_error);
  g_test_add_func ("/trouble/says-where-and-how-much", test_says_where_and_how_much);
  g_test_add_func ("/trouble/clock-without-the-line", test_clock_without_the_line);
  return g_test_run ();
}
