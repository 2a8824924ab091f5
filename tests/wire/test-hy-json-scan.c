#include "wire/hy-json-scan.h"

#include <string.h>

static const char *const good[] = {
  "{}",
  " [ ] \n",
  "null",
  "\"\"",
  "-0",
  "9007199254740992",
  "-9007199254740992",
  "1.5e-3",
  "1e308",
  "0.1E+2",
  "{\"a\":[1,true,false,null,\"x\"],\"b\":{\"c\":{}}}",
  "\"\\u0041\\ud83d\\ude00\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
  "\"回音，事事有回音\"",
  "\"\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xf0\x90\x80\x80\xf4\x8f\xbf\xbf\"",
  "\"\x7f\"",
};

static const struct
{
  const char *text;
  const char *why;
} bad[] = {
  { "", "ends too early at byte 0" },
  { "  ", "ends too early" },
  { "{} {}", "more than one value at byte 3" },
  { "1 2", "more than one value" },
  { "\xef\xbb\xbf{}", "byte order mark" },
  { "{'a':1}", "name expected at byte 1" },
  { "'a'", "unexpected character" },
  { "{a:1}", "name expected" },
  { "[1,]", "unexpected character at byte 3" },
  { "{\"a\":1,}", "name expected" },
  { "[,1]", "unexpected character" },
  { "{\"a\" 1}", "colon expected" },
  { "{\"a\":}", "unexpected character" },
  { "[1 2]", "comma or ] expected" },
  { "{\"a\":1]", "comma or } expected" },
  { "[1}", "comma or ] expected" },
  { "[", "ends too early" },
  { "{\"a\":", "ends too early" },
  { "{\"a\"", "colon expected" },
  { "// x\n1", "unexpected character" },
  { "/* x */ 1", "unexpected character" },
  { "[1] // x", "more than one value" },
  { "\"a", "string without an end" },
  { "\"a\\\"", "string without an end" },
  { "\"a\nb\"", "control character in a string at byte 2" },
  { "\"\\x41\"", "unknown escape" },
  { "\"\\", "unknown escape" },
  { "\"\\u00\"", "four hex digits" },
  { "\"\\u00g0\"", "four hex digits" },
  { "\"a\\u0000b\"", "\\u0000 at byte 2" },
  { "\"\\ud83d\"", "lone surrogate" },
  { "\"\\ud83d\\u0041\"", "lone surrogate" },
  { "\"\\ude00\"", "lone surrogate" },
  { "\"\\ud83dxxxxxx\"", "lone surrogate" },
  { "\"\xe5\x9b\"", "invalid UTF-8 at byte 1" },
  { "\"\xe5\x9b", "invalid UTF-8" },
  { "\"\xc0\x80\"", "invalid UTF-8" },
  { "\"\xe0\x80\x80\"", "invalid UTF-8" },
  { "\"\xed\xa0\x80\"", "invalid UTF-8" },
  { "\"\xf0\x80\x80\x80\"", "invalid UTF-8" },
  { "\"\xf4\x90\x80\x80\"", "invalid UTF-8" },
  { "\"\xff\"", "invalid UTF-8" },
  { "\"\x80\"", "invalid UTF-8" },
  { "9007199254740993", "number out of range" },
  { "-9007199254740993", "number out of range" },
  { "123456789012345678901234567890", "number out of range" },
  { "18446744073709551617", "number out of range" },
  { "1e400", "number out of range" },
  { "-1e400", "number out of range" },
  { "01", "bad number" },
  { "-", "bad number" },
  { "1.", "bad number" },
  { "1e", "bad number" },
  { "1e+", "bad number" },
  { ".5", "unexpected character" },
  { "+1", "unexpected character" },
  { "0x10", "more than one value" },
  { "NaN", "unexpected character" },
  { "Infinity", "unexpected character" },
  { "-Infinity", "bad number" },
  { "True", "unexpected character" },
  { "nul", "unexpected character" },
  { "truex", "more than one value" },
};

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean ok = hy_json_scan (good[i], -1, &error);

      g_assert_no_error (error);
      g_assert_true (ok);
    }
}

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (hy_json_scan (bad[i].text, -1, &error));
      g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SYNTAX);
      if (strstr (error->message, bad[i].why) == NULL)
        g_error ("%s: %s instead of %s", bad[i].text, error->message, bad[i].why);
    }
}

static void
test_nul (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hy_json_scan ("\"a\0b\"", 5, &error));
  g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SYNTAX);
  g_assert_false (hy_json_scan ("{}\0", 3, NULL));
}

static char *
nested (guint depth, const char *open, const char *close)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  if (*open == '{')
    g_string_append (text, "1");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);
  return g_string_free (text, FALSE);
}

static void
check_depth (guint depth, gboolean fits)
{
  g_autofree char *arrays = nested (depth, "[", "]");
  g_autofree char *objects = nested (depth, "{\"a\":", "}");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (hy_json_scan (arrays, -1, NULL), ==, fits);
  g_assert_cmpint (hy_json_scan (objects, -1, &error), ==, fits);
  if (!fits)
    g_assert_nonnull (strstr (error->message, "deeper than 64"));
}

