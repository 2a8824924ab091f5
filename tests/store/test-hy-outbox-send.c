#include "support/hy-test-outbox.h"

#include <string.h>

#define NOTE "{\"text\":\"seen\"}"
#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })

static HyTestReplica *
replica_with_ticket (void)
{
  HyTestReplica *t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, TICKET (.version = 3), NULL);
  return t;
}

/* What happens to a command: the events, and where it then stands. "%s" in a result is its id. */
typedef struct
{
  const char *name;
  const char *events; /* t take, p put back, r answer, d discard, x reopen, l the ticket leaves */
  const char *answer;
  const char *want; /* "state code" */
  gboolean discard_fails;
} Transition;

static const Transition transitions[] = {
  { "queued/take", "t", NULL, "sending -", FALSE },
  { "queued/discard", "d", NULL, "gone -", FALSE },
  { "queued/put-back", "p", NULL, "queued -", FALSE },
  { "sending/put-back", "tp", NULL, "queued -", FALSE },
  { "sending/discard", "td", NULL, "sending -", TRUE },
  { "sending/crash", "txpt", NULL, "sending -", FALSE },
  { "sent-and-back/discard", "tpd", NULL, "queued -", TRUE },
  { "sending/applied", "tr",
    "{\"id\":\"%s\",\"result\":\"applied\",\"version\":4,\"at\":\"2026-11-23T09:00:00+08:00\","
    "\"receipt\":\"r\"}",
    "applied -", FALSE },
  { "sending/late-note", "tr",
    "{\"id\":\"%s\",\"result\":\"late_note\",\"version\":4,\"at\":\"2026-11-23T09:00:00+08:00\"}",
    "late_note -", FALSE },
  { "sending/refused", "tr",
    "{\"id\":\"%s\",\"result\":\"refused\",\"code\":\"wrong_state\",\"detail\":\"no\"}",
    "refused wrong_state", FALSE },
  { "sending/duplicate-applied", "tr",
    "{\"id\":\"%s\",\"result\":\"duplicate\",\"first\":{\"id\":\"%s\",\"result\":\"applied\","
    "\"version\":4,\"at\":\"2026-11-23T09:00:00+08:00\"}}",
    "applied -", FALSE },
  { "sending/duplicate-refused", "tr",
    "{\"id\":\"%s\",\"result\":\"duplicate\",\"first\":{\"id\":\"%s\",\"result\":\"refused\","
    "\"code\":\"too_late\",\"detail\":\"no\"}}",
    "refused too_late", FALSE },
  { "sending/held-for-ticket", "tr", "{\"id\":\"%s\",\"result\":\"held\",\"missing\":[\"t1\"]}",
    "held held", FALSE },
  { "sending/held-for-command", "tr", "{\"id\":\"%s\",\"result\":\"held\",\"missing\":[\"other\"]}",
    "queued held", FALSE },
  { "held-twice", "trtr", "{\"id\":\"%s\",\"result\":\"held\",\"missing\":[\"other\"]}",
    "held held", FALSE },
  { "held-twice/next-round", "trtrp", "{\"id\":\"%s\",\"result\":\"held\",\"missing\":[\"other\"]}",
    "queued -", FALSE },
  { "held-for-ticket/next-round", "trp", "{\"id\":\"%s\",\"result\":\"held\",\"missing\":[\"t1\"]}",
    "held held", FALSE },
  { "held/discard", "trd", "{\"id\":\"%s\",\"result\":\"held\",\"missing\":[\"t1\"]}", "gone held",
    FALSE },
  { "refused/discard", "trd",
    "{\"id\":\"%s\",\"result\":\"refused\",\"code\":\"wrong_state\",\"detail\":\"no\"}",
    "gone wrong_state", FALSE },
  { "refused/take", "trt",
    "{\"id\":\"%s\",\"result\":\"refused\",\"code\":\"wrong_state\",\"detail\":\"no\"}",
    "refused wrong_state", FALSE },
  { "applied/discard", "trd", "{\"id\":\"%s\",\"result\":\"applied\",\"version\":4}", "applied -",
    TRUE },
  { "queued/answer", "r", "{\"id\":\"%s\",\"result\":\"applied\",\"version\":4}", "queued -",
    FALSE },
  { "applied/second-answer", "trr", "{\"id\":\"%s\",\"result\":\"applied\",\"version\":4}",
    "applied -", FALSE },
  { "queued/left", "l", NULL, "queued -", FALSE },
  { "queued/left/late-note", "ltr", "{\"id\":\"%s\",\"result\":\"late_note\",\"version\":5}",
    "late_note -", FALSE },
};

