/* Offline work in several steps, under the names that evolution-data-server and gom gave them. */
#include "store/hy-drafts.h"
#include "store/hy-outbox-hold.h"
#include "support/hy-test-outbox.h"

#include "wire/hy-json.h"

#include <string.h>

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })
#define NOTE "{\"text\":\"went there\"}"

static HyTestReplica *
replica_new (void)
{
  HyTestReplica *t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed (t, "", NULL, TICKET (.version = 3), hy_test_end_line ("c1", "t1:3"), NULL);
  return t;
}

static void
assert_text (HyTestReplica *t, const char *sql, const char *expected)
{
  g_autofree char *text = hy_test_text (t, sql);

  g_assert_cmpstr (text, ==, expected);
}

static void
settle (HyTestReplica *t, const char *id, const char *answer)
{
  g_autofree char *result = g_strdup_printf ("{\"id\":\"%s\",%s}", id, answer);

  hy_test_settle (t, result);
}

#define OUTBOX "SELECT group_concat (state, ' ') FROM (SELECT state FROM commands ORDER BY seq)"

static HyDraft
draft (void)
{
  return (HyDraft){ .ticket = (char *) "t1",
                    .person = (char *) "p-zhang",
                    .kind = (char *) "progress",
                    .body = (char *) "{\"half\":1}",
                    .base_version = 3 };
}

static gboolean
save_draft (HyReplica *replica, gpointer data, GError **error)
{
  HyDraft begun = draft ();

  return hy_drafts_save (replica, &begun, error);
}

/* Queued, and then something fails in the same transaction. */
static gboolean
save_and_fail (HyReplica *replica, gpointer data, GError **error)
{
  g_autoptr (GVariant) body = hy_json_body_from_text (NOTE, -1, error);
  g_autofree char *id
      = hy_outbox_queue (replica, "t1", "p-zhang", "progress", body, NULL, NULL, -1, NULL, error);

  g_assert_nonnull (id);
  return hy_outbox_discard (replica, "nothing", "why", error);
}

/* All or nothing: what was typed is still the draft, and no number was used up. */
static void
test_rollback_drops_staged (void)
{
  g_autoptr (HyTestReplica) t = replica_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  hy_test_write (t, save_draft, NULL);
  g_assert_false (hy_store_write (t->store, save_and_fail, NULL, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_FOUND);
  assert_text (t, OUTBOX, NULL);
  assert_text (t, "SELECT unsent FROM tickets", "0");
  assert_text (t, "SELECT body FROM drafts", "{\"half\":1}");
  id = hy_test_queue (t, "t1", "progress", NOTE);
  assert_text (t, "SELECT seq FROM commands", "1");
  assert_text (t, "SELECT count(*) FROM drafts", "0");
}

static gboolean
take_back (HyReplica *replica, gpointer data, GError **error)
{
  HyDraft begun = draft ();

  return hy_outbox_undo (replica, data, &begun, error);
}

/* Taken back and saved once more: one command waits, under a number of its own. */
static void
test_add_delete_add (void)
{
  g_autoptr (HyTestReplica) t = replica_new ();
  g_autofree char *first = hy_test_queue (t, "t1", "progress", NOTE);
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) sent = NULL;

  hy_test_write (t, take_back, first);
  assert_text (t, "SELECT count(*) FROM drafts", "1");
  second = hy_test_queue (t, "t1", "progress", NOTE);
  assert_text (t, OUTBOX, "gone queued");
  assert_text (t, "SELECT unsent FROM tickets", "1");
  assert_text (t, "SELECT count(*) FROM drafts", "0");
  sent = hy_test_take (t);
  g_assert_cmpuint (sent->len, ==, 1);
  g_assert_cmpstr (((HyCommand *) g_ptr_array_index (sent, 0))->id, ==, second);
  /* The district has never heard of what was taken back: nothing comes after it. */
  g_assert_null (((HyCommand *) g_ptr_array_index (sent, 0))->after);
}

typedef struct
{
  const char *id;
  char *made;
} Again;

static gboolean
retry (HyReplica *replica, gpointer data, GError **error)
{
  Again *again = data;

  return hy_outbox_retry (replica, again->id, &again->made, NULL, error);
}

