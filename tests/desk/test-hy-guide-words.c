#include "desk/hy-guide-words.h"
#include "support/hy-test-calendar.h"
#include "support/hy-test-case.h"

/* Each step has words, and whatever its ways out offer is something an office can do. */
static void
test_every_step (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  HyTicketView view = { .view = c };

  for (HyGuideStep step = 0; step < HY_N_GUIDES; step++)
    {
      HyMatter matter = { .ticket = &view, .guide.step = step };
      g_autofree char *heading = hy_guide_heading (&matter);

      g_assert_cmpstr (heading, !=, "");
      for (const HyWayOut *way = hy_guide_ways (step); way->label != NULL; way++)
        {
          g_assert_nonnull (way->text);
          g_assert_nonnull (way->button);
          g_assert_nonnull (hy_kind_find (way->kind));
          g_assert_false (hy_kind_find (way->kind)->of_district);
        }
    }
}

/* Ctrl+Enter does what a step suggests: nothing that was sent is taken back by it. */
static void
test_takes_nothing_back (void)
{
  static const struct
  {
    const char *script;
    gboolean suggests;
  } steps[] = { { "09:10 sign", TRUE },
                { "09:10 sign; 09:20 contact; 10:00 reply", FALSE },
                { "09:10 return_request", FALSE },
                { "09:10 sign; 09:20 contact; 10:00 extension_request citizen_told=r3", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();
      HyGuide guide;

      g_assert_null (hy_test_case_play (c, steps[i].script, NULL));
      hy_guide_read (c, hy_test_time ("2026-11-23 10:10"), &guide);
      g_assert_cmpint (hy_guide_suggests (guide.step), ==, steps[i].suggests);
      g_assert_cmpint (g_str_has_suffix (guide.kind, "_withdraw"), ==, !steps[i].suggests);
    }
}

/* What is asked for and not decided is not offered again. */
static void
test_asked_is_no_way (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  const HyWayOut *redo = hy_guide_ways (HY_GUIDE_REDO);

  g_assert_null (hy_test_case_play (c, "09:10 sign; 09:20 contact; 10:00 reply; 11:00 reply_rejected", NULL));
  g_assert_cmpstr (redo->kind, ==, "appeal");
  g_assert_true (hy_guide_way_is_open (redo, c));
  g_assert_null (hy_test_case_play (c, "11:10 appeal against=rework why=w", NULL));
  g_assert_false (hy_guide_way_is_open (redo, c));
  g_assert_true (hy_guide_way_is_open (&redo[1], c));
  g_assert_null (hy_test_case_play (c, "11:20 appeal_decided upheld=false", NULL));
  g_assert_true (hy_guide_way_is_open (redo, c));
}

/* The district that refused it once takes no other return. */
static void
test_what_came_back_is_not_returned_again (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  const HyWayOut *sign = hy_guide_ways (HY_GUIDE_SIGN);

  g_assert_cmpstr (sign->kind, ==, "return_request");
  g_assert_true (hy_guide_way_is_open (sign, c));
  g_assert_null (hy_test_case_play (c, "09:10 return_request; 10:00 return_refused", NULL));
  g_assert_false (hy_guide_way_is_open (sign, c));
}

/* Whoever reads that something may be noted, or is still to be done, finds the button for it. */
static void
test_what_goes_on_has_a_way (void)
{
  static const struct
  {
    HyGuideStep step;
    const char *kind;
  } wanted[] = { { HY_GUIDE_TELL, "progress" },
                 { HY_GUIDE_REPLY, "progress" },
                 { HY_GUIDE_WAIT_REVIEW, "progress" },
                 { HY_GUIDE_SUSPENDED, "progress" },
                 { HY_GUIDE_WAIT_EXTENSION, "contact" },
                 { HY_GUIDE_WAIT_RETURN, "contact" } };

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      const HyWayOut *way = hy_guide_ways (wanted[i].step);

      while (way->label != NULL && !g_str_equal (way->kind, wanted[i].kind))
        way++;
      g_assert_nonnull (way->label);
    }
}

#define SUSPENDED                                                                                  \
  "09:10 sign; 09:20 contact; 09:30 suspend_request; 10:00 suspension_granted"

