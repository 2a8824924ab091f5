/* The bodies of the forms that are a table of fields. Now is 2026-11-23 10:00, a Monday. */
#include "desk/hy-form-table.h"
#include "support/hy-test-case.h"
#include "wire/hy-json.h"

#include <string.h>

#define TOLD "09:10 sign;09:20 contact id=told purpose=confirm,tell_extension demands=d1:a"
#define ALL_FIT "\"suitable\":[\"civil\",\"willing\",\"no_offence\",\"no_court\"]"

static const struct
{
  const char *kind;
  const char *script; /* played before */
  const char *typed;
  const char *expected; /* a part of the body, or "!field" */
} rows[] = {
  { "assign", NULL, "{}", "!to_person" },
  { "assign", NULL, "{\"to_person\":\"p-1\",\"note\":\"look\"}", "\"to_person\":\"p-1\"" },
  { "return_request", NULL, "{\"ground\":\"duplicate\",\"cited\":\" \",\"to_unit\":\"A\",\"evidence\":\"e\"}",
    "!cited" },
  { "return_request", NULL, "{\"ground\":\"duplicate\",\"cited\":\"rule\",\"to_unit\":\"A\"}", "!evidence" },
  { "return_request", NULL, "{\"cited\":\"rule\",\"to_unit\":\"A\",\"evidence\":\"e\"}", "!ground" },
  { "return_request", NULL,
    "{\"ground\":\"duplicate\",\"cited\":\"rule\",\"to_unit\":\"A\",\"evidence\":\"e\"}",
    "\"basis\":{\"cited\":\"rule\"}" },
  { "coordination_request", NULL, "{\"tried\":\"t\",\"proposal\":\"p\"}", "!problem" },
  { "coordination_request", NULL, "{\"problem\":\"other\",\"tried\":\"t\",\"proposal\":\"p\"}",
    "\"problem\":\"other\"" },
  { "suspend_request", NULL, "{\"ground\":\"g\",\"until\":\"12-31\",\"plan\":\"p\"}",
    "!citizen_told" },
  { "suspend_request", TOLD, "{\"ground\":\"g\",\"until\":\"11-20\",\"plan\":\"p\"}", "!until" },
  { "suspend_request", TOLD, "{\"ground\":\"g\",\"until\":\"soon\",\"plan\":\"p\"}", "!until" },
  { "suspend_request", TOLD, "{\"ground\":\"g\",\"plan\":\"p\"}", "!until" },
  { "suspend_request", TOLD, "{\"ground\":\"g\",\"until\":\"12-31\",\"plan\":\"p\"}",
    "\"until\":\"2026-12-31\"" },
  { "suspend_request", TOLD, "{\"ground\":\"g\",\"until\":\"12-31\",\"plan\":\"p\"}",
    "\"citizen_told\":\"told\"" },
  { "request_withdraw", NULL, "{}", "!record" },
  { "request_withdraw", NULL, "{\"record\":\"r3\"}", "\"record\":\"r3\"" },
  { "resume", NULL, "{}", "{}" },
  { "reply_withdraw", NULL, "{\"why\":\"slip\"}", "\"why\":\"slip\"" },
  { "petition_link", NULL, "{}", "!register_no" },
  { "petition_link", NULL, "{\"why\":\"by phone\"}", "\"why\":\"by phone\"" },
  { "petition_link", NULL, "{\"register_no\":\"7\"}", "\"register_no\":\"7\"" },
  { "interim_reply", NULL, "{\"text\":\"t\"}", "!next_by" },
  { "interim_reply", NULL, "{\"text\":\"t\",\"next_by\":\"11-27 12:00\"}",
    "\"next_by\":\"2026-11-27T12:00:00+08:00\"" },
  { "interim_reply", NULL, "{\"text\":\"ring 139-0000-0001\",\"next_by\":\"11-27\"}", "!text" },
  { "appeal", NULL, "{\"why\":\"w\"}", "!against" },
  { "appeal", NULL, "{\"against\":\"rework\"}", "!why" },
  { "appeal", NULL, "{\"against\":\"rework\",\"why\":\"w\"}", "\"against\":\"rework\"" },
  { "mediation", NULL, "{\"suitable\":[\"civil\"]}", "!suitable" },
  { "mediation", NULL, "{" ALL_FIT "}", "\"civil\":true" },
  { "mediation", NULL, "{" ALL_FIT ",\"parties\":\"A\\n\\nB, C\"}", "\"parties\":[\"A\",\"B, C\"]" },
  { "mediation", NULL, "{" ALL_FIT ",\"agreement\":[{\"who\":\"A\",\"what\":\"pays\",\"by\":\"11-30\"}]}",
    "\"by\":\"2026-11-30\"" },
  { "mediation", NULL, "{" ALL_FIT ",\"agreement\":[{\"who\":\"A\"}]}", "!agreement" },
};

