#include "wire/hy-line-reader.h"

#include <string.h>

static void
expect (HyLineReader *reader, const char *expected)
{
  g_autoptr (GError) error = NULL;
  const char *line = NULL;
  gsize len = 0;
  gboolean got = hy_line_reader_next (reader, &line, &len, &error);

  g_assert_no_error (error);
  g_assert_cmpint (got, ==, expected != NULL);
  if (expected != NULL)
    g_assert_cmpmem (line, len, expected, strlen (expected));
}

static void
expect_limit (HyLineReader *reader, const char *words)
{
  g_autoptr (GError) error = NULL;
  const char *line;
  gsize len;

  g_assert_false (hy_line_reader_next (reader, &line, &len, &error));
  g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, words));
}

static void
push (HyLineReader *reader, const char *text)
{
  hy_line_reader_push (reader, text, strlen (text));
}

static void
test_cuts (void)
{
  g_autoptr (HyLineReader) reader = hy_line_reader_new (HY_LINE_MAX, HY_RUN_MAX);

  expect (reader, NULL);
  push (reader, "one\ntw");
  expect (reader, "one");
  expect (reader, NULL);
  push (reader, "");
  expect (reader, NULL);
  push (reader, "o\r\n\n\r\nthree\nfour");
  expect (reader, "two");
  expect (reader, "three");
  expect (reader, NULL);
}

/* However the stream is cut, the lines are the same. */
static void
test_any_chunks (void)
{
  const char *text = "alpha\nbe\n\ngamma delta\nz\n";

  for (gsize size = 1; size <= strlen (text); size++)
    {
      g_autoptr (HyLineReader) reader = hy_line_reader_new (100, 1000);
      g_autoptr (GString) got = g_string_new (NULL);
      const char *line;
      gsize len;

      for (gsize at = 0; at < strlen (text); at += size)
        {
          hy_line_reader_push (reader, text + at, MIN (size, strlen (text) - at));
          while (hy_line_reader_next (reader, &line, &len, NULL))
            g_string_append_printf (got, "[%.*s]", (int) len, line);
        }
      g_assert_cmpstr (got->str, ==, "[alpha][be][gamma delta][z]");
    }
}

static void
test_line_limit (void)
{
  g_autoptr (HyLineReader) reader = hy_line_reader_new (4, 100);

  push (reader, "1234\n");
  expect (reader, "1234");
  push (reader, "12345\n");
  expect_limit (reader, "a line is longer than 4 bytes");
  g_clear_pointer (&reader, hy_line_reader_free);
  reader = hy_line_reader_new (4, 100);
  push (reader, "12345");
  expect_limit (reader, "a line");
}

static void
test_run_limit (void)
{
  g_autoptr (HyLineReader) reader = hy_line_reader_new (100, 10);

  push (reader, "1234\n1234\n");
  expect (reader, "1234");
  expect (reader, "1234");
  hy_line_reader_mark (reader);
  push (reader, "1234\n1234\n1\n");
  expect (reader, "1234");
  expect (reader, "1234");
  expect_limit (reader, "a run between marks is longer than 10 bytes");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/line-reader/cuts", test_cuts);
  g_test_add_func ("/wire/line-reader/any-chunks", test_any_chunks);
  g_test_add_func ("/wire/line-reader/line-limit", test_line_limit);
  g_test_add_func ("/wire/line-reader/run-limit", test_run_limit);
  return g_test_run ();
}
