#include "wire/hy-calendar-json.h"

#include <string.h>

static void
test_default (void)
{
  g_autoptr (HyCalendar) c = hy_calendar_default ();
  int year = 0;

  g_assert_true (hy_calendar_self_check (c, &year));
  g_assert_cmpint (hy_calendar_get_version (c), ==, 1);
  g_assert_false (hy_calendar_is_working_day (c, hy_date_from_ymd (2026, 10, 1)));
  g_assert_true (hy_calendar_is_provisional (c, hy_date_from_ymd (2031, 6, 1)));
}

static const char calendar[]
    = "{\"id\":\"calendar-2\",\"version\":5,\"published\":[2026],\"holidays\":[\"2026-10-01\"],"
      "\"workdays\":[\"2026-10-10\"],\"local\":{\"2026-07-01\":\"洪水\"},\"hours\":["
      "{\"from\":null,\"to\":null,\"spans\":[[\"08:30\",\"12:00\"],[\"14:00\",\"17:30\"]]},"
      "{\"from\":\"2026-07-01\",\"to\":\"2026-08-31\",\"spans\":[[\"08:00\",\"24:00\"]]}],\"new\":["
      "]}";

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyCalendar) c = hy_calendar_from_json (calendar, -1, &error);
  HyDate day = hy_date_from_ymd (2026, 7, 2);

  g_assert_no_error (error);
  g_assert_cmpstr (hy_calendar_get_id (c), ==, "calendar-2");
  g_assert_false (hy_calendar_is_working_day (c, hy_date_from_ymd (2026, 10, 1)));
  g_assert_true (hy_calendar_is_working_day (c, hy_date_from_ymd (2026, 10, 10)));
  g_assert_cmpstr (hy_calendar_closure (c, hy_date_from_ymd (2026, 7, 1)), ==, "洪水");
  g_assert_cmpint (g_array_index (hy_calendar_spans (c, day), HySpan, 0).from, ==, 8 * 60);
  g_assert_cmpint (hy_calendar_closing (c, day), ==, hy_date_at (day, 24 * 60));
}

static void
test_faults (void)
{
  static const char *const cases[][3] = {
    { "\"id\":\"calendar-2\",", "", "calendar: member \"id\" is missing" },
    { "\"hours\":[", "\"hour\":[", "calendar calendar-2: member \"hours\" is missing" },
    { "[2026]", "[\"2026\"]", "member \"published\" has an element that is no year" },
    { "[2026]", "[1]", "that is no year" },
    { "[\"2026-10-01\"]", "[\"2026-02-30\"]",
      "member \"holidays\" has an element that is no date" },
    { "[\"2026-10-10\"]", "{}", "member \"workdays\" is no list" },
    { "\"2026-07-01\":\"洪水\"", "\"today\":\"洪水\"", "member \"local\" is no object of reasons" },
    { "\"洪水\"", "1", "member \"local\" is no object of reasons" },
    { "\"08:30\"", "\"8:30\"", "member \"hours\" has an element" },
    { "\"12:00\"", "\"25:00\"", "member \"hours\" has an element" },
    { "\"12:00\"", "\"08:00\"", "member \"hours\" has an element" },
    { "[[\"08:00\",\"24:00\"]]", "[]", "member \"hours\" has an element" },
    { "[\"08:00\",\"24:00\"]", "[\"08:00\"]", "member \"hours\" has an element" },
    { "[[\"08:00\",\"24:00\"]]", "[[\"08:00\",\"24:00\"]],\"to\":5",
      "member \"hours\" has an element" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *at = strstr (calendar, cases[i][0]);
      g_autofree char *text = g_strdup_printf ("%.*s%s%s", (int) (at - calendar), calendar,
                                               cases[i][1], at + strlen (cases[i][0]));
      g_autoptr (GError) error = NULL;

      g_assert_null (hy_calendar_from_json (text, -1, &error));
      g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE);
      if (strstr (error->message, cases[i][2]) == NULL)
        g_error ("%s instead of %s", error->message, cases[i][2]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/calendar-json/default", test_default);
  g_test_add_func ("/wire/calendar-json/read", test_read);
  g_test_add_func ("/wire/calendar-json/faults", test_faults);
  return g_test_run ();
}
