#include "support/hy-test-outbox.h"

#include "store/hy-drafts.h"
#include "wire/hy-envelope.h"

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

static void
assert_text (HyTestReplica *t, const char *sql, const char *want)
{
  g_autofree char *got = hy_test_text (t, sql);

  g_assert_cmpstr (got, ==, want);
}

static void
test_queue (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id = NULL;

  hy_test_exec (t, "INSERT OR REPLACE INTO meta VALUES ('clock_offset', -1200)");
  hy_test_replica_reopen (t);
  id = hy_test_queue (t, "t1", "progress", NOTE);
  assert_text (
      t,
      "SELECT seq || ' ' || state || ' ' || sent || ' ' || person || ' ' || overlay FROM commands",
      "1 queued 0 p-zhang 1");
  g_assert_cmpint (hy_test_int (t, "SELECT made_at FROM commands"), ==, HY_TEST_NOW);
  assert_text (t,
               "SELECT json_extract (command, '$.clock_offset_ms') || ' ' || json_extract "
               "(command, '$.base_version') "
               "|| ' ' || json_extract (command, '$.v') || ' ' || json_extract (command, "
               "'$.body.text') FROM commands",
               "-1200 3 1 seen");
  g_assert_cmpint (hy_test_int (t, "SELECT unsent FROM tickets"), ==, 1);
}

/* A number is not used again, whatever became of its command. */
static void
test_seq (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();

  g_free (hy_test_queue (t, "t1", "progress", NOTE));
  hy_test_exec (t, "DELETE FROM commands");
  g_free (hy_test_queue (t, "t1", "progress", NOTE));
  g_assert_cmpint (hy_test_int (t, "SELECT seq FROM commands"), ==, 2);
}

static void
test_refused (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *long_text = g_strnfill (HY_BODY_MAX, 'x');
  g_autofree char *half = g_strndup (long_text, HY_BODY_MAX - 20);
  g_autofree char *long_body = g_strdup_printf ("{\"text\":\"%s\"}", half);

  hy_test_queue_refused (t, "t1", "p-zhang", "resume", "{\"why\":\"done\"}", "wrong_state");
  hy_test_queue_refused (t, "t1", "p-zhang", "progress", "{}", "bad_body");
  g_free (hy_test_queue (t, "t1", "progress", long_body));
  hy_test_exec (t, "DELETE FROM commands");
  hy_test_queue_refused (t, "t1", "p-zhang", "juggle", "{}", "unknown_kind");
  hy_test_queue_refused (t, "t1", "p-zhang", "urged", "{\"text\":\"x\"}", "unknown_kind");
  hy_test_queue_refused (t, "t1", "p-nobody", "progress", NOTE, "unknown_person");
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM commands"), ==, 0);
  hy_test_exec (t, "DELETE FROM documents WHERE kind = 'person'");
  hy_test_queue_refused (t, "t1", NULL, "progress", NOTE, "unknown_person");
}

/* Nobody of another office is given a ticket. */
static void
test_colleague (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();

  hy_test_queue_refused (t, "t1", "p-zhang", "assign", "{\"to_person\":\"q-other\"}", "unknown_person");
  hy_test_queue_refused (t, "t1", "p-zhang", "sign", "{\"handler\":\"q-other\"}", "unknown_person");
  g_free (hy_test_queue (t, "t1", "assign", "{\"to_person\":\"p-li\"}"));
  assert_text (t, "SELECT handler FROM tickets", "p-li");
}

static void
test_stub (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();

  hy_test_feed_on (t, hy_test_leave_line ("t1", "reassigned", "Other", NULL), NULL);
  g_free (hy_test_queue (t, "t1", "progress", NOTE));
  hy_test_queue_refused (t, "t1", "p-zhang", "claim", "{}", "wrong_state");
  hy_test_queue_refused (t, "t1", "p-zhang", "progress", "{}", "bad_body");
  g_assert_cmpint (hy_test_int (t, "SELECT overlay FROM commands"), ==, 0);
}

static gboolean
save_draft (HyReplica *replica, gpointer data, GError **error)
{
  return hy_drafts_save (replica, data, error);
}

static void
test_draft_goes (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  HyDraft mine = { (char *) "t1", (char *) "p-zhang", (char *) "progress", (char *) "{}", 3, 1 };
  HyDraft others = { (char *) "t1", (char *) "p-li", (char *) "progress", (char *) "{}", 3, 1 };

  hy_test_write (t, save_draft, &mine);
  hy_test_write (t, save_draft, &others);
  g_free (hy_test_queue (t, "t1", "progress", NOTE));
  assert_text (t, "SELECT group_concat (person) FROM drafts", "p-li");
}

static gboolean
export_all (HyReplica *replica, gpointer data, GError **error)
{
  char **out = data;

  *out = hy_outbox_export (replica, error);
  return *out != NULL;
}

static void
test_export (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *first = hy_test_queue (t, "t1", "progress", NOTE);
  g_autofree char *second = hy_test_queue (t, "t1", "progress", NOTE);
  g_autofree char *text = NULL;
  g_autoptr (HyBatch) batch = NULL;
  g_autoptr (GError) error = NULL;

  hy_test_read (t, export_all, &text);
  batch = hy_batch_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (batch->device, ==, "pc-1");
  g_assert_cmpstr (batch->epoch, ==, "epoch-1");
  g_assert_cmpuint (batch->items->len, ==, 2);
  g_assert_cmpstr (((HyBatchItem *) g_ptr_array_index (batch->items, 1))->command->after, ==,
                   first);
  hy_test_assert_state (t, second, "queued -");
}

static gboolean
list (HyReplica *replica, gpointer data, GError **error)
{
  GPtrArray **out = data;

  *out = hy_outbox_list (replica, error);
  return *out != NULL;
}

static void
test_list (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  g_autofree char *id = hy_test_queue (t, "t1", "progress", NOTE);
  g_autoptr (GPtrArray) items = NULL;
  const HyOutboxItem *item;

  hy_test_read (t, list, &items);
  g_assert_cmpuint (items->len, ==, 1);
  item = g_ptr_array_index (items, 0);
  g_assert_cmpstr (item->command->id, ==, id);
  g_assert_cmpstr (item->state, ==, "queued");
  g_assert_cmpstr (item->number, ==, "N-t1");
  g_assert_false (item->sent);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbox/make/queue", test_queue);
  g_test_add_func ("/outbox/make/seq", test_seq);
  g_test_add_func ("/outbox/make/refused", test_refused);
  g_test_add_func ("/outbox/make/colleague", test_colleague);
  g_test_add_func ("/outbox/make/stub", test_stub);
  g_test_add_func ("/outbox/make/draft-goes", test_draft_goes);
  g_test_add_func ("/outbox/make/export", test_export);
  g_test_add_func ("/outbox/make/list", test_list);
  return g_test_run ();
}
