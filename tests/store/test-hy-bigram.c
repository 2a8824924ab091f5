#include "store/hy-bigram.h"

static void
check_fold (const char *text, const char *want)
{
  g_autofree char *got = hy_bigram_fold_query (text);

  g_assert_cmpstr (got, ==, want);
}

static void
test_fold (void)
{
  check_fold ("噪音", "噪音");
  check_fold ("４Ｓ店", "4s店");
  check_fold ("4S店", "4s店");
  check_fold ("ÀÉ", "àé");
  check_fold (" \t夜间\n施工　扰民 ", "夜间 施工 扰民");
  check_fold ("（物业）", "(物业)");
  check_fold ("a\xee\x80\x80"
              "b",
              "a b");
  check_fold ("\xff", "\xef\xbf\xbd");
  check_fold ("", "");
  check_fold (" \n", "");
}

static void
test_fold_part (void)
{
  g_autoptr (GString) out = g_string_new ("x");

  hy_bigram_fold (out, "噪音扰民", 6);
  g_assert_cmpstr (out->str, ==, "x噪音");
}

static void
test_pieces (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  hy_bigram_pieces (out, "噪音大\n4s");
  g_assert_cmpstr (out->str, ==, "噪音 音大 大 4s s ");
}

static void
test_pieces_punctuation (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  hy_bigram_pieces (out, "a-b");
  g_assert_cmpstr (out->str, ==,
                   "a\xee\x80\xad \xee\x80\xad"
                   "b b ");
}

static void
test_pieces_of_nothing (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  hy_bigram_pieces (out, "");
  hy_bigram_pieces (out, "\n\n");
  g_assert_cmpstr (out->str, ==, "");
}

static void
check_match (const char *query, const char *want, gboolean want_exact)
{
  gboolean exact = !want_exact;
  g_autofree char *got = hy_bigram_match (query, &exact);

  g_assert_cmpstr (got, ==, want);
  g_assert_true (exact == want_exact);
}

static void
test_match (void)
{
  check_match ("噪", "\"噪\" *", TRUE);
  check_match ("噪音", "\"噪音\"", TRUE);
  check_match ("噪音大", "\"噪音\" \"音大\"", FALSE);
  check_match ("\"", "\"\xee\x80\xa2\" *", TRUE);
}

static void
test_match_long (void)
{
  g_autofree char *query = g_strnfill (5000, 'a');
  gboolean exact = TRUE;
  g_autofree char *got = hy_bigram_match (query, &exact);

  g_assert_false (exact);
  g_assert_cmpuint (strlen (got), <, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bigram/fold", test_fold);
  g_test_add_func ("/bigram/fold/part", test_fold_part);
  g_test_add_func ("/bigram/pieces", test_pieces);
  g_test_add_func ("/bigram/pieces/punctuation", test_pieces_punctuation);
  g_test_add_func ("/bigram/pieces/nothing", test_pieces_of_nothing);
  g_test_add_func ("/bigram/match", test_match);
  g_test_add_func ("/bigram/match/long", test_match_long);
  return g_test_run ();
}
