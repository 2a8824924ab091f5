#include "district-fixture.h"

#include <string.h>

#define TEST(name, func)                                                                           \
  g_test_add ("/authority/feed/" name, District, NULL, district_set_up, func, district_tear_down)

#define PROGRESS "{\"text\":\"已联系工地负责人\"}"

static void
progress (District *d, const char *id, const char *ticket)
{
  hy_result_free (
      district_expect (d, id, ticket, "progress", PROGRESS, HY_RESULT_APPLIED, NULL));
}

/* The digest of what a page's tickets say. */
static guint64
sum_of (const Page *page)
{
  guint64 sum = 0;

  for (guint i = 0; i < page->lines->len; i++)
    {
      const HyFeedLine *line = g_ptr_array_index (page->lines, i);

      if (line->type == HY_FEED_TICKET)
        sum += hy_digest_of (line->id, line->version);
    }
  return sum;
}

static void
test_bootstrap (District *d, gconstpointer data)
{
  g_autoptr (Page) page = NULL;
  g_autoptr (Page) next = NULL;
  const HyFeedLine *first;

  district_ticket (d, "t1", "o1");
  district_ticket (d, "t2", "o1");
  district_ticket (d, "other", "o2");
  progress (d, "c1", "t2");
  page = page_read (d, "o1", "", 0);
  g_assert_false (page->more);
  g_assert_cmpuint (page_count (page, HY_FEED_TICKET, NULL), ==, 2);
  g_assert_cmpuint (page_count (page, HY_FEED_RECORD, NULL), ==, 3);
  g_assert_cmpuint (page_count (page, HY_FEED_LEAVE, NULL), ==, 0);
  g_assert_nonnull (page_find (page, HY_FEED_DOCUMENT, "p1"));
  g_assert_null (page_find (page, HY_FEED_DOCUMENT, "q1"));
  first = g_ptr_array_index (page->lines, 0);
  g_assert_cmpstr (first->id, ==, "policy-1");
  g_assert_cmpint (page->digest_count, ==, 2);
  g_assert_cmpuint (page->digest_sum, ==, sum_of (page));
  next = page_read (d, "o1", page->cursor, 0);
  g_assert_cmpuint (next->lines->len, ==, 1);
  g_assert_cmpstr (next->cursor, ==, page->cursor);
}

static void
test_latest_only (District *d, gconstpointer data)
{
  g_autoptr (Page) start = NULL;
  g_autoptr (Page) page = NULL;

  district_ticket (d, "t1", "o1");
  start = page_read (d, "o1", "", 0);
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%d", i);

      progress (d, id, "t1");
    }
  page = page_read (d, "o1", start->cursor, 0);
  g_assert_cmpuint (page_count (page, HY_FEED_TICKET, "t1"), ==, 1);
  g_assert_cmpint (page_find (page, HY_FEED_TICKET, "t1")->version, ==, 6);
  /* New records only: the dispatch was sent before. */
  g_assert_cmpuint (page_count (page, HY_FEED_RECORD, NULL), ==, 5);
  g_assert_cmpint (((HyFeedLine *) g_ptr_array_index (page->lines, 0))->type, ==, HY_FEED_TICKET);
}

static void
make_many (District *d, int n)
{
  for (int i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%04d", i);

      d->now += HY_MINUTE;
      district_ticket (d, id, "o1");
    }
}

/* A ticket's record never stands before its ticket in the run. */
static void
assert_runs (const Page *page)
{
  const char *ticket = NULL;
  guint run = 0;

  for (guint i = 0; i < page->lines->len; i++)
    {
      const HyFeedLine *line = g_ptr_array_index (page->lines, i);

      run = line->type == HY_FEED_MARK ? 0 : run + 1;
      g_assert_cmpuint (run, <=, 500);
      if (line->type == HY_FEED_TICKET)
        ticket = line->id;
      else if (line->type == HY_FEED_RECORD)
        g_assert_cmpstr (line->ticket, ==, ticket);
      else
        ticket = NULL;
    }
}

