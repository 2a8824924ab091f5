#include "store/hy-status.h"
#include "support/hy-test-outbox.h"

typedef struct
{
  HyRoundEnd end;
  const char *fault;
} Round;

static gboolean
note (HyReplica *replica, gpointer data, GError **error)
{
  const Round *round = data;

  return hy_status_note_round (replica, round->end, round->fault, NULL, error);
}

static gboolean
read_status (HyReplica *replica, gpointer data, GError **error)
{
  return hy_status_read (replica, data, error);
}

/* At the head with an equal digest, the last round done. */
static HyTestReplica *
synced_replica (void)
{
  HyTestReplica *t = hy_test_replica_new ();
  Round round = { HY_ROUND_DONE, NULL };

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed (t, "", NULL, hy_test_ticket_line (&(HyTestTicket){ .version = 3 }),
                hy_test_end_line ("c1", "t1:3"), NULL);
  hy_test_write (t, note, &round);
  return t;
}

static void
check_state (HyTestReplica *t, const char *want)
{
  g_auto (HyStatus) status = { 0 };

  hy_test_read (t, read_status, &status);
  g_assert_cmpstr (status.state, ==, want);
}

static void
test_never (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  check_state (t, "offline");
}

static void
test_synced (void)
{
  g_autoptr (HyTestReplica) t = synced_replica ();

  check_state (t, "synced");
}

/* Each worse than what was before it. */
static void
test_order (void)
{
  g_autoptr (HyTestReplica) t = synced_replica ();
  Round offline = { HY_ROUND_OFFLINE, "portal" };
  Round clock = { HY_ROUND_CLOCK, "clock" };
  Round unauthorized = { HY_ROUND_UNAUTHORIZED, "401" };

  g_free (hy_test_queue (t, "t1", "progress", "{\"text\":\"seen\"}"));
  check_state (t, "partial");
  hy_test_exec (t, "UPDATE commands SET state = 'refused'");
  check_state (t, "refused");
  hy_test_write (t, note, &offline);
  check_state (t, "offline");
  hy_test_write (t, note, &clock);
  check_state (t, "offline");
  hy_test_write (t, note, &unauthorized);
  check_state (t, "unauthorized");
}

static void
test_partial (void)
{
  const char *spoils[] = {
    "INSERT INTO aside VALUES ('ticket', 't9', NULL, 1, '{}', 'odd', 1, 1)",
    "UPDATE meta SET value = 0 WHERE key = 'digest_ok'",
    "UPDATE meta SET value = 0 WHERE key = 'at_head'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (spoils); i++)
    {
      g_autoptr (HyTestReplica) t = synced_replica ();

      hy_test_exec (t, spoils[i]);
      check_state (t, "partial");
    }
}

static void
test_facts (void)
{
  g_autoptr (HyTestReplica) t = synced_replica ();
  g_auto (HyStatus) status = { 0 };
  Round offline = { HY_ROUND_OFFLINE, "tls" };

  g_free (hy_test_queue (t, "t1", "progress", "{\"text\":\"seen\"}"));
  hy_test_write (t, note, &offline);
  hy_test_read (t, read_status, &status);
  g_assert_cmpuint (status.waiting, ==, 1);
  g_assert_cmpuint (status.refused, ==, 0);
  g_assert_cmpuint (status.to_index, ==, 1);
  g_assert_cmpstr (status.fault, ==, "tls");
  g_assert_cmpint (status.at, !=, HY_TIME_NONE);
  g_assert_false (status.clock_warning);
}

/* What the program notes by itself waits like the rest and is told apart. */
static void
test_traces (void)
{
  g_autoptr (HyTestReplica) t = synced_replica ();
  g_auto (HyStatus) status = { 0 };

  g_free (hy_test_queue (t, "t1", "reveal", "{\"field\":\"citizen\",\"purpose\":\"contact\"}"));
  hy_test_read (t, read_status, &status);
  g_assert_cmpuint (status.waiting, ==, 1);
  g_assert_cmpuint (status.traces, ==, 1);
  g_assert_cmpstr (status.state, ==, "partial");
  hy_status_clear (&status);
  g_free (hy_test_queue (t, "t1", "progress", "{\"text\":\"seen\"}"));
  hy_test_read (t, read_status, &status);
  g_assert_cmpuint (status.waiting, ==, 2);
  g_assert_cmpuint (status.traces, ==, 1);
}

/* What has to arrive on this day yet; a note stops no clock. */
static void
test_due_today (void)
{
  g_autoptr (HyTestReplica) t = synced_replica ();
  g_auto (HyStatus) status = { 0 };
  HyTime due;

  g_assert_true (hy_time_parse ("2026-11-23T17:30:00+08:00", &due));
  hy_test_feed_on (t,
                   hy_test_ticket_line (&(HyTestTicket){
                       .id = "t2", .due_contact = "2026-11-23T17:30:00+08:00" }),
                   NULL);
  g_free (hy_test_queue (t, "t2", "progress", "{\"text\":\"seen\"}"));
  hy_test_read (t, read_status, &status);
  g_assert_cmpuint (status.due_today, ==, 0);
  g_assert_cmpint (status.due_first, ==, HY_TIME_NONE);
  g_free (hy_test_queue (t, "t2", "contact",
                         "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"no_answer\","
                         "\"at\":\"2026-11-23T08:50:00+08:00\",\"purpose\":[\"confirm\"]}"));
  hy_status_clear (&status);
  hy_test_read (t, read_status, &status);
  g_assert_cmpuint (status.due_today, ==, 1);
  g_assert_cmpint (status.due_first, ==, due);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/status/never", test_never);
  g_test_add_func ("/status/synced", test_synced);
  g_test_add_func ("/status/order", test_order);
  g_test_add_func ("/status/partial", test_partial);
  g_test_add_func ("/status/facts", test_facts);
  g_test_add_func ("/status/traces", test_traces);
  g_test_add_func ("/status/due-today", test_due_today);
  return g_test_run ();
}
