#include "wire/hy-policy-json.h"

#include <string.h>

static void
test_default (void)
{
  g_autoptr (HyPolicy) p = hy_policy_default ();
  const HyLimitRule *rule;

  g_assert_cmpstr (p->id, ==, "policy-1");
  g_assert_cmpint (p->valid_from, ==, HY_DATE_NONE);
  g_assert_cmpint (p->extension_max_days, ==, 10);
  g_assert_cmpint (p->extension_max_times, ==, 1);
  g_assert_cmpint (p->attempts_min, ==, 3);
  g_assert_cmpint (p->attempts_half_days, ==, 2);
  g_assert_cmpint (p->offline_grace_hours, ==, 24);
  g_assert_cmpint (p->appeal_window_days, ==, 5);
  g_assert_true (g_strv_contains ((const char *const *) p->return_grounds, "duplicate"));
  g_assert_null (p->suspend_grounds);
  rule = &g_array_index (p->limits[HY_CLOCK_SIGN], HyLimitRule, 0);
  g_assert_cmpuint (rule->when, ==, HY_WHEN_URGENT);
  g_assert_cmpint (rule->limit.unit, ==, HY_UNIT_NATURAL_MINUTES);
  g_assert_cmpint (rule->limit.n, ==, 30);
  rule = &g_array_index (p->limits[HY_CLOCK_RESULT], HyLimitRule, 4);
  g_assert_cmpuint (rule->when, ==, HY_WHEN_KIND);
  g_assert_cmpint (rule->kind, ==, HY_DEMAND_INQUIRY);
  g_assert_cmpint (rule->limit.unit, ==, HY_UNIT_WORKING_DAYS);
}

static const char policy[]
    = "{\"id\":\"policy-3\",\"version\":2,\"valid_from\":\"2026-01-01\",\"limits\":{"
      "\"sign\":[{\"working_minutes\":240}],\"contact\":[{\"when\":{\"letter\":true,\"kind\":"
      "\"help\"},"
      "\"working_days\":2},{\"when\":{},\"working_days\":1}],\"result\":[{\"working_days\":5}]},"
      "\"extension\":{\"max_days\":10,\"max_times\":1},\"return\":{\"window_days\":1,\"grounds\":["
      "\"duplicate\"]},"
      "\"suspend\":{\"grounds\":[\"season\"]},\"appeal\":{\"window_days\":5},\"attempts\":{\"min\":"
      "3,\"half_days\":2},"
      "\"offline_grace_hours\":24,\"phone\":\"12345\",\"new\":1}";

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyPolicy) p = hy_policy_from_json (policy, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpint (p->valid_from, ==, hy_date_from_ymd (2026, 1, 1));
  g_assert_cmpuint (g_array_index (p->limits[HY_CLOCK_CONTACT], HyLimitRule, 0).when, ==,
                    HY_WHEN_LETTER | HY_WHEN_KIND);
  g_assert_cmpstr (p->suspend_grounds[0], ==, "season");
  g_assert_cmpstr (p->phone, ==, "12345");
}

static void
test_faults (void)
{
  static const char *const cases[][3] = {
    { "\"id\":\"policy-3\",", "", "policy: member \"id\" is missing" },
    { "\"2026-01-01\"", "\"soon\"", "policy policy-3: member \"valid_from\" is no date" },
    { "{\"working_minutes\":240}", "",
      "member \"limits\" has a member \"sign\" that does not end in" },
    { "{\"working_minutes\":240}", "{\"when\":{\"urgent\":true},\"working_minutes\":240}",
      "does not end in" },
    { "{\"working_minutes\":240}", "{}", "has a rule that is none" },
    { "{\"working_minutes\":240}", "{\"working_minutes\":0}", "has a rule that is none" },
    { "{\"working_minutes\":240}", "{\"working_minutes\":1,\"working_days\":1}",
      "has a rule that is none" },
    { "\"letter\":true", "\"moon\":true", "has a rule that is none" },
    { "\"kind\":\"help\"", "\"kind\":\"x\"", "has a rule that is none" },
    { "\"result\":", "\"results\":", "has a member \"result\" that is missing" },
    { "\"max_days\":10", "\"max_days\":\"10\"",
      "\"extension\" has a member \"max_days\" that is no integer" },
    { "\"max_days\":10", "\"max_days\":400", "that is too large" },
    { "{\"window_days\":5}", "5", "member \"appeal\" is no object" },
    { "[\"duplicate\"]", "\"duplicate\"", "\"grounds\" that is no list of strings" },
    { "\"offline_grace_hours\":24", "\"offline_grace_hours\":-1", "is negative" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *at = strstr (policy, cases[i][0]);
      g_autofree char *text = g_strdup_printf ("%.*s%s%s", (int) (at - policy), policy, cases[i][1],
                                               at + strlen (cases[i][0]));
      g_autoptr (GError) error = NULL;

      g_assert_null (hy_policy_from_json (text, -1, &error));
      g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE);
      if (strstr (error->message, cases[i][2]) == NULL)
        g_error ("%s instead of %s", error->message, cases[i][2]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/policy-json/default", test_default);
  g_test_add_func ("/wire/policy-json/read", test_read);
  g_test_add_func ("/wire/policy-json/faults", test_faults);
  return g_test_run ();
}
