#include "wire/hy-record-json.h"

#include <string.h>

#define SHA "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static const char record[]
    = "{\"id\":\"r-1\",\"ticket\":\"t-1\",\"kind\":\"contact\",\"version\":8,"
      "\"by\":{\"office\":\"o-1\",\"person\":\"p-zhang\",\"name\":\"张某\"},"
      "\"made_at\":\"2026-11-23T09:20:00+08:00\",\"received_at\":\"2026-11-23T09:20:05.250+08:00\","
      "\"late\":true,\"amends\":\"r-0\",\"body\":{ \"x\" : [1.0], \"n\":null},"
      "\"blobs\":[{\"sha256\":\"" SHA
      "\",\"size\":3,\"name\":\"a.jpg\",\"type\":\"image/jpeg\"}],\"q\": {}}";

static const char command[] = "{\"id\":\"c-1\",\"seq\":17,\"after\":null,\"person\":\"p-zhang\","
                              "\"ticket\":\"t-1\",\"kind\":\"progress\","
                              "\"v\":1,\"made_at\":\"2026-11-23T09:20:00+08:00\",\"clock_offset_"
                              "ms\":-1200,\"base_version\":7,"
                              "\"body\":{\"text\":\"x\",\"at\":null},\"blobs\":[]}";

static void
test_record (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyRecord) r = hy_record_from_json (record, -1, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (r->by_person, ==, "p-zhang");
  g_assert_true (r->late);
  g_assert_cmpint (r->received_at - r->made_at, ==, 5250);
  g_assert_cmpuint (g_variant_n_children (r->body), ==, 1);
  g_assert_cmpstr (r->body_json, ==, "{ \"x\" : [1.0], \"n\":null}");
  g_assert_cmpuint (r->blobs->len, ==, 1);
  g_assert_cmpstr (r->extra, ==, "\"q\": {}");
  text = hy_record_to_json (r);
  g_assert_cmpstr (text, ==, record);
}

static void
test_record_of_district (void)
{
  g_autoptr (HyRecord) r = hy_record_from_json ("{\"id\":\"r\",\"ticket\":\"t\",\"kind\":\"urged\","
                                                "\"version\":1,\"by\":{\"district\":\"热线办\"},"
                                                "\"made_at\":\"2026-11-23T09:20:00+08:00\"}",
                                                -1, NULL);
  g_autofree char *text = NULL;

  g_assert_cmpstr (r->by_district, ==, "热线办");
  g_assert_null (r->by_office);
  text = hy_record_to_json (r);
  g_assert_nonnull (strstr (text, "\"by\":{\"district\":\"热线办\"},"));
  g_assert_nonnull (strstr (text, "\"body\":{},\"blobs\":[]}"));
}

/* @text with the first @from replaced by @to. */
static char *
changed (const char *text, const char *from, const char *to)
{
  const char *at = strstr (text, from);

  g_assert_nonnull (at);
  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, to, at + strlen (from));
}

static void
test_record_faults (void)
{
  static const char *const cases[][3] = {
    { "\"kind\":\"contact\",", "", "record r-1: member \"kind\" is missing" },
    { "\"by\":{", "\"by\":{\"district\":\"d\",", "names neither or both" },
    { "\"p-zhang\"", "5", "member \"by\" is no object with" },
    { "\"late\":true", "\"late\":1", "member \"late\" is neither" },
    { "{ \"x\" : [1.0], \"n\":null}", "[]", "member \"body\" is no object" },
    { SHA, "abc", "member \"blobs\" is no list of blobs" },
    { "\"size\":3", "\"size\":20971521", "larger than 20 MiB" },
    { "\"size\":3", "\"size\":-3", "member \"blobs\" is no list of blobs" },
    { "+08:00", "", "member \"made_at\" is no time" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = changed (record, cases[i][0], cases[i][1]);
      g_autoptr (GError) error = NULL;

      g_assert_null (hy_record_from_json (text, -1, &error));
      g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE);
      if (strstr (error->message, cases[i][2]) == NULL)
        g_error ("%s instead of %s", error->message, cases[i][2]);
    }
}

static void
test_command (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyCommand) c = hy_command_from_json (command, -1, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (c->seq, ==, 17);
  g_assert_cmpint (c->clock_offset_ms, ==, -1200);
  g_assert_null (c->after);
  text = hy_command_to_json (c);
  g_assert_cmpstr (text, ==, command);
}

