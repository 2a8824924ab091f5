#include "core/hy-body.h"

#include <string.h>

static GVariant *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *body = g_variant_parse (NULL, text, NULL, NULL, &error);

  g_assert_no_error (error);
  return g_variant_ref_sink (body);
}

static void
test_members (void)
{
  g_autoptr (GVariant) body
      = parse ("{'s': <'text'>, 'n': <int64 7>, 'b': <true>, 't': <'2026-11-23T09:20:00+08:00'>,"
               " 'o': <{'x': <'y'>}>, 'a': <[<'one'>, <'two'>, <int64 3>]>, 'd': <1.5>}");
  g_autoptr (GVariant) object = hy_body_object (body, "o");
  g_autoptr (GVariant) array = hy_body_array (body, "a");
  g_autoptr (GVariant) element = hy_body_element (array, 1);
  gint64 n = -1;
  gboolean b = FALSE;
  HyTime t = 0;

  g_assert_cmpstr (hy_body_string (body, "s"), ==, "text");
  g_assert_null (hy_body_string (body, "n"));
  g_assert_null (hy_body_string (body, "none"));
  g_assert_true (hy_body_int (body, "n", &n));
  g_assert_cmpint (n, ==, 7);
  g_assert_false (hy_body_int (body, "d", &n));
  g_assert_cmpint (n, ==, 7);
  g_assert_true (hy_body_bool (body, "b", &b) && b);
  g_assert_false (hy_body_bool (body, "s", &b));
  g_assert_true (hy_body_time (body, "t", &t));
  g_assert_cmpint (hy_time_minute_of_day (t), ==, 9 * 60 + 20);
  g_assert_false (hy_body_time (body, "s", &t));
  g_assert_cmpstr (hy_body_string (object, "x"), ==, "y");
  g_assert_cmpstr (g_variant_get_string (element, NULL), ==, "two");
  g_assert_null (hy_body_object (body, "a"));
  g_assert_null (hy_body_array (body, "o"));
  g_assert_true (hy_body_has (body, "d"));
  g_assert_false (hy_body_has (body, "none"));
  g_assert_true (hy_body_list_has (body, "a", "two"));
  g_assert_false (hy_body_list_has (body, "a", "three"));
  g_assert_false (hy_body_list_has (body, "s", "text"));
}

/* Whatever comes in the place of a body, asking it is safe. */
static void
test_no_object (void)
{
  static const char *const others[] = { "'text'", "[<'a'>]", "int64 4", "{'a': 'plain'}" };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GVariant) body = parse (others[i]);

      g_assert_null (hy_body_string (body, "a"));
      g_assert_false (hy_body_has (body, "a"));
      g_assert_null (hy_body_array (body, "a"));
    }
  g_assert_null (hy_body_string (NULL, "a"));
  g_assert_false (hy_body_has (NULL, "a"));
}

static void
test_blank (void)
{
  g_assert_true (hy_text_is_blank (NULL));
  g_assert_true (hy_text_is_blank (""));
  g_assert_true (hy_text_is_blank (" \t\n\u3000\u200b"));
  g_assert_false (hy_text_is_blank (" \u3000好"));
}

static gboolean
needs_words (GVariant *object)
{
  gboolean silent = FALSE;

  hy_body_bool (object, "silent", &silent);
  return !silent;
}

static const char *const colours[] = { "red", "green", NULL };
static const HyField part[] = { { "id", HY_FIELD_ID, TRUE },
                                { "words", HY_FIELD_STRING, .needed = needs_words },
                                { "silent", HY_FIELD_BOOL },
                                { NULL } };
static const HyField fields[] = {
  { "text", HY_FIELD_STRING, TRUE },
  { "days", HY_FIELD_INT, .min = 1, .max = 10 },
  { "any_int", HY_FIELD_INT },
  { "flag", HY_FIELD_BOOL },
  { "time", HY_FIELD_TIME },
  { "date", HY_FIELD_DATE },
  { "when", HY_FIELD_WHEN },
  { "colour", HY_FIELD_CODE, FALSE, colours },
  { "colours", HY_FIELD_CODE_LIST, FALSE, colours },
  { "names", HY_FIELD_STRING_LIST },
  { "part", HY_FIELD_OBJECT, .members = part },
  { "parts", HY_FIELD_OBJECT_LIST, .members = part },
  { "checks", HY_FIELD_FLAGS },
  { "rest", HY_FIELD_ANY },
  { NULL },
};

