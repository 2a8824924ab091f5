#include "store/hy-tickets.h"
#include "support/hy-test-outbox.h"

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })

typedef struct
{
  const char *id;
  gboolean shown;
  HyState state;
} Look;

static gboolean
look (HyReplica *replica, gpointer data, GError **error)
{
  Look *self = data;
  g_autoptr (HyTicketView) view = hy_tickets_load (replica, "t1", error);

  if (view == NULL)
    return FALSE;
  self->shown = hy_case_find_record (view->view, self->id) != NULL;
  self->state = view->view->ticket->state;
  return TRUE;
}

/* Applied over what another PC did, which the feed has not brought yet: here its guard fails, and
 * it stays on the screen, without an effect, until the row is there. */
static void
test_applied_stays (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (GPtrArray) taken = NULL;
  g_autofree char *id = NULL;
  g_autofree char *answer = NULL;
  Look work = { 0 };

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, TICKET (.version = 3, .state = "suspended"), NULL);
  id = hy_test_queue (t, "t1", "resume", "{}");
  taken = hy_test_take (t);
  answer = g_strdup_printf ("{\"id\":\"%s\",\"result\":\"applied\",\"version\":6}", id);
  hy_test_settle (t, answer);
  hy_test_feed_on (t, TICKET (.version = 4, .state = "submitted"), NULL);
  work.id = id;
  hy_test_read (t, look, &work);
  g_assert_true (work.shown);
  g_assert_cmpint (work.state, ==, HY_STATE_SUBMITTED);
}

static gboolean
enter_epoch (HyReplica *replica, gpointer data, GError **error)
{
  return hy_pull_begin_bootstrap (replica, TRUE, "epoch-2", error);
}

/* The versions of a row of the former epoch and of a result of the new one are not to be compared:
 * until the bootstrap brings the row, what was applied is folded over the old one. */
static void
test_of_former_epoch (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (GPtrArray) taken = NULL;
  g_autofree char *id = NULL;
  g_autofree char *answer = NULL;
  Look work = { 0 };

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, TICKET (.version = 9), NULL);
  id = hy_test_queue (t, "t1", "progress", "{\"text\":\"seen\"}");
  hy_test_write (t, enter_epoch, NULL);
  taken = hy_test_take (t);
  answer = g_strdup_printf ("{\"id\":\"%s\",\"result\":\"applied\",\"version\":4}", id);
  hy_test_settle (t, answer);
  work.id = id;
  hy_test_read (t, look, &work);
  g_assert_true (work.shown);
  hy_test_feed_on (t, TICKET (.version = 4, .records = 1),
                   hy_test_record_line ("t1", id, 4, "progress", "{\"text\":\"seen\"}"), NULL);
  g_assert_cmpint (hy_test_int (t, "SELECT overlay FROM commands"), ==, 0);
  hy_test_read (t, look, &work);
  g_assert_true (work.shown);
}

/* A ticket that the restored district did not know is back, at the version of a new one. */
static void
test_of_an_orphan (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autoptr (GPtrArray) taken = NULL;
  g_autofree char *id = NULL;
  g_autofree char *answer = NULL;
  Look work = { 0 };

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, TICKET (.version = 9), NULL);
  id = hy_test_queue (t, "t1", "progress", "{\"text\":\"seen\"}");
  hy_test_write (t, enter_epoch, NULL);
  hy_test_feed (t, "", NULL, hy_test_end_line ("n1", ""), NULL);
  taken = hy_test_take (t);
  answer = g_strdup_printf ("{\"id\":\"%s\",\"result\":\"applied\",\"version\":4}", id);
  hy_test_settle (t, answer);
  work.id = id;
  hy_test_read (t, look, &work);
  g_assert_true (work.shown);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/overlay/applied-stays", test_applied_stays);
  g_test_add_func ("/overlay/of-former-epoch", test_of_former_epoch);
  g_test_add_func ("/overlay/of-an-orphan", test_of_an_orphan);
  return g_test_run ();
}
