#include "store/hy-sort-hints.h"
#include "support/hy-test-feed.h"

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })

typedef struct
{
  const char *ticket;
  HySortHints hints;
} Ask;

static gboolean
read_hints (HyReplica *replica, gpointer data, GError **error)
{
  Ask *ask = data;

  return hy_sort_hints_read (replica, ask->ticket, &ask->hints, error);
}

static HyTestReplica *
replica_with_past (void)
{
  HyTestReplica *t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t,
                   TICKET (.id = "a", .place = "Bridge", .handler = "p-li", .phone = "13900000001"),
                   TICKET (.id = "b", .place = "Bridge", .handler = "p-li", .phone = "13900000002"),
                   TICKET (.id = "c", .place = "Bridge", .handler = "p-zhang",
                           .phone = "13900000003"),
                   TICKET (.id = "gone", .place = "Hill", .handler = "p-nobody",
                           .phone = "13900000004"),
                   NULL);
  return t;
}

static void
test_by_place (void)
{
  g_autoptr (HyTestReplica) t = replica_with_past ();
  Ask ask = { .ticket = "new" };

  hy_test_feed_on (t,
                   TICKET (.id = "new", .place = "Bridge", .state = "pending_sign", .handler = "",
                           .phone = "13900000009"),
                   NULL);
  hy_test_read (t, read_hints, &ask);
  g_assert_cmpstr (ask.hints.handler, ==, "p-li");
  g_assert_cmpstr (ask.hints.place, ==, "Bridge");
  g_assert_cmpuint (ask.hints.repeats->len, ==, 0);
  hy_sort_hints_clear (&ask.hints);
}

static void
test_nobody_who_left (void)
{
  g_autoptr (HyTestReplica) t = replica_with_past ();
  Ask ask = { .ticket = "new" };

  hy_test_feed_on (t,
                   TICKET (.id = "new", .place = "Hill", .state = "pending_sign", .handler = "",
                           .phone = ""),
                   NULL);
  hy_test_read (t, read_hints, &ask);
  g_assert_null (ask.hints.handler);
  hy_sort_hints_clear (&ask.hints);
}

static void
test_repeats (void)
{
  g_autoptr (HyTestReplica) t = replica_with_past ();
  Ask ask = { .ticket = "new" };

  hy_test_feed_on (t,
                   TICKET (.id = "new", .place = "Lake", .state = "pending_sign", .handler = "",
                           .phone = "139 0000 0002", .flags = "[\"repeat:a\"]"),
                   NULL);
  hy_test_read (t, read_hints, &ask);
  g_assert_cmpuint (ask.hints.repeats->len, ==, 2);
  g_assert_cmpstr (((HyListRow *) g_ptr_array_index (ask.hints.repeats, 0))->id, ==, "a");
  g_assert_cmpstr (((HyListRow *) g_ptr_array_index (ask.hints.repeats, 1))->id, ==, "b");
  hy_sort_hints_clear (&ask.hints);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sort-hints/by-place", test_by_place);
  g_test_add_func ("/sort-hints/nobody-who-left", test_nobody_who_left);
  g_test_add_func ("/sort-hints/repeats", test_repeats);
  return g_test_run ();
}
