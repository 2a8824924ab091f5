#include "wire/hy-hash.h"

static void
test_sha256 (void)
{
  g_autofree char *hex = hy_sha256_hex ("abc", 3);

  /* FIPS 180-2, B.1. */
  g_assert_cmpstr (hex, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_true (hy_sha256_is_valid (hex));
  g_assert_false (hy_sha256_is_valid (hex + 1));
  hex[0] = 'B';
  g_assert_false (hy_sha256_is_valid (hex));
  g_assert_false (hy_sha256_is_valid (NULL));
}

static void
test_digest (void)
{
  g_autofree char *hex = hy_sha256_hex ("t-1:7", 5);
  char text[HY_DIGEST_HEX_LEN + 1];
  guint64 sum = 0;

  hy_digest_format (hy_digest_of ("t-1", 7), text);
  hex[16] = 0;
  g_assert_cmpstr (text, ==, hex);
  g_assert_true (hy_digest_parse (text, &sum));
  g_assert_cmpuint (sum, ==, hy_digest_of ("t-1", 7));
  hy_digest_format (0, text);
  g_assert_cmpstr (text, ==, "0000000000000000");
  g_assert_true (hy_digest_parse ("ffffffffffffffff", &sum));
  g_assert_cmpuint (sum, ==, G_MAXUINT64);
  g_assert_false (hy_digest_parse ("FFFFFFFFFFFFFFFF", &sum));
  g_assert_false (hy_digest_parse ("fff", &sum));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/hash/sha256", test_sha256);
  g_test_add_func ("/wire/hash/digest", test_digest);
  return g_test_run ();
}
