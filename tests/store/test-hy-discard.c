#include "store/hy-discard.h"
#include "support/hy-test-outbox.h"

#define REFUSED                                                                                    \
  "{\"id\":\"%s\",\"result\":\"refused\",\"code\":\"wrong_state\",\"detail\":\"no\","              \
  "\"at\":\"2026-11-23T09:00:01+08:00\"}"
#define OVER "reply:c1"

typedef struct
{
  const char *command;
  HyDiscard *discard;
} Deed;

static gboolean
discard (HyReplica *replica, gpointer data, GError **error)
{
  Deed *deed = data;

  deed->discard
      = hy_discard_make (replica, deed->command, "wrong ticket", "t1", "p-zhang", OVER, error);
  return deed->discard != NULL;
}

static gboolean
undo (HyReplica *replica, gpointer data, GError **error)
{
  return hy_discard_undo (replica, data, error);
}

static gboolean
type_over (HyReplica *replica, gpointer data, GError **error)
{
  HyDraft draft = { (char *) "t1", (char *) "p-zhang", (char *) OVER, (char *) "{}", 3, 0 };

  return hy_drafts_save (replica, &draft, error);
}

/* A refused note of t1 with something typed over it. */
static char *
refused_note (HyTestReplica *t)
{
  g_autofree char *id = NULL;
  g_autofree char *answer = NULL;

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, hy_test_ticket_line (&(HyTestTicket){ .version = 3 }), NULL);
  id = hy_test_queue (t, "t1", "progress", "{\"text\":\"seen\"}");
  answer = g_strdup_printf (REFUSED, id);
  g_ptr_array_unref (hy_test_take (t));
  g_assert_cmpuint (hy_test_settle (t, answer), ==, 1);
  hy_test_write (t, type_over, NULL);
  return g_steal_pointer (&id);
}

static char *
everything (HyTestReplica *t)
{
  return hy_test_text (t, "SELECT json_array (state, code, detail, field, at, why, epoch, overlay, "
                          "may_refuse, (SELECT group_concat (kind) FROM drafts)) FROM commands");
}

static void
test_undo (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autofree char *id = refused_note (t);
  g_autofree char *before = everything (t);
  g_autofree char *after = NULL;
  Deed deed = { .command = id };

  hy_test_write (t, discard, &deed);
  hy_test_assert_state (t, id, "gone wrong_state");
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM drafts"), ==, 0);
  hy_test_write (t, undo, deed.discard);
  after = everything (t);
  g_assert_cmpstr (after, ==, before);
  hy_discard_free (deed.discard);
}

/* Once is all; another discard is another matter. */
static void
test_undo_once (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_autofree char *id = refused_note (t);
  g_autoptr (GError) error = NULL;
  Deed deed = { .command = id };

  hy_test_write (t, discard, &deed);
  hy_test_write (t, undo, deed.discard);
  g_assert_false (hy_store_write (t->store, undo, deed.discard, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_STATE);
  hy_discard_free (deed.discard);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/discard/undo", test_undo);
  g_test_add_func ("/discard/undo-once", test_undo_once);
  return g_test_run ();
}
