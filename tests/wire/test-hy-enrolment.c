#include "wire/hy-enrolment.h"

#include <string.h>

static void
test_request (void)
{
  const char *text = "{\"code\":\"ABCD-1234\",\"device\":{\"id\":\"d\",\"name\":\"前台\","
                     "\"platform\":\"linux\"}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (HyEnrolRequest) request = hy_enrol_request_parse (text, strlen (text), &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  again = hy_enrol_request_to_json (request);
  g_assert_cmpstr (again, ==, text);
  g_assert_null (hy_enrol_request_parse ("{\"code\":\"x\",\"device\":{}}", 24, &error));
  g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE);
}

static void
test_answer (void)
{
  const char *text
      = "{\"token\":\"s3cret\",\"device\":{\"id\":\"d\",\"name\":\"前台\"},\"district\":\"u-1\","
        "\"office\":{\"id\":\"o-1\",\"name\":\"某街道\",\"kind\":\"street\"},\"epoch\":\"e-1\"}";
  const char *empty = "{\"token\":\"\",\"device\":{\"id\":\"d\"},\"district\":\"u\","
                      "\"office\":{\"id\":\"o\",\"name\":\"x\"},\"epoch\":\"e\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (HyEnrolAnswer) answer = hy_enrol_answer_parse (text, strlen (text), &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  again = hy_enrol_answer_to_json (answer);
  g_assert_cmpstr (again, ==, text);
  g_assert_null (hy_enrol_answer_parse (empty, strlen (empty), &error));
  g_assert_cmpstr (error->message, ==, "enrolment: member \"token\" is empty");
}

/* It becomes part of a header. */
static void
test_token (void)
{
  static const char *const tokens[] = { "a b", "a\\r\\nX: y", "\\u4e2d" };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autofree char *text
          = g_strdup_printf ("{\"token\":\"%s\",\"device\":{\"id\":\"d\",\"name\":\"x\"},"
                             "\"district\":\"u\",\"office\":"
                             "{\"id\":\"o\",\"name\":\"x\",\"kind\":\"street\"},\"epoch\":\"e\"}",
                             tokens[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (hy_enrol_answer_parse (text, strlen (text), &error));
      g_assert_cmpstr (error->message, ==,
                       "enrolment: member \"token\" is not made of visible ASCII characters");
    }
}

static void
test_health (void)
{
  const char *text = "{\"name\":\"某区\",\"district\":\"u-1\",\"protocol\":1,\"min_protocol\":1,"
                     "\"time\":\"2026-11-23T09:20:00+08:00\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (HyHealth) health = hy_health_parse (text, strlen (text), &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  again = hy_health_to_json (health);
  g_assert_cmpstr (again, ==, text);
  g_assert_null (hy_health_parse ("<html>", 6, &error));
  g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SYNTAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/enrolment/request", test_request);
  g_test_add_func ("/wire/enrolment/answer", test_answer);
  g_test_add_func ("/wire/enrolment/token", test_token);
  g_test_add_func ("/wire/enrolment/health", test_health);
  return g_test_run ();
}
