#include "store/hy-outbox-hold.h"
#include "support/hy-test-outbox.h"

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })
#define NOTE "{\"text\":\"looked at it\"}"

typedef struct
{
  const char *id;
  HyTime span;
  const HyDraft *draft;
  GError *error;
} Deed;

static gboolean
hold (HyReplica *replica, gpointer data, GError **error)
{
  Deed *deed = data;

  return hy_outbox_hold (replica, deed->id, deed->span, error);
}

static gboolean
undo (HyReplica *replica, gpointer data, GError **error)
{
  Deed *deed = data;

  return hy_outbox_undo (replica, deed->id, deed->draft, error);
}

static HyTestReplica *
replica_with_tickets (void)
{
  HyTestReplica *t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, TICKET (.version = 3), TICKET (.id = "t2", .version = 1), NULL);
  return t;
}

static char *
held_note (HyTestReplica *t, const char *ticket, HyTime span)
{
  g_autofree char *id = hy_test_queue (t, ticket, "progress", NOTE);
  Deed deed = { .id = id, .span = span };

  hy_test_write (t, hold, &deed);
  return g_steal_pointer (&id);
}

static void
assert_taken (HyTestReplica *t, guint want)
{
  g_autoptr (GPtrArray) taken = hy_test_take (t);

  g_assert_cmpuint (taken->len, ==, want);
}

static void
test_waits (void)
{
  g_autoptr (HyTestReplica) t = replica_with_tickets ();
  g_autofree char *first = held_note (t, "t1", 8 * HY_SECOND);

  assert_taken (t, 0);
  t->now += 8 * HY_SECOND;
  assert_taken (t, 1);
  hy_test_assert_state (t, first, "sending -");
}

/* What follows for the same ticket keeps its order; another ticket's goes. */
static void
test_keeps_order (void)
{
  g_autoptr (HyTestReplica) t = replica_with_tickets ();
  g_autofree char *first = held_note (t, "t1", 8 * HY_SECOND);
  g_autofree char *next = hy_test_queue (t, "t1", "progress", NOTE);
  g_autofree char *other = hy_test_queue (t, "t2", "progress", NOTE);

  assert_taken (t, 1);
  hy_test_assert_state (t, other, "sending -");
  hy_test_assert_state (t, next, "queued -");
  t->now += 9 * HY_SECOND;
  assert_taken (t, 2);
  hy_test_assert_state (t, first, "sending -");
}

static void
test_clock_set_back (void)
{
  g_autoptr (HyTestReplica) t = replica_with_tickets ();
  g_autofree char *id = held_note (t, "t1", 8 * HY_SECOND);

  t->now -= HY_DAY;
  assert_taken (t, 1);
  hy_test_assert_state (t, id, "sending -");
}

static void
test_undo (void)
{
  g_autoptr (HyTestReplica) t = replica_with_tickets ();
  g_autofree char *id = held_note (t, "t1", 8 * HY_SECOND);
  HyDraft draft = { .ticket = (char *) "t1",
                    .person = (char *) "p-zhang",
                    .kind = (char *) "progress",
                    .body = (char *) "{\"text\":\"looked at it\"}",
                    .base_version = 3,
                    .changed_at = HY_TEST_NOW };
  Deed deed = { .id = id, .draft = &draft };

  hy_test_write (t, undo, &deed);
  hy_test_assert_state (t, id, "gone -");
  g_assert_cmpint (hy_test_int (t, "SELECT unsent FROM tickets WHERE id = 't1'"), ==, 0);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM drafts WHERE ticket = 't1'"), ==, 1);
  t->now += 9 * HY_SECOND;
  assert_taken (t, 0);
}

static void
test_undo_too_late (void)
{
  g_autoptr (HyTestReplica) t = replica_with_tickets ();
  g_autofree char *id = held_note (t, "t1", 8 * HY_SECOND);
  g_autoptr (GError) error = NULL;
  Deed deed = { .id = id };

  t->now += 8 * HY_SECOND;
  assert_taken (t, 1);
  hy_test_put_back (t);
  g_assert_false (hy_store_write (t->store, undo, &deed, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_STATE);
  hy_test_assert_state (t, id, "queued -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbox-hold/waits", test_waits);
  g_test_add_func ("/outbox-hold/keeps-order", test_keeps_order);
  g_test_add_func ("/outbox-hold/clock-set-back", test_clock_set_back);
  g_test_add_func ("/outbox-hold/undo", test_undo);
  g_test_add_func ("/outbox-hold/undo-too-late", test_undo_too_late);
  return g_test_run ();
}
