/* A reply's body out of what was typed. */
#include "desk/hy-reply-body.h"
#include "support/hy-test-case.h"
#include "wire/hy-json.h"

#include <string.h>

#define ANSWER "\"answers\":[{\"demand_id\":\"d0\",\"finding\":\"true\",\"result\":\"mended\",\"when\":\"done\"}]"
#define REST                                                                                       \
  ",\"contact_summary\":\"rang\",\"investigation\":\"went\",\"result_kind\":\"solved\","           \
  "\"basis\":\"rule 1\\nrule 2, part b\",\"opinion\":\"satisfied\",\"opinion_words\":\"good\""

static HyTime
now (void)
{
  return hy_date_at (hy_date_from_ymd (2026, 11, 23), 10 * 60);
}

/* The body as JSON; or the fields at fault, in order. */
static char *
build (HyCase *c, const char *text)
{
  g_autoptr (GPtrArray) faults = hy_faults_new ();
  g_autoptr (GVariant) typed = hy_json_body_from_text (text, -1, NULL);
  g_autoptr (GString) fields = g_string_new (NULL);
  GVariant *body = hy_reply_body (typed, c, now (), faults);
  g_autofree char *field = NULL;
  char *json;

  for (guint i = 0; i < faults->len; i++)
    g_string_append_printf (fields, "%s%s", i > 0 ? " " : "",
                            ((HyFault *) g_ptr_array_index (faults, i))->field);
  if (body == NULL)
    return g_string_free (g_steal_pointer (&fields), FALSE);
  g_variant_ref_sink (body);
  g_assert_true (hy_body_check (body, hy_kind_find ("reply")->fields, &field));
  json = hy_json_body_to_text (body);
  g_variant_unref (body);
  return json;
}

static void
test_complete (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autofree char *body = build (c, "{" ANSWER REST "}");

  g_assert_nonnull (strstr (body, "\"done\":true"));
  g_assert_nonnull (strstr (body, "[\"rule 1\",\"rule 2, part b\"]"));
  g_assert_nonnull (strstr (body, "\"words\":\"good\""));
}

static void
test_faults (void)
{
  static const char *const rows[][2] = {
    { "{" ANSWER "}", "contact_summary investigation result_kind opinion" },
    { "{\"answers\":[{\"demand_id\":\"d0\"}]" REST "}",
      "answers.0.finding answers.0.result answers.0.when" },
    { "{\"answers\":[{\"demand_id\":\"d0\",\"finding\":\"true\",\"result\":\"a\",\"when\":\"by\"}]" REST
      "}",
      "answers.0.by" },
    { "{\"answers\":[{\"demand_id\":\"d0\",\"finding\":\"true\",\"result\":\"a\",\"when\":\"by\","
      "\"by\":\"11-20\"}]" REST "}",
      "answers.0.by" },
    { "{" ANSWER ",\"contact_summary\":\"a\",\"investigation\":\"b\",\"result_kind\":\"solved\","
      "\"opinion\":\"basic\"}",
      "opinion_words" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();
      g_autofree char *got = build (c, rows[i][0]);

      g_assert_cmpstr (got, ==, rows[i][1]);
    }
}

/* Who was plainly satisfied has said it with that; nobody need make words up. */
static void
test_satisfied (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autofree char *got = build (c, "{" ANSWER ",\"contact_summary\":\"a\",\"investigation\":\"b\","
                                   "\"result_kind\":\"solved\",\"opinion\":\"satisfied\"}");

  g_assert_nonnull (strstr (got, "\"citizen_opinion\":{\"value\":\"satisfied\"}"));
}

/* A letter is answered for everybody to read. */
static void
test_public (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autofree char *missing = NULL;
  g_autofree char *private = NULL;
  g_autofree char *good = NULL;
  g_autofree char *typed = NULL;

  c->ticket->channel = HY_CHANNEL_MAYOR_MAILBOX;
  missing = build (c, "{" ANSWER REST "}");
  g_assert_cmpstr (missing, ==, "public_text");
  typed = g_strdup_printf ("{" ANSWER REST ",\"public_text\":\"rang %s\"}",
                           c->ticket->citizen.phone);
  private = build (c, typed);
  g_assert_cmpstr (private, ==, "public_text");
  good = build (c, "{" ANSWER REST ",\"public_text\":\"it is mended\"}");
  g_assert_nonnull (strstr (good, "it is mended"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/reply-body/complete", test_complete);
  g_test_add_func ("/desk/reply-body/faults", test_faults);
  g_test_add_func ("/desk/reply-body/satisfied", test_satisfied);
  g_test_add_func ("/desk/reply-body/public", test_public);
  return g_test_run ();
}
