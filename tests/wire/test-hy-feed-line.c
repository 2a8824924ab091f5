#include "wire/hy-feed-line.h"

#include <string.h>

static HyFeedLine
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  HyFeedLine line;
  gboolean ok = hy_feed_line_parse (text, strlen (text), &line, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
  return line;
}

static void
test_ticket (void)
{
  const char *text
      = "{\"kind\":\"ticket\",\"id\":\"t-1\",\"version\":7,\"row\":{\"id\" : \"t-1\"}}";
  g_auto (HyFeedLine) line = parse (text);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_cmpint (line.type, ==, HY_FEED_TICKET);
  g_assert_cmpstr (line.id, ==, "t-1");
  g_assert_cmpint (line.version, ==, 7);
  g_assert_cmpmem (line.row.text, line.row.len, "{\"id\" : \"t-1\"}", 14);
  g_assert_null (line.row_fault);
  hy_feed_write_ticket (out, "t-1", 7, "{\"id\" : \"t-1\"}");
  hy_feed_write_ticket (out, "t-2", 1, NULL);
  g_assert_true (g_str_has_prefix (out->str, text));
  g_assert_cmpstr (out->str + strlen (text), ==,
                   "\n{\"kind\":\"ticket\",\"id\":\"t-2\",\"version\":1,\"row\":null}\n");
}

static void
test_record (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (HyFeedLine) line = { 0 };

  hy_feed_write_record (out, "r-1", "t-1", "{}");
  line = parse (out->str);
  g_assert_cmpint (line.type, ==, HY_FEED_RECORD);
  g_assert_cmpstr (line.id, ==, "r-1");
  g_assert_cmpstr (line.ticket, ==, "t-1");
  g_assert_cmpmem (line.row.text, line.row.len, "{}", 2);
}

static void
test_leave (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (HyFeedLine) line = { 0 };

  hy_feed_write_leave (out, "t-1", "reassigned", "城管局", NULL);
  line = parse (out->str);
  g_assert_cmpint (line.type, ==, HY_FEED_LEAVE);
  g_assert_cmpstr (line.id, ==, "t-1");
  g_assert_cmpstr (line.why, ==, "reassigned");
  g_assert_cmpstr (line.to, ==, "城管局");
  g_assert_null (line.note);
}

