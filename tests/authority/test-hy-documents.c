#include "district-fixture.h"

#include "wire/hy-json.h"

#include <glib/gstdio.h>
#include <string.h>

#define TEST(name, func)                                                                           \
  g_test_add ("/authority/documents/" name, District, NULL, district_set_up, func,                 \
              district_tear_down)

#define PROGRESS "{\"text\":\"已联系工地负责人\"}"

static HyTime
still (gpointer data)
{
  return ((District *) data)->now;
}

static void
test_policy_versions (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = hy_authority_get_policy (d->authority, &error);
  g_autofree char *second = NULL;
  g_autoptr (HyTicket) old = NULL;
  g_autoptr (HyTicket) fresh = NULL;

  g_assert_nonnull (strstr (first, "\"policy-1\""));
  district_ticket (d, "t1", "o1");
  g_assert_true (hy_authority_set_policy (d->authority, first, strlen (first), &error));
  second = hy_authority_get_policy (d->authority, &error);
  g_assert_nonnull (strstr (second, "\"id\":\"policy-2\",\"version\":2"));
  district_ticket (d, "t2", "o1");
  district_event (d, "t1", "urged", NULL);
  old = district_show (d, "t1");
  fresh = district_show (d, "t2");
  g_assert_cmpstr (old->policy, ==, "policy-1");
  g_assert_cmpstr (fresh->policy, ==, "policy-2");
}

static void
test_bad_documents (District *d, gconstpointer data)
{
  static const char *const bad[] = { "", "[]", "{\"limits\":", "{\"limits\":{}}" };
  g_autoptr (GError) error = NULL;
  g_autofree char *policy = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (hy_authority_set_policy (d->authority, bad[i], strlen (bad[i]), &error));
      g_assert_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE);
      g_clear_error (&error);
    }
  g_assert_false (hy_authority_put_duties (d->authority, "[{\"name\":1}]", 12, &error));
  g_assert_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE);
  g_clear_error (&error);
  policy = hy_authority_get_policy (d->authority, &error);
  g_assert_nonnull (strstr (policy, "policy-1"));
}

static void
test_go_down_the_feed (District *d, gconstpointer data)
{
  static const char duties[] = "[{\"id\":\"d-1\",\n\"unit\":\"城管大队\"},{\"id\":\"d-2\"}]";
  static const char gone[] = "{\"id\":\"d-2\",\"deleted\":true}";
  static const char article[] = "{\"id\":\"a-1\",\"title\":\"噪声投诉\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (Page) start = page_read (d, "o1", "", 0);
  g_autoptr (Page) page = NULL;
  g_autoptr (Page) other = NULL;
  g_autoptr (Page) after = NULL;
  g_autofree char *calendar = hy_authority_get_calendar (d->authority, &error);

  g_assert_true (hy_authority_put_duties (d->authority, duties, strlen (duties), &error));
  g_assert_true (hy_authority_put_articles (d->authority, article, strlen (article), &error));
  g_assert_true (hy_authority_add_notice (d->authority, "o1", "明日停电", &error));
  g_assert_true (hy_authority_set_calendar (d->authority, calendar, strlen (calendar), &error));
  page = page_read (d, "o1", start->cursor, 0);
  g_assert_cmpuint (page_count (page, HY_FEED_DOCUMENT, NULL), ==, 5);
  g_assert_cmpint (page_find (page, HY_FEED_DOCUMENT, "calendar")->version, ==, 2);
  other = page_read (d, "o2", "", 0);
  for (guint i = 0; i < other->texts->len; i++)
    g_assert_null (strstr (g_ptr_array_index (other->texts, i), "明日停电"));
  g_assert_true (hy_authority_put_duties (d->authority, gone, strlen (gone), &error));
  after = page_read (d, "o1", page->cursor, 0);
  g_assert_cmpuint (page_count (after, HY_FEED_DOCUMENT, NULL), ==, 1);
  g_assert_null (page_find (after, HY_FEED_DOCUMENT, "d-2")->row.text);
}

static void
test_views (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *show = NULL;
  g_autofree char *list = NULL;

  district_ticket (d, "t1", "o1");
  show = hy_authority_show_json (d->authority, "N-t1", &error);
  g_assert_no_error (error);
  g_assert_true (hy_json_scan (show, -1, &error));
  g_assert_true (g_str_has_prefix (show, "{\"ticket\":{"));
  g_assert_nonnull (strstr (show, "\"timeline\":[{"));
  g_assert_nonnull (strstr (show, "\"district\":\"测试区\""));
  list = hy_authority_tickets_json (d->authority, &error);
  g_assert_true (hy_json_scan (list, -1, &error));
  g_assert_nonnull (strstr (list, "\"number\":\"N-t1\""));
  g_assert_null (hy_authority_show_json (d->authority, "t9", &error));
  g_assert_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND);
}

static void
restore (District *d, const char *file)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&d->authority, hy_authority_close);
  g_assert_true (hy_authority_restore (d->dir, file, still, d, &error));
  g_assert_no_error (error);
  district_reopen (d);
}