static void
test_resume_at_each_mark (District *d, gconstpointer data)
{
  g_autoptr (Page) whole = NULL;

  make_many (d, 700);
  whole = page_read (d, "o1", "", 0);
  assert_runs (whole);
  g_assert_cmpuint (whole->marks->len, >=, 3);
  for (guint i = 0; i < whole->marks->len; i++)
    {
      const char *mark = g_ptr_array_index (whole->marks, i);
      g_autoptr (Page) rest = page_read (d, "o1", mark, 0);
      guint before = 0;

      g_assert_cmpuint (strlen (mark), <=, 200);
      for (guint k = 0;; k++)
        {
          const HyFeedLine *line = g_ptr_array_index (whole->lines, k);

          before += line->type == HY_FEED_TICKET;
          if (line->type == HY_FEED_MARK && strcmp (line->cursor, mark) == 0)
            break;
        }
      g_assert_cmpuint (before + page_count (rest, HY_FEED_TICKET, NULL), ==, 700);
      g_assert_cmpuint (rest->digest_sum, ==, whole->digest_sum);
    }
}

static void
test_pages (District *d, gconstpointer data)
{
  g_autofree char *cursor = g_strdup ("");
  guint tickets = 0;
  gboolean more = TRUE;

  make_many (d, 100);
  for (int i = 0; more && i < 100; i++)
    {
      g_autoptr (Page) page = page_read (d, "o1", cursor, 10);

      g_assert_cmpuint (page->lines->len, <=, 15);
      tickets += page_count (page, HY_FEED_TICKET, NULL);
      more = page->more;
      g_free (cursor);
      cursor = g_strdup (page->cursor);
    }
  g_assert_false (more);
  g_assert_cmpuint (tickets, ==, 100);
}

static void
test_most_pressing_first (District *d, gconstpointer data)
{
  g_autoptr (Page) page = NULL;
  HyTime last = 0;
  gboolean open = TRUE;

  make_many (d, 20);
  district_event (d, "t0003", "recalled", NULL);
  district_event (d, "t0005", "supervised", "{\"level\":\"red\"}");
  page = page_read (d, "o1", "", 0);
  for (guint i = 0; i < page->lines->len; i++)
    {
      const HyFeedLine *line = g_ptr_array_index (page->lines, i);
      g_autoptr (HyTicket) ticket = NULL;

      if (line->type != HY_FEED_TICKET)
        continue;
      ticket = district_show (d, line->id);
      g_assert_true (open || !hy_ticket_is_open (ticket));
      open = hy_ticket_is_open (ticket);
      g_assert_cmpint (ticket->due, >=, last);
      last = ticket->due;
    }
  g_assert_cmpuint (page_count (page, HY_FEED_TICKET, NULL), ==, 19);
}

