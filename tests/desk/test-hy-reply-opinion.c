/* What a reply tells of the citizen's opinion is what was heard. */
#include "desk/hy-reply-opinion.h"
#include "support/hy-test-case.h"

#include <string.h>

#define BEGUN "09:10 sign;09:20 contact;09:40 progress;10:00 contact purpose=tell_result,ask_opinion opinion="

typedef struct
{
  const char *script;
  const char *value; /* what the reply is to say */
  const char *heard; /* "code words", NULL: nothing was */
  const char *hint;  /* how it begins, NULL: none */
} Row;

static const Row rows[] = {
  { "09:10 sign;09:20 contact", NULL, NULL, NULL },
  { "09:10 sign;09:20 contact", "not_asked", NULL, NULL },
  { "09:10 sign;09:20 contact", "satisfied", NULL, "No contact tells of it" },
  { BEGUN "basic:fine", NULL, "basic fine", "From the contact of 11-23 Mon 10:00" },
  { BEGUN "basic:fine", "basic", "basic fine", "From the contact of 11-23 Mon 10:00" },
  { BEGUN "basic:fine", "satisfied", "basic fine", "In the contact of 11-23 Mon 10:00 it is “Fairly satisfied”" },
  /* a later call that asked nothing leaves what was heard */
  { BEGUN "basic:fine;10:10 contact purpose=other", NULL, "basic fine", "From the contact of" },
  /* what was corrected away was not heard */
  { BEGUN "satisfied:fine id=a;10:10 contact opinion=dissatisfied:no amends=a", NULL, "dissatisfied no", "From" },
  /* sent back: it was about something else */
  { BEGUN "satisfied:fine;10:30 reply;11:00 reply_rejected", "satisfied", NULL, "No contact tells of it" },
};

static char *
heard_in (const HyCase *c)
{
  const char *words, *value = hy_opinion_heard (hy_opinion_contact (c), &words);

  return value != NULL ? g_strdup_printf ("%s %s", value, words) : NULL;
}

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();
      g_auto (HyRefusal) refusal = { 0 };
      g_autofree char *heard = NULL;
      g_autofree char *hint = NULL;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_null (hy_test_case_play (c, rows[i].script, &refusal));
      heard = heard_in (c);
      hint = hy_opinion_hint (c, rows[i].value);
      g_assert_cmpstr (heard, ==, rows[i].heard);
      g_assert_cmpint (hint == NULL, ==, rows[i].hint == NULL);
      g_assert_true (hint == NULL || g_str_has_prefix (hint, rows[i].hint));
    }
}

static void
test_is_one (void)
{
  g_assert_true (hy_opinion_is_one ("dissatisfied"));
  g_assert_false (hy_opinion_is_one ("unreachable"));
  g_assert_false (hy_opinion_is_one (NULL));
}

static void
test_wants_words (void)
{
  g_assert_true (hy_opinion_wants_words ("basic"));
  g_assert_true (hy_opinion_wants_words ("dissatisfied"));
  g_assert_false (hy_opinion_wants_words ("satisfied"));
  g_assert_false (hy_opinion_wants_words ("unreachable"));
  g_assert_false (hy_opinion_wants_words (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reply-opinion/rows", test_rows);
  g_test_add_func ("/reply-opinion/is-one", test_is_one);
  g_test_add_func ("/reply-opinion/wants-words", test_wants_words);
  return g_test_run ();
}
