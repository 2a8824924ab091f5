#include "store/hy-drafts.h"
#include "store/hy-replica-private.h"
#include "store/hy-status.h"
#include "support/hy-test-feed.h"

static gboolean
save (HyReplica *replica, gpointer data, GError **error)
{
  return hy_drafts_save (replica, data, error);
}

static gboolean
load (HyReplica *replica, gpointer data, GError **error)
{
  return hy_drafts_load (replica, "t1", "p1", "reply", data, NULL, error);
}

static gboolean
damage (HyReplica *replica, gpointer data, GError **error)
{
  return hy_sql_run (replica->sql, NULL, error, "UPDATE drafts SET body = ?1", "s", data);
}

static gboolean
load_damaged (HyReplica *replica, gpointer data, GError **error)
{
  g_autoptr (HyDraft) got = NULL;
  gboolean aside = FALSE;

  if (!hy_drafts_load (replica, "t1", "p1", "reply", &got, &aside, error))
    return FALSE;
  g_assert_null (got);
  g_assert_true (aside);
  return TRUE;
}

static gboolean
texts (HyReplica *replica, gpointer data, GError **error)
{
  return hy_sql_get_text (replica->sql, data, error,
                          "SELECT group_concat (body, ' ') FROM (SELECT body FROM drafts "
                          "ORDER BY kind)",
                          "");
}

static gboolean
list (HyReplica *replica, gpointer data, GError **error)
{
  GPtrArray **out = data;

  *out = hy_drafts_list (replica, "t1", error);
  return *out != NULL;
}

static gboolean
list_aside (HyReplica *replica, gpointer data, GError **error)
{
  GPtrArray **out = data;

  *out = hy_drafts_list_aside (replica, error);
  return *out != NULL;
}

static gboolean
read_status (HyReplica *replica, gpointer data, GError **error)
{
  return hy_status_read (replica, data, error);
}

static gboolean delete (HyReplica *replica, gpointer data, GError **error)
{
  return hy_drafts_delete (replica, "t1", "p1", "reply", error);
}

static HyDraft
draft_of (const char *person, const char *body, HyTime at)
{
  return (HyDraft){ (char *) "t1", (char *) person, (char *) "reply", (char *) body, 4, at };
}

static void
test_save_load (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  HyDraft first = draft_of ("p1", "{\"a\":1}", 5);
  HyDraft second = draft_of ("p1", "{\"a\":2}", HY_TIME_NONE);
  g_autoptr (HyDraft) got = NULL;

  hy_test_write (t, save, &first);
  hy_test_write (t, save, &second);
  hy_test_replica_reopen (t);
  hy_test_read (t, load, &got);
  g_assert_cmpstr (got->body, ==, "{\"a\":2}");
  g_assert_cmpint (got->base_version, ==, 4);
  g_assert_cmpint (got->changed_at, ==, HY_TEST_NOW);
}

static void
test_unreadable_is_kept (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  HyDraft first = draft_of ("p1", "{\"a\":1}", 5);
  HyDraft second = draft_of ("p1", "{\"a\":2}", 6);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autofree char *all = NULL;

  hy_test_write (t, save, &first);
  hy_test_write (t, damage, (gpointer) "{\"a\":1");
  hy_test_write (t, load_damaged, NULL);
  hy_test_write (t, save, &second);
  hy_test_read (t, list, &drafts);
  g_assert_cmpuint (drafts->len, ==, 1);
  hy_test_read (t, texts, &all);
  g_assert_cmpstr (all, ==, "{\"a\":2} {\"a\":1");
}

/* Counted, so that the window offers them; with what tells them apart, and as text that can be shown. */
static void
test_aside_is_listed (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  HyDraft first = draft_of ("p1", "{\"a\":1}", 5);
  g_autoptr (GPtrArray) aside = NULL;
  g_auto (HyStatus) status = { 0 };
  const HyDraft *text;
  g_autofree char *kind = NULL;

  hy_test_write (t, save, &first);
  hy_test_write (t, damage, (gpointer) "{\"a\":1\xe5");
  hy_test_write (t, load_damaged, NULL);
  hy_test_read (t, list_aside, &aside);
  hy_test_read (t, read_status, &status);
  g_assert_cmpuint (aside->len, ==, 1);
  g_assert_cmpuint (status.texts, ==, 1);
  text = g_ptr_array_index (aside, 0);
  kind = hy_drafts_plain_kind (text->kind);
  g_assert_cmpstr (kind, ==, "reply");
  g_assert_cmpstr (text->body, ==, "{\"a\":1\xef\xbf\xbd");
}

/* The ticket of each, where it is known. */
static void
test_list_names_tickets (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  HyDraft first = draft_of ("p1", "{}", 5);
  g_autoptr (GPtrArray) drafts = NULL;
  const HyDraft *draft;

  hy_test_replica_enrol (t, TRUE);
  hy_test_write (t, save, &first);
  hy_test_feed (t, "", NULL, hy_test_ticket_line (&(HyTestTicket){ .number = "20261121-0070" }),
                hy_test_end_line ("c1", "t1:1"), NULL);
  hy_test_read (t, list, &drafts);
  draft = g_ptr_array_index (drafts, 0);
  g_assert_cmpstr (draft->number, ==, "20261121-0070");
  g_assert_nonnull (draft->title);
}

static void
test_list_latest_first (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  HyDraft first = draft_of ("p1", "{}", 5);
  HyDraft second = draft_of ("p2", "{}", 6);
  g_autoptr (GPtrArray) drafts = NULL;

  hy_test_write (t, save, &first);
  hy_test_write (t, save, &second);
  hy_test_read (t, list, &drafts);
  g_assert_cmpuint (drafts->len, ==, 2);
  g_assert_cmpstr (((HyDraft *) g_ptr_array_index (drafts, 0))->person, ==, "p2");
}

static void
test_delete (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  HyDraft draft = draft_of ("p1", "{}", 5);
  g_autoptr (HyDraft) got = NULL;

  hy_test_write (t, save, &draft);
  hy_test_write (t, delete, NULL);
  hy_test_read (t, load, &got);
  g_assert_null (got);
}

static void
test_body_must_be_object (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  const char *bodies[] = { "[]", "{", "", "{} {}" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      HyDraft draft = draft_of ("p1", bodies[i], 5);

      g_assert_false (hy_store_write (t->store, save, &draft, NULL));
    }
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM drafts"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drafts/save-load", test_save_load);
  g_test_add_func ("/drafts/list", test_list_latest_first);
  g_test_add_func ("/drafts/delete", test_delete);
  g_test_add_func ("/drafts/unreadable-is-kept", test_unreadable_is_kept);
  g_test_add_func ("/drafts/aside-is-listed", test_aside_is_listed);
  g_test_add_func ("/drafts/list-names-tickets", test_list_names_tickets);
  g_test_add_func ("/drafts/body-must-be-object", test_body_must_be_object);
  return g_test_run ();
}
