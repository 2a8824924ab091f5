#include "wire/hy-envelope.h"

#include <string.h>

#define COMMAND(id, body)                                                                          \
  "{\"id\":\"" id                                                                                  \
  "\",\"seq\":1,\"after\":null,\"person\":\"p\",\"ticket\":\"t\",\"kind\":\"progress\","           \
  "\"v\":1,\"made_at\":\"2026-11-23T09:20:00+08:00\",\"clock_offset_ms\":0,\"base_version\":7,"    \
  "\"body\":" body ",\"blobs\":[]}"

static HyBatch *
parse (const char *text, GError **error)
{
  return hy_batch_parse (text, strlen (text), error);
}

static void
test_batch (void)
{
  const char *text = "{\"device\":\"d\",\"epoch\":\"e\",\"commands\":[" COMMAND (
      "c-1", "{\"text\":\"x\"}") "," COMMAND ("c-2", "{}") "]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (HyBatch) batch = parse (text, &error);
  g_autoptr (GPtrArray) commands = g_ptr_array_new ();
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (batch->device, ==, "d");
  g_assert_cmpstr (batch->epoch, ==, "e");
  g_assert_cmpuint (batch->items->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const HyBatchItem *item = g_ptr_array_index (batch->items, i);

      g_assert_nonnull (item->command);
      g_ptr_array_add (commands, item->command);
    }
  again = hy_batch_to_json ("d", "e", commands);
  g_assert_cmpstr (again, ==, text);
}

static void
test_batch_elements (void)
{
  static const struct
  {
    const char *element;
    const char *id;
    const char *kind;
    const char *field;
  } cases[] = {
    { "{\"id\":\"c\",\"kind\":\"dance\"}", "c", "dance", "seq" },
    { COMMAND ("c", "{\"n\":9007199254740993}"), "c", "progress", NULL },
    { COMMAND ("c", "{\"n\":\"\\u0000\"}"), "c", "progress", NULL },
    { COMMAND ("c", "[]"), "c", "progress", "body" },
    { COMMAND ("", "{}"), NULL, "progress", "id" },
    { COMMAND ("\\u0000", "{}"), NULL, "progress", NULL },
    { "5", NULL, NULL, NULL },
    { "null", NULL, NULL, NULL },
    { "[{\"id\":\"c\"}]", NULL, NULL, NULL },
    { "{'id':'c'}", NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
          = g_strdup_printf ("{\"device\":\"d\",\"epoch\":\"e\",\"commands\":[%s, %s ]}",
                             cases[i].element, COMMAND ("ok", "{}"));
      g_autoptr (GError) error = NULL;
      g_autoptr (HyBatch) batch = parse (text, &error);
      const HyBatchItem *item;

      g_assert_no_error (error);
      g_assert_cmpuint (batch->items->len, ==, 2);
      item = g_ptr_array_index (batch->items, 0);
      g_assert_null (item->command);
      g_assert_cmpstr (item->id, ==, cases[i].id);
      g_assert_cmpstr (item->kind, ==, cases[i].kind);
      g_assert_cmpstr (item->field, ==, cases[i].field);
      g_assert_cmpstr (item->text, ==, cases[i].element);
      g_assert_nonnull (item->detail);
      item = g_ptr_array_index (batch->items, 1);
      g_assert_cmpstr (item->command->id, ==, "ok");
    }
}

/* Depth 10,000 inside one command is that command's fault and nobody else's, and no crash. */
static void
test_batch_deep (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (HyBatch) batch = NULL;

  for (int i = 0; i < 10000; i++)
    g_string_append_c (deep, '[');
  for (int i = 0; i < 10000; i++)
    g_string_append_c (deep, ']');
  text = g_strdup_printf (
      "{\"device\":\"d\",\"epoch\":\"e\",\"commands\":[{\"id\":\"c\",\"body\":{\"a\":%s}}]}",
      deep->str);
  batch = parse (text, NULL);
  g_assert_cmpuint (batch->items->len, ==, 1);
  g_assert_cmpstr (((HyBatchItem *) g_ptr_array_index (batch->items, 0))->id, ==, "c");
}

static void
test_batch_faults (void)
{
  static const char *const texts[] = {
    "",
    "[]",
    "{}",
    "{\"device\":\"d\",\"epoch\":\"e\"}",
    "{\"device\":5,\"epoch\":\"e\",\"commands\":[]}",
    "{\"device\":\"d\",\"epoch\":\"\",\"commands\":[]}",
    "{\"device\":\"d\",\"epoch\":\"e\",\"commands\":{}}",
    "{\"device\":\"d\",\"epoch\":\"e\",\"commands\":[{\"id\":\"c\"",
    "{\"device\":\"d\",\"epoch\":\"e\",\"commands\":[]} x",
    "{\"device\":\"d\",\"epoch\":\"e\",\"commands\":[],\"n\":1e999}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (texts[i], &error));
      g_assert_nonnull (error);
      g_assert_cmpint (error->code, !=, HY_WIRE_ERROR_LIMIT);
    }
}

static void
test_batch_limits (void)
{
  for (int n = HY_BATCH_MAX; n <= HY_BATCH_MAX + 1; n++)
    {
      g_autoptr (GString) text = g_string_new ("{\"device\":\"d\",\"epoch\":\"e\",\"commands\":[");
      g_autoptr (GError) error = NULL;
      g_autoptr (HyBatch) batch = NULL;

      for (int i = 0; i < n; i++)
        g_string_append (text, i > 0 ? ",{}" : "{}");
      g_string_append (text, "]}");
      batch = parse (text->str, &error);
      if (n <= HY_BATCH_MAX)
        g_assert_cmpuint (batch->items->len, ==, HY_BATCH_MAX);
      else
        g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_LIMIT);
    }
}

static void
test_answer (void)
{
  const char *text = "{\"results\":[{\"id\":\"c\",\"result\":\"applied\",\"version\":8}],"
                     "\"time\":\"2026-11-23T09:20:00+08:00\",\"warning\":\"replica_copied\"}";
  const char *odd
      = "{\"results\":[{\"id\":\"c\",\"result\":\"sung\"},5,{\"id\":\"d\",\"result\":\"held\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (HyAnswer) answer = hy_answer_parse (text, strlen (text), &error);
  g_autoptr (HyAnswer) other = hy_answer_parse (odd, strlen (odd), NULL);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (answer->results->len, ==, 1);
  g_assert_cmpstr (answer->warning, ==, "replica_copied");
  again = hy_answer_to_json (answer);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpuint (other->results->len, ==, 1);
  g_assert_cmpuint (other->unread, ==, 2);
  g_assert_null (hy_answer_parse ("{}", 2, &error));
  g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/envelope/batch", test_batch);
  g_test_add_func ("/wire/envelope/batch-elements", test_batch_elements);
  g_test_add_func ("/wire/envelope/batch-deep", test_batch_deep);
  g_test_add_func ("/wire/envelope/batch-faults", test_batch_faults);
  g_test_add_func ("/wire/envelope/batch-limits", test_batch_limits);
  g_test_add_func ("/wire/envelope/answer", test_answer);
  return g_test_run ();
}
