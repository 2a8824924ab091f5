#include "store/hy-list.h"
#include "support/hy-test-outbox.h"

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })

typedef struct
{
  HyListQuery query;
  guint offset, limit;
  GPtrArray *rows;
  GArray *nos;
  HyListCounts counts;
} Ask;

static gboolean
page (HyReplica *replica, gpointer data, GError **error)
{
  Ask *ask = data;

  ask->rows = hy_list_page (replica, &ask->query, ask->offset, ask->limit, error);
  return ask->rows != NULL;
}

static gboolean
ids (HyReplica *replica, gpointer data, GError **error)
{
  Ask *ask = data;

  ask->nos = hy_list_ids (replica, &ask->query, error);
  return ask->nos != NULL;
}

static gboolean
count (HyReplica *replica, gpointer data, GError **error)
{
  Ask *ask = data;

  return hy_list_counts (replica, ask->query.handler, &ask->counts, error);
}

static char *
joined (const GPtrArray *rows)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "",
                            ((const HyListRow *) g_ptr_array_index (rows, i))->id);
  return g_string_free (out, FALSE);
}

/* A queue, and how many the counts say it holds: the same. */
static void
check_queue (HyTestReplica *t, HyQueue queue, const char *handler, const char *want)
{
  Ask ask = { .query = { .queue = queue, .handler = handler }, .limit = 100 };
  g_autofree char *got = NULL;

  hy_test_read (t, page, &ask);
  hy_test_read (t, ids, &ask);
  hy_test_read (t, count, &ask);
  got = joined (ask.rows);
  g_assert_cmpstr (got, ==, want);
  g_assert_cmpuint (ask.nos->len, ==, ask.rows->len);
  g_assert_cmpint (ask.counts.n[queue], ==, ask.rows->len);
  g_array_unref (ask.nos);
  g_ptr_array_unref (ask.rows);
}

#define FAR "2026-12-30T17:30:00+08:00"

/* One of each; the test's now is 2026-11-23 09:00. */
static HyTestReplica *
replica_with_all (void)
{
  HyTestReplica *t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t,
                   TICKET (.id = "sign", .state = "pending_sign", .handler = "",
                           .due_sign = "2026-11-23T11:00:00+08:00", .due = FAR),
                   TICKET (.id = "call", .due_contact = "2026-11-24T17:30:00+08:00", .due = FAR,
                           .phone = "13800000042"),
                   TICKET (.id = "red", .due = "2026-11-20T17:30:00+08:00", .due_contact = "",
                           .flags = "[\"no_number\"]"),
                   TICKET (.id = "work", .due = FAR, .due_contact = "", .flags = "[\"no_number\"]",
                           .handler = "p-li", .channel = "stall"),
                   TICKET (.id = "urge", .due = FAR, .due_contact = "",
                           .flags = "[\"no_number\",\"urged:1\"]"),
                   TICKET (.id = "back", .state = "rework", .due = FAR, .due_contact = "",
                           .flags = "[\"no_number\"]", .handler = "p-li"),
                   TICKET (.id = "sent", .state = "submitted", .flags = "[\"no_number\"]",
                           .handler = "p-li"),
                   TICKET (.id = "ask", .state = "return_requested", .flags = "[\"no_number\"]",
                           .due_contact = "", .due = FAR),
                   TICKET (.id = "done", .state = "closed", .flags = "[\"no_number\",\"urged:2\"]"),
                   TICKET (.id = "hung", .state = "suspended", .flags = "[\"no_number\"]"),
                   TICKET (.id = "old", .state = "archived", .flags = "[\"no_number\"]"),
                   TICKET (.id = "gone"), NULL);
  hy_test_feed_on (t, hy_test_leave_line ("gone", "reassigned", "Other", NULL), NULL);
  return t;
}

/* Yellow is what is due soon, wherever it stands among what is due later, and what waits for an extension past its due. */
static void
test_due_soon (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t,
                   TICKET (.id = "asked", .due = "2026-11-20T17:30:00+08:00", .due_contact = "",
                           .flags = "[\"no_number\",\"extension:pending\"]"),
                   TICKET (.id = "red", .due = "2026-11-20T17:30:00+08:00", .due_contact = "",
                           .flags = "[\"no_number\"]"),
                   TICKET (.id = "far", .due = FAR, .due_contact = "", .flags = "[\"no_number\"]"),
                   TICKET (.id = "soon", .due = "2026-11-24T17:30:00+08:00", .due_contact = "",
                           .flags = "[\"no_number\"]", .handler = "p-li"),
                   NULL);
  check_queue (t, HY_QUEUE_DUE_SOON, NULL, "asked soon");
  check_queue (t, HY_QUEUE_DUE_SOON, "p-li", "soon");
  check_queue (t, HY_QUEUE_OVERDUE, NULL, "red");
}

