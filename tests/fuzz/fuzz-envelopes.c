/* What the district answers besides the feed: results, problems, enrolment, health. The first byte says which. */
#include "fuzz.h"

#include "wire/hy-enrolment.h"
#include "wire/hy-envelope.h"
#include "wire/hy-problem.h"

static void
check_answer (const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyAnswer) answer = hy_answer_parse (text, size, &error);

  fuzz_assert_told (answer != NULL, error);
  if (answer != NULL)
    fuzz_assert_json (hy_answer_to_json (answer));
}

static void
check_problem (const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyProblem) problem = hy_problem_parse (text, size, &error);

  fuzz_assert_told (problem != NULL, error);
  if (problem != NULL)
    fuzz_assert_json (hy_problem_to_json (problem->code, problem->detail, problem->wipe));
}

static void
check_enrol_request (const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyEnrolRequest) request = hy_enrol_request_parse (text, size, &error);

  fuzz_assert_told (request != NULL, error);
  if (request != NULL)
    fuzz_assert_json (hy_enrol_request_to_json (request));
}

/* A token goes into a header: nothing that would end it. */
static void
check_enrol_answer (const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyEnrolAnswer) answer = hy_enrol_answer_parse (text, size, &error);

  fuzz_assert_told (answer != NULL, error);
  if (answer == NULL)
    return;
  for (const char *p = answer->token; *p != '\0'; p++)
    g_assert_true (g_ascii_isgraph (*p));
  fuzz_assert_json (hy_enrol_answer_to_json (answer));
}

static void
check_health (const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyHealth) health = hy_health_parse (text, size, &error);

  fuzz_assert_told (health != NULL, error);
  if (health != NULL)
    fuzz_assert_json (hy_health_to_json (health));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static void (*const checks[]) (const char *, gsize)
      = { check_answer, check_problem, check_enrol_request, check_enrol_answer, check_health };
  guint which = fuzz_take_choice (&data, &size, G_N_ELEMENTS (checks));

  checks[which]((const char *) data, size);
  return 0;
}
