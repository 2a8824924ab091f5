/* Spreadsheets into a district. */
#include "authority/hy-import.h"

#include "district-fixture.h"

#include <string.h>

typedef struct
{
  GString *reports;
  HyImportSummary summary;
} Outcome;

static void
outcome_clear (Outcome *self)
{
  g_string_free (self->reports, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
on_report (const char *message, gpointer user_data)
{
  GString *reports = user_data;

  g_string_append_printf (reports, "%s\n", message);
}

static Outcome
import_with (District *self, const char *text, gssize length, HyImportOptions *options)
{
  g_autofree char *path = g_build_filename (self->dir, "in.csv", NULL);
  g_autoptr (GError) error = NULL;
  Outcome outcome = { .reports = g_string_new (NULL) };

  g_assert_true (g_file_set_contents (path, text, length, NULL));
  g_assert_true (hy_authority_import (self->authority, path, options, on_report, outcome.reports,
                                      &outcome.summary, &error));
  g_assert_no_error (error);
  return outcome;
}

static Outcome
import (District *self, const char *text)
{
  HyImportOptions options = { .office = "o1", .channel = -1, .kind = -1 };

  return import_with (self, text, -1, &options);
}

static void
assert_counts (const Outcome *outcome, guint imported, guint updated, guint refused)
{
  g_assert_cmpuint (outcome->summary.imported, ==, imported);
  g_assert_cmpuint (outcome->summary.updated, ==, updated);
  g_assert_cmpuint (outcome->summary.refused, ==, refused);
}

static HyTime
at (const char *text)
{
  HyTime t = 0;

  g_assert_true (hy_time_parse (text, &t));
  return t;
}

static void
test_every_column (District *self, gconstpointer data)
{
  g_auto (Outcome) outcome
      = import (self, "工单编号,标题,内容,受理时间,诉求人,联系电话,备用电话,地址,事发地点,诉求类型,"
                      "渠道,分类,办理时限,紧急,保密,"
                      "是否同意公开,承办科室\r\n"
                      "X-1,路灯不亮,\"门前路灯\r\n坏了\",2026-11-20 "
                      "08:00:00,王某,13900000001,0730-1,湖滨路1号,湖滨路口,投诉,区长信箱,"
                      "城市管理/路灯,2026-12-05,是,是,否,\"市政,\"\"科\"\"\"\r\n");
  g_autoptr (HyTicket) t = district_show (self, "X-1");

  assert_counts (&outcome, 1, 0, 0);
  g_assert_cmpstr (t->title, ==, "路灯不亮");
  g_assert_cmpstr (t->content, ==, "门前路灯\r\n坏了");
  g_assert_cmpint (t->received_at, ==, at ("2026-11-20T08:00:00+08:00"));
  g_assert_cmpstr (t->citizen.name, ==, "王某");
  g_assert_cmpstr (t->citizen.phone, ==, "13900000001");
  g_assert_cmpstr (t->citizen.phone2, ==, "0730-1");
  g_assert_cmpstr (t->citizen.address, ==, "湖滨路1号");
  g_assert_cmpstr (t->place, ==, "湖滨路口");
  g_assert_cmpint (t->kind, ==, HY_DEMAND_COMPLAINT);
  g_assert_cmpint (t->channel, ==, HY_CHANNEL_DISTRICT_MAILBOX);
  g_assert_cmpstr (t->category[0], ==, "城市管理");
  g_assert_cmpstr (t->category[1], ==, "路灯");
  g_assert_cmpint (t->due_upstream, ==, at ("2026-12-05T23:59:59+08:00"));
  g_assert_true (hy_ticket_has_flag (t, "urgent"));
  g_assert_true (t->citizen.confidential);
  g_assert_cmpint (t->public_consent, ==, 0);
  g_assert_nonnull (strstr (t->extra, "\"承办科室\":\"市政,\\\"科\\\"\""));
}

static void
test_dispatch (District *self, gconstpointer data)
{
  HyImportOptions options
      = { .office = "o1", .channel = HY_CHANNEL_MAYOR_MAILBOX, .kind = HY_DEMAND_HELP };
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (HyTicket) t = NULL;

  options.at = at ("2026-11-20T10:00:00+08:00");
  outcome = import_with (self, "编号,标题\n1,路灯\n", -1, &options);
  t = district_show (self, "1");
  assert_counts (&outcome, 1, 0, 0);
  g_assert_cmpint (t->state, ==, HY_STATE_PENDING_SIGN);
  g_assert_cmpint (t->dispatched_at, ==, options.at);
  g_assert_cmpint (t->channel, ==, HY_CHANNEL_MAYOR_MAILBOX);
  g_assert_cmpint (t->kind, ==, HY_DEMAND_HELP);
  g_assert_cmpint (t->records, ==, 1);
  /* A letter has 5 working days: 11-23, 24, 25, 26, 27. */
  g_assert_cmpint (t->due, ==, at ("2026-11-27T17:30:00+08:00"));
  g_assert_true (hy_ticket_has_flag (t, "no_number"));
  g_assert_cmpint (t->due_contact, ==, HY_TIME_NONE);
}

static void
test_bad_rows (District *self, gconstpointer data)
{
  g_auto (Outcome) outcome = import (self, "编号,标题,来信时间,诉求类型,联系电话\n"
                                           "1,好的一行,2026-11-20,投诉,1\n"
                                           "2,\"时间\n不对\",昨天,投诉,1\n"
                                           "3,类型不对,2026-11-20,抱怨,1\n"
                                           "4,,2026-11-20,投诉,1\n"
                                           "5,少了\n"
                                           "6,多了,2026-11-20,投诉,1,又一格\n"
                                           "7,电话坏了,2026-11-20,投诉,1.39E+10\n"
                                           "8,引号\"好\",2026-11-20,投诉,1\n");
  g_auto (GStrv) lines = g_strsplit (outcome.reports->str, "\n", -1);

  assert_counts (&outcome, 2, 0, 6);
  g_assert_true (g_str_has_prefix (lines[0], "line 3, column 3 (来信时间): "));
  g_assert_true (g_str_has_prefix (lines[1], "line 5, column 4 (诉求类型): "));
  g_assert_true (g_str_has_prefix (lines[2], "line 6, column 2 (标题): "));
  g_assert_true (g_str_has_prefix (lines[3], "line 7, column 3 (来信时间): "));
  g_assert_true (g_str_has_prefix (lines[4], "line 8, column 6 (): "));
  g_assert_true (g_str_has_prefix (lines[5], "line 9, column 5 (联系电话): "));
}

static void
test_again_changes_nothing (District *self, gconstpointer data)
{
  const char *text = "编号,标题,科室\n1,路灯,甲\n2,井盖,\n\n";
  g_auto (Outcome) first = import (self, text);
  gint64 head = hy_authority_head (self->authority);
  g_auto (Outcome) second = import (self, text);

  assert_counts (&first, 2, 0, 0);
  assert_counts (&second, 0, 0, 0);
  g_assert_cmpuint (second.summary.unchanged, ==, 2);
  g_assert_cmpint (hy_authority_head (self->authority), ==, head);
}

static void
test_update (District *self, gconstpointer data)
{
  g_auto (Outcome) first = import (self, "编号,标题,内容,科室,备注\n1,路灯,坏了,甲,乙\n");
  g_autoptr (HyTicket) before = district_show (self, "1");
  g_auto (Outcome) second = { 0 };
  g_autoptr (HyTicket) after = NULL;

  self->now += HY_DAY;
  second = import (self, "编号,标题,内容,科室,联系电话,紧急\n1,路灯不亮,,丙,139,是\n");
  after = district_show (self, "1");
  assert_counts (&second, 0, 1, 0);
  g_assert_cmpstr (after->title, ==, "路灯不亮");
  /* An empty cell says nothing. */
  g_assert_cmpstr (after->content, ==, "坏了");
  g_assert_cmpstr (after->citizen.phone, ==, "139");
  g_assert_false (hy_ticket_has_flag (after, "no_number"));
  g_assert_false (hy_ticket_has_flag (after, "urgent"));
  g_assert_nonnull (strstr (after->extra, "\"科室\":\"丙\""));
  g_assert_nonnull (strstr (after->extra, "\"备注\":\"乙\""));
  g_assert_cmpint (after->version, ==, before->version + 1);
  g_assert_cmpint (after->due, ==, before->due);
  g_assert_cmpint (after->dispatched_at, ==, before->dispatched_at);
}

static void
test_update_leaves_work_alone (District *self, gconstpointer data)
{
  g_auto (Outcome) first = import (self, "编号,标题\n1,路灯\n");
  g_autoptr (HyTicket) before = district_show (self, "1");
  g_autoptr (HyResult) result = district_expect (self, "c1", before->id, "sign",
                                                 "{\"handler\":\"p1\"}", HY_RESULT_APPLIED, NULL);
  g_auto (Outcome) second = import (self, "编号,标题\n1,路灯不亮\n");
  g_autoptr (HyTicket) after = district_show (self, "1");

  assert_counts (&second, 0, 1, 0);
  g_assert_cmpint (after->state, ==, HY_STATE_HANDLING);
  g_assert_cmpstr (after->handler, ==, "p1");
  g_assert_cmpstr (after->title, ==, "路灯不亮");
}

static void
test_same_number_twice_in_a_file (District *self, gconstpointer data)
{
  g_auto (Outcome) outcome = import (self, "编号,标题\n1,路灯\n1,路灯不亮\n1,路灯不亮\n");
  g_autoptr (HyTicket) t = district_show (self, "1");

  assert_counts (&outcome, 1, 1, 0);
  g_assert_cmpstr (t->title, ==, "路灯不亮");
}

static void
test_without_numbers (District *self, gconstpointer data)
{
  const char *text = "标题,内容,来信时间\n路灯,坏了,2026-11-20 08:00\n井盖,响,2026-11-20 "
                     "08:00\n路灯,坏了,2026-11-20 08:00\n";
  g_auto (Outcome) first = import (self, text);
  g_auto (Outcome) second = import (self, text);
  g_auto (Outcome) third = import (self, "标题,内容,来信时间\n路灯,坏了,2026-11-21 08:00\n");
  g_autoptr (HyTicket) one = district_show (self, "N20261123-0001");
  g_autoptr (HyTicket) two = district_show (self, "N20261123-0002");
  g_autoptr (HyTicket) three = district_show (self, "N20261123-0003");

  assert_counts (&first, 2, 0, 0);
  assert_counts (&second, 0, 0, 0);
  assert_counts (&third, 1, 0, 0);
  g_assert_cmpstr (one->title, ==, "路灯");
  g_assert_cmpstr (two->title, ==, "井盖");
  g_assert_cmpint (three->received_at, ==, at ("2026-11-21T08:00:00+08:00"));
}

/* What was once exported from a district comes back with the numbers that it had given out: none is given twice, nor to
 * another citizen's letter, wherever in the file it stands. */
static void
test_without_number_beside_our_own (District *self, gconstpointer data)
{
  const char *text = "编号,标题\n,路灯\nN20261123-0002,井盖\n,噪声\nN20261123-0003,油烟\n,积水\n"
                     "N20261123-99999999999999999999,停车\n";
  g_auto (Outcome) first = import (self, text);
  g_auto (Outcome) second = import (self, text);
  g_auto (Outcome) later = import (self, "编号,标题\n,垃圾\n");
  g_autoptr (HyTicket) two = district_show (self, "N20261123-0002");
  g_autoptr (HyTicket) three = district_show (self, "N20261123-0003");
  g_autoptr (HyTicket) last = district_show (self, "N20261123-0006");

  assert_counts (&first, 6, 0, 0);
  assert_counts (&second, 0, 0, 0);
  assert_counts (&later, 1, 0, 0);
  g_assert_cmpstr (two->title, ==, "井盖");
  g_assert_cmpstr (three->title, ==, "油烟");
  g_assert_cmpstr (last->title, ==, "垃圾");
}

/* The city numbers its tickets by the day too: one that comes later is no update of one that was given a number here. */
static void
test_without_number_before_the_citys (District *self, gconstpointer data)
{
  const char *text = "编号,标题\n,路灯\n20261123-0001,井盖\n";
  g_auto (Outcome) first = import (self, text);
  g_auto (Outcome) second = import (self, text);

  assert_counts (&first, 2, 0, 0);
  assert_counts (&second, 0, 0, 0);
}

static void
test_headings (District *self, gconstpointer data)
{
  g_auto (Outcome) outcome
      = import (self,
                "\xef\xbb\xbf\"Ticket Number\",*标 题：,诉求内容（必填）,来电时间,受理时间,,\n"
                "7,路灯,坏了,2026-11-20,2026-11-21,丙,\n");
  g_autoptr (HyTicket) t = district_show (self, "7");

  assert_counts (&outcome, 1, 0, 0);
  g_assert_cmpstr (t->title, ==, "路灯");
  g_assert_cmpstr (t->content, ==, "坏了");
  /* The first of two columns of a kind counts; the other is kept. */
  g_assert_cmpint (t->received_at, ==, at ("2026-11-20T00:00:00+08:00"));
  g_assert_nonnull (strstr (t->extra, "\"受理时间\":\"2026-11-21\""));
  g_assert_nonnull (strstr (t->extra, "\"column 6\":\"丙\""));
}

static void
test_gbk_is_the_same (District *self, gconstpointer data)
{
  const char *text = "编号,标题,内容\n1,㓜儿园噪音,\"很吵\n真的\"\n";
  HyImportOptions options = { .office = "o1", .channel = -1, .kind = -1 };
  gsize length;
  g_autofree char *gbk = g_convert (text, -1, "GB18030", "UTF-8", NULL, &length, NULL);
  g_auto (Outcome) first = import_with (self, gbk, (gssize) length, &options);
  g_auto (Outcome) second = import (self, text);

  assert_counts (&first, 1, 0, 0);
  assert_counts (&second, 0, 0, 0);
  g_assert_cmpuint (second.summary.unchanged, ==, 1);
}

static void
assert_usage (District *self, const char *text, const HyImportOptions *options)
{
  g_autofree char *path = g_build_filename (self->dir, "in.csv", NULL);
  g_autoptr (GError) error = NULL;
  HyImportSummary summary;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_false (
      hy_authority_import (self->authority, path, options, on_report, NULL, &summary, &error));
  g_assert_cmpuint (error->domain, ==, HY_AUTHORITY_ERROR);
  g_assert_cmpuint (summary.imported, ==, 0);
}

static void
test_unusable (District *self, gconstpointer data)
{
  HyImportOptions options = { .office = "o1", .channel = -1, .kind = -1 };
  HyImportOptions nobody = { .office = "o9", .channel = -1, .kind = -1 };
  HyImportOptions later = { .office = "o1", .channel = -1, .kind = -1 };

  later.at = self->now + HY_MINUTE;
  assert_usage (self, "", &options);
  assert_usage (self, "姓甚,名谁\n1,2\n", &options);
  assert_usage (self, "编号,标题\n1,路灯\n", &nobody);
  assert_usage (self, "编号,标题\n1,路灯\n", &later);
}

#define CASE(name, func)                                                                           \
  g_test_add ("/authority/import/" name, District, NULL, district_set_up, func, district_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  CASE ("every-column", test_every_column);
  CASE ("dispatch", test_dispatch);
  CASE ("bad-rows", test_bad_rows);
  CASE ("again-changes-nothing", test_again_changes_nothing);
  CASE ("update", test_update);
  CASE ("update-leaves-work-alone", test_update_leaves_work_alone);
  CASE ("same-number-twice-in-a-file", test_same_number_twice_in_a_file);
  CASE ("without-numbers", test_without_numbers);
  CASE ("without-number-beside-our-own", test_without_number_beside_our_own);
  CASE ("without-number-before-the-citys", test_without_number_before_the_citys);
  CASE ("headings", test_headings);
  CASE ("gbk-is-the-same", test_gbk_is_the_same);
  CASE ("unusable", test_unusable);
  return g_test_run ();
}
