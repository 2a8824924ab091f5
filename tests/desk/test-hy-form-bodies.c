/* The bodies of the shorter commands. Now is 2026-11-23 10:00, a Monday. */
#include "desk/hy-form-bodies.h"
#include "support/hy-test-case.h"
#include "wire/hy-json.h"

#include <string.h>

static HyTime
now (void)
{
  return hy_date_at (hy_date_from_ymd (2026, 11, 23), 10 * 60);
}

static GVariant *
sign (GVariant *typed, const HyCase *c, GPtrArray *faults)
{
  return hy_sign_body (typed, faults);
}

static GVariant *
note (GVariant *typed, const HyCase *c, GPtrArray *faults)
{
  return hy_note_body (typed, c, hy_case_find_record (c, "old"), now (), faults);
}

static GVariant *
statement (GVariant *typed, const HyCase *c, GPtrArray *faults)
{
  return hy_statement_body (typed, c, now (), faults);
}

#define STATED "\"cause\":\"a\",\"responsible\":\"b\",\"progress\":\"c\","

static const struct
{
  const char *kind;
  GVariant *(*build) (GVariant *typed, const HyCase *c, GPtrArray *faults);
  const char *script; /* played before */
  const char *typed;
  const char *expected; /* a part of the body, or "!field" */
} rows[] = {
  { "sign", sign, NULL, "{}", "!handler" },
  { "sign", sign, NULL, "{\"handler\":\"p-1\"}", "\"handler\":\"p-1\"" },
  { "progress", note, NULL, "{\"text\":\" \"}", "!text" },
  { "progress", note, NULL, "{\"text\":\"went\",\"with_units\":\"A、B，\"}",
    "\"with_units\":[\"A\",\"B\"]" },
  { "progress", note, NULL, "{\"text\":\"went\",\"waiting_what\":\"a photo\"}", "!waiting_unit" },
  { "progress", note, NULL, "{\"text\":\"went\",\"waiting_unit\":\"A\",\"waiting_by\":\"9:00\"}",
    "!waiting_by" },
  { "progress", note, NULL, "{\"text\":\"went\",\"waiting_unit\":\"A\",\"waiting_by\":\"17:00\"}",
    "\"by\":\"2026-11-23T17:00:00+08:00\"" },
  /* corrected: it was when it was */
  { "progress", note, "09:10 sign;09:30 progress id=old at=2026-11-23T09:20:00+08:00",
    "{\"text\":\"went\",\"waiting_unit\":\"A\",\"waiting_by\":\"9:30\"}",
    "\"at\":\"2026-11-23T09:20:00+08:00\"" },
  { "extension_request", hy_extension_body, NULL, "{\"days\":3,\"reason\":\"rain\"}",
    "!citizen_told" },
  { "extension_request", hy_extension_body,
    "09:10 sign;09:20 contact id=told purpose=confirm,tell_extension demands=d1:a",
    "{\"days\":3,\"reason\":\"rain\"}", "\"citizen_told\":\"told\"" },
  { "extension_request", hy_extension_body, NULL, "{\"days\":99,\"reason\":\"rain\"}", "!days" },
  { "extension_request", hy_extension_body, NULL, "{\"days\":3}", "!reason" },
  { "situation_statement", statement, NULL, "{" STATED "\"new_date\":\"11-27\"}",
    "\"new_date\":\"2026-11-27\"" },
  { "situation_statement", statement, NULL, "{" STATED "\"new_date\":\"11-28\"}", "!new_date" },
  { "situation_statement", statement, NULL, "{" STATED "\"new_date\":\"11-20\"}", "!new_date" },
  { "situation_statement", statement, NULL, "{" STATED "\"new_date\":\"\"}", "!new_date" },
  { "situation_statement", statement, NULL, "{\"new_date\":\"11-27\"}", "!cause" },
};

static void
check_row (gsize i)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autoptr (GPtrArray) faults = hy_faults_new ();
  g_autoptr (GVariant) typed = hy_json_body_from_text (rows[i].typed, -1, NULL);
  g_autoptr (GVariant) body = NULL;
  g_auto (HyRefusal) refusal = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *field = NULL;

  if (rows[i].script != NULL)
    g_assert_null (hy_test_case_play (c, rows[i].script, &refusal));
  body = rows[i].build (typed, c, faults);
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

/* Who was not reached after honest tries need not be told. */
static void
test_attempts_tell (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_auto (HyRefusal) refusal = { 0 };

  g_assert_null (hy_citizen_told (c, NULL));
  g_assert_null (hy_test_case_play (c,
                                    "09:10 sign;09:20 contact outcome=no_answer;09:40 contact "
                                    "outcome=no_answer;14:10 contact outcome=no_answer",
                                    &refusal));
  g_assert_cmpstr (hy_citizen_told (c, NULL), ==, "attempts");
}

static void
test_notes (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_auto (HyRefusal) refusal = { 0 };
  g_autofree char *none = hy_notes_text (c, NULL);
  g_autofree char *days = NULL;
  g_autofree char *notes = NULL;

  g_assert_null (none);
  g_assert_null (hy_test_case_play (c,
                                    "09:10 sign;09:20 progress text=went at=;11-24/09:00 progress "
                                    "text=asked at=",
                                    &refusal));
  notes = hy_notes_text (c, &days);
  g_assert_cmpstr (notes, ==, "11-23 went\n11-24 asked");
  g_assert_cmpstr (days, ==, "11-23, 11-24");
}

/* A question that may be passed is told from what is wrong. */
static void
test_asks (void)
{
  g_autoptr (GPtrArray) faults = hy_faults_new ();

  hy_faults_add (faults, "outcome", "wrong");
  hy_faults_ask (faults, "opinion", "asked");
  g_assert_false (hy_faults_get (faults, "outcome")->asks);
  g_assert_true (hy_faults_get (faults, "opinion")->asks);
  g_assert_cmpstr (hy_faults_find (faults, "opinion"), ==, "asked");
  g_assert_null (hy_faults_get (faults, "told"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/form-bodies/rows", test_rows);
  g_test_add_func ("/desk/form-bodies/attempts-tell", test_attempts_tell);
  g_test_add_func ("/desk/form-bodies/notes", test_notes);
  g_test_add_func ("/desk/form-bodies/asks", test_asks);
  return g_test_run ();
}