static gboolean
discard (HyReplica *replica, gpointer data, GError **error)
{
  return hy_outbox_discard (replica, data, "written twice", error);
}

static void
run_event (HyTestReplica *t, const Transition *transition, char event, const char *id)
{
  g_autoptr (GPtrArray) commands = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *answer = NULL;

  switch (event)
    {
    case 't':
      commands = hy_test_take (t);
      break;
    case 'p':
      hy_test_put_back (t);
      break;
    case 'r':
      parts = g_strsplit (transition->answer, "%s", -1);
      answer = g_strjoinv (id, parts);
      hy_test_settle (t, answer);
      break;
    case 'd':
      g_assert_true (hy_store_write (t->store, discard, (gpointer) id, &error)
                     != transition->discard_fails);
      if (transition->discard_fails)
        g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_STATE);
      break;
    case 'x':
      hy_test_replica_reopen (t);
      break;
    case 'l':
      hy_test_feed_on (t, hy_test_leave_line ("t1", "reassigned", "Other", NULL), NULL);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
test_transition (gconstpointer data)
{
  const Transition *transition = data;
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id = hy_test_queue (t, "t1", "progress", NOTE);

  for (const char *event = transition->events; *event != '\0'; event++)
    run_event (t, transition, *event, id);
  hy_test_assert_state (t, id, transition->want);
}

static void
bring_record (HyTestReplica *t, const char *id)
{
  hy_test_feed_on (t, TICKET (.version = 4, .records = 1),
                   hy_test_record_line ("t1", id, 4, "progress", NOTE), NULL);
}

/* What was refused to this copy of the replica was done for another: the district is asked again. */
static void
test_record_of_what_was_refused (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id = hy_test_queue (t, "t1", "progress", NOTE);
  g_autoptr (GPtrArray) taken = hy_test_take (t);
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *answer = g_strdup_printf (
      "{\"id\":\"%s\",\"result\":\"refused\",\"code\":\"device_revoked\",\"detail\":\"no\"}", id);

  hy_test_settle (t, answer);
  hy_test_assert_state (t, id, "refused device_revoked");
  bring_record (t, id);
  hy_test_assert_state (t, id, "queued -");
  again = hy_test_take (t);
  g_assert_cmpuint (again->len, ==, 1);
}

static gboolean
cannot_go (HyReplica *replica, gpointer data, GError **error)
{
  return hy_outbox_set_undeliverable (replica, data, "undeliverable", "HTTP 413", error);
}

/* Its answer was lost, and then it was answered 413: it had arrived. */
static void
test_record_of_what_cannot_go (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id = hy_test_queue (t, "t1", "progress", NOTE);
  g_autoptr (GPtrArray) taken = hy_test_take (t);
  g_autoptr (GPtrArray) again = NULL;

  hy_test_write (t, cannot_go, id);
  hy_test_assert_state (t, id, "undeliverable undeliverable");
  bring_record (t, id);
  hy_test_assert_state (t, id, "queued -");
  again = hy_test_take (t);
  hy_test_write (t, cannot_go, id);
  hy_test_assert_state (t, id, "applied -");
}

static void
test_after (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *first = hy_test_queue (t, "t1", "progress", NOTE);
  g_autofree char *second = hy_test_queue (t, "t1", "progress", NOTE);
  g_autofree char *answer = NULL;
  g_autoptr (GPtrArray) commands = hy_test_take (t);
  g_autoptr (GPtrArray) again = NULL;
  const HyCommand *a = g_ptr_array_index (commands, 0);
  const HyCommand *b = g_ptr_array_index (commands, 1);

  g_assert_cmpuint (commands->len, ==, 2);
  g_assert_cmpstr (a->id, ==, first);
  g_assert_null (a->after);
  g_assert_cmpstr (b->after, ==, first);
  g_assert_cmpint (b->seq, ==, a->seq + 1);
  /* Refused in an epoch that is gone: the district has never heard of it. */
  answer = g_strdup_printf (
      "{\"id\":\"%s\",\"result\":\"refused\",\"code\":\"too_late\",\"detail\":\"no\"}", first);
  g_assert_cmpuint (hy_test_settle (t, answer), ==, 1);
  hy_test_put_back (t);
  hy_test_exec (t, "UPDATE meta SET value = 'epoch-2' WHERE key = 'epoch'");
  again = hy_test_take (t);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_null (((HyCommand *) g_ptr_array_index (again, 0))->after);
}

static gboolean
take_small (HyReplica *replica, gpointer data, GError **error)
{
  GPtrArray **out = data;

  *out = hy_outbox_take (replica, 200, 1, error);
  return *out != NULL;
}

/* One that alone is over the limit goes alone. */
static void
test_take_bytes (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *first = hy_test_queue (t, "t1", "progress", NOTE);
  g_autofree char *second = hy_test_queue (t, "t1", "progress", NOTE);
  g_autoptr (GPtrArray) commands = NULL;

  hy_test_write (t, take_small, &commands);
  g_assert_cmpuint (commands->len, ==, 1);
  hy_test_assert_state (t, second, "queued -");
}

static void
test_missing_go_together (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *first = hy_test_queue (t, "t1", "progress", NOTE);
  g_autofree char *second = NULL;
  g_autofree char *applied
      = g_strdup_printf ("{\"id\":\"%s\",\"result\":\"applied\",\"version\":4,\"receipt\":\"r1\"}",
                         first);
  g_autofree char *held = NULL;
  g_autoptr (GPtrArray) commands = NULL;

  g_ptr_array_unref (hy_test_take (t));
  hy_test_settle (t, applied);
  second = hy_test_queue (t, "t1", "progress", NOTE);
  g_ptr_array_unref (hy_test_take (t));
  held
      = g_strdup_printf ("{\"id\":\"%s\",\"result\":\"held\",\"missing\":[\"%s\"]}", second, first);
  hy_test_settle (t, held);
  commands = hy_test_take (t);
  g_assert_cmpuint (commands->len, ==, 2);
  g_assert_cmpstr (((HyCommand *) g_ptr_array_index (commands, 0))->id, ==, first);
  g_assert_cmpstr (((HyCommand *) g_ptr_array_index (commands, 0))->receipt, ==, "r1");
}

/* What waits for a person holds nothing up, even where the district knows nothing of it (a device
 * that was revoked when it sent it, enrolled anew since). */
static void
test_missing_refused_is_followed_no_more (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *first = hy_test_queue (t, "t1", "progress", NOTE);
  g_autofree char *second = NULL;
  g_autofree char *refused = g_strdup_printf (
      "{\"id\":\"%s\",\"result\":\"refused\",\"code\":\"device_revoked\"}", first);
  g_autofree char *held = NULL;
  g_autoptr (GPtrArray) commands = NULL;

  g_ptr_array_unref (hy_test_take (t));
  hy_test_settle (t, refused);
  second = hy_test_queue (t, "t1", "progress", NOTE);
  g_ptr_array_unref (hy_test_take (t));
  held
      = g_strdup_printf ("{\"id\":\"%s\",\"result\":\"held\",\"missing\":[\"%s\"]}", second, first);
  hy_test_settle (t, held);
  hy_test_assert_state (t, first, "refused device_revoked");
  commands = hy_test_take (t);
  g_assert_cmpuint (commands->len, ==, 1);
  g_assert_cmpstr (((HyCommand *) g_ptr_array_index (commands, 0))->id, ==, second);
  g_assert_null (((HyCommand *) g_ptr_array_index (commands, 0))->after);
}

static void
test_overlay_ends (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id = hy_test_queue (t, "t1", "progress", NOTE);
  g_autofree char *answer
      = g_strdup_printf ("{\"id\":\"%s\",\"result\":\"applied\",\"version\":4}", id);

  g_assert_cmpint (hy_test_int (t, "SELECT unsent FROM tickets"), ==, 1);
  g_ptr_array_unref (hy_test_take (t));
  hy_test_settle (t, answer);
  g_assert_cmpint (hy_test_int (t, "SELECT unsent FROM tickets"), ==, 0);
  g_assert_cmpint (hy_test_int (t, "SELECT overlay FROM commands"), ==, 1);
  hy_test_feed_on (t, TICKET (.version = 4), NULL);
  g_assert_cmpint (hy_test_int (t, "SELECT overlay FROM commands"), ==, 0);
}

/* It goes and comes back before the line does: what waits for it is on screen as before. */
static void
test_overlay_resumes (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id = hy_test_queue (t, "t1", "progress", NOTE);

  hy_test_feed_on (t, hy_test_leave_line ("t1", "reassigned", "Other", NULL), NULL);
  g_assert_cmpint (hy_test_int (t, "SELECT overlay FROM commands"), ==, 0);
  hy_test_feed_on (t, TICKET (.version = 5), NULL);
  hy_test_assert_state (t, id, "queued -");
  g_assert_cmpint (hy_test_int (t, "SELECT overlay FROM commands"), ==, 1);
  g_assert_cmpint (hy_test_int (t, "SELECT unsent FROM tickets"), ==, 1);
}

static void
test_ticket_leaves (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autofree char *sign = NULL;
  g_autofree char *note = NULL;

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, TICKET (.state = "pending_sign", .handler = ""), NULL);
  sign = hy_test_queue (t, "t1", "sign", "{\"handler\":\"p-li\"}");
  note = hy_test_queue (t, "t1", "progress", NOTE);
  hy_test_feed_on (t, hy_test_leave_line ("t1", "reassigned", "Other", NULL), NULL);
  hy_test_assert_state (t, sign, "undeliverable wrong_state");
  hy_test_assert_state (t, note, "queued -");
}

