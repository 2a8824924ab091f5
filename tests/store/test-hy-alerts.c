/* What there is to be told of, by a clock that is moved. */
#include "store/hy-alerts.h"
#include "store/hy-status.h"
#include "support/hy-test-outbox.h"

#define DUE "2026-11-23T17:30:00+08:00"
/* Lunch is from noon to two. */
#define NOON (HY_TEST_NOW + 3 * HY_HOUR)

typedef struct
{
  const char *handler;
  const char *ticket; /* only of this one; NULL: of all */
  guint seen;
  GPtrArray *alerts;
} Ask;

/* A key holds its ticket's id. */
static gboolean
is_asked (HyAlertKind kind, const char *key, HyTime at, gpointer data)
{
  Ask *ask = data;

  ask->seen++;
  return ask->ticket == NULL || strstr (key, ask->ticket) != NULL;
}

static gboolean
read_alerts (HyReplica *replica, gpointer data, GError **error)
{
  Ask *ask = data;

  ask->alerts = hy_alerts_read (replica, ask->handler, is_asked, ask, error);
  return ask->alerts != NULL;
}

/* The one alert of an outage, or NULL; free it. */
static HyAlert *
outage (HyTestReplica *t, const char *handler)
{
  Ask ask = { .handler = handler };
  HyAlert *found = NULL;

  hy_test_read (t, read_alerts, &ask);
  for (guint i = ask.alerts->len; i > 0; i--)
    if (((HyAlert *) g_ptr_array_index (ask.alerts, i - 1))->kind == HY_ALERT_OFFLINE)
      {
        g_assert_null (found);
        found = g_ptr_array_steal_index (ask.alerts, i - 1);
      }
  g_ptr_array_unref (ask.alerts);
  return found;
}

static void
assert_outage (HyTestReplica *t, const char *number)
{
  g_autoptr (HyAlert) alert = outage (t, NULL);

  g_assert_cmpstr (alert != NULL ? alert->number : NULL, ==, number);
}

static gboolean
note_round (HyReplica *replica, gpointer data, GError **error)
{
  return hy_status_note_round (replica, GPOINTER_TO_INT (data), NULL, NULL, error);
}

/* The district was heard of at this moment; then the line drops. */
static void
cut (HyTestReplica *t)
{
  g_autofree char *sql
      = g_strdup_printf ("INSERT OR REPLACE INTO meta VALUES ('synced_at', %" G_GINT64_FORMAT ")",
                         t->now);

  hy_test_exec (t, sql);
  hy_test_write (t, note_round, GINT_TO_POINTER (HY_ROUND_OFFLINE));
}

/* t1 has to be answered today, t2 on another day. */
static HyTestReplica *
cut_replica (void)
{
  HyTestReplica *t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, hy_test_ticket_line (&(HyTestTicket){ .id = "t1", .due_contact = DUE }),
                   hy_test_ticket_line (&(HyTestTicket){
                       .id = "t2", .due_contact = "2026-11-25T17:30:00+08:00" }),
                   NULL);
  cut (t);
  return t;
}

static void
call (HyTestReplica *t, const char *ticket)
{
  g_free (hy_test_queue (t, ticket, "contact",
                         "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"no_answer\","
                         "\"at\":\"2026-11-23T08:50:00+08:00\",\"purpose\":[\"confirm\"]}"));
}

static void
test_quarter_of_an_hour (void)
{
  g_autoptr (HyTestReplica) t = cut_replica ();

  call (t, "t1");
  t->now += 15 * HY_MINUTE;
  assert_outage (t, NULL);
  t->now += HY_SECOND;
  assert_outage (t, "N-t1");
}

static void
test_nothing_at_risk (void)
{
  g_autoptr (HyTestReplica) t = cut_replica ();

  call (t, "t2");
  t->now += HY_HOUR;
  assert_outage (t, NULL);
  call (t, "t1");
  assert_outage (t, "N-t1");
  /* Too late for it. */
  t->now = HY_TEST_NOW + 8 * HY_HOUR + 29 * HY_MINUTE;
  assert_outage (t, "N-t1");
  t->now += HY_MINUTE;
  assert_outage (t, NULL);
}

