/* A contact's body out of what was typed. The ticket was dispatched on 2026-11-23 09:00. */
#include "desk/hy-contact-body.h"
#include "support/hy-test-case.h"
#include "wire/hy-json.h"

#include <string.h>

static HyTime
at (int hour)
{
  return hy_date_at (hy_date_from_ymd (2026, 11, 23), hour * 60);
}

/* The body of @typed as JSON, or "field: words" of the first fault. It fits the schema. */
static char *
build (HyCase *c, const char *typed)
{
  g_autoptr (GPtrArray) faults = hy_faults_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) given = hy_json_body_from_text (typed, -1, &error);
  g_autoptr (GVariant) body = NULL;
  g_autofree char *field = NULL;

  g_assert_no_error (error);
  body = hy_contact_body (given, c, hy_case_find_record (c, "old"), at (10), faults);
  if (body == NULL)
    return g_strdup (((HyFault *) g_ptr_array_index (faults, 0))->field);
  g_variant_ref_sink (body);
  g_assert_cmpuint (faults->len, ==, 0);
  if (!hy_body_check (body, hy_kind_find ("contact")->fields, &field))
    g_error ("%s does not fit", field);
  return hy_json_body_to_text (body);
}

/* The "at" of a vain try at @clock. */
static HyTime
built_at (HyCase *c, const char *clock)
{
  g_autofree char *typed = g_strdup_printf ("{\"channel\":\"phone\",\"direction\":\"out\","
                                            "\"outcome\":\"no_answer\",\"at\":\"%s\"}",
                                            clock);
  g_autofree char *body = build (c, typed);
  g_autoptr (GVariant) read = hy_json_body_from_text (body, -1, NULL);
  HyTime out = HY_TIME_NONE;

  g_assert_true (hy_body_time (read, "at", &out));
  return out;
}

#define CALL "\"channel\":\"phone\",\"direction\":\"out\",\"at\":\"9:20\""

static void
test_nobody_answered (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autofree char *body = build (c, "{" CALL ",\"outcome\":\"no_answer\",\"remark\":\"x\","
                                    "\"callback_at\":\"14:30\",\"gist\":\"not said\"}");
  g_autoptr (GVariant) read = hy_json_body_from_text (body, -1, NULL);

  g_assert_cmpstr (hy_body_string (read, "gist"), ==, "x");
  g_assert_cmpstr (hy_body_string (read, "at"), ==, "2026-11-23T09:20:00+08:00");
  g_assert_cmpstr (hy_body_string (read, "callback_at"), ==, "2026-11-23T14:30:00+08:00");
  g_assert_true (hy_body_list_has (read, "purpose", "confirm"));
}

/* Nothing was told, but that is what it was for. */
static void
test_tell_in_vain (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autofree char *body
      = build (c, "{" CALL ",\"outcome\":\"no_answer\",\"told\":[\"tell_result\"]}");
  g_autoptr (GVariant) read = hy_json_body_from_text (body, -1, NULL);

  g_assert_true (hy_body_list_has (read, "purpose", "tell_result"));
  g_assert_false (hy_body_list_has (read, "purpose", "confirm"));
}

static void
test_reached (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autofree char *body = build (
      c, "{" CALL ",\"outcome\":\"reached\",\"demands\":[{\"id\":\"d1\",\"text\":\" quiet \","
         "\"confirmed\":true},{\"id\":\"d2\",\"text\":\"no\",\"confirmed\":false}],"
         "\"told\":[\"tell_extension\"],\"opinion\":\"basic\",\"promise_what\":\"go there\","
         "\"promise_by\":\"22:00\"}");
  g_autoptr (GVariant) read = hy_json_body_from_text (body, -1, NULL);
  g_autoptr (GVariant) demands = hy_body_array (read, "demands");
  g_autoptr (GVariant) demand = hy_body_element (demands, 0);
  g_autoptr (GVariant) promise = hy_body_object (read, "promise");

  g_assert_cmpuint (g_variant_n_children (demands), ==, 1);
  g_assert_cmpstr (hy_body_string (demand, "text"), ==, "quiet");
  g_assert_true (hy_body_list_has (read, "purpose", "confirm"));
  g_assert_true (hy_body_list_has (read, "purpose", "tell_extension"));
  g_assert_true (hy_body_list_has (read, "purpose", "ask_opinion"));
  g_assert_cmpstr (hy_body_string (promise, "by"), ==, "2026-11-23T22:00:00+08:00");
}

