#include "sync/hy-transport.h"

#include <string.h>

static void
test_every_error_has_its_word (void)
{
  g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);

  for (int code = HY_TRANSPORT_ERROR_OFFLINE; code <= HY_TRANSPORT_ERROR_REVOKED; code++)
    {
      g_autoptr (GError) error = g_error_new (HY_TRANSPORT_ERROR, code, "x");
      const char *word = hy_transport_error_code (error);

      g_assert_nonnull (word);
      g_assert_true (g_hash_table_add (words, (gpointer) word));
    }
}

static void
test_foreign_errors_are_offline (void)
{
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "x");

  g_assert_cmpstr (hy_transport_error_code (error), ==, "offline");
  g_assert_cmpstr (hy_transport_error_code (NULL), ==, "offline");
}

static void
test_text_of_a_reply_is_never_null (void)
{
  g_auto (HyReply) reply = { 0 };
  gsize length = 7;

  g_assert_cmpstr (hy_reply_text (&reply, &length), ==, "");
  g_assert_cmpuint (length, ==, 0);
  reply.body = g_bytes_new (NULL, 0);
  g_assert_cmpstr (hy_reply_text (&reply, &length), ==, "");
  g_bytes_unref (reply.body);
  reply.body = g_bytes_new ("ab", 2);
  g_assert_cmpmem (hy_reply_text (&reply, &length), 2, "ab", 2);
  g_assert_cmpuint (length, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transport/every-error-has-its-word", test_every_error_has_its_word);
  g_test_add_func ("/transport/foreign-errors-are-offline", test_foreign_errors_are_offline);
  g_test_add_func ("/transport/text-of-a-reply-is-never-null", test_text_of_a_reply_is_never_null);
  return g_test_run ();
}