/* While a bootstrap runs one ticket moves in front of where it is, one changes behind it, one leaves and one comes. */
static void
test_bootstrap_meets_changes (District *d, gconstpointer data)
{
  g_autoptr (Page) start = NULL;
  g_autoptr (Page) rest = NULL;
  g_autoptr (GHashTable) versions = g_hash_table_new (g_str_hash, g_str_equal);
  const Page *pages[2];
  guint64 sum = 0;
  GHashTableIter iter;
  gpointer id, version;

  make_many (d, 40);
  start = page_read (d, "o1", "", 20);
  g_assert_true (start->more);
  progress (d, "c1", "t0035");
  district_event (d, "t0036", "supervised", "{\"level\":\"red\"}");
  district_event (d, "t0001", "urged", NULL);
  district_event (d, "t0002", "reassigned", "{\"to\":\"o2\"}");
  district_event (d, "t0037", "reassigned", "{\"to\":\"o2\"}");
  district_ticket (d, "fresh", "o1");
  rest = page_read (d, "o1", start->cursor, 0);
  g_assert_false (rest->more);
  pages[0] = start;
  pages[1] = rest;
  for (int p = 0; p < 2; p++)
    for (guint i = 0; i < pages[p]->lines->len; i++)
      {
        const HyFeedLine *line = g_ptr_array_index (pages[p]->lines, i);

        if (line->type == HY_FEED_TICKET)
          g_hash_table_insert (versions, line->id, GINT_TO_POINTER ((int) line->version));
        else if (line->type == HY_FEED_LEAVE)
          g_hash_table_remove (versions, line->id);
      }
  g_hash_table_iter_init (&iter, versions);
  while (g_hash_table_iter_next (&iter, &id, &version))
    sum += hy_digest_of (id, GPOINTER_TO_INT (version));
  g_assert_cmpuint (g_hash_table_size (versions), ==, 39);
  g_assert_cmpint (pages[1]->digest_count, ==, 39);
  g_assert_cmpuint (pages[1]->digest_sum, ==, sum);
  /* Whoever moved to the front was not in the second half: its dispatch has to come all the same. */
  g_assert_cmpuint (page_count (pages[1], HY_FEED_TICKET, "t0036"), >=, 1);
  for (guint i = 0, n = 0; i < pages[1]->lines->len; i++)
    {
      const HyFeedLine *line = g_ptr_array_index (pages[1]->lines, i);

      n += line->type == HY_FEED_RECORD && strcmp (line->ticket, "t0036") == 0;
      if (i == pages[1]->lines->len - 1)
        g_assert_cmpuint (n, >=, 2);
    }
}

/* Tickets whose records were made in turns: each comes with all that is new of it, in one page and in many. */
static void
test_records_in_turns (District *d, gconstpointer data)
{
  for (int limit = 0; limit < 3; limit++)
    {
      g_autofree char *a = g_strdup_printf ("a%d", limit), *b = g_strdup_printf ("b%d", limit);
      g_autoptr (Page) start = NULL;
      g_autofree char *cursor = NULL;
      guint records = 0;

      district_ticket (d, a, "o1");
      district_ticket (d, b, "o1");
      start = page_read (d, "o1", "", 0);
      cursor = g_strdup (start->cursor);
      for (int i = 0; i < 6; i++)
        {
          g_autofree char *command = g_strdup_printf ("c%d-%d", limit, i);

          progress (d, command, i % 2 == 0 ? a : b);
        }
      for (gboolean more = TRUE; more;)
        {
          g_autoptr (Page) page = page_read (d, "o1", cursor, limit);

          records += page_count (page, HY_FEED_RECORD, NULL);
          more = g_strcmp0 (page->cursor, cursor) != 0;
          g_free (cursor);
          cursor = g_strdup (page->cursor);
        }
      g_assert_cmpuint (records, ==, 6);
    }
}

static void
test_leave (District *d, gconstpointer data)
{
  g_autoptr (Page) start = NULL;
  g_autoptr (Page) page = NULL;
  g_autoptr (Page) theirs = NULL;
  g_autoptr (Page) anew = NULL;
  const HyFeedLine *leave;

  district_ticket (d, "t1", "o1");
  progress (d, "c1", "t1");
  start = page_read (d, "o1", "", 0);
  district_event (d, "t1", "reassigned", "{\"to\":\"西山镇\",\"text\":\"属地\"}");
  page = page_read (d, "o1", start->cursor, 0);
  leave = page_find (page, HY_FEED_LEAVE, "t1");
  g_assert_nonnull (leave);
  g_assert_cmpstr (leave->why, ==, "reassigned");
  g_assert_cmpstr (leave->to, ==, "西山镇");
  g_assert_cmpstr (leave->note, ==, "属地");
  g_assert_cmpint (page->digest_count, ==, 0);
  g_assert_cmpuint (page->digest_sum, ==, 0);
  theirs = page_read (d, "o2", "", 0);
  g_assert_cmpuint (page_count (theirs, HY_FEED_RECORD, NULL), ==, 3);
  anew = page_read (d, "o1", "", 0);
  g_assert_cmpuint (page_count (anew, HY_FEED_LEAVE, NULL), ==, 0);
}

