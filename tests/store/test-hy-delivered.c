#include "store/hy-delivered.h"
#include "support/hy-test-outbox.h"

typedef struct
{
  HyTime since;
  guint max;
  GPtrArray *items;
} Ask;

static gboolean
read_delivered (HyReplica *replica, gpointer data, GError **error)
{
  Ask *ask = data;

  ask->items = hy_outbox_delivered (replica, ask->since, ask->max, error);
  return ask->items != NULL;
}

static gboolean
read_waiting (HyReplica *replica, gpointer data, GError **error)
{
  Ask *ask = data;

  ask->items = hy_outbox_list (replica, error);
  return ask->items != NULL;
}

static HyTestReplica *
replica_with_ticket (void)
{
  HyTestReplica *t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, hy_test_ticket_line (&(HyTestTicket){ .id = "t1" }), NULL);
  return t;
}

static void
deliver_one (HyTestReplica *t, const char *kind, const char *body, const char *at)
{
  g_autofree char *id = hy_test_queue (t, "t1", kind, body);
  g_autofree char *result = g_strdup_printf (
      "{\"id\":\"%s\",\"result\":\"applied\",\"version\":2,\"at\":\"%s\"}", id, at);

  g_ptr_array_unref (hy_test_take (t));
  g_assert_cmpuint (hy_test_settle (t, result), ==, 0);
}

static void
deliver (HyTestReplica *t, const char *text, const char *at)
{
  g_autofree char *body = g_strdup_printf ("{\"text\":\"%s\"}", text);

  deliver_one (t, "progress", body, at);
}

/* Who saw a number is no work that somebody waits for. */
static void
test_no_traces (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  Ask ask = { .since = HY_TEST_NOW, .max = 9 };

  deliver (t, "one", "2026-11-23T09:01:00+08:00");
  deliver_one (t, "reveal", "{\"field\":\"citizen\",\"purpose\":\"contact\"}",
               "2026-11-23T09:02:00+08:00");
  hy_test_read (t, read_delivered, &ask);
  g_assert_cmpuint (ask.items->len, ==, 1);
  g_ptr_array_unref (ask.items);
}

static void
test_latest_first (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  Ask ask = { .since = HY_TEST_NOW, .max = 2 };
  const HyOutboxItem *first;

  deliver (t, "yesterday", "2026-11-22T10:00:00+08:00");
  deliver (t, "one", "2026-11-23T09:01:00+08:00");
  deliver (t, "two", "2026-11-23T09:02:00+08:00");
  deliver (t, "three", "2026-11-23T09:03:00+08:00");
  hy_test_read (t, read_delivered, &ask);
  g_assert_cmpuint (ask.items->len, ==, 2);
  first = g_ptr_array_index (ask.items, 0);
  g_assert_cmpstr (hy_body_string (first->command->body, "text"), ==, "three");
  g_assert_cmpint (first->at, ==, HY_TEST_NOW + 3 * HY_MINUTE);
  g_ptr_array_unref (ask.items);
}

/* A contact that waits says until when it must arrive, unless one that arrived has stopped the clock of this round. */
static void
test_limit_of_what_waits (void)
{
  static const struct
  {
    const char *members;
    gboolean bound;
  } rows[] = {
    { NULL, TRUE },
    { "\"contacted_at\":\"2026-11-23T08:40:00+08:00\"", FALSE },
    { "\"contacted_at\":\"2026-11-19T08:40:00+08:00\"", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HyTestReplica) t = hy_test_replica_new ();
      Ask ask = { 0 };
      g_autofree char *id = NULL;
      HyTime due;

      hy_test_replica_enrol (t, TRUE);
      hy_test_feed_on (t,
                       hy_test_ticket_line (
                           &(HyTestTicket){ .id = "t1",
                                            .due_contact = "2026-11-23T17:30:00+08:00",
                                            .members = rows[i].members }),
                       NULL);
      g_assert_true (hy_time_parse ("2026-11-23T17:30:00+08:00", &due));
      id = hy_test_queue (t, "t1", "contact",
                          "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"no_answer\","
                          "\"at\":\"2026-11-23T08:50:00+08:00\",\"purpose\":[\"confirm\"]}");
      hy_test_read (t, read_waiting, &ask);
      g_assert_cmpuint (ask.items->len, ==, 1);
      g_assert_cmpint (((HyOutboxItem *) g_ptr_array_index (ask.items, 0))->limit, ==,
                       rows[i].bound ? due : HY_TIME_NONE);
      g_ptr_array_unref (ask.items);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivered/no-traces", test_no_traces);
  g_test_add_func ("/delivered/latest-first", test_latest_first);
  g_test_add_func ("/delivered/limit-of-what-waits", test_limit_of_what_waits);
  return g_test_run ();
}
