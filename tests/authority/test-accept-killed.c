/* What was answered is there after the process has ended, however it ended; what was not answered is not. */
#include "district-fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define TEST(name, func)                                                                           \
  g_test_add ("/authority/accept/" name, District, NULL, district_set_up, func, district_tear_down)

#define PROGRESS "{\"text\":\"已联系工地负责人\"}"

static void
test_survives_the_process (District *d, gconstpointer data)
{
  district_ticket (d, "t1", "o1");
  hy_result_free (
      district_expect (d, "c1", "t1", "progress", PROGRESS, HY_RESULT_APPLIED, NULL));
  district_reopen (d);
  hy_result_free (
      district_expect (d, "c1", "t1", "progress", PROGRESS, HY_RESULT_DUPLICATE, NULL));
}

/* Breaks out of a commit without closing: what was answered is there, what was not is not. */
static void
test_nothing_half (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyRow) row = NULL;
  g_autoptr (HyTicket) ticket = NULL;

  district_ticket (d, "t1", "o1");
  hy_result_free (
      district_expect (d, "c1", "t1", "progress", PROGRESS, HY_RESULT_APPLIED, NULL));
  g_assert_true (hy_authority_begin (d->authority, &error));
  row = hy_rows_load (d->authority, "t1", &error);
  g_assert_true (hy_rows_save (d->authority, row, NULL, &error));
  g_clear_pointer (&row, hy_row_free);
  district_reopen (d);
  ticket = district_show (d, "t1");
  g_assert_cmpint (ticket->version, ==, 2);
}

/* In a process of its own: posts one command after the other and says each number once it was answered. */
static void
post_and_tell (District *d, int round, int out)
{
  district_reopen (d);
  for (guint8 i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%d-%u", round, i);

      hy_result_free (
          district_expect (d, id, "t1", "progress", PROGRESS, HY_RESULT_APPLIED, NULL));
      if (write (out, &i, 1) != 1)
        _exit (1);
    }
  _exit (0);
}

/* Kills such a process after @acks answers, somewhere in what it does next; gives how many it had. */
static guint
kill_after (District *d, int round, guint acks)
{
  guint answered = 0;
  guint8 number;
  int ends[2];
  pid_t child;

  g_clear_pointer (&d->authority, hy_authority_close);
  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    post_and_tell (d, round, ends[1]);
  close (ends[1]);
  while (answered < acks && read (ends[0], &number, 1) == 1)
    answered++;
  kill (child, SIGKILL);
  while (read (ends[0], &number, 1) == 1)
    answered++;
  waitpid (child, NULL, 0);
  close (ends[0]);
  district_reopen (d);
  return answered;
}

static void
test_killed (District *d, gconstpointer data)
{
  guint present = 0;

  district_ticket (d, "t1", "o1");
  for (int round = 0; round < 10; round++)
    {
      guint answered = kill_after (d, round, 1 + (guint) round * 3 % 7);
      g_autoptr (Page) page = page_read (d, "o1", "", 0);
      const HyFeedLine *line = page_find (page, HY_FEED_TICKET, "t1");

      for (guint i = 0; i < answered; i++)
        {
          g_autofree char *id = g_strdup_printf ("c%d-%u", round, i);

          g_assert_nonnull (page_find (page, HY_FEED_RECORD, id));
        }
      g_assert_cmpuint (page_count (page, HY_FEED_RECORD, NULL), >=, present + answered);
      present = page_count (page, HY_FEED_RECORD, NULL);
      g_assert_cmpint (line->version, ==, present);
      g_assert_cmpuint (page->digest_sum, ==, hy_digest_of ("t1", line->version));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("survives-the-process", test_survives_the_process);
  TEST ("nothing-half", test_nothing_half);
  TEST ("killed", test_killed);
  return g_test_run ();
}
