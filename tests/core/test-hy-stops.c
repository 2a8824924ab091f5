#include "core/hy-workflow.h"
#include "support/hy-test-case.h"

/* What stopped each clock, "-" where it runs or the timeline does not say. */
static char *
stops_of (const HyCase *c)
{
  g_autoptr (GString) words = g_string_new (NULL);
  HyClocks clocks;

  hy_clocks_read (c, &clocks);
  for (int i = 0; i < HY_N_CLOCKS; i++)
    {
      const HyRecord *by = clocks.clock[i].stopped_by;

      g_string_append_printf (words, "%s%s", i > 0 ? " " : "", by != NULL ? by->id : "-");
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* The dispatch is r1. */
static const struct
{
  const char *script, *stops;
} rows[] = {
  { "", "- - -" },
  { "09:10 sign", "r2 - -" },
  { "09:05 progress; 09:10 sign; 09:20 sign", "r3 - -" },
  { "09:10 return_request", "r2 - -" },
  { "09:10 return_request; 09:20 request_withdraw record=r2", "- - -" },
  { "09:10 sign; 09:20 return_request", "r2 - -" },
  { "09:10 sign; 09:20 contact; 09:30 contact", "r2 r3 -" },
  { "09:10 sign; 09:20 contact outcome=no_answer; 09:30 contact outcome=no_answer; 14:30 contact "
    "outcome=no_answer", "r2 r5 -" },
  { "09:10 sign; 09:20 contact outcome=no_answer", "r2 - -" },
  /* a slip of the pen stops nothing anew; another outcome does, or takes the stop back */
  { "09:10 sign; 09:20 contact; 09:30 contact amends=r3 gist=x", "r2 r3 -" },
  { "09:10 sign; 09:20 contact outcome=no_answer; 09:30 contact amends=r3; 09:40 contact amends=r4",
    "r2 r4 -" },
  { "09:10 sign; 09:20 contact; 09:30 contact amends=r3 outcome=no_answer", "r2 - -" },
  { "09:10 sign; 09:20 contact; 10:00 reply", "r2 r3 r4" },
  { "09:10 sign; 09:20 contact; 10:00 reply; 10:05 reply_withdraw; 10:10 reply", "r2 r3 r6" },
  /* sent back: the signing stands, the others begin anew */
  { "09:10 sign; 09:20 contact; 10:00 reply; 11:00 reply_rejected", "r2 - -" },
  { "09:10 sign; 09:20 contact; 10:00 reply; 11:00 reply_rejected; 11:10 contact", "r2 r6 -" },
};

static void
test_stops (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();
      g_autofree char *stops = NULL;

      g_test_message ("%s", rows[i].script);
      if (*rows[i].script != '\0')
        g_assert_cmpstr (hy_test_case_play (c, rows[i].script, NULL), ==, NULL);
      stops = stops_of (c);
      g_assert_cmpstr (stops, ==, rows[i].stops);
    }
}

/* A ticket known without its records: stopped, but nobody can say by what. */
static void
test_without_records (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autofree char *stops = NULL;

  g_assert_null (hy_test_case_play (c, "09:10 sign; 09:20 contact; 10:00 reply", NULL));
  g_ptr_array_set_size (c->timeline, 0);
  stops = stops_of (c);
  g_assert_cmpstr (stops, ==, "- - -");
}

static void
set_amends (HyCase *c, guint index, const char *amends)
{
  HyRecord *record = c->timeline->pdata[index];

  g_free (record->amends);
  record->amends = g_strdup (amends);
}

/* No district takes a correction of itself, but what comes is what comes. */
static void
test_in_a_circle (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autofree char *of_itself = NULL;
  g_autofree char *of_each_other = NULL;

  g_assert_null (hy_test_case_play (c, "09:10 sign; 09:20 contact; 09:30 contact amends=r3", NULL));
  set_amends (c, 2, "r3");
  of_itself = stops_of (c);
  g_assert_cmpstr (of_itself, ==, "r2 r3 -");
  set_amends (c, 2, "r4");
  of_each_other = stops_of (c);
  g_assert_cmpstr (of_each_other, ==, "r2 r3 -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stops/by-what", test_stops);
  g_test_add_func ("/stops/without-records", test_without_records);
  g_test_add_func ("/stops/in-a-circle", test_in_a_circle);
  return g_test_run ();
}
