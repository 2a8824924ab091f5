#include "core/hy-words.h"
#include "desk/hy-look.h"

#include "wire/hy-calendar-json.h"

static HyTime
at (const char *text)
{
  HyTime t = HY_TIME_NONE;

  g_assert_true (hy_time_parse (text, &t));
  return t;
}

#define NOW "2026-11-23T09:00:00+08:00"

/* Colour alone tells nothing: no two lights share a form. */
static void
test_forms (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = 0; i < HY_N_LIGHTS; i++)
    {
      HyLook look = hy_look_new ((HyLight) i, HY_TIME_NONE, at (NOW));

      g_assert_true (g_hash_table_add (seen, (gpointer) hy_look_icon (&look)));
      g_assert_nonnull (hy_look_words (&look));
    }
}

static void
test_yellow (void)
{
  HyLook today = hy_look_new (HY_LIGHT_YELLOW, at ("2026-11-23T17:30:00+08:00"), at (NOW));
  HyLook tomorrow = hy_look_new (HY_LIGHT_YELLOW, at ("2026-11-24T17:30:00+08:00"), at (NOW));
  HyLook pending = hy_look_new (HY_LIGHT_YELLOW, at ("2026-11-20T17:30:00+08:00"), at (NOW));

  g_assert_cmpstr (hy_look_icon (&today), ==, "hy-yellow-today-symbolic");
  g_assert_cmpstr (hy_look_icon (&tomorrow), ==, "hy-yellow-symbolic");
  g_assert_cmpstr (hy_look_icon (&pending), ==, "hy-pending-symbolic");
}

static void
test_times (void)
{
  static const struct
  {
    const char *due, *date, *left;
  } cases[] = {
    { "2026-11-23T11:40:00+08:00", "today 11:40", "2 hours left" },
    { "2026-11-23T09:20:00+08:00", "today 09:20", "20 minutes left" },
    { "2026-11-24T17:30:00+08:00", "tomorrow 17:30", "1 working day left" },
    { "2026-11-30T17:30:00+08:00", "11-30 Mon", "5 working days left" },
    { "2026-11-23T06:00:00+08:00", "today 06:00", "3 hours overdue" },
  };
  g_autoptr (HyCalendar) calendar = hy_calendar_default ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *date = hy_look_date (at (cases[i].due), at (NOW));
      g_autofree char *left = hy_look_left (at (cases[i].due), at (NOW), calendar);

      g_assert_cmpstr (date, ==, cases[i].date);
      g_assert_cmpstr (left, ==, cases[i].left);
    }
}

/* A limit is an hour, on whatever day. */
static void
test_moments (void)
{
  g_autofree char *tomorrow = hy_look_moment (at ("2026-11-24T17:30:00+08:00"), at (NOW));
  g_autofree char *later = hy_look_moment (at ("2026-11-30T17:30:00+08:00"), at (NOW));

  g_assert_cmpstr (tomorrow, ==, "tomorrow 17:30");
  g_assert_cmpstr (later, ==, "11-30 Mon 17:30");
}

/* A line that has been away for days does not say an hour of today. */
static void
test_since (void)
{
  HyTime now = at (NOW);
  g_autofree char *today = hy_look_since (now - HY_MINUTE, now);
  g_autofree char *before = hy_look_since (now - 3 * HY_DAY, now);
  g_autofree char *clock = hy_look_clock (now - HY_MINUTE);
  g_autofree char *date = hy_date_words (hy_date_of (now - 3 * HY_DAY));

  g_assert_cmpstr (today, ==, clock);
  g_assert_true (g_str_has_prefix (before, date));
}

static void
test_chips (void)
{
  g_autoptr (GPtrArray) chips
      = hy_look_chips ("no_number urged:2 supervised:red extension:pending");
  g_autoptr (GPtrArray) none = hy_look_chips (NULL);

  g_assert_cmpuint (chips->len, ==, 3);
  g_assert_cmpstr (chips->pdata[0], ==, "supervised");
  g_assert_cmpstr (chips->pdata[1], ==, "urged 2");
  g_assert_cmpstr (chips->pdata[2], ==, "no number");
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_tail (void)
{
  g_assert_cmpstr (hy_look_tail ("20261123-0042"), ==, "0042");
  /* What follows the dash, never a piece of what stands before it. */
  g_assert_cmpstr (hy_look_tail ("20261123-42"), ==, "42");
  g_assert_cmpstr (hy_look_tail ("20261123-000042"), ==, "000042");
  g_assert_cmpstr (hy_look_tail ("YY-20261123-0042"), ==, "0042");
  g_assert_cmpstr (hy_look_tail ("12345-2026112300042"), ==, "0042");
  g_assert_cmpstr (hy_look_tail ("20261123-"), ==, "123-");
  g_assert_cmpstr (hy_look_tail ("202611230042"), ==, "0042");
  g_assert_cmpstr (hy_look_tail ("七"), ==, "七");
  g_assert_cmpstr (hy_look_tail (NULL), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/look/forms", test_forms);
  g_test_add_func ("/look/yellow", test_yellow);
  g_test_add_func ("/look/times", test_times);
  g_test_add_func ("/look/moments", test_moments);
  g_test_add_func ("/look/since", test_since);
  g_test_add_func ("/look/chips", test_chips);
  g_test_add_func ("/look/tail", test_tail);
  return g_test_run ();
}