static gboolean
reoffer (HyReplica *replica, gpointer data, GError **error)
{
  return hy_outbox_reoffer (replica, error);
}

static gboolean
expire (HyReplica *replica, gpointer data, GError **error)
{
  return hy_outbox_expire (replica, error);
}

static void
acknowledge (HyTestReplica *t, const char *id, const char *at)
{
  g_autofree char *answer = g_strdup_printf (
      "{\"id\":\"%s\",\"result\":\"applied\",\"version\":4,\"at\":\"%s\",\"receipt\":\"r-%s\"}", id,
      at, id);

  hy_test_settle (t, answer);
}

static void
test_reoffer (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *young = hy_test_queue (t, "t1", "progress", NOTE);
  g_autofree char *old = hy_test_queue (t, "t1", "progress", NOTE);
  g_autofree char *ancient = hy_test_queue (t, "t1", "progress", NOTE);
  g_autofree char *fresh = NULL;
  g_autoptr (GPtrArray) commands = NULL;

  g_ptr_array_unref (hy_test_take (t));
  acknowledge (t, young, "2026-11-20T09:00:00+08:00");
  acknowledge (t, old, "2026-11-01T09:00:00+08:00");
  acknowledge (t, ancient, "2026-08-01T09:00:00+08:00");
  fresh = hy_test_queue (t, "t1", "progress", NOTE);
  hy_test_write (t, reoffer, NULL);
  commands = hy_test_take (t);
  g_assert_cmpuint (commands->len, ==, 3);
  g_assert_cmpstr (((HyCommand *) g_ptr_array_index (commands, 0))->id, ==, old);
  g_assert_nonnull (((HyCommand *) g_ptr_array_index (commands, 0))->receipt);
  g_assert_cmpstr (((HyCommand *) g_ptr_array_index (commands, 1))->id, ==, young);
  g_assert_cmpstr (((HyCommand *) g_ptr_array_index (commands, 2))->id, ==, fresh);
  hy_test_write (t, expire, NULL);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM commands"), ==, 3);
}