static void
test_documents (void)
{
  for (int i = 0; i < HY_N_DOCUMENTS; i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_auto (HyFeedLine) line = { 0 };
      HyDocumentKind kind = HY_N_DOCUMENTS;

      hy_feed_write_document (out, i, "x", 3, i % 2 == 0 ? "{}" : NULL);
      line = parse (out->str);
      g_assert_cmpint (line.type, ==, HY_FEED_DOCUMENT);
      g_assert_cmpint (line.document, ==, i);
      g_assert_cmpint (line.version, ==, 3);
      g_assert_cmpint (line.row.text != NULL, ==, i % 2 == 0);
      g_assert_true (hy_document_parse (hy_document_code (i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
}

static void
test_mark_and_scope (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (HyFeedLine) mark = parse ("{\"mark\":{\"cursor\":\"c-1\",\"more\":1}}");
  g_auto (HyFeedLine) scope = parse ("{\"id\":\"t-1\",\"version\":7}");

  g_assert_cmpint (mark.type, ==, HY_FEED_MARK);
  g_assert_cmpstr (mark.cursor, ==, "c-1");
  g_assert_cmpint (scope.type, ==, HY_FEED_SCOPE);
  g_assert_cmpint (scope.version, ==, 7);
  hy_feed_write_mark (out, "c-1", 0);
  hy_feed_write_scope (out, "t-1", 7);
  g_assert_cmpstr (out->str, ==,
                   "{\"mark\":{\"cursor\":\"c-1\"}}\n{\"id\":\"t-1\",\"version\":7}\n");
}

static void
test_end (void)
{
  const char *text = "{\"end\":{\"cursor\":\"c-2\",\"more\":false,\"head\":\"c-2\",\"time\":\"2026-"
                     "11-23T09:20:00+08:00\","
                     "\"digest\":{\"tickets\":{\"count\":812,\"sum\":\"00000000009f3c1a\"}}}}";
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (HyFeedLine) line = parse (text);
  g_auto (HyFeedLine) bare = parse ("{\"end\":{}}");

  g_assert_cmpint (line.type, ==, HY_FEED_END);
  g_assert_false (line.more);
  g_assert_true (line.has_digest);
  g_assert_cmpint (line.digest_count, ==, 812);
  g_assert_cmpuint (line.digest_sum, ==, 0x9f3c1a);
  hy_feed_write_end (out, &line);
  g_string_truncate (out, out->len - 1);
  g_assert_cmpstr (out->str, ==, text);
  g_assert_cmpint (bare.type, ==, HY_FEED_END);
  g_assert_false (bare.has_digest);
}

static void
test_unknown (void)
{
  static const char *const texts[]
      = { "{\"kind\":\"weather\",\"id\":7}", "{\"kind\":5}", "{\"ping\":1}", "{}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (HyFeedLine) line = parse (texts[i]);

      g_assert_cmpint (line.type, ==, HY_FEED_UNKNOWN);
    }
}

static void
test_faults (void)
{
  static const char *const texts[][2] = {
    { "[]", "line: is no object" },
    { "", "ends too early" },
    { "{\"kind\":\"ticket\",\"id\":\"t-1\",\"version\":7,\"row\":{\"a\":", "ends too early" },
    { "{\"kind\":\"ticket\",\"version\":7,\"row\":{}}", "ticket line: member \"id\" is missing" },
    { "{\"kind\":\"record\",\"id\":\"r\",\"row\":{}}", "member \"ticket\" is missing" },
    { "{\"kind\":\"leave\",\"id\":\"r\"}", "member \"why\" is missing" },
    { "{\"mark\":{}}", "mark line: member \"cursor\" is missing" },
    { "{\"mark\":5}", "mark line: is no object" },
    { "{\"end\":{\"cursor\":\"c\",\"more\":1}}", "member \"more\" is neither" },
    { "{\"end\":{\"digest\":{\"tickets\":{\"count\":1,\"sum\":\"9F\"}}}}",
      "member \"digest\" is no digest" },
    { "{\"end\":{\"digest\":{}}}", "member \"digest\" is no digest" },
    { "{\"mark\":{\"cursor\":\"c\"}} {}", "more than one value" },
  };
  g_autofree char *c = g_strnfill (HY_CURSOR_MAX + 1, 'c');
  g_autofree char *text = g_strdup_printf ("{\"mark\":{\"cursor\":\"%s\"}}", c);
  HyFeedLine line;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (hy_feed_line_parse (texts[i][0], strlen (texts[i][0]), &line, &error));
      g_assert_nonnull (error);
      if (strstr (error->message, texts[i][1]) == NULL)
        g_error ("%s instead of %s", error->message, texts[i][1]);
    }
  g_assert_false (hy_feed_line_parse (text, strlen (text), &line, NULL));
}

/* A row that the scan refuses is set apart from its line, which has the id and version to count it
 * by. */
static void
test_bad_row (void)
{
  static const char *const rows[]
      = { "{\"a\":9007199254740993}", "{\"a\":\"\\u0000\"}", "{'a':1}", "[\"\xff\"]", "1e999" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text
          = g_strdup_printf ("{\"kind\":\"ticket\",\"id\":\"t-1\",\"version\":7,\"row\":%s}",
                             rows[i]);
      g_auto (HyFeedLine) line = parse (text);

      g_assert_cmpint (line.type, ==, HY_FEED_TICKET);
      g_assert_cmpstr (line.id, ==, "t-1");
      g_assert_cmpint (line.version, ==, 7);
      g_assert_nonnull (line.row_fault);
      g_assert_cmpmem (line.row.text, line.row.len, rows[i], strlen (rows[i]));
    }
}

/* What stands beside the row is wrong, but whose row it is can be said. */
static void
test_bad_beside_the_row (void)
{
  static const struct
  {
    const char *text;
    HyFeedType type;
    const char *ticket;
    gint64 version;
  } cases[] = {
    { "{\"kind\":\"ticket\",\"id\":\"x-1\",\"row\":{}}", HY_FEED_TICKET, NULL, 0 },
    { "{\"kind\":\"ticket\",\"id\":\"x-1\",\"row\":{\"version\":4}}", HY_FEED_TICKET, NULL, 4 },
    { "{\"kind\":\"ticket\",\"version\":\"5\",\"row\":{\"id\":\"x-1\",\"version\":\"5\"}}",
      HY_FEED_TICKET, NULL, 0 },
    { "{\"kind\":\"record\",\"id\":\"x-1\",\"row\":{\"ticket\":\"t-1\"}}", HY_FEED_RECORD, "t-1",
      0 },
    { "{\"kind\":\"notice\",\"id\":\"x-1\",\"version\":-1,\"row\":null}", HY_FEED_DOCUMENT, NULL,
      0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (HyFeedLine) line = parse (cases[i].text);

      g_assert_cmpint (line.type, ==, cases[i].type);
      g_assert_cmpstr (line.id, ==, "x-1");
      g_assert_cmpstr (line.ticket, ==, cases[i].ticket);
      g_assert_cmpint (line.version, ==, cases[i].version);
      g_assert_nonnull (line.row_fault);
    }
}

/* Only what a ticket, a record or a document calls its row is kept aside. */
static void
test_bad_row_of_others (void)
{
  static const struct
  {
    const char *text;
    HyFeedType type;
  } cases[] = {
    { "{\"kind\":\"comet\",\"row\":\\u0000}", HY_FEED_UNKNOWN },
    { "{\"kind\":\"leave\",\"id\":\"t1\",\"why\":\"aged\",\"row\":01}", HY_FEED_LEAVE },
    { "{\"mark\":{\"cursor\":\"c\"},\"row\":01}", HY_FEED_MARK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (HyFeedLine) line = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_true (hy_feed_line_parse (cases[i].text, strlen (cases[i].text), &line, &error));
      g_assert_no_error (error);
      g_assert_cmpint (line.type, ==, cases[i].type);
      g_assert_null (line.row_fault);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/feed-line/ticket", test_ticket);
  g_test_add_func ("/wire/feed-line/bad-beside-the-row", test_bad_beside_the_row);
  g_test_add_func ("/wire/feed-line/record", test_record);
  g_test_add_func ("/wire/feed-line/leave", test_leave);
  g_test_add_func ("/wire/feed-line/documents", test_documents);
  g_test_add_func ("/wire/feed-line/mark-and-scope", test_mark_and_scope);
  g_test_add_func ("/wire/feed-line/end", test_end);
  g_test_add_func ("/wire/feed-line/unknown", test_unknown);
  g_test_add_func ("/wire/feed-line/faults", test_faults);
  g_test_add_func ("/wire/feed-line/bad-row", test_bad_row);
  g_test_add_func ("/wire/feed-line/bad-row-of-others", test_bad_row_of_others);
  return g_test_run ();
}