static void
test_check (void)
{
  static const struct
  {
    const char *more; /* beside a good text */
    const char *field;
  } rows[] = {
    { "'unknown': <int64 1>", NULL },
    { "'days': <int64 1>", NULL },
    { "'days': <int64 10>", NULL },
    { "'days': <int64 0>", "days" },
    { "'days': <int64 11>", "days" },
    { "'days': <'5'>", "days" },
    { "'days': <5.0>", "days" },
    { "'days': <int32 5>", "days" },
    { "'any_int': <int64 -9007199254740992>", NULL },
    { "'flag': <'yes'>", "flag" },
    { "'time': <'2026-11-23T09:20:00+08:00'>", NULL },
    { "'time': <'2026-11-23T09:20:00'>", "time" },
    { "'time': <'2026-11-23'>", "time" },
    { "'date': <'2026-11-23'>", NULL },
    { "'date': <'2026-11-23T09:20:00+08:00'>", "date" },
    { "'date': <'2026-11-31'>", "date" },
    { "'when': <'2026-11-23'>", NULL },
    { "'when': <'2026-11-23T09:20:00Z'>", NULL },
    { "'when': <'tomorrow'>", "when" },
    { "'colour': <'red'>", NULL },
    { "'colour': <'Red'>", "colour" },
    { "'colour': <['red']>", "colour" },
    { "'colours': <[<'red'>, <'green'>]>", NULL },
    { "'colours': <@av []>", NULL },
    { "'colours': <[<'red'>, <'blue'>]>", "colours[1]" },
    { "'colours': <['red']>", "colours" },
    { "'colours': <'red'>", "colours" },
    { "'names': <[<'a'>, <int64 1>]>", "names[1]" },
    { "'part': <{'id': <'a'>, 'words': <'b'>}>", NULL },
    { "'part': <{'id': <'a'>}>", "part.words" },
    { "'part': <{'id': <'a'>, 'silent': <true>}>", NULL },
    { "'part': <{'id': <'a'>, 'words': <' '>}>", "part.words" },
    { "'part': <{'id': <''>, 'words': <'b'>}>", "part.id" },
    { "'part': <'a'>", "part" },
    { "'parts': <[<{'id': <'a'>, 'words': <'b'>}>, <{'id': <'c'>}>]>", "parts[1].words" },
    { "'parts': <[<'a'>]>", "parts[0]" },
    { "'checks': <{'civil': <true>, 'both': <false>}>", NULL },
    { "'checks': <{'civil': <'yes'>}>", "checks.civil" },
    { "'checks': <[<true>]>", "checks" },
    { "'rest': <[<'x'>]>", NULL },
    /* the first in the order of the schema, whatever the order of the body */
    { "'flag': <'yes'>, 'days': <'5'>", "days" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("{'text': <'good'>, %s}", rows[i].more);
      g_autoptr (GVariant) body = parse (text);
      g_autofree char *field = NULL;

      g_assert_cmpint (hy_body_check (body, fields, &field), ==, rows[i].field == NULL);
      g_assert_cmpstr (field, ==, rows[i].field);
    }
}

static void
test_required (void)
{
  static const char *const bodies[]
      = { "@a{sv} {}", "{'text': <''>}", "{'text': <' \u3000'>}", "{'text': <int64 1>}" };
  g_autofree char *of_null = NULL;
  g_autofree char *of_text = NULL;
  g_autoptr (GVariant) text = parse ("'text'");

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GVariant) body = parse (bodies[i]);
      g_autofree char *field = NULL;

      g_assert_false (hy_body_check (body, fields, &field));
      g_assert_cmpstr (field, ==, "text");
    }
  g_assert_false (hy_body_check (NULL, fields, &of_null));
  g_assert_cmpstr (of_null, ==, "text");
  g_assert_false (hy_body_check (text, fields, &of_text));
  g_assert_cmpstr (of_text, ==, "body");
  g_assert_true (hy_body_check (NULL, NULL, NULL));
}

static void
test_lists (void)
{
  static const HyField full[] = { { "list", HY_FIELD_STRING_LIST, TRUE }, { NULL } };
  static const HyField maybe[]
      = { { "list", HY_FIELD_STRING_LIST, TRUE, .may_be_empty = TRUE }, { NULL } };
  g_autoptr (GVariant) empty = parse ("{'list': <@av []>}");
  g_autoptr (GVariant) one = parse ("{'list': <[<'a'>]>}");

  g_assert_false (hy_body_check (empty, full, NULL));
  g_assert_true (hy_body_check (one, full, NULL));
  g_assert_true (hy_body_check (empty, maybe, NULL));
  g_assert_false (hy_body_check (NULL, maybe, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/body/members", test_members);
  g_test_add_func ("/body/no-object", test_no_object);
  g_test_add_func ("/body/blank", test_blank);
  g_test_add_func ("/body/check", test_check);
  g_test_add_func ("/body/required", test_required);
  g_test_add_func ("/body/lists", test_lists);
  return g_test_run ();
}