/* Refused, the ticket changed meanwhile, amended: a new command over the ticket as it now is. */
static void
test_add_edit (void)
{
  g_autoptr (HyTestReplica) t = replica_new ();
  g_autofree char *first = hy_test_queue (t, "t1", "progress", NOTE);
  g_autofree char *made = NULL;
  Again again = { .id = first };

  g_ptr_array_unref (hy_test_take (t));
  settle (t, first, "\"result\":\"refused\",\"code\":\"unknown_person\",\"detail\":\"no\"");
  hy_test_feed (t, "c1", NULL, TICKET (.version = 8), hy_test_end_line ("c2", "t1:8"), NULL);
  hy_test_write (t, retry, &again);
  made = again.made;
  assert_text (t, OUTBOX, "gone queued");
  assert_text (t,
               "SELECT json_extract (command, '$.base_version') || ' ' || "
               "(json_extract (command, '$.amends') = (SELECT id FROM commands WHERE seq = 1)) "
               "FROM commands WHERE seq = 2",
               "8 1");
}

/* Two wait, the first is acknowledged and pulled: the second is still folded over it. */
static void
test_stage_replay_ack (void)
{
  g_autoptr (HyTestReplica) t = replica_new ();
  g_autofree char *first = hy_test_queue (t, "t1", "progress", NOTE);
  g_autofree char *second = hy_test_queue (t, "t1", "progress", NOTE);

  g_ptr_array_unref (hy_test_take (t));
  settle (t, first, "\"result\":\"applied\",\"version\":4,\"at\":\"2026-11-23T09:00:00+08:00\"");
  hy_test_put_back (t);
  hy_test_feed (t, "c1", NULL, TICKET (.version = 4, .records = 1),
                hy_test_record_line ("t1", first, 4, "progress", NOTE),
                hy_test_end_line ("c2", "t1:4"), NULL);
  assert_text (t, OUTBOX, "applied queued");
  assert_text (t, "SELECT group_concat (overlay) FROM commands", "0,1");
  assert_text (t, "SELECT unsent FROM tickets", "1");
  hy_test_replica_reopen (t);
  assert_text (t, "SELECT unsent FROM tickets", "1");
}

typedef struct
{
  HyPullRun *run;
  const char *cursor;
  HyPullOutcome out;
} Page;

static gboolean
store_page (HyReplica *replica, gpointer data, GError **error)
{
  Page *page = data;

  return hy_pull_store (replica, page->run, page->cursor, &page->out, error);
}

static HyPullRun *
run_new (char *first, char *last)
{
  HyPullRun *run = hy_pull_run_new ();
  char *lines[] = { first, last };
  HyPullLine kind;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (hy_pull_run_add (run, lines[i], strlen (lines[i]), &kind, &error));
      g_assert_no_error (error);
      g_free (lines[i]);
    }
  return run;
}

/* The same page twice, and one of a stream that began before it: the cursor has moved on, so
 * neither is stored, and the work that is folded over the row stays. */
static void
test_duplicate_and_out_of_order (void)
{
  g_autoptr (HyTestReplica) t = replica_new ();
  g_autofree char *id = hy_test_queue (t, "t1", "progress", NOTE);
  g_autoptr (HyPullRun) run = run_new (TICKET (.version = 5), hy_test_end_line ("c2", "t1:5"));
  g_autoptr (HyPullRun) old = run_new (TICKET (.version = 4), hy_test_end_line ("c2", "t1:4"));
  Page page = { .run = run, .cursor = "c1" };

  hy_test_write (t, store_page, &page);
  g_assert_false (page.out.dropped);
  hy_pull_outcome_clear (&page.out);
  hy_test_write (t, store_page, &page);
  g_assert_true (page.out.dropped);
  page.run = old;
  hy_test_write (t, store_page, &page);
  g_assert_true (page.out.dropped);
  assert_text (t, "SELECT version || ' ' || unsent FROM tickets", "5 1");
  assert_text (t, "SELECT value FROM meta WHERE key = 'cursor'", "c2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/offline/steps/rollback-drops-pending-staged-changes",
                   test_rollback_drops_staged);
  g_test_add_func ("/offline/steps/add-delete-add", test_add_delete_add);
  g_test_add_func ("/offline/steps/add-edit", test_add_edit);
  g_test_add_func ("/offline/steps/stage-replay-ack", test_stage_replay_ack);
  g_test_add_func ("/offline/steps/duplicate-and-out-of-order-remote-sequence",
                   test_duplicate_and_out_of_order);
  return g_test_run ();
}
