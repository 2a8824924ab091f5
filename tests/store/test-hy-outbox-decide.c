#include "support/hy-test-outbox.h"
#include "wire/hy-json.h"

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })
#define REFUSED "{\"id\":\"%s\",\"result\":\"refused\",\"code\":\"wrong_state\",\"detail\":\"no\"}"

typedef struct
{
  const char *id, *person, *body;
  char *made;
  HyRefusal refusal;
} Deed;

static gboolean
retry (HyReplica *replica, gpointer data, GError **error)
{
  Deed *deed = data;

  return hy_outbox_retry (replica, deed->id, &deed->made, &deed->refusal, error);
}

static gboolean
keep (HyReplica *replica, gpointer data, GError **error)
{
  Deed *deed = data;

  g_autoptr (GVariant) body = deed->body != NULL ? hy_json_body_from_text (deed->body, -1, error) : NULL;

  return hy_outbox_keep_as_note (replica, deed->id, deed->person, body, &deed->made, &deed->refusal,
                                 error);
}

static gboolean
amend (HyReplica *replica, gpointer data, GError **error)
{
  Deed *deed = data;
  g_autoptr (GVariant) body = hy_json_body_from_text (deed->body, -1, error);

  return hy_outbox_amend (replica, deed->id, deed->person, body, &deed->made, &deed->refusal,
                          error);
}

static HyTestReplica *
replica_with_ticket (void)
{
  HyTestReplica *t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, TICKET (.version = 3), NULL);
  return t;
}

static char *
refused_command (HyTestReplica *t, const char *kind, const char *body)
{
  g_autofree char *id = hy_test_queue (t, "t1", kind, body);
  g_autofree char *answer = g_strdup_printf (REFUSED, id);

  g_ptr_array_unref (hy_test_take (t));
  g_assert_cmpuint (hy_test_settle (t, answer), ==, 1);
  return g_steal_pointer (&id);
}

static void
assert_member (HyTestReplica *t, const char *id, const char *path, const char *want)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT json_extract (command, '%s') FROM commands WHERE id = '%s'", path,
                         id);
  g_autofree char *got = hy_test_text (t, sql);

  g_assert_cmpstr (got, ==, want);
}

static void
test_retry_refused (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id
      = refused_command (t, "interim_reply",
                         "{\"text\":\"soon\",\"next_by\":\"2026-11-30T17:30:00+08:00\"}");
  Deed deed = { .id = id };

  hy_test_feed_on (t, TICKET (.version = 5), NULL);
  hy_test_write (t, retry, &deed);
  g_assert_nonnull (deed.made);
  hy_test_assert_state (t, id, "gone wrong_state");
  hy_test_assert_state (t, deed.made, "queued -");
  assert_member (t, deed.made, "$.amends", id);
  assert_member (t, deed.made, "$.body.text", "soon");
  assert_member (t, deed.made, "$.base_version", "5");
  assert_member (t, deed.made, "$.seq", "2");
  g_free (deed.made);
}

static void
test_retry_queued (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id = hy_test_queue (t, "t1", "progress", "{\"text\":\"seen\"}");
  Deed deed = { .id = id };

  hy_test_write (t, retry, &deed);
  g_assert_null (deed.made);
  hy_test_assert_state (t, id, "queued -");
}

/* What still may not be stays as it was. */
static void
test_retry_refused_again (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id
      = refused_command (t, "interim_reply",
                         "{\"text\":\"soon\",\"next_by\":\"2026-11-30T17:30:00+08:00\"}");
  g_autoptr (GError) error = NULL;
  Deed deed = { .id = id };

  hy_test_feed_on (t, TICKET (.version = 5, .state = "submitted"), NULL);
  g_assert_false (hy_store_write (t->store, retry, &deed, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_REFUSED);
  g_assert_cmpstr (deed.refusal.code, ==, "wrong_state");
  hy_test_assert_state (t, id, "refused wrong_state");
  hy_refusal_clear (&deed.refusal);
}

static void
test_retry_settled (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id = refused_command (t, "progress", "{\"text\":\"seen\"}");
  g_autoptr (GError) error = NULL;
  Deed deed = { .id = id };

  hy_test_write (t, retry, &deed);
  g_clear_pointer (&deed.made, g_free);
  g_assert_false (hy_store_write (t->store, retry, &deed, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_STATE);
}

static void
test_retry_unknown (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autoptr (GError) error = NULL;
  Deed deed = { .id = "nothing" };

  g_assert_false (hy_store_write (t->store, retry, &deed, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_FOUND);
}

/* It is signed by whoever sits here now, not by who was refused. */
static void
test_amend (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id
      = refused_command (t, "interim_reply",
                         "{\"text\":\"soon\",\"next_by\":\"2026-11-30T17:30:00+08:00\"}");
  Deed deed = { .id = id,
                .person = "p-li",
                .body = "{\"text\":\"on Monday\",\"next_by\":\"2026-11-30T17:30:00+08:00\"}" };

  hy_test_write (t, amend, &deed);
  assert_member (t, deed.made, "$.amends", id);
  assert_member (t, deed.made, "$.person", "p-li");
  assert_member (t, deed.made, "$.body.text", "on Monday");
  hy_test_assert_state (t, id, "gone wrong_state");
  g_free (deed.made);
}

/* What was typed over the refused text is what the note says. */
static void
test_keep_what_was_edited (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id
      = refused_command (t, "interim_reply",
                         "{\"text\":\"soon\",\"next_by\":\"2026-11-30T17:30:00+08:00\"}");
  Deed deed = { .id = id, .person = "p-li", .body = "{\"text\":\"on Monday\"}" };

  hy_test_write (t, keep, &deed);
  assert_member (t, deed.made, "$.kind", "progress");
  assert_member (t, deed.made, "$.person", "p-li");
  assert_member (t, deed.made, "$.body.text", "on Monday");
  g_free (deed.made);
}

static void
test_keep_as_note (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id
      = refused_command (t, "interim_reply",
                         "{\"text\":\"soon\",\"next_by\":\"2026-11-30T17:30:00+08:00\"}");
  Deed deed = { .id = id };

  hy_test_feed_on (t, hy_test_leave_line ("t1", "reassigned", "Other", NULL), NULL);
  hy_test_write (t, keep, &deed);
  assert_member (t, deed.made, "$.kind", "progress");
  assert_member (t, deed.made, "$.body.text", "soon");
  assert_member (t, deed.made, "$.amends", NULL);
  hy_test_assert_state (t, id, "gone wrong_state");
  g_free (deed.made);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbox/decide/retry-refused", test_retry_refused);
  g_test_add_func ("/outbox/decide/retry-queued", test_retry_queued);
  g_test_add_func ("/outbox/decide/retry-refused-again", test_retry_refused_again);
  g_test_add_func ("/outbox/decide/retry-settled", test_retry_settled);
  g_test_add_func ("/outbox/decide/retry-unknown", test_retry_unknown);
  g_test_add_func ("/outbox/decide/amend", test_amend);
  g_test_add_func ("/outbox/decide/keep-what-was-edited", test_keep_what_was_edited);
  g_test_add_func ("/outbox/decide/keep-as-note", test_keep_as_note);
  return g_test_run ();
}