/* What stands confirmed is not said again; what is struck out is withdrawn. */
static void
test_known_demands (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_auto (HyRefusal) refusal = { 0 };
  g_autofree char *same = NULL;
  g_autofree char *struck = NULL;

  g_assert_null (hy_test_case_play (c, "09:10 sign;09:20 contact demands=d1:quiet", &refusal));
  same = build (c, "{" CALL ",\"outcome\":\"reached\",\"told\":[\"tell_result\"],\"demands\":["
                   "{\"id\":\"d1\",\"text\":\"quiet\",\"confirmed\":true}]}");
  struck = build (c, "{" CALL ",\"outcome\":\"reached\",\"demands\":["
                     "{\"id\":\"d1\",\"text\":\"quiet\",\"confirmed\":false},"
                     "{\"id\":\"d2\",\"text\":\"dark\",\"confirmed\":true}]}");
  g_assert_null (strstr (same, "demands"));
  g_assert_null (strstr (same, "confirm"));
  g_assert_nonnull (strstr (struck, "\"confirmed\":false"));
}

/* Who corrects a contact does not take back what was confirmed in it. */
static void
test_corrected_demands (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_auto (HyRefusal) refusal = { 0 };
  g_autofree char *body = NULL;

  g_assert_null (hy_test_case_play (
      c, "09:10 sign;09:20 contact demands=d1:quiet;09:30 contact demands=d2:dark id=old", &refusal));
  body = build (c, "{" CALL ",\"outcome\":\"reached\",\"demands\":["
                   "{\"id\":\"d1\",\"text\":\"quiet\",\"confirmed\":true},"
                   "{\"id\":\"d2\",\"text\":\"dark\",\"confirmed\":true}]}");
  g_assert_null (strstr (body, "quiet"));
  g_assert_nonnull (strstr (body, "dark"));
}