static void
test_queues (void)
{
  g_autoptr (HyTestReplica) t = replica_with_all ();

  check_queue (t, HY_QUEUE_PENDING_SIGN, NULL, "sign");
  check_queue (t, HY_QUEUE_TO_CONTACT, NULL, "call");
  check_queue (t, HY_QUEUE_HANDLING, NULL, "red work urge back");
  check_queue (t, HY_QUEUE_HANDLING, "p-li", "work back");
  check_queue (t, HY_QUEUE_SUSPENDED, NULL, "hung");
  check_queue (t, HY_QUEUE_CLOSED, NULL, "done");
  check_queue (t, HY_QUEUE_REWORK, NULL, "back");
  check_queue (t, HY_QUEUE_SUPERVISED, NULL, "urge");
  check_queue (t, HY_QUEUE_OVERDUE, NULL, "red");
  check_queue (t, HY_QUEUE_OVERDUE, "p-li", "");
  check_queue (t, HY_QUEUE_TODAY, NULL, "red sign urge");
  check_queue (t, HY_QUEUE_WAITING, NULL, "");
}

/* Other orders than the most pressing first. */
static void
check_sorted (HyTestReplica *t, HyQueue queue, HyListSort sort, const char *want)
{
  Ask ask = { .query = { .queue = queue, .sort = sort }, .limit = 100 };
  g_autofree char *got = NULL;

  hy_test_read (t, page, &ask);
  hy_test_read (t, ids, &ask);
  got = joined (ask.rows);
  g_assert_cmpstr (got, ==, want);
  g_assert_cmpuint (ask.nos->len, ==, ask.rows->len);
  g_array_unref (ask.nos);
  g_ptr_array_unref (ask.rows);
}

static void
test_sorts (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t,
                   TICKET (.id = "a", .due = FAR, .due_contact = "", .flags = "[\"no_number\"]",
                           .place = "B", .handler = "p-li"),
                   TICKET (.id = "b", .due = "2026-11-24T17:30:00+08:00", .due_contact = "",
                           .flags = "[\"no_number\"]", .handler = "p-li"),
                   TICKET (.id = "c", .due = "2026-11-25T17:30:00+08:00", .due_contact = "",
                           .flags = "[\"no_number\"]", .place = "A", .handler = "p-zhang"),
                   TICKET (.id = "d", .due = "2026-11-26T17:30:00+08:00", .due_contact = "",
                           .flags = "[\"no_number\"]", .place = "B", .handler = "p-zhang"),
                   TICKET (.id = "gone"), NULL);
  hy_test_feed_on (t, hy_test_leave_line ("gone", "reassigned", "Other", NULL), NULL);
  check_sorted (t, HY_QUEUE_HANDLING, HY_SORT_PRESSING, "b c d a");
  check_sorted (t, HY_QUEUE_HANDLING, HY_SORT_NEWEST, "d c b a");
  check_sorted (t, HY_QUEUE_HANDLING, HY_SORT_PLACE, "c d a b");
  check_sorted (t, HY_QUEUE_HANDLING, HY_SORT_HANDLER, "b a c d");
  check_sorted (t, HY_QUEUE_ALL, HY_SORT_NEWEST, "d c b a gone");
  check_sorted (t, HY_QUEUE_DUE_SOON, HY_SORT_PLACE, "b");
}

static void
test_sort_codes (void)
{
  HyListSort sort = HY_SORT_PRESSING;

  for (int i = 0; i < HY_N_SORTS; i++)
    {
      g_assert_true (hy_list_sort_parse (hy_list_sort_code (i), &sort));
      g_assert_cmpint (sort, ==, i);
    }
  g_assert_false (hy_list_sort_parse ("", &sort));
}

static void
test_steps_sum_to_hand (void)
{
  g_autoptr (HyTestReplica) t = replica_with_all ();
  Ask ask = { 0 };

  hy_test_read (t, count, &ask);
  g_assert_cmpint (ask.counts.n[HY_QUEUE_SUBMITTED], ==, 2);
  g_assert_cmpint (ask.counts.n[HY_QUEUE_ALL], ==, 12);
  g_assert_cmpint (ask.counts.on_hand, ==, 9);
  g_assert_cmpint (ask.counts.worst[HY_QUEUE_OVERDUE], >=, HY_LIGHT_RED);
  g_assert_cmpint (ask.counts.worst[HY_QUEUE_WAITING], ==, HY_LIGHT_NONE);
}

