#include "support/hy-test-feed.h"

#include "wire/hy-feed-line.h"
#include "wire/hy-json-writer.h"

#include <string.h>

static const char *
or_default (const char *value, const char *otherwise)
{
  return value != NULL ? value : otherwise;
}

static void
put_word (GString *out, const char *name, const char *value, const char *otherwise)
{
  const char *text = or_default (value, otherwise);

  hy_json_put_string (out, name, *text != '\0' ? text : NULL);
}

static void
put_citizen (GString *out, const HyTestTicket *t)
{
  const char *phone = or_default (t->phone, "13800000042");

  hy_json_begin_object (out, "citizen");
  hy_json_put_string (out, "name", or_default (t->name, "Wang Wu"));
  hy_json_put_string (out, "phone", *phone != '\0' ? phone : NULL);
  hy_json_put_string (out, "phone2", NULL);
  hy_json_put_string (out, "address", "5 Lake Road");
  hy_json_put_bool (out, "anonymous", FALSE);
  hy_json_put_bool (out, "confidential", FALSE);
  hy_json_put_bool (out, "no_callback", FALSE);
  hy_json_end_object (out);
}

static void
put_times (GString *out, const HyTestTicket *t)
{
  hy_json_put_string (out, "received_at", "2026-11-20T08:00:00+08:00");
  hy_json_put_string (out, "dispatched_at", "2026-11-20T09:00:00+08:00");
  hy_json_put_string (out, "started_at", "2026-11-20T09:00:00+08:00");
  hy_json_put_string (out, "signed_at",
                      strcmp (or_default (t->state, ""), "pending_sign") == 0
                          ? NULL
                          : "2026-11-20T10:00:00+08:00");
  put_word (out, "due_sign", t->due_sign, "2026-11-20T15:00:00+08:00");
  put_word (out, "due_contact", t->due_contact, "2026-11-23T17:30:00+08:00");
  put_word (out, "due", t->due, "2026-11-27T17:30:00+08:00");
}

char *
hy_test_ticket_row (const HyTestTicket *t)
{
  GString *out = g_string_new (NULL);
  const char *id = or_default (t->id, "t1");
  g_autofree char *number = g_strconcat ("N-", id, NULL);

  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "id", id);
  hy_json_put_string (out, "number", or_default (t->number, number));
  hy_json_put_string (out, "title", or_default (t->title, "Noise at night"));
  hy_json_put_string (out, "content", or_default (t->content, "The site works until two."));
  hy_json_put_string (out, "kind", or_default (t->kind, "complaint"));
  hy_json_put_string (out, "channel", or_default (t->channel, "city_hotline"));
  hy_json_put_string (out, "state", or_default (t->state, "handling"));
  hy_json_put_int (out, "version", MAX (t->version, 1));
  hy_json_put_int (out, "records", t->records);
  hy_json_put_string (out, "office", "o1");
  put_word (out, "handler", t->handler, "p-zhang");
  put_citizen (out, t);
  hy_json_put_string (out, "place", or_default (t->place, "Lake Road"));
  put_times (out, t);
  hy_json_put_raw (out, "flags", or_default (t->flags, "[]"), -1);
  hy_json_put_int (out, "rework", 0);
  hy_json_put_int (out, "extensions", 0);
  hy_json_put_string (out, "policy", or_default (t->policy, "policy-1"));
  hy_json_put_members (out, t->members);
  hy_json_end_object (out);
  return g_string_free (out, FALSE);
}

static char *
take_line (GString *line)
{
  if (line->len > 0 && line->str[line->len - 1] == '\n')
    g_string_truncate (line, line->len - 1);
  return g_string_free (line, FALSE);
}

char *
hy_test_ticket_line (const HyTestTicket *t)
{
  g_autofree char *row = hy_test_ticket_row (t);
  GString *line = g_string_new (NULL);

  hy_feed_write_ticket (line, or_default (t->id, "t1"), MAX (t->version, 1), row);
  return take_line (line);
}

char *
hy_test_record_line (
    const char *ticket, const char *id, gint64 version, const char *kind, const char *body)
{
  g_autoptr (GString) row = g_string_new (NULL);
  GString *line = g_string_new (NULL);

  hy_json_begin_object (row, NULL);
  hy_json_put_string (row, "id", id);
  hy_json_put_string (row, "ticket", ticket);
  hy_json_put_string (row, "kind", kind);
  hy_json_put_int (row, "version", version);
  hy_json_begin_object (row, "by");
  hy_json_put_string (row, "office", "o1");
  hy_json_put_string (row, "person", "p-zhang");
  hy_json_put_string (row, "name", "Zhang");
  hy_json_end_object (row);
  hy_json_put_string (row, "made_at", "2026-11-20T10:00:00+08:00");
  hy_json_put_string (row, "received_at", "2026-11-20T10:00:01+08:00");
  hy_json_put_bool (row, "late", FALSE);
  hy_json_put_null (row, "amends");
  hy_json_put_raw (row, "body", or_default (body, "{}"), -1);
  hy_json_put_raw (row, "blobs", "[]", -1);
  hy_json_end_object (row);
  hy_feed_write_record (line, id, ticket, row->str);
  return take_line (line);
}

