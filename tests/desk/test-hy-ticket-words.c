#include "desk/hy-ticket-words.h"
#include "support/hy-test-case.h"

typedef char *(*Shown) (const char *text);

static const struct
{
  Shown shown;
  const char *from, *to;
} rows[] = {
  { hy_mask_name, NULL, NULL },
  { hy_mask_name, "李", "李*" },
  { hy_mask_name, "李四", "李*" },
  { hy_mask_name, "欧阳某某", "欧***" },
  { hy_mask_number, NULL, NULL },
  { hy_mask_number, "138-0000-0042", "138****0042" },
  { hy_mask_number, "0730 8123456", "073****3456" },
  { hy_mask_number, "12345", "***45" },
  { hy_group_number, "13800000042", "138 0000 0042" },
  { hy_group_number, "138-0000-0042", "138 0000 0042" },
  { hy_group_number, "0730-8123456", "0730-8123456" },
};

static void
test_masks (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shown = rows[i].shown (rows[i].from);

      g_assert_cmpstr (shown, ==, rows[i].to);
    }
}

/* A matter around a case that was played: only what the words look at. */
static void
read_matter (HyMatter *matter, HyTicketView *view, HyCase *c)
{
  *view = (HyTicketView){ .view = c };
  *matter = (HyMatter){ .ticket = view };
  matter->demands = hy_case_demands (c);
}

static char *
bar_after (const char *script)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_auto (HyRefusal) refusal = { 0 };
  g_auto (HyTicketBar) bar = { 0 };
  HyTicketView view;
  HyMatter matter;

  g_assert_null (hy_test_case_play (c, script, &refusal));
  read_matter (&matter, &view, c);
  hy_ticket_bar_read (&matter, &bar);
  g_ptr_array_unref (matter.demands);
  return g_strdup (bar.words != NULL ? bar.words : "");
}

static void
test_bar (void)
{
  g_autofree char *none = bar_after ("09:10 sign; 09:20 contact");
  g_autofree char *added = bar_after ("09:10 sign; 09:20 contact; 09:30 supplemented text=又漏了");
  g_autofree char *rung
      = bar_after ("09:10 sign; 09:20 contact; 09:30 supplemented text=又漏了; 09:40 contact");
  g_autofree char *back = bar_after ("09:10 sign; 09:20 contact; 10:00 reply; 11:00 reply_rejected "
                                     "reason=没有日期; 11:10 supplemented");
  g_autofree char *again
      = bar_after ("09:10 sign; 09:20 contact; 10:00 reply; 11:00 reply_rejected reason=没有日期; "
                   "11:10 contact; 11:20 reply; 11:30 reply_accepted; 14:40 followed_up "
                   "satisfied=no text=又响了");

  g_assert_cmpstr (none, ==, "");
  g_assert_nonnull (g_strstr_len (added, -1, "又漏了"));
  g_assert_cmpstr (rung, ==, "");
  g_assert_cmpstr (back, ==, "Sent back by the district: 没有日期 (time 1)");
  g_assert_cmpstr (again, ==, "Not satisfied at the follow-up: 又响了 (time 2)");
}

static void
test_pills (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autoptr (GPtrArray) pills = NULL;
  g_auto (HyRefusal) refusal = { 0 };
  HyFlagPill *first, *second;

  g_assert_null (hy_test_case_play (
      c, "09:10 sign; 09:20 urged text=快些; 09:30 supervised level=yellow text=三天内报",
      &refusal));
  pills = hy_ticket_pills (c);
  g_assert_cmpuint (pills->len, ==, 2);
  first = pills->pdata[0];
  second = pills->pdata[1];
  g_assert_cmpstr (first->label, ==, "Supervised (yellow)");
  g_assert_nonnull (g_strstr_len (first->story, -1, "三天内报"));
  g_assert_cmpstr (second->label, ==, "Urged 1×");
}

/* Nothing that leads to a person goes along. */
static void
test_handover (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autofree char *open = NULL;
  g_autofree char *silent = NULL;
  HyTicketView view;
  HyMatter matter;

  hy_set_string (&c->ticket->title, "早餐店后厨");
  hy_set_string (&c->ticket->content, "我在里面帮过工");
  hy_set_string (&c->ticket->citizen.name, "吴某");
  hy_set_string (&c->ticket->citizen.phone, "13800000005");
  read_matter (&matter, &view, c);
  open = hy_ticket_handover_text (&matter);
  c->ticket->citizen.confidential = TRUE;
  silent = hy_ticket_handover_text (&matter);
  g_ptr_array_unref (matter.demands);
  g_assert_nonnull (g_strstr_len (open, -1, "我在里面帮过工"));
  g_assert_null (g_strstr_len (open, -1, "吴某"));
  g_assert_null (g_strstr_len (open, -1, "13800000005"));
  g_assert_null (g_strstr_len (silent, -1, "我在里面帮过工"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/ticket-words/masks", test_masks);
  g_test_add_func ("/desk/ticket-words/bar", test_bar);
  g_test_add_func ("/desk/ticket-words/pills", test_pills);
  g_test_add_func ("/desk/ticket-words/handover", test_handover);
  return g_test_run ();
}
