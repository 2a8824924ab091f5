#include "desk/hy-handling-form.h"
#include "desk/hy-record-words.h"
#include "support/hy-test-case.h"

#define SCRIPT                                                                                     \
  "09:10 sign; 09:20 contact demands=d1:停止夜间施工 gist=讲了三分钟; 09:40 progress text=去看过"

static const HyFormHead hidden = { .office = "和平街道", .handler = "张敏" };
static const HyFormHead shown = { .office = "和平街道", .handler = "张敏", .revealed = TRUE };

static HyMatter *
matter_new (void)
{
  HyMatter *matter = g_atomic_rc_box_new0 (HyMatter);
  g_auto (HyRefusal) refusal = { 0 };
  HyCase *c = hy_test_case_new ();

  hy_set_string (&c->ticket->number, "20261123-0042");
  hy_set_string (&c->ticket->title, "早餐店 & 后厨 <油烟>");
  hy_set_string (&c->ticket->content, "油烟很大\n晚上也有");
  hy_set_string (&c->ticket->place, "向阳里 3 号");
  hy_set_string (&c->ticket->citizen.address, "向阳里 5 号");
  g_assert_null (hy_test_case_play (c, SCRIPT, &refusal));
  matter->ticket = g_new0 (HyTicketView, 1);
  matter->ticket->view = c;
  matter->demands = hy_case_demands (c);
  hy_clocks_read (c, &matter->clocks);
  return matter;
}

static gboolean
has (const char *text, const char *words)
{
  return g_strstr_len (text, -1, words) != NULL;
}

static void
test_words (void)
{
  static const char *const wanted[] = {
    "Number: 20261123-0042\n",
    "Title: 早餐店 & 后厨 <油烟>\n",
    "Kind: Complaint · City hotline\n",
    "Office: 和平街道\n",
    "Handler: 张敏\n",
    "Signing limit: 11-23 Mon",
    "Done in time, on 11-23 Mon 09:10",
    "Result limit: ",
    "Place: 向阳里 3 号\n",
    "    油烟很大\n    晚上也有\n",
    "    1. 停止夜间施工\n",
    "Handled by: ",
    "Checked by: ",
    "Issued by: ",
  };
  g_autoptr (HyMatter) matter = matter_new ();
  g_autofree char *text = hy_handling_form_text (matter, &hidden);

  g_assert_true (g_str_has_prefix (text, "Handling Form\n"));
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (!has (text, wanted[i]))
      g_error ("“%s” is missing in:\n%s", wanted[i], text);
}

/* The form is read from the top down, as it happened. */
static void
test_oldest_first (void)
{
  g_autoptr (HyMatter) matter = matter_new ();
  g_autofree char *text = hy_handling_form_text (matter, &hidden);
  const char *called = g_strstr_len (text, -1, "讲了三分钟");
  const char *went = g_strstr_len (text, -1, "去看过");

  g_assert_nonnull (called);
  g_assert_nonnull (went);
  g_assert_true (called < went);
}

/* A call is noted by the minute, signing by the second: what was written first stands first. */
static void
test_same_minute (void)
{
  g_autoptr (HyMatter) matter = matter_new ();
  HyRecord *sign = matter->ticket->view->timeline->pdata[0];
  HyRecord *call = matter->ticket->view->timeline->pdata[1];
  g_autofree char *verb = hy_record_verb (sign);
  g_autofree char *text = NULL;

  sign->made_at = call->made_at + 30 * HY_SECOND;
  text = hy_handling_form_text (matter, &hidden);
  g_assert_true (g_strstr_len (text, -1, verb) < g_strstr_len (text, -1, "讲了三分钟"));
}

static void
test_masked (void)
{
  g_autoptr (HyMatter) matter = matter_new ();
  g_autofree char *text = hy_handling_form_text (matter, &hidden);

  g_assert_true (has (text, "Citizen: 王** · 139****0001\n"));
  g_assert_false (has (text, "王小明"));
  g_assert_false (has (text, "向阳里 5 号"));
}

static void
test_revealed (void)
{
  g_autoptr (HyMatter) matter = matter_new ();
  g_autofree char *text = hy_handling_form_text (matter, &shown);

  g_assert_true (has (text, "Citizen: 王小明 · 139 0000 0001\n"));
  g_assert_true (has (text, "Address: 向阳里 5 号\n"));
}

/* Not even the first character and the last figures, whatever the screen shows. */
static void
assert_secret (HyMatter *matter)
{
  g_autofree char *text = hy_handling_form_text (matter, &shown);

  g_assert_true (has (text, "Citizen: confidential"));
  g_assert_false (has (text, "王"));
  g_assert_false (has (text, "0001"));
  g_assert_false (has (text, "向阳里 5 号"));
}

static void
test_secret (void)
{
  g_autoptr (HyMatter) confidential = matter_new ();
  g_autoptr (HyMatter) report = matter_new ();

  confidential->ticket->view->ticket->citizen.confidential = TRUE;
  assert_secret (confidential);
  report->ticket->view->ticket->kind = HY_DEMAND_REPORT;
  assert_secret (report);
}

/* A stub has nobody who asked: the form does not say "no number left" of them. */
static void
test_left (void)
{
  g_autoptr (HyMatter) matter = matter_new ();
  g_autofree char *text = NULL;

  matter->ticket->view->ticket->state = HY_STATE_LEFT;
  text = hy_handling_form_text (matter, &hidden);
  g_assert_false (has (text, "Citizen: "));
  g_assert_true (has (text, "去看过"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/handling-form/words", test_words);
  g_test_add_func ("/desk/handling-form/oldest-first", test_oldest_first);
  g_test_add_func ("/desk/handling-form/same-minute", test_same_minute);
  g_test_add_func ("/desk/handling-form/masked", test_masked);
  g_test_add_func ("/desk/handling-form/revealed", test_revealed);
  g_test_add_func ("/desk/handling-form/secret", test_secret);
  g_test_add_func ("/desk/handling-form/left", test_left);
  return g_test_run ();
}
