#include "support/hy-test-feed.h"

#include "store/hy-tickets.h"
#include "wire/hy-json-writer.h"
#include "wire/hy-record-json.h"
#include "wire/hy-json.h"

#include <string.h>

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })
#define REACHED                                                                                    \
  "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"reached\","                          \
  "\"at\":\"2026-11-23T08:50:00+08:00\",\"purpose\":[\"confirm\"],\"gist\":\"talked\","            \
  "\"demands\":[{\"id\":\"d1\",\"text\":\"Quiet\",\"confirmed\":true}]}"

typedef struct
{
  const char *id;
  const char *ticket; /* NULL: t1 */
  const char *kind;
  const char *body;
  const char *state;
  gint64 seq;
  gint64 base_version;
  gint64 version; /* of the result */
} Queued;

static gboolean
queue (HyReplica *replica, gpointer data, GError **error)
{
  const Queued *q = data;

  return hy_tickets_refresh (replica, q->ticket != NULL ? q->ticket : "t1", error);
}

/* Puts a command into the outbox as it would stand there, and lets the ticket be computed. */
static void
put_command (HyTestReplica *t, const Queued *q)
{
  g_autoptr (HyCommand) command = hy_command_new ();
  g_autofree char *json = NULL;
  g_autofree char *sql = NULL;
  const char *ticket = q->ticket != NULL ? q->ticket : "t1";

  command->id = g_strdup (q->id);
  command->seq = q->seq;
  command->person = g_strdup ("p-zhang");
  command->ticket = g_strdup (ticket);
  command->kind = g_strdup (q->kind);
  command->v = 1;
  command->made_at = t->now;
  command->base_version = q->base_version;
  g_clear_pointer (&command->body, g_variant_unref);
  command->body = hy_json_body_from_text (q->body, -1, NULL);
  g_assert_nonnull (command->body);
  json = hy_command_to_json (command);
  sql = g_strdup_printf (
      "INSERT INTO commands (id, seq, ticket, kind, person, state, sent, command, made_at, "
      "version, overlay, may_refuse) "
      "VALUES ('%s', %d, '%s', '%s', 'p-zhang', '%s', 0, '%s', 1, nullif (%d, 0), 1, 0)",
      q->id, (int) q->seq, ticket, q->kind, q->state != NULL ? q->state : "queued", json,
      (int) q->version);
  hy_test_exec (t, sql);
  hy_test_write (t, queue, (gpointer) q);
}

static HyTestReplica *
replica_with (char *line)
{
  HyTestReplica *t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, line, NULL);
  return t;
}

