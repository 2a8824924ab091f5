#include "wire/hy-json.h"

#include "wire/hy-json-writer.h"

#include <string.h>

static void
test_parse (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = hy_json_parse ("{\"a\":[1,\"x\"]}", -1, &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  g_assert_null (hy_json_parse ("{'a':1}", -1, &error));
  g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SYNTAX);
}

static void
test_body (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) body
      = hy_json_body_from_text (" {\"s\":\"\\u56de\\n\",\"n\":null,\"i\":-5,\"d\":1.5,\"b\":true,"
                                "\"o\":{\"k\":[]},\"l\":[1,null,{}]} ",
                                -1, &error);
  g_autofree char *text = NULL;
  const char *s = NULL;
  gint64 i = 0;

  g_assert_no_error (error);
  g_assert_true (g_variant_lookup (body, "s", "&s", &s));
  g_assert_cmpstr (s, ==, "回\n");
  g_assert_true (g_variant_lookup (body, "i", "x", &i));
  g_assert_cmpint (i, ==, -5);
  g_assert_false (g_variant_lookup (body, "n", "v", NULL));
  text = hy_json_body_to_text (body);
  g_assert_cmpstr (
      text, ==,
      "{\"s\":\"回\\n\",\"i\":-5,\"d\":1.5,\"b\":true,\"o\":{\"k\":[]},\"l\":[1,null,{}]}");
}

static void
test_body_faults (void)
{
  static const char *const texts[]
      = { "[]", "1", "null", "{\"a\":1,\"a\":2}", "{\"o\":{\"\\u0061\":1,\"a\":2}}" };
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *filler = g_strnfill (HY_BODY_MAX, 'x');
  g_autofree char *large = g_strdup_printf ("{\"a\":\"%s\"}", filler);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_null (hy_json_body_from_text (texts[i], -1, &error));
      g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE);
      g_clear_error (&error);
    }
  g_assert_null (hy_json_body_from_text (large, -1, &error));
  g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_LIMIT);
  g_clear_error (&error);
  for (int i = 0; i <= HY_BODY_DEPTH_MAX; i++)
    g_string_append (deep, "{\"a\":");
  g_string_append (deep, "1");
  for (int i = 0; i <= HY_BODY_DEPTH_MAX; i++)
    g_string_append (deep, "}");
  g_assert_null (hy_json_body_from_text (deep->str, -1, &error));
  g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE);
}

/* The deepest body survives serialisation, which bounds GVariant's nesting. */
static void
test_body_deepest (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GVariant) body = NULL;
  g_autofree char *text = NULL;

  for (int i = 0; i < HY_BODY_DEPTH_MAX; i++)
    g_string_append (deep, "{\"a\":");
  g_string_append (deep, "\"x\"");
  for (int i = 0; i < HY_BODY_DEPTH_MAX; i++)
    g_string_append (deep, "}");
  body = hy_json_body_from_text (deep->str, -1, NULL);
  g_assert_cmpuint (g_variant_get_size (body), >, 0);
  text = hy_json_body_to_text (body);
  g_assert_cmpstr (text, ==, deep->str);
}

static void
test_canonical (void)
{
  static const char *const same[] = {
    "{\"b\":1,\"a\":{\"y\":[2.0,\"é\"],\"x\":null},\"B\":-0}",
    " {\"B\" : 0, \"a\":{\"y\":[2e0,\"\\u00e9\"]},\"c\":null,\n\"b\":1}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (GVariant) body = hy_json_body_from_text (same[i], -1, NULL);
      g_autoptr (GString) out = g_string_new (NULL);

      hy_json_put_canonical (out, NULL, body);
      g_assert_cmpstr (out->str, ==, "{\"B\":0,\"a\":{\"y\":[2,\"é\"]},\"b\":1}");
    }
}

static void
test_writer (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *const words[] = { "a", "b", NULL };

  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "s", "\"\\\b\f\n\r\t\x01/\x7f回");
  hy_json_put_string (out, "bad",
                      "a\xff"
                      "b");
  hy_json_put_string (out, "null", NULL);
  hy_json_put_int (out, "i", G_MININT64);
  hy_json_put_double (out, "d", 0.1);
  hy_json_put_double (out, "third", 1.0 / 3);
  hy_json_put_bool (out, "b", FALSE);
  hy_json_put_strv (out, "w", words);
  hy_json_begin_array (out, "l");
  hy_json_begin_object (out, NULL);
  hy_json_end_object (out);
  hy_json_begin_object (out, NULL);
  hy_json_put_members (out, "\"x\" : 1");
  hy_json_put_members (out, NULL);
  hy_json_put_raw (out, "r", "[ ]", -1);
  hy_json_end_object (out);
  hy_json_end_array (out);
  hy_json_put_time (out, "t", HY_TIME_NONE);
  hy_json_end_object (out);
  g_assert_cmpstr (out->str, ==,
                   "{\"s\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001/\x7f回\",\"bad\":\"a\xef\xbf\xbd"
                   "b\",\"null\":null,"
                   "\"i\":-9223372036854775808,\"d\":0.1,\"third\":0.33333333333333331,\"b\":false,"
                   "\"w\":[\"a\",\"b\"],\"l\":[{},{\"x\" : 1,\"r\":[ ]}],\"t\":null}");
}

/* What is written as a number is read again as the same number. */
static void
test_numbers (void)
{
  static const struct
  {
    double value;
    const char *text;
  } cases[] = {
    { -500, "-500" }, { -0.0, "0" }, { 9007199254740994.0, "9007199254740994.0" }, { 1e17, "1e+17" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      hy_json_put_double (out, NULL, cases[i].value);
      g_assert_cmpstr (out->str, ==, cases[i].text);
      g_assert_true (hy_json_scan (out->str, -1, &error));
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/json/parse", test_parse);
  g_test_add_func ("/wire/json/body", test_body);
  g_test_add_func ("/wire/json/body-faults", test_body_faults);
  g_test_add_func ("/wire/json/body-deepest", test_body_deepest);
  g_test_add_func ("/wire/json/canonical", test_canonical);
  g_test_add_func ("/wire/json/writer", test_writer);
  g_test_add_func ("/wire/json/numbers", test_numbers);
  return g_test_run ();
}