/* From closing to opening nobody works, and the line may be away. */
static void
test_office_hours (void)
{
  g_autoptr (HyTestReplica) t = cut_replica ();

  t->now = NOON - 10 * HY_MINUTE;
  call (t, "t1");
  cut (t);
  t->now = NOON + HY_HOUR;
  assert_outage (t, NULL);
  t->now = NOON + 2 * HY_HOUR + 5 * HY_MINUTE;
  assert_outage (t, NULL);
  t->now += HY_SECOND;
  assert_outage (t, "N-t1");
}

/* The same outage has one key, the next another. */
static void
test_key_of_an_outage (void)
{
  g_autoptr (HyTestReplica) t = cut_replica ();
  g_autoptr (HyAlert) first = NULL;
  g_autoptr (HyAlert) same = NULL;
  g_autoptr (HyAlert) next = NULL;

  call (t, "t1");
  t->now += HY_HOUR;
  first = outage (t, NULL);
  t->now += HY_HOUR;
  same = outage (t, NULL);
  g_assert_cmpstr (first->key, ==, same->key);
  hy_test_write (t, note_round, GINT_TO_POINTER (HY_ROUND_DONE));
  assert_outage (t, NULL);
  cut (t);
  assert_outage (t, NULL);
  t->now += 16 * HY_MINUTE;
  next = outage (t, NULL);
  g_assert_cmpstr (first->key, !=, next->key);
}

static void
test_of_one_person (void)
{
  g_autoptr (HyTestReplica) t = cut_replica ();
  g_autoptr (HyAlert) own = NULL;
  HyTime due;

  call (t, "t1");
  t->now += HY_HOUR;
  own = outage (t, "p-zhang");
  g_assert_true (hy_time_parse (DUE, &due));
  g_assert_cmpint (own->at, ==, due);
  g_assert_null (outage (t, "p-li"));
}

/* Nobody's news is left out for there being much of it, and the same snapshot reads the same. */
static void
test_more_than_a_thousand (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  Ask ask = { 0 }, again = { 0 }, one = { .ticket = ":t700:" };

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, hy_test_ticket_line (&(HyTestTicket){ .id = "t1", .state = "pending_sign" }), NULL);
  hy_test_exec (t, "CREATE TEMP TABLE more AS SELECT * FROM tickets;"
                   "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) "
                   "INSERT INTO tickets SELECT i, 't' || i, 'N-t' || i, scope, version, generation, row, policy, "
                   "title, kind, channel, category, place, state, handler, received_at, dispatched_at, flags, "
                   "to_contact, rework, clock, due, yellow_at, red_at, framed_at, rest, due_sign, due_contact, "
                   "due_result, waiting_for, waiting_by, promise, promise_at, unsent, may_refuse, sort_due, "
                   "indexed FROM more, n");
  hy_test_read (t, read_alerts, &ask);
  hy_test_read (t, read_alerts, &again);
  hy_test_read (t, read_alerts, &one);
  /* To be signed for, and red. */
  g_assert_cmpuint (ask.alerts->len, ==, 2 * 1500);
  for (guint i = 0; i < ask.alerts->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u", i % 1500 + 1);

      g_assert_cmpstr (((HyAlert *) ask.alerts->pdata[i])->ticket, ==, id);
      g_assert_cmpstr (((HyAlert *) again.alerts->pdata[i])->ticket, ==, id);
    }
  /* What is no news is not read. */
  g_assert_cmpuint (one.seen, ==, 2 * 1500);
  g_assert_cmpuint (one.alerts->len, ==, 2);
  g_assert_cmpstr (((HyAlert *) one.alerts->pdata[0])->number, ==, "N-t700");
  g_ptr_array_unref (ask.alerts);
  g_ptr_array_unref (again.alerts);
  g_ptr_array_unref (one.alerts);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alerts/outage/quarter-of-an-hour", test_quarter_of_an_hour);
  g_test_add_func ("/alerts/outage/nothing-at-risk", test_nothing_at_risk);
  g_test_add_func ("/alerts/outage/office-hours", test_office_hours);
  g_test_add_func ("/alerts/outage/key", test_key_of_an_outage);
  g_test_add_func ("/alerts/outage/of-one-person", test_of_one_person);
  g_test_add_func ("/alerts/more-than-a-thousand", test_more_than_a_thousand);
  return g_test_run ();
}