static char *
held_for_its_ticket (HyTestReplica *t)
{
  char *id = hy_test_queue (t, "t1", "progress", NOTE);
  g_autofree char *answer
      = g_strdup_printf ("{\"id\":\"%s\",\"result\":\"held\",\"missing\":[\"t1\"]}", id);

  g_ptr_array_unref (hy_test_take (t));
  hy_test_settle (t, answer);
  hy_test_assert_state (t, id, "held held");
  return id;
}

/* Held by a district that did not know the ticket: the restored one may, as another office's, whose row never comes. */
static void
test_held_in_another_epoch (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id = held_for_its_ticket (t);

  hy_test_write (t, reoffer, NULL);
  hy_test_assert_state (t, id, "queued -");
}

static void
test_ticket_is_back (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id = held_for_its_ticket (t);

  hy_test_feed_on (t, TICKET (.version = 4), NULL);
  hy_test_assert_state (t, id, "queued -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (transitions); i++)
    {
      g_autofree char *path = g_strconcat ("/outbox/", transitions[i].name, NULL);

      g_test_add_data_func (path, &transitions[i], test_transition);
    }
  g_test_add_func ("/outbox/record-of-what-was-refused", test_record_of_what_was_refused);
  g_test_add_func ("/outbox/record-of-what-cannot-go", test_record_of_what_cannot_go);
  g_test_add_func ("/outbox/after", test_after);
  g_test_add_func ("/outbox/take-bytes", test_take_bytes);
  g_test_add_func ("/outbox/missing-go-together", test_missing_go_together);
  g_test_add_func ("/outbox/missing-refused-is-followed-no-more",
                   test_missing_refused_is_followed_no_more);
  g_test_add_func ("/outbox/overlay-ends", test_overlay_ends);
  g_test_add_func ("/outbox/overlay-resumes", test_overlay_resumes);
  g_test_add_func ("/outbox/ticket-leaves", test_ticket_leaves);
  g_test_add_func ("/outbox/reoffer", test_reoffer);
  g_test_add_func ("/outbox/held-in-another-epoch", test_held_in_another_epoch);
  g_test_add_func ("/outbox/ticket-is-back", test_ticket_is_back);
  return g_test_run ();
}