static void
test_leave_and_come_back (District *d, gconstpointer data)
{
  g_autoptr (Page) start = NULL;
  g_autoptr (Page) page = NULL;

  district_ticket (d, "t1", "o1");
  start = page_read (d, "o1", "", 0);
  district_event (d, "t1", "reassigned", "{\"to\":\"o2\"}");
  district_event (d, "t1", "reassigned", "{\"to\":\"o1\"}");
  page = page_read (d, "o1", start->cursor, 0);
  g_assert_cmpuint (page_count (page, HY_FEED_LEAVE, NULL), ==, 0);
  /* The whole timeline again: in between the office may have shrunk the ticket to a stub. */
  g_assert_cmpuint (page_count (page, HY_FEED_RECORD, NULL), ==, 3);
  g_assert_cmpuint (page->digest_sum, ==, sum_of (page));
}

static void
test_recalled (District *d, gconstpointer data)
{
  g_autoptr (Page) start = NULL;
  g_autoptr (Page) page = NULL;

  district_ticket (d, "t1", "o1");
  start = page_read (d, "o1", "", 0);
  district_event (d, "t1", "recalled", "{\"text\":\"重复派单\"}");
  page = page_read (d, "o1", start->cursor, 0);
  g_assert_cmpstr (page_find (page, HY_FEED_LEAVE, "t1")->why, ==, "recalled");
}

/* Given back to a unit that is an office of the district, or to one that is not. */
static void
test_returned (District *d, gconstpointer data)
{
  static const char *const units[][2] = { { "西山镇", "西山镇" }, { "省公路局", "省公路局" } };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *ticket = g_strdup_printf ("t%zu", i);
      g_autofree char *id = g_strdup_printf ("c%zu", i);
      g_autofree char *body = g_strdup_printf (
          "{\"ground\":\"not_our_function\",\"basis\":{\"cited\":\"职责清单\"},\"to_unit\":\"%s\","
          "\"evidence\":\"现场照片\"}",
          units[i][0]);
      g_autoptr (Page) start = NULL;
      g_autoptr (Page) page = NULL;
      g_autoptr (Page) theirs = NULL;

      district_ticket (d, ticket, "o1");
      start = page_read (d, "o1", "", 0);
      hy_result_free (
          district_expect (d, id, ticket, "return_request", body, HY_RESULT_APPLIED, NULL));
      district_event (d, ticket, "return_granted", NULL);
      page = page_read (d, "o1", start->cursor, 0);
      g_assert_cmpstr (page_find (page, HY_FEED_LEAVE, ticket)->why, ==, "returned");
      g_assert_cmpstr (page_find (page, HY_FEED_LEAVE, ticket)->to, ==, units[i][1]);
      theirs = page_read (d, "o2", "", 0);
      g_assert_cmpuint (page_count (theirs, HY_FEED_TICKET, ticket), ==, i == 0 ? 1 : 0);
    }
}

static void
test_late_note_goes_on (District *d, gconstpointer data)
{
  g_autoptr (Page) start = NULL;
  g_autoptr (Page) page = NULL;

  district_ticket (d, "t1", "o1");
  district_event (d, "t1", "reassigned", "{\"to\":\"o2\"}");
  start = page_read (d, "o2", "", 0);
  hy_result_free (
      district_expect (d, "c1", "t1", "progress", PROGRESS, HY_RESULT_LATE_NOTE, NULL));
  page = page_read (d, "o2", start->cursor, 0);
  g_assert_nonnull (page_find (page, HY_FEED_RECORD, "c1"));
}

static void
assert_expired (District *d, const char *office, const char *cursor)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (hy_feed_open (d->authority, office, cursor, 0, &error));
  g_assert_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_CURSOR);
}

static void
test_strange_cursors (District *d, gconstpointer data)
{
  g_autoptr (Page) page = page_read (d, "o1", "", 0);
  g_autofree char *changed = g_strdup (page->cursor);

  changed[2] = changed[2] == '9' ? '8' : '9';
  assert_expired (d, "o1", changed);
  assert_expired (d, "o2", page->cursor);
  assert_expired (d, "o1", "nonsense");
  assert_expired (d, "o1", "3.1.0.0.0.");
  assert_expired (d, "o1", ".");
}

