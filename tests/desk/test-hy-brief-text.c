/* The figures of the brief and what it lists under them agree. */
#include "desk/hy-brief-text.h"

static HyTime
at (const char *text)
{
  HyTime time;

  g_assert_true (hy_time_parse (text, &time));
  return time;
}

static HyListRow *
row_new (const char *number, const char *due)
{
  HyListRow *row = g_new0 (HyListRow, 1);

  row->number = g_strdup (number);
  row->title = g_strdup ("路灯不亮");
  row->due = at (due);
  row->running = TRUE;
  row->clock = HY_CLOCK_SIGN;
  return row;
}

static void
add (HyToday *today, HyTodayGroup group, const char *number, const char *due)
{
  HyTodayRow *row = g_new0 (HyTodayRow, 1);

  row->ticket = row_new (number, due);
  g_ptr_array_add (today->rows[group], row);
}

static void
row_free (gpointer data)
{
  HyTodayRow *row = data;

  g_free (row->ticket->number);
  g_free (row->ticket->title);
  g_free (row->ticket);
  g_free (row);
}

static void
test_due_today (void)
{
  HyBriefFacts facts = { .causes = g_ptr_array_new (), .overdue = g_ptr_array_new (), .sent_back = g_ptr_array_new () };
  HyBriefHead head = { .office = "Office", .on_hand = 9, .now = at ("2026-11-23T09:00:00+08:00") };
  g_autofree char *text = NULL;

  for (HyTodayGroup group = 0; group < HY_N_TODAY; group++)
    facts.today.rows[group] = g_ptr_array_new_with_free_func (row_free);
  add (&facts.today, HY_TODAY_NOW, "20261123-0001", "2026-11-23T09:30:00+08:00");
  add (&facts.today, HY_TODAY_NOW, "20261123-0002", "2026-11-21T17:30:00+08:00"); /* overdue: listed there */
  add (&facts.today, HY_TODAY_NOW, "20261123-0003", "2026-11-24T17:30:00+08:00"); /* urged, not due */
  add (&facts.today, HY_TODAY_DUE, "20261123-0004", "2026-11-23T17:30:00+08:00");
  facts.today.due_today = 5;
  text = hy_brief_text (&facts, &head);
  g_assert_nonnull (g_strstr_len (text, -1, "Due today: 5\n"
                                            "  0001 路灯不亮 (Signing by 09:30)\n"
                                            "  0004 路灯不亮 (Signing by 17:30)\n"
                                            "  3 more\n"));
  hy_brief_facts_clear (&facts);
}

/* A heap of new ones alone: "3 more" than which? */
static void
test_none_named (void)
{
  HyBriefFacts facts = { .causes = g_ptr_array_new (), .overdue = g_ptr_array_new (), .sent_back = g_ptr_array_new () };
  HyBriefHead head = { .office = "Office", .on_hand = 3, .now = at ("2026-11-23T09:00:00+08:00") };
  g_autofree char *text = NULL;

  for (HyTodayGroup group = 0; group < HY_N_TODAY; group++)
    facts.today.rows[group] = g_ptr_array_new_with_free_func (row_free);
  facts.today.due_today = 3;
  text = hy_brief_text (&facts, &head);
  g_assert_nonnull (g_strstr_len (text, -1, "Due today: 3\n"));
  g_assert_null (g_strstr_len (text, -1, "more"));
  hy_brief_facts_clear (&facts);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/brief-text/due-today", test_due_today);
  g_test_add_func ("/desk/brief-text/none-named", test_none_named);
  return g_test_run ();
}