static void
assert_text (HyTestReplica *t, const char *sql, const char *expected)
{
  g_autofree char *text = hy_test_text (t, sql);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_queued_command_shows (void)
{
  g_autoptr (HyTestReplica) t = replica_with (TICKET (.state = "pending_sign", .handler = ""));

  put_command (t, &(Queued){ .id = "c1",
                             .seq = 1,
                             .kind = "sign",
                             .body = "{\"handler\":\"p-li\"}",
                             .base_version = 1 });
  assert_text (t,
               "SELECT state || ' ' || handler || ' ' || unsent || ' ' || may_refuse FROM tickets",
               "handling p-li 1 0");
  assert_text (
      t,
      "SELECT group_concat (what) FROM (SELECT what FROM tallies WHERE handler = 'p-li' AND at = 0 "
      "ORDER BY what)",
      "all,to_contact");
}

static void
test_commands_fold_in_order (void)
{
  g_autoptr (HyTestReplica) t = replica_with (TICKET (.state = "pending_sign"));

  put_command (t, &(Queued){ .id = "c1",
                             .seq = 1,
                             .kind = "sign",
                             .body = "{\"handler\":\"p-li\"}",
                             .base_version = 1 });
  put_command (t,
               &(Queued){
                   .id = "c2", .seq = 2, .kind = "contact", .body = REACHED, .base_version = 1 });
  assert_text (t, "SELECT step FROM tickets", "handling");
  assert_text (t, "SELECT unsent FROM tickets", "2");
}

static void
test_failing_guard_changes_nothing (void)
{
  g_autoptr (HyTestReplica) t = replica_with (TICKET (.state = "handling"));

  put_command (t, &(Queued){
                      .id = "c1", .seq = 1, .kind = "resume", .body = "{}", .base_version = 1 });
  assert_text (t, "SELECT state || ' ' || unsent || ' ' || may_refuse FROM tickets",
               "handling 1 1");
  assert_text (t, "SELECT may_refuse FROM commands", "1");
  hy_test_feed_on (t, TICKET (.version = 2, .state = "suspended"), NULL);
  assert_text (t, "SELECT may_refuse FROM commands", "0");
}

static void
test_refused_command_does_not_show (void)
{
  g_autoptr (HyTestReplica) t = replica_with (TICKET (.state = "pending_sign"));

  put_command (t, &(Queued){ .id = "c1",
                             .seq = 1,
                             .kind = "sign",
                             .body = "{\"handler\":\"p-li\"}",
                             .base_version = 1,
                             .state = "refused" });
  assert_text (t, "SELECT state || ' ' || unsent FROM tickets", "pending_sign 0");
}

static void
test_applied_shows_until_the_pull (void)
{
  g_autoptr (HyTestReplica) t = replica_with (TICKET (.state = "pending_sign"));

  put_command (t, &(Queued){ .id = "c1",
                             .seq = 1,
                             .kind = "sign",
                             .body = "{\"handler\":\"p-li\"}",
                             .base_version = 1,
                             .state = "applied",
                             .version = 3 });
  assert_text (t, "SELECT state FROM tickets", "handling");
  hy_test_feed_on (t, TICKET (.version = 2, .state = "pending_sign"), NULL);
  assert_text (t, "SELECT state FROM tickets", "handling");
  g_assert_cmpint (hy_test_int (t, "SELECT overlay FROM commands"), ==, 1);
  hy_test_feed_on (t, TICKET (.version = 3, .state = "suspended"), NULL);
  assert_text (t, "SELECT state FROM tickets", "suspended");
  g_assert_cmpint (hy_test_int (t, "SELECT overlay FROM commands"), ==, 0);
}

static void
test_effect_comes_before_the_answer (void)
{
  g_autoptr (HyTestReplica) t = replica_with (TICKET (.state = "handling"));

  put_command (t, &(Queued){ .id = "c1",
                             .seq = 1,
                             .kind = "progress",
                             .body = "{\"text\":\"x\"}",
                             .base_version = 1,
                             .state = "sending" });
  hy_test_feed_on (t, TICKET (.version = 2, .records = 1),
                   hy_test_record_line ("t1", "c1", 2, "progress", "{\"text\":\"x\"}"), NULL);
  assert_text (t, "SELECT may_refuse FROM tickets", "0");
}

static gboolean
check_view (HyReplica *replica, gpointer data, GError **error)
{
  g_autoptr (HyTicketView) view = hy_tickets_load (replica, "t1", error);
  const HyRecord *last;

  g_assert_nonnull (view);
  g_assert_cmpstr (view->scope, ==, "here");
  g_assert_cmpstr (view->view->ticket->citizen.phone, ==, "13800000042");
  g_assert_cmpuint (view->view->timeline->len, ==, 2);
  g_assert_cmpuint (view->unsent, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (view->unsent_ids, 0), ==, "c1");
  last = g_ptr_array_index (view->view->timeline, 1);
  g_assert_cmpstr (last->id, ==, "c1");
  g_assert_cmpstr (last->by_name, ==, "Zhang");
  return TRUE;
}

static void
test_view_holds_all (void)
{
  g_autoptr (HyTestReplica) t = replica_with (TICKET (.state = "handling"));

  hy_test_feed_on (t, TICKET (.version = 2, .records = 1),
                   hy_test_record_line ("t1", "r1", 2, "sign", NULL), NULL);
  put_command (t,
               &(Queued){
                   .id = "c1", .seq = 1, .kind = "contact", .body = REACHED, .base_version = 2 });
  hy_test_read (t, check_view, NULL);
}

static gboolean
check_stub (HyReplica *replica, gpointer data, GError **error)
{
  g_autoptr (HyTicketView) view = hy_tickets_load (replica, "t1", error);

  g_assert_nonnull (view);
  g_assert_cmpstr (view->scope, ==, "stub");
  g_assert_cmpint (view->view->ticket->state, ==, HY_STATE_LEFT);
  g_assert_cmpstr (view->view->ticket->number, ==, "N-t1");
  g_assert_null (view->view->ticket->citizen.phone);
  g_assert_cmpuint (view->view->timeline->len, ==, 1);
  g_assert_cmpstr (view->leave_to, ==, "Parks Office");
  return TRUE;
}

static void
test_view_of_a_stub (void)
{
  g_autoptr (HyTestReplica) t = replica_with (TICKET (.version = 1));

  hy_test_feed_on (t, TICKET (.version = 2, .records = 1),
                   hy_test_record_line ("t1", "r1", 2, "sign", NULL), NULL);
  hy_test_feed_on (t, hy_test_leave_line ("t1", "reassigned", "Parks Office", NULL), NULL);
  hy_test_read (t, check_stub, NULL);
}

static gboolean
check_find (HyReplica *replica, gpointer data, GError **error)
{
  g_autofree char *by_id = hy_tickets_find (replica, "t1", error);
  g_autofree char *by_number = hy_tickets_find (replica, "N-t1", error);
  g_autoptr (GError) fault = NULL;

  g_assert_cmpstr (by_id, ==, "t1");
  g_assert_cmpstr (by_number, ==, "t1");
  g_assert_null (hy_tickets_find (replica, "N-9", &fault));
  g_assert_error (fault, HY_STORE_ERROR, HY_STORE_ERROR_NOT_FOUND);
  g_clear_error (&fault);
  g_assert_null (hy_tickets_find (replica, "N-same", &fault));
  g_assert_error (fault, HY_STORE_ERROR, HY_STORE_ERROR_AMBIGUOUS);
  return TRUE;
}

static void
test_find (void)
{
  g_autoptr (HyTestReplica) t = replica_with (TICKET (.id = "t1"));

  hy_test_feed_on (t, TICKET (.id = "t2", .number = "N-same"),
                   TICKET (.id = "t3", .number = "N-same"), NULL);
  hy_test_read (t, check_find, NULL);
}

static void
test_waiting_until_answered (void)
{
  g_autoptr (HyTestReplica) t = replica_with (TICKET (.state = "handling"));

  hy_test_feed_on (
      t, TICKET (.version = 2, .records = 1),
      hy_test_record_line (
          "t1", "r1", 2, "progress",
          "{\"text\":\"asked\",\"waiting_for\":{\"unit\":\"Police\",\"what\":\"photo\","
          "\"by\":\"2026-11-24T12:00:00+08:00\"}}"),
      NULL);
  assert_text (t, "SELECT waiting_for FROM tickets WHERE waiting_by IS NOT NULL", "Police");
  put_command (t, &(Queued){ .id = "c1",
                             .seq = 1,
                             .kind = "progress",
                             .base_version = 2,
                             .body = "{\"text\":\"they rang\",\"answers\":\"r1\"}" });
  assert_text (t, "SELECT waiting_for FROM tickets", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tickets/offline/modified", test_queued_command_shows);
  g_test_add_func ("/tickets/offline/in-order", test_commands_fold_in_order);
  g_test_add_func ("/tickets/offline/guard-fails", test_failing_guard_changes_nothing);
  g_test_add_func ("/tickets/refused", test_refused_command_does_not_show);
  g_test_add_func ("/tickets/applied/until-pulled", test_applied_shows_until_the_pull);
  g_test_add_func ("/tickets/applied/pulled-first", test_effect_comes_before_the_answer);
  g_test_add_func ("/tickets/view/whole", test_view_holds_all);
  g_test_add_func ("/tickets/view/stub", test_view_of_a_stub);
  g_test_add_func ("/tickets/find", test_find);
  g_test_add_func ("/tickets/waiting", test_waiting_until_answered);
  return g_test_run ();
}
