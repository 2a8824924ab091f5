#include "wire/hy-json-remains.h"

#include <string.h>

static void
assert_reads (const char *text, const char *words)
{
  g_autofree char *got = hy_json_remains (text);

  g_assert_cmpstr (got, ==, words);
}

static void
test_whole (void)
{
  assert_reads ("{\"gist\":\"went there\",\"done\":true,\"n\":3,\"to\":[\"a\",\"b\"],\"x\":null}", "went there\na\nb");
  assert_reads ("{\"text\":\"one\\ntwo \\\"three\\\" \\u6797\"}", "one\ntwo \"three\" 林");
  assert_reads ("{}", "");
}

static void
test_cut (void)
{
  assert_reads ("{\"gist\":\"went the", "went the");
  assert_reads ("{\"gist\":\"went there\\", "went there\\");
  assert_reads ("ent there\",\"person\":\"张敏\"}", "ent there\nperson\n张敏");
  assert_reads ("{\"gi", "");
  assert_reads ("{\"gist\":\"went there\",\"waiting_f", "went there");
  assert_reads ("{\"gist\":\"went there\",\"waiting_for\"", "went there");
  assert_reads ("{\"to\":[\"a\",\"b", "a\nb");
  assert_reads ("{\"gist\":\"went", "went");
  assert_reads ("{\"gist\":\"went there\",\"二", "went there\n二");
}

/* A quote that turned makes inside of outside: that hides nothing. */
static void
test_turned (void)
{
  assert_reads ("{\"gist :\"went there\",\"note\":\"二\"}", "gist :\nwent there\nnote\n二");
  assert_reads ("{\"gist\":\"went\\qthere\"}", "went\\qthere");
}

static void
test_no_json (void)
{
  assert_reads ("went there in the rain", "went there in the rain");
  assert_reads ("", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-remains/whole", test_whole);
  g_test_add_func ("/json-remains/cut", test_cut);
  g_test_add_func ("/json-remains/turned", test_turned);
  g_test_add_func ("/json-remains/no-json", test_no_json);
  return g_test_run ();
}
