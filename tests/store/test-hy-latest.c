#include "store/hy-latest.h"
#include "support/hy-test-outbox.h"

typedef struct
{
  GPtrArray *rows;
} Ask;

static gboolean
find (HyReplica *replica, gpointer data, GError **error)
{
  Ask *ask = data;
  HyListQuery query = { .queue = HY_QUEUE_ALL };

  ask->rows = hy_list_page (replica, &query, 0, 10, error);
  return ask->rows != NULL && hy_latest_mark (replica, ask->rows, error);
}

/* The one row that there is; free it. */
static HyListRow *
only_row (HyTestReplica *t)
{
  Ask ask = { 0 };
  HyListRow *row;

  hy_test_read (t, find, &ask);
  g_assert_cmpuint (ask.rows->len, ==, 1);
  row = g_ptr_array_steal_index (ask.rows, 0);
  g_ptr_array_unref (ask.rows);
  g_assert_true (row->stated);
  return row;
}

static HyTestReplica *
replica_with_ticket (void)
{
  HyTestReplica *t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, hy_test_ticket_line (&(HyTestTicket){ .version = 3, .records = 2 }),
                   hy_test_record_line ("t1", "r1", 2, "sign", NULL),
                   hy_test_record_line ("t1", "r2", 3, "progress", "{\"text\":\"seen\"}"), NULL);
  return t;
}

static void
test_arrived (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autoptr (HyListRow) row = only_row (t);

  g_assert_cmpstr (row->latest->id, ==, "r2");
  g_assert_null (row->waiting_for);
}

/* What is not sent yet comes after all that is known there. */
static void
test_own (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id
      = hy_test_queue (t, "t1", "progress",
                       "{\"text\":\"asked\",\"waiting_for\":{\"unit\":\"Jin\",\"what\":\"a look\","
                       "\"by\":\"2026-11-25T17:30:00+08:00\"}}");
  g_autoptr (HyListRow) row = only_row (t);

  g_assert_cmpstr (row->latest->id, ==, id);
  g_assert_cmpstr (row->latest->by_name, ==, "Zhang");
  g_assert_cmpstr (row->waiting_for, ==, "Jin");
  g_assert_cmpint (row->waiting_by, !=, HY_TIME_NONE);
}

static void
test_left (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autoptr (HyListRow) row = NULL;

  hy_test_feed_on (t, hy_test_leave_line ("t1", "reassigned", "West Hill", NULL), NULL);
  row = only_row (t);
  g_assert_null (row->latest);
  g_assert_cmpstr (row->went_to, ==, "West Hill");
}

static void
test_nothing_yet (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (HyListRow) row = NULL;

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, hy_test_ticket_line (&(HyTestTicket){ .version = 1 }), NULL);
  row = only_row (t);
  g_assert_null (row->latest);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/latest/arrived", test_arrived);
  g_test_add_func ("/latest/own", test_own);
  g_test_add_func ("/latest/left", test_left);
  g_test_add_func ("/latest/nothing-yet", test_nothing_yet);
  return g_test_run ();
}