static void
test_long_poll (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Page) start = page_read (d, "o1", "", 0);
  g_autoptr (HyFeed) feed = hy_feed_open (d->authority, "o1", start->cursor, 0, &error);
  gint64 head = hy_authority_head (d->authority);

  g_assert_true (hy_feed_is_empty (feed, &error));
  district_ticket (d, "other", "o2");
  g_assert_cmpint (hy_authority_head (d->authority), >, head);
  g_assert_true (hy_feed_is_empty (feed, &error));
  district_ticket (d, "t1", "o1");
  g_assert_false (hy_feed_is_empty (feed, &error));
  g_assert_no_error (error);
}

/* A ticket under a policy that is past brings it along. */
static void
test_policies (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *policy = hy_authority_get_policy (d->authority, &error);
  g_autoptr (Page) without = NULL;
  g_autoptr (Page) with = NULL;
  g_autoptr (Page) anew = NULL;

  district_ticket (d, "t1", "o2");
  g_assert_true (hy_authority_set_policy (d->authority, policy, strlen (policy), &error));
  without = page_read (d, "o1", "", 0);
  g_assert_null (page_find (without, HY_FEED_DOCUMENT, "policy-1"));
  g_assert_nonnull (page_find (without, HY_FEED_DOCUMENT, "policy-2"));
  district_event (d, "t1", "recalled", NULL);
  district_event (d, "t1", "reassigned", "{\"to\":\"o1\"}");
  with = page_read (d, "o1", without->cursor, 0);
  g_assert_nonnull (page_find (with, HY_FEED_TICKET, "t1"));
  anew = page_read (d, "o1", "", 0);
  {
    g_autoptr (HyTicket) ticket = district_show (d, "t1");

    g_assert_nonnull (page_find (with, HY_FEED_DOCUMENT, ticket->policy));
    g_assert_nonnull (page_find (anew, HY_FEED_DOCUMENT, ticket->policy));
  }
}

static void
test_scope_and_ticket (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) scope = NULL;
  g_autoptr (GBytes) ticket = NULL;
  g_autofree char *text = NULL;
  g_autofree char *one = NULL;

  district_ticket (d, "t1", "o1");
  district_ticket (d, "t2", "o2");
  scope = hy_feed_scope (d->authority, "o1", &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (scope, NULL), g_bytes_get_size (scope));
  g_assert_nonnull (strstr (text, "{\"id\":\"t1\",\"version\":1}\n"));
  g_assert_null (strstr (text, "t2"));
  g_assert_nonnull (strstr (text, "{\"end\":"));
  ticket = hy_feed_ticket (d->authority, "o1", "t1", &error);
  g_assert_no_error (error);
  one = g_strndup (g_bytes_get_data (ticket, NULL), g_bytes_get_size (ticket));
  g_assert_nonnull (strstr (one, "\"kind\":\"record\""));
  g_assert_null (hy_feed_ticket (d->authority, "o1", "t2", &error));
  g_assert_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("bootstrap", test_bootstrap);
  TEST ("latest-only", test_latest_only);
  TEST ("resume-at-each-mark", test_resume_at_each_mark);
  TEST ("pages", test_pages);
  TEST ("most-pressing-first", test_most_pressing_first);
  TEST ("bootstrap-meets-changes", test_bootstrap_meets_changes);
  TEST ("records-in-turns", test_records_in_turns);
  TEST ("leave", test_leave);
  TEST ("leave-and-come-back", test_leave_and_come_back);
  TEST ("recalled", test_recalled);
  TEST ("returned", test_returned);
  TEST ("late-note-goes-on", test_late_note_goes_on);
  TEST ("strange-cursors", test_strange_cursors);
  TEST ("long-poll", test_long_poll);
  TEST ("policies", test_policies);
  TEST ("scope-and-ticket", test_scope_and_ticket);
  return g_test_run ();
}