/* What runs by its due, what does not after it, stubs last. */
static void
test_all_in_order (void)
{
  g_autoptr (HyTestReplica) t = replica_with_all ();
  Ask ask = { .query = { .queue = HY_QUEUE_ALL }, .limit = 100 };

  hy_test_read (t, page, &ask);
  g_assert_cmpuint (ask.rows->len, ==, 12);
  g_assert_cmpstr (((HyListRow *) g_ptr_array_index (ask.rows, 0))->id, ==, "red");
  g_assert_cmpint (((HyListRow *) g_ptr_array_index (ask.rows, 0))->light, ==, HY_LIGHT_RED_FRAMED);
  g_assert_cmpstr (((HyListRow *) g_ptr_array_index (ask.rows, 1))->id, ==, "sign");
  g_assert_cmpstr (((HyListRow *) g_ptr_array_index (ask.rows, 11))->scope, ==, "stub");
  g_ptr_array_unref (ask.rows);
}

static void
test_pages (void)
{
  g_autoptr (HyTestReplica) t = replica_with_all ();
  g_autoptr (GString) whole = g_string_new (NULL);
  Ask ask = { .query = { .queue = HY_QUEUE_HANDLING }, .limit = 3 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  hy_test_read (t, page, &ask);
  first = joined (ask.rows);
  g_ptr_array_unref (ask.rows);
  ask.offset = 3;
  hy_test_read (t, page, &ask);
  second = joined (ask.rows);
  g_ptr_array_unref (ask.rows);
  g_assert_cmpstr (first, ==, "red work urge");
  g_assert_cmpstr (second, ==, "back");
  ask.limit = 0;
  hy_test_read (t, page, &ask);
  g_assert_cmpuint (ask.rows->len, ==, 0);
  g_ptr_array_unref (ask.rows);
}

/* The clock turns without a write. */
static void
test_time_passes (void)
{
  g_autoptr (HyTestReplica) t = replica_with_all ();

  t->now += 3 * HY_HOUR;
  check_queue (t, HY_QUEUE_OVERDUE, NULL, "red sign");
  t->now += 2 * HY_DAY;
  check_queue (t, HY_QUEUE_OVERDUE, NULL, "red sign call");
}

static void
test_filters (void)
{
  g_autoptr (HyTestReplica) t = replica_with_all ();
  Ask ask = { .query = { .queue = HY_QUEUE_ALL, .channel = "stall" }, .limit = 100 };
  g_autofree char *stall = NULL;
  g_autofree char *found = NULL;

  hy_test_read (t, page, &ask);
  stall = joined (ask.rows);
  g_assert_cmpstr (stall, ==, "work");
  g_ptr_array_unref (ask.rows);
  ask.query = (HyListQuery){ .queue = HY_QUEUE_HANDLING, .search = "N-", .handler = "p-li" };
  hy_test_read (t, page, &ask);
  found = joined (ask.rows);
  g_assert_cmpstr (found, ==, "work back");
  g_ptr_array_unref (ask.rows);
}

static void
test_refused_is_today (void)
{
  g_autoptr (HyTestReplica) t = replica_with_all ();
  g_autofree char *id = hy_test_queue (t, "work", "progress", "{\"text\":\"seen\"}");
  g_autofree char *answer = g_strdup_printf (
      "{\"id\":\"%s\",\"result\":\"refused\",\"code\":\"too_late\",\"detail\":\"no\"}", id);

  g_ptr_array_unref (hy_test_take (t));
  hy_test_settle (t, answer);
  check_queue (t, HY_QUEUE_TODAY, NULL, "red sign urge work");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list/sorts", test_sorts);
  g_test_add_func ("/list/sort-codes", test_sort_codes);
  g_test_add_func ("/list/due-soon", test_due_soon);
  g_test_add_func ("/list/queues", test_queues);
  g_test_add_func ("/list/steps-sum-to-hand", test_steps_sum_to_hand);
  g_test_add_func ("/list/all-in-order", test_all_in_order);
  g_test_add_func ("/list/pages", test_pages);
  g_test_add_func ("/list/time-passes", test_time_passes);
  g_test_add_func ("/list/filters", test_filters);
  g_test_add_func ("/list/refused-is-today", test_refused_is_today);
  return g_test_run ();
}