static void
test_depth (void)
{
  check_depth (64, TRUE);
  check_depth (65, FALSE);
  check_depth (10000, FALSE);
}

/* Every prefix of a good text is a clean error, and no byte beyond it is read (the copy ends where
 * it ends). */
static void
test_prefixes (void)
{
  const char *text = "{\"a\":[1.5e3,\"\\u56de音\\n\",true],\"b\":{\"c\":null}}";
  gsize len = strlen (text);

  for (gsize i = 0; i < len; i++)
    {
      g_autofree char *copy = g_memdup2 (text, i);
      g_autoptr (GError) error = NULL;

      g_assert_false (hy_json_scan (i > 0 ? copy : "", i, &error));
      g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SYNTAX);
    }
}

static void
test_iter (void)
{
  const char *text = " { \"a\" : 1 , \"b\\u0063\":[{\"x\":\"]}\\\"\"}], \"d\":\"e\\\\\" } ";
  HyJsonValue value = hy_json_value (text, strlen (text));
  HyJsonIter iter;
  HyJsonMember m;

  g_assert_true (hy_json_scan (text, -1, NULL));
  g_assert_true (hy_json_iter_init (&iter, value));
  g_assert_true (hy_json_iter_next (&iter, &m));
  g_assert_true (hy_json_member_is (&m, "a"));
  g_assert_cmpmem (m.value.text, m.value.len, "1", 1);
  g_assert_true (hy_json_iter_next (&iter, &m));
  g_assert_true (hy_json_member_is (&m, "bc"));
  g_assert_cmpmem (m.value.text, m.value.len, "[{\"x\":\"]}\\\"\"}]", 14);
  g_assert_true (hy_json_iter_next (&iter, &m));
  g_assert_cmpmem (m.value.text, m.value.len, "\"e\\\\\"", 5);
  g_assert_false (hy_json_iter_next (&iter, &m));
  g_assert_false (hy_json_find (value, "x", &m));
  g_assert_true (hy_json_find (value, "bc", &m));
  g_assert_cmpint (hy_json_type (m.value), ==, HY_JSON_ARRAY);
}

static void
test_cut (void)
{
  static const struct
  {
    const char *text;
    const char *rest;
    const char *cut;
  } cases[] = {
    { "{\"c\":{\"n\":\"}\"},\"a\":1}", "{\"a\":1}", "{\"n\":\"}\"}" },
    { "{\"a\":1, \"c\":2 , \"b\":3}", "{\"a\":1,  \"b\":3}", "2" },
    { "{\"a\":1, \"c\":2 }", "{\"a\":1 }", "2" },
    { "{\"c\":2}", "{}", "2" },
    { "{\"c\":2,\"a\":0,\"c\":3}", "{\"a\":0}", "3" },
    { "{\"a\":{\"c\":1}}", "{\"a\":{\"c\":1}}", NULL },
    { "{}", "{}", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rest = NULL;
      g_autofree char *cut = NULL;

      hy_json_cut (hy_json_value (cases[i].text, strlen (cases[i].text)), "c", &rest, &cut);
      g_assert_cmpstr (rest, ==, cases[i].rest);
      g_assert_cmpstr (cut, ==, cases[i].cut);
      g_assert_true (hy_json_scan (rest, -1, NULL));
    }
}

/* Walking text that was never scanned gives nonsense but stays inside it. */
static void
test_walk_anything (void)
{
  static const char alphabet[] = "{}[]\",:\\ a1n\xe5";
  g_autoptr (GRand) rand = g_rand_new_with_seed (12345);

  for (int round = 0; round < 5000; round++)
    {
      gsize len = g_rand_int_range (rand, 1, 40);
      g_autofree char *text = g_malloc (len);
      g_autofree char *rest = NULL;
      g_autofree char *cut = NULL;
      HyJsonValue value;

      for (gsize i = 0; i < len; i++)
        text[i] = alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];
      value = hy_json_value (text, len);
      if (value.len > 0 && *value.text == '{')
        hy_json_cut (value, "a", &rest, &cut);
      if (hy_json_scan (text, len, NULL))
        g_assert_cmpuint (value.len, >, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/json-scan/good", test_good);
  g_test_add_func ("/wire/json-scan/bad", test_bad);
  g_test_add_func ("/wire/json-scan/nul", test_nul);
  g_test_add_func ("/wire/json-scan/depth", test_depth);
  g_test_add_func ("/wire/json-scan/prefixes", test_prefixes);
  g_test_add_func ("/wire/json-scan/iter", test_iter);
  g_test_add_func ("/wire/json-scan/cut", test_cut);
  g_test_add_func ("/wire/json-scan/walk-anything", test_walk_anything);
  return g_test_run ();
}