char *
hy_test_leave_line (const char *ticket, const char *why, const char *to, const char *note)
{
  GString *line = g_string_new (NULL);

  hy_feed_write_leave (line, ticket, why, to, note);
  return take_line (line);
}

char *
hy_test_document_line (const char *kind, const char *id, gint64 version, const char *row)
{
  GString *line = g_string_new (NULL);
  HyDocumentKind document;

  g_assert_true (hy_document_parse (kind, &document));
  hy_feed_write_document (line, document, id, version, row);
  return take_line (line);
}

char *
hy_test_end_line (const char *cursor, const char *tickets)
{
  g_auto (GStrv) all = g_strsplit (tickets, " ", -1);
  HyFeedLine end = {
    .type = HY_FEED_END,
    .cursor = (char *) cursor,
    .head = (char *) cursor,
    .time = HY_TEST_NOW,
    .has_digest = TRUE,
  };
  GString *line = g_string_new (NULL);

  for (guint i = 0; all[i] != NULL; i++)
    {
      g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
      guint8 bytes[32];
      gsize length = sizeof bytes;
      guint64 share;

      if (*all[i] == '\0')
        continue;
      g_checksum_update (sum, (const guchar *) all[i], -1);
      g_checksum_get_digest (sum, bytes, &length);
      memcpy (&share, bytes, sizeof share);
      end.digest_count++;
      end.digest_sum += GUINT64_FROM_BE (share);
    }
  hy_feed_write_end (line, &end);
  return take_line (line);
}

typedef struct
{
  HyPullRun *run;
  const char *expected;
  HyPullOutcome out;
} Store;

static gboolean
store_run (HyReplica *replica, gpointer data, GError **error)
{
  Store *store = data;

  return hy_pull_store (replica, store->run, store->expected, &store->out, error);
}

/* Adds lines to runs; stores each when it is complete. */
void
hy_test_feed_lines (HyTestReplica *self,
                    const char *expected,
                    HyPullOutcome *out,
                    GPtrArray *lines)
{
  g_autofree char *cursor = g_strdup (expected);
  g_autoptr (HyPullRun) run = hy_pull_run_new ();
  Store store = { 0 };
  HyPullLine kind = HY_PULL_ROW;

  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);
      g_autoptr (GError) error = NULL;

      g_assert_true (hy_pull_run_add (run, line, strlen (line), &kind, &error) || error != NULL);
      g_assert_no_error (error);
      if (kind == HY_PULL_ROW)
        continue;
      hy_pull_outcome_clear (&store.out);
      store.run = run;
      store.expected = cursor;
      hy_test_write (self, store_run, &store);
      g_assert_false (store.out.dropped);
      g_free (cursor);
      cursor = g_strdup (hy_pull_run_cursor (run));
      hy_pull_run_free (run);
      run = hy_pull_run_new ();
    }
  g_assert_cmpint (kind, !=, HY_PULL_ROW);
  if (out != NULL)
    *out = store.out;
  else
    hy_pull_outcome_clear (&store.out);
}

static GPtrArray *
take_lines (va_list args)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  char *line;

  while ((line = va_arg (args, char *)) != NULL)
    g_ptr_array_add (lines, line);
  return lines;
}

void
hy_test_feed (HyTestReplica *self, const char *expected, HyPullOutcome *out, ...)
{
  g_autoptr (GPtrArray) lines = NULL;
  va_list args;

  va_start (args, out);
  lines = take_lines (args);
  va_end (args);
  hy_test_feed_lines (self, expected, out, lines);
}

void
hy_test_feed_on (HyTestReplica *self, ...)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *cursor = hy_test_text (self, "SELECT value FROM meta WHERE key = 'cursor'");
  va_list args;

  va_start (args, self);
  lines = take_lines (args);
  va_end (args);
  g_ptr_array_add (lines, g_strdup_printf ("{\"mark\":{\"cursor\":\"%s+\"}}",
                                           cursor != NULL ? cursor : "c"));
  hy_test_feed_lines (self, cursor != NULL ? cursor : "", NULL, lines);
}

void
hy_test_feed_end (HyTestReplica *self, const char *expected, const char *cursor, const char *tickets)
{
  HyPullOutcome out;

  hy_test_feed (self, expected, &out, hy_test_end_line (cursor, tickets), NULL);
  g_assert_true (out.at_head);
  g_assert_true (out.digest_ok);
  hy_pull_outcome_clear (&out);
}