static void
test_command_faults (void)
{
  static const char *const cases[][3] = {
    { "\"seq\":17", "\"seq\":0", "seq" },
    { "\"seq\":17", "\"seq\":\"17\"", "seq" },
    { "\"person\":\"p-zhang\",", "", "person" },
    { "\"v\":1", "\"v\":1.5", "v" },
    { "\"after\":null", "\"after\":7", "after" },
    { "\"blobs\":[]", "\"blobs\":{}", "blobs" },
    { "\"blobs\":[]", "\"body\":{}", "body" },
    { "\"text\":\"x\"", "\"text\":1,\"text\":2", "body" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = changed (command, cases[i][0], cases[i][1]);
      g_autoptr (GError) error = NULL;
      const char *field = NULL;

      g_assert_true (hy_json_scan (text, -1, NULL));
      g_assert_null (hy_command_parse (hy_json_value (text, strlen (text)), &field, &error));
      g_assert_cmpstr (field, ==, cases[i][2]);
      g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE);
    }
}

static char *
hash_of (const char *text)
{
  g_autoptr (HyCommand) c = hy_command_from_json (text, -1, NULL);

  g_assert_nonnull (c);
  return hy_command_content_hash (c);
}

static void
test_content_hash (void)
{
  static const char *const same[][2] = {
    { "\"seq\":17", "\"seq\":18" },
    { "\"after\":null", "\"after\":\"c-0\"" },
    { "\"base_version\":7", "\"base_version\":9" },
    { "\"clock_offset_ms\":-1200", "\"clock_offset_ms\":5" },
    { "\"text\":\"x\",\"at\":null", "\"text\" : \"\\u0078\"" },
    { "09:20:00+08:00", "01:20:00Z" },
    { "\"blobs\":[]", "\"receipt\":\"abc\"" },
  };
  static const char *const other[][2] = {
    { "p-zhang", "p-li" },
    { "t-1", "t-2" },
    { "progress", "contact" },
    { "\"v\":1", "\"v\":2" },
    { "09:20:00", "09:20:01" },
    { "\"text\":\"x\"", "\"text\":\"y\"" },
    { "\"blobs\":[]", "\"blobs\":[{\"sha256\":\"" SHA "\",\"size\":3}]" },
  };
  g_autofree char *hash = hash_of (command);

  g_assert_cmpuint (strlen (hash), ==, 64);
  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *text = changed (command, same[i][0], same[i][1]);
      g_autofree char *again = hash_of (text);

      g_assert_cmpstr (again, ==, hash);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_autofree char *text = changed (command, other[i][0], other[i][1]);
      g_autofree char *again = hash_of (text);

      g_assert_cmpstr (again, !=, hash);
    }
}

static void
test_result (void)
{
  static const char *const texts[] = {
    "{\"id\":\"c\",\"result\":\"applied\",\"version\":8,\"at\":\"2026-11-23T09:20:00+08:00\","
    "\"receipt\":\"abc\"}",
    "{\"id\":\"c\",\"result\":\"refused\",\"version\":8,\"code\":\"bad_body\",\"detail\":\"说明\","
    "\"field\":\"text\"}",
    "{\"id\":\"c\",\"result\":\"held\",\"version\":0,\"missing\":[\"a\",\"b\"]}",
    "{\"id\":\"c\",\"result\":\"duplicate\",\"version\":8,\"first\":{\"id\":\"c\",\"result\":"
    "\"late_note\",\"version\":8}}",
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HyResult) r = hy_result_from_json (texts[i], -1, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = hy_result_to_json (r);
      g_assert_cmpstr (text, ==, texts[i]);
    }
  g_assert_null (hy_result_from_json ("{\"id\":\"c\",\"result\":\"maybe\"}", -1, &error));
  g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE);
  g_clear_error (&error);
  g_assert_null (
      hy_result_from_json ("{\"id\":\"c\",\"result\":\"duplicate\",\"first\":{}}", -1, &error));
  g_assert_cmpstr (error->message, ==, "result c: member \"first\" is no result");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/record-json/record", test_record);
  g_test_add_func ("/wire/record-json/record-of-district", test_record_of_district);
  g_test_add_func ("/wire/record-json/record-faults", test_record_faults);
  g_test_add_func ("/wire/record-json/command", test_command);
  g_test_add_func ("/wire/record-json/command-faults", test_command_faults);
  g_test_add_func ("/wire/record-json/content-hash", test_content_hash);
  g_test_add_func ("/wire/record-json/result", test_result);
  return g_test_run ();
}