static void
check_row (gsize i)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autoptr (GPtrArray) faults = hy_faults_new ();
  g_autoptr (GVariant) typed = hy_json_body_from_text (rows[i].typed, -1, NULL);
  HyTime now = hy_date_at (hy_date_from_ymd (2026, 11, 23), 10 * 60);
  g_autoptr (GVariant) body = NULL;
  g_auto (HyRefusal) refusal = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *field = NULL;

  if (rows[i].script != NULL)
    g_assert_null (hy_test_case_play (c, rows[i].script, &refusal));
  body = hy_form_table_body (hy_form_table_find (rows[i].kind), typed, c, now, faults);
  if (rows[i].expected[0] == '!')
    {
      g_assert_null (body);
      g_assert_nonnull (hy_faults_find (faults, rows[i].expected + 1));
      return;
    }
  g_assert_cmpuint (faults->len, ==, 0);
  g_variant_ref_sink (body);
  g_assert_true (hy_body_check (body, hy_kind_find (rows[i].kind)->fields, &field));
  text = hy_json_body_to_text (body);
  g_assert_nonnull (strstr (text, rows[i].expected));
}

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s %s", rows[i].kind, rows[i].typed);
      check_row (i);
    }
}

/* The window of an appeal, and what a withdrawn reply brings back, stand over the fields. */
static void
test_notices (void)
{
  static const struct
  {
    const char *kind, *script, *words;
  } told[] = {
    { "appeal", TOLD ";09:30 reply answers=d1;09:40 reply_rejected", "11-30 Mon 17:30" },
    { "return_request", "09:10 sign", "11-24 Tue 17:30" },
    { "reply_withdraw", TOLD ";09:30 reply answers=d1", "11-30 Mon 17:30" },
    { "assign", NULL, "The clocks run on." },
    { "mediation", TOLD, "The clocks run on while you mediate." },
    { "mediation", TOLD ";09:30 reply answers=d1", NULL },
    { "coordination_request", TOLD, "It stops no clock" },
    { "coordination_request", TOLD ";09:30 coordination_request problem=other tried=t proposal=p",
      "Asked for already, 11-23 Mon 09:30" },
    { "suspend_request", TOLD, "the days that were left begin on the next working day" },
    { "appeal", TOLD, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();
      g_auto (HyRefusal) refusal = { 0 };
      HyTime now = hy_date_at (hy_date_from_ymd (2026, 11, 23), 10 * 60);
      g_autofree char *words = NULL;

      if (told[i].script != NULL)
        g_assert_null (hy_test_case_play (c, told[i].script, &refusal));
      words = hy_form_table_notice (hy_form_table_find (told[i].kind), c, now);
      if (told[i].words == NULL)
        g_assert_null (words);
      else
        g_assert_nonnull (strstr (words, told[i].words));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-table/rows", test_rows);
  g_test_add_func ("/form-table/notices", test_notices);
  return g_test_run ();
}
