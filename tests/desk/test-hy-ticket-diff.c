#include "desk/hy-ticket-diff.h"

static GArray *
order (const char *letters)
{
  GArray *nos = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (; *letters != '\0'; letters++)
    {
      gint64 no = *letters;

      g_array_append_val (nos, no);
    }
  return nos;
}

/* Told one after the other, the hunks make the old order the new one. */
static void
assert_leads_there (const GArray *before, const GArray *after, const GArray *hunks)
{
  g_autoptr (GArray) now = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (now, before->data, before->len);
  for (guint i = 0; i < hunks->len; i++)
    {
      const HyTicketHunk *hunk = &g_array_index (hunks, HyTicketHunk, i);

      g_assert_cmpuint (hunk->position + hunk->removed, <=, now->len);
      if (hunk->removed > 0)
        g_array_remove_range (now, hunk->position, hunk->removed);
      if (hunk->added > 0)
        g_array_insert_vals (now, hunk->position, &g_array_index (after, gint64, hunk->position),
                             hunk->added);
    }
  g_assert_cmpmem (now->data, now->len * sizeof (gint64), after->data,
                   after->len * sizeof (gint64));
}

static char *
steps (const char *from, const char *to)
{
  g_autoptr (GArray) before = order (from);
  g_autoptr (GArray) after = order (to);
  g_autoptr (GArray) hunks = hy_ticket_diff (before, after);
  GString *text = g_string_new (NULL);

  assert_leads_there (before, after, hunks);
  for (guint i = 0; i < hunks->len; i++)
    {
      const HyTicketHunk *hunk = &g_array_index (hunks, HyTicketHunk, i);

      g_string_append_printf (text, "%s%u-%u+%u", i > 0 ? " " : "", hunk->position, hunk->removed,
                              hunk->added);
    }
  return g_string_free (text, FALSE);
}

static void
test_steps (void)
{
  static const struct
  {
    const char *from, *to, *want;
  } cases[] = {
    { "", "", "" },
    { "abc", "abc", "" },
    { "", "abc", "0-0+3" },
    { "abc", "", "0-3+0" },
    { "abc", "abxc", "2-0+1" },
    { "abcd", "acd", "1-1+0" },
    { "abcd", "axcd", "1-1+1" },
    { "abcdef", "bcdefa", "0-1+0 5-0+1" },
    { "abcdef", "fabcde", "0-0+1 6-1+0" },
    { "abcdef", "axcdyf", "1-1+1 4-1+1" },
    { "abcdefgh", "acbdefhg", "1-0+1 3-1+0 6-0+1 8-1+0" },
    { "abc", "xyz", "0-3+3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = steps (cases[i].from, cases[i].to);

      g_assert_cmpstr (got, ==, cases[i].want);
    }
}

/* As many rows as a large office has, a hundred of them moved: one step, soon. */
static void
test_many (void)
{
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) hunks = NULL;

  for (gint64 i = 0; i < 200000; i++)
    {
      gint64 other = i % 2000 == 7 ? i + 1 : i % 2000 == 8 ? i - 1 : i;

      g_array_append_val (before, i);
      g_array_append_val (after, other);
    }
  hunks = hy_ticket_diff (before, after);
  g_assert_cmpuint (hunks->len, ==, 1);
  assert_leads_there (before, after, hunks);
}

static void
test_random (void)
{
  for (int round = 0; round < 500; round++)
    {
      g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) hunks = NULL;

      for (gint64 i = 0; i < 30; i++)
        if (g_test_rand_bit ())
          g_array_insert_val (before, (guint) g_test_rand_int_range (0, (int) before->len + 1), i);
      for (gint64 i = 0; i < 30; i++)
        if (g_test_rand_bit ())
          g_array_insert_val (after, (guint) g_test_rand_int_range (0, (int) after->len + 1), i);
      hunks = hy_ticket_diff (before, after);
      assert_leads_there (before, after, hunks);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticket-diff/steps", test_steps);
  g_test_add_func ("/ticket-diff/many", test_many);
  g_test_add_func ("/ticket-diff/random", test_random);
  return g_test_run ();
}