static void
test_faults (void)
{
  static const struct
  {
    const char *typed, *field;
  } rows[] = {
    { "{" CALL "}", "outcome" },
    { "{" CALL ",\"outcome\":\"reached\"}", "demands" },
    { "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"no_answer\"}", "at" },
    { "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"off\",\"at\":\"11:00\"}", "at" },
    { "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"off\",\"at\":\"soon\"}", "at" },
    { "{" CALL ",\"outcome\":\"no_answer\",\"callback_at\":\"8:00\"}", "callback_at" },
    { "{" CALL ",\"outcome\":\"reached\",\"demands\":[{\"id\":\"d\",\"text\":\"a\",\"confirmed\":"
      "true}],\"promise_by\":\"22:00\"}",
      "promise_what" },
    { "{" CALL ",\"outcome\":\"reached\",\"demands\":[{\"id\":\"d\",\"text\":\"a\",\"confirmed\":"
      "true}],\"promise_what\":\"go there\"}",
      "promise_by" },
    { "{" CALL ",\"outcome\":\"reached\",\"demands\":[{\"id\":\"d\",\"text\":\"a\",\"confirmed\":"
      "true}],\"opinion_words\":\"fine\"}",
      "opinion" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();
      g_autofree char *got = build (c, rows[i].typed);

      g_assert_cmpstr (got, ==, rows[i].field);
    }
}

/* What is typed to the minute stands after what happened in it. */
static void
test_same_minute (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_auto (HyRefusal) refusal = { 0 };
  HyRecord *sign;
  HyTime when = at (9) + 3 * HY_MINUTE + 40 * HY_SECOND, got;

  g_assert_null (hy_test_case_play (c, "09:03 sign", &refusal));
  sign = g_ptr_array_index (c->timeline, c->timeline->len - 1);
  sign->made_at = when;
  got = built_at (c, "9:03");
  g_assert_cmpint (got, ==, when);
  got = built_at (c, "9:04");
  g_assert_cmpint (got, ==, at (9) + 4 * HY_MINUTE);
  got = built_at (c, "9:02");
  g_assert_cmpint (got, ==, at (9) + 2 * HY_MINUTE);
}

static void
test_attempts (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_auto (HyRefusal) refusal = { 0 };
  HyGate gate;
  g_autofree char *first = NULL;
  g_autofree char *third = NULL;
  g_autofree char *reached = NULL;

  hy_case_gate (c, &gate);
  first = hy_contact_attempts (&gate, c->policy, at (10));
  g_assert_true (g_str_has_prefix (first, "Attempt 1, in 1 half-day; 2 more"));
  g_assert_null (hy_test_case_play (c,
                                    "09:10 sign;09:20 contact outcome=no_answer;09:40 contact "
                                    "outcome=no_answer",
                                    &refusal));
  hy_case_gate (c, &gate);
  third = hy_contact_attempts (&gate, c->policy, at (14));
  g_assert_cmpstr (third, ==, "Attempt 3, in 2 half-days: counts as an honest attempt");
  g_assert_null (hy_test_case_play (c, "09:50 contact demands=d1:quiet", &refusal));
  hy_case_gate (c, &gate);
  reached = hy_contact_attempts (&gate, c->policy, at (14));
  g_assert_null (reached);
}

static void
test_grouped (void)
{
  static const char *const rows[][2] = { { "138-0000-0042", "138 0000 0042" },
                                         { "13800000042", "138 0000 0042" },
                                         { "8888888", "888 8888" },
                                         { "0730-8888888", "0730-8888888" },
                                         { "ext. 12", "ext. 12" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *got = hy_phone_grouped (rows[i][0]);

      g_assert_cmpstr (got, ==, rows[i][1]);
    }
}

/* A call that a village made, with a time to ring again that has passed since: only what was changed changes. */
static void
test_correction_keeps (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autoptr (GVariant) before = hy_json_body_from_text (
      "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"no_answer\",\"at\":\"2026-11-23T09:20:11+08:00\","
      "\"purpose\":[\"confirm\"],\"made_by\":{\"unit\":\"village\"},\"callback_at\":\"2026-11-23T09:40:30+08:00\"}",
      -1, NULL);
  HyRecord *old;
  g_autofree char *same = NULL;
  g_autofree char *other = NULL;
  g_autofree char *ahead = NULL;

  g_assert_null (hy_test_case_play (c, "09:10 sign; 09:21 contact id=old", NULL));
  old = (HyRecord *) hy_case_find_record (c, "old");
  g_variant_unref (old->body);
  old->body = g_variant_ref (before);
  same = build (c, "{" CALL ",\"outcome\":\"off\",\"callback_at\":\"09:40\"}");
  other = build (c, "{" CALL ",\"outcome\":\"off\",\"callback_at\":\"09:50\"}");
  ahead = build (c, "{" CALL ",\"outcome\":\"off\",\"callback_at\":\"15:00\"}");
  g_assert_nonnull (strstr (same, "\"made_by\":{\"unit\":\"village\"}"));
  g_assert_nonnull (strstr (same, "\"at\":\"2026-11-23T09:20:11+08:00\""));
  g_assert_nonnull (strstr (same, "\"callback_at\":\"2026-11-23T09:40:30+08:00\""));
  g_assert_cmpstr (other, ==, "callback_at");
  g_assert_nonnull (strstr (ahead, "\"callback_at\":\"2026-11-23T15:00:00+08:00\""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/contact-body/nobody-answered", test_nobody_answered);
  g_test_add_func ("/desk/contact-body/tell-in-vain", test_tell_in_vain);
  g_test_add_func ("/desk/contact-body/reached", test_reached);
  g_test_add_func ("/desk/contact-body/known-demands", test_known_demands);
  g_test_add_func ("/desk/contact-body/corrected-demands", test_corrected_demands);
  g_test_add_func ("/desk/contact-body/faults", test_faults);
  g_test_add_func ("/desk/contact-body/same-minute", test_same_minute);
  g_test_add_func ("/desk/contact-body/attempts", test_attempts);
  g_test_add_func ("/desk/contact-body/grouped", test_grouped);
  g_test_add_func ("/desk/contact-body/correction-keeps", test_correction_keeps);
  return g_test_run ();
}