static const struct
{
  const char *script, *now, *why;
} rows[] = {
  { "", "2026-11-23 09:10",
    "Three things first: is it ours, is it urgent, was it here before? Sign by today 15:00." },
  { "09:10 sign", "2026-11-23 09:20",
    "Ask what they want, then act. Without a contact the district takes no reply." },
  { "09:10 sign; 09:20 contact outcome=no_answer", "2026-11-23 09:30",
    "1 try so far, in 1 half-days. Three tries in two half-days count as a contact." },
  { "09:10 sign; 09:20 contact; 09:40 progress waiting_for=village", "2026-11-23 09:50",
    "Asked for: photos. When it is there, note it; then the citizen is told." },
  { "09:10 sign; 09:20 contact; 09:40 progress waiting_for=village", "2026-11-23 15:01",
    "They were to answer by today 15:00. Ring them, and note what they say." },
  { "09:10 sign; 09:20 contact; 10:00 supplemented", "2026-11-23 10:10",
    "They added something on 11-23 Mon 10:00. Calls before that no longer count: ring once more "
    "and hear what is new." },
  { "09:10 sign; 09:20 contact", "2026-11-30 17:31",
    "It is 1 minute overdue. Without a statement no reply is taken, and points are lost." },
  { "09:10 sign; 09:20 contact; 09:40 progress; 10:00 contact purpose=tell_result",
    "2026-11-23 10:10", "1 demand: answer it." },
  { "09:10 sign; 09:20 contact; 09:40 progress; 10:00 contact outcome=no_answer", "2026-11-23 10:10",
    "1 try in vain, in 1 half-days. Ring in another half-day, or another number, write, go there. "
    "Three in two half-days are enough to reply with “cannot be reached”." },
  { "09:10 sign; 09:20 contact; 09:40 progress; 10:00 contact outcome=no_answer; 11:00 contact "
    "outcome=no_answer; 14:30 contact outcome=no_answer",
    "2026-11-23 14:40", "3 tries were in vain, that is enough. Say so in the reply." },
  { "09:10 sign; 09:20 contact; 10:00 reply; 11:00 reply_rejected reason=没有日期",
    "2026-11-23 11:10", "Sent back because: 没有日期. 3 working days this time." },
  { "09:10 sign; 09:20 contact; 10:00 reply; 11:00 reply_accepted; 11:10 followed_up satisfied=no text=又响了",
    "2026-11-23 11:20", "Not satisfied at the follow-up: 又响了. 3 working days this time." },
  { SUSPENDED, "2026-11-23 10:10",
    "Until 01-10 Sun the clocks stand still. Note what moves; resume when it can go on." },
  { SUSPENDED, "2027-01-11 09:00",
    "It was to wait until 01-10 Sun, and that is over. Resume it, or ask the district what becomes of it." },
};

static void
read_matter (HyMatter *matter, HyTicketView *view, HyCase *c, HyTime now)
{
  *view = (HyTicketView){ .view = c };
  *matter = (HyMatter){ .ticket = view, .now = now };
  matter->demands = hy_case_demands (c);
  hy_guide_read (c, now, &matter->guide);
  hy_clocks_read (c, &matter->clocks);
  hy_case_gate (c, &matter->gate);
}

static void
test_why (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();
      g_auto (HyRefusal) refusal = { 0 };
      g_autofree char *why = NULL;
      HyTicketView view;
      HyMatter matter;

      if (*rows[i].script != '\0')
        g_assert_cmpstr (hy_test_case_play (c, rows[i].script, &refusal), ==, NULL);
      read_matter (&matter, &view, c, hy_test_time (rows[i].now));
      why = hy_guide_why (&matter);
      g_ptr_array_unref (matter.demands);
      g_assert_cmpstr (why, ==, rows[i].why);
    }
}

/* The script has the ticket's matter in it, and no place is left over. */
static void
test_script (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_auto (HyRefusal) refusal = { 0 };
  g_autofree char *script = NULL;
  HyTicketView view;
  HyMatter matter;

  g_assert_null (hy_test_case_play (c, "09:10 sign", &refusal));
  hy_set_string (&c->ticket->title, "楼上&楼下");
  read_matter (&matter, &view, c, hy_test_time ("2026-11-23 09:20"));
  script = hy_lesson_text (&matter, HY_LESSON_SCRIPT, "东茅岭街道", NULL);
  g_ptr_array_unref (matter.demands);
  g_assert_nonnull (g_strstr_len (script, -1, "楼上&楼下"));
  g_assert_nonnull (g_strstr_len (script, -1, "东茅岭街道"));
  g_assert_null (g_strstr_len (script, -1, "{"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/guide-words/every-step", test_every_step);
  g_test_add_func ("/desk/guide-words/what-goes-on-has-a-way", test_what_goes_on_has_a_way);
  g_test_add_func ("/desk/guide-words/asked-is-no-way", test_asked_is_no_way);
  g_test_add_func ("/desk/guide-words/what-came-back-is-not-returned-again", test_what_came_back_is_not_returned_again);
  g_test_add_func ("/desk/guide-words/takes-nothing-back", test_takes_nothing_back);
  g_test_add_func ("/desk/guide-words/why", test_why);
  g_test_add_func ("/desk/guide-words/script", test_script);
  return g_test_run ();
}