/* A day's work after the backup is there again when the office has offered it, and nothing is there twice. */
static void
test_restore (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (d->dir, "copy.db", NULL);
  g_autofree char *epoch = g_strdup (hy_authority_get_epoch (d->authority));
  g_autoptr (Page) start = page_read (d, "o1", "", 0);
  g_autoptr (HyResult) applied = NULL;
  g_autoptr (HyResult) again = NULL;
  g_autoptr (HyResult) twice = NULL;
  g_autoptr (HyTicket) ticket = NULL;
  HyCommand *command;
  HyTime at = d->now;

  district_ticket (d, "t1", "o1");
  g_assert_true (hy_authority_backup (d->authority, file, &error));
  g_assert_no_error (error);
  command = district_command (d, "c1", "t1", "sign", "{\"handler\":\"p2\"}");
  applied = district_send (d, hy_command_copy (command));
  d->now += HY_DAY * 3;
  restore (d, file);
  g_assert_cmpstr (hy_authority_get_epoch (d->authority), !=, epoch);
  g_assert_null (hy_feed_open (d->authority, "o1", start->cursor, 0, &error));
  g_assert_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_CURSOR);
  command->receipt = g_strdup (applied->receipt);
  command->after = g_strdup ("never seen");
  again = district_send (d, hy_command_copy (command));
  g_assert_cmpint (again->result, ==, HY_RESULT_APPLIED);
  g_assert_cmpint (again->at, ==, at);
  twice = district_send (d, command);
  g_assert_cmpint (twice->result, ==, HY_RESULT_DUPLICATE);
  ticket = district_show (d, "t1");
  g_assert_cmpint (ticket->signed_at, ==, at);
  g_assert_cmpstr (ticket->handler, ==, "p2");
  g_assert_cmpint (ticket->records, ==, 2);
}

static void
test_restore_unknown_ticket (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (d->dir, "copy.db", NULL);
  g_autoptr (HyResult) applied = NULL;
  g_autoptr (HyResult) held = NULL;
  g_autoptr (HyResult) forged = NULL;
  HyCommand *command, *bad;

  g_assert_true (hy_authority_backup (d->authority, file, &error));
  district_ticket (d, "t1", "o1");
  command = district_command (d, "c1", "t1", "progress", PROGRESS);
  applied = district_send (d, hy_command_copy (command));
  restore (d, file);
  bad = hy_command_copy (command);
  command->receipt = g_strdup (applied->receipt);
  held = district_send (d, command);
  g_assert_cmpint (held->result, ==, HY_RESULT_HELD);
  g_assert_cmpstr (held->missing[0], ==, "t1");
  /* A receipt that is none is as no receipt. */
  bad->receipt = g_strdup (applied->receipt);
  bad->receipt[strlen (bad->receipt) - 1] ^= 1;
  forged = district_send (d, bad);
  g_assert_cmpstr (forged->code, ==, "not_yours");
}

/* Meanwhile the other PC replied: what was accepted once is kept, for a person to look at. */
static void
test_restore_no_longer_fits (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (d->dir, "copy.db", NULL);
  g_autoptr (HyResult) applied = NULL;
  g_autoptr (HyResult) again = NULL;
  g_autoptr (HyTicket) ticket = NULL;
  g_autofree char *json = NULL;
  HyCommand *command;

  district_ticket (d, "t1", "o1");
  g_assert_true (hy_authority_backup (d->authority, file, &error));
  command = district_command (d, "c1", "t1", "extension_request",
                              "{\"days\":5,\"reason\":\"需要现场检测\",\"citizen_told\":\"waived\"}");
  {
    g_autoptr (HyResult) refused = district_send (d, hy_command_copy (command));

    g_assert_cmpstr (refused->code, ==, "citizen_not_told");
  }
  hy_command_free (command);
  command = district_command (d, "c2", "t1", "progress", PROGRESS);
  applied = district_send (d, hy_command_copy (command));
  restore (d, file);
  district_event (d, "t1", "reassigned", "{\"to\":\"o2\"}");
  command->receipt = g_strdup (applied->receipt);
  again = district_send (d, command);
  g_assert_cmpint (again->result, ==, HY_RESULT_LATE_NOTE);
  json = hy_authority_show_json (d->authority, "t1", &error);
  g_assert_nonnull (strstr (json, "\"late\":true"));
}

static void
test_restore_for_review (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (d->dir, "copy.db", NULL);
  g_autoptr (HyResult) applied = NULL;
  g_autoptr (HyResult) again = NULL;
  g_autofree char *json = NULL;
  HyCommand *command;

  district_ticket (d, "t1", "o1");
  g_assert_true (hy_authority_backup (d->authority, file, &error));
  command = district_command (d, "c1", "t1", "sign", "{\"handler\":\"p2\"}");
  applied = district_send (d, hy_command_copy (command));
  restore (d, file);
  district_event (d, "t1", "reassigned", "{\"to\":\"o2\"}");
  command->receipt = g_strdup (applied->receipt);
  again = district_send (d, command);
  g_assert_cmpint (again->result, ==, HY_RESULT_APPLIED);
  json = hy_authority_show_json (d->authority, "t1", &error);
  g_assert_nonnull (strstr (json, "\"review\":true"));
  g_assert_nonnull (strstr (json, "\"pending_sign\""));
}

static void
test_restore_of_nonsense (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (d->dir, "letter.txt", NULL);

  g_assert_true (g_file_set_contents (file, "no database", -1, &error));
  g_assert_false (hy_authority_restore (d->dir, file, still, d, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  district_reopen (d);
  g_assert_false (hy_authority_restore (d->dir, "/nowhere/at/all", still, d, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("policy-versions", test_policy_versions);
  TEST ("bad-documents", test_bad_documents);
  TEST ("go-down-the-feed", test_go_down_the_feed);
  TEST ("views", test_views);
  TEST ("restore", test_restore);
  TEST ("restore-unknown-ticket", test_restore_unknown_ticket);
  TEST ("restore-no-longer-here", test_restore_no_longer_fits);
  TEST ("restore-for-review", test_restore_for_review);
  TEST ("restore-of-nonsense", test_restore_of_nonsense);
  return g_test_run ();
}
