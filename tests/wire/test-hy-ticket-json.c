#include "wire/hy-ticket-json.h"

#include <string.h>

static const char row[]
    = "{\"id\":\"t-1\",\"number\":\"202611230001\",\"title\":\"夜间施工\",\"content\":"
      "\"工地\\n\\\"吵\\\"\\ud83d\\ude00\","
      "\"kind\":\"complaint\",\"channel\":\"city_hotline\",\"state\":\"handling\",\"version\":7,"
      "\"records\":3,"
      "\"office\":\"o-1\",\"handler\":null,\"citizen\":{\"name\":\"李某\",\"phone\":"
      "\"13000000000\",\"phone2\":null,"
      "\"address\":\"某街 1 "
      "号\",\"anonymous\":false,\"confidential\":true,\"no_callback\":false,\"id_kind\" : \"x\"},"
      "\"public_consent\":true,\"category\":[\"城市管理\",\"噪声\"],\"place\":\"某街\","
      "\"received_at\":\"2026-11-23T08:00:00+08:00\",\"dispatched_at\":\"2026-11-23T09:00:00+08:"
      "00\","
      "\"started_at\":\"2026-11-23T09:00:00+08:00\",\"signed_at\":null,\"contacted_at\":null,"
      "\"replied_at\":null,"
      "\"statement_at\":null,\"suspended_at\":null,\"due_sign\":\"2026-11-23T14:30:00+08:00\","
      "\"due_contact\":null,"
      "\"due\":\"2026-11-30T17:30:00+08:00\",\"due_upstream\":null,\"flags\":[\"urgent\",\"urged:"
      "2\"],\"rework\":1,"
      "\"extensions\":0,\"policy\":\"policy-3\",\"demands\":[{\"id\":\"d1\",\"text\":\"停工\"}],"
      "\"extra\":{\"b\" : [1, 2]},\"z\":1.50}";

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyTicket) t = hy_ticket_from_json (row, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (t->number, ==, "202611230001");
  g_assert_cmpstr (t->content, ==, "工地\n\"吵\"😀");
  g_assert_cmpint (t->kind, ==, HY_DEMAND_COMPLAINT);
  g_assert_cmpint (t->state, ==, HY_STATE_HANDLING);
  g_assert_cmpint (t->version, ==, 7);
  g_assert_null (t->handler);
  g_assert_cmpstr (t->citizen.phone, ==, "13000000000");
  g_assert_true (t->citizen.confidential);
  g_assert_cmpstr (t->citizen.extra, ==, "\"id_kind\" : \"x\"");
  g_assert_cmpint (t->public_consent, ==, 1);
  g_assert_cmpstr (t->category[1], ==, "噪声");
  g_assert_cmpint (t->due - t->dispatched_at, ==, 7 * HY_DAY + 8 * HY_HOUR + 30 * HY_MINUTE);
  g_assert_true (hy_ticket_has_flag (t, "urgent"));
  g_assert_cmpstr (hy_ticket_flag_value (t, "urged"), ==, "2");
  g_assert_cmpstr (((HyDemand *) g_ptr_array_index (t->demands, 0))->text, ==, "停工");
  g_assert_cmpstr (t->extra, ==, "\"extra\":{\"b\" : [1, 2]},\"z\":1.50");
}

static void
test_write (void)
{
  g_autoptr (HyTicket) t = hy_ticket_from_json (row, -1, NULL);
  g_autofree char *once = hy_ticket_to_json (t);
  g_autoptr (HyTicket) again = hy_ticket_from_json (once, -1, NULL);
  g_autofree char *twice = hy_ticket_to_json (again);
  g_autofree char *expected = NULL;
  g_auto (GStrv) parts = g_strsplit (row, "\\ud83d\\ude00", -1);

  /* The writer has the same order and spelling, but raw UTF-8. */
  expected = g_strjoinv ("😀", parts);
  g_assert_cmpstr (once, ==, expected);
  g_assert_cmpstr (twice, ==, once);
}

/* @demands as a row has them, read and written again. */
static char *
demands_again (const char *demands, guint *held)
{
  g_auto (GStrv) parts = g_strsplit (row, "[{\"id\":\"d1\",\"text\":\"停工\"}]", -1);
  g_autofree char *with = g_strjoinv (demands, parts);
  g_autoptr (GError) error = NULL;
  g_autoptr (HyTicket) ticket = hy_ticket_from_json (with, -1, &error);
  g_autofree char *json = NULL;
  const char *from;

  g_assert_no_error (error);
  *held = ticket->demands->len;
  json = hy_ticket_to_json (ticket);
  from = strstr (json, "\"demands\":") + strlen ("\"demands\":");
  return g_strndup (from, (gsize) (strstr (from, ",\"extra\"") - from));
}

/* A ticket without confirmed demands has one, its own words; it is told from one that was confirmed. */
static void
test_own_demand (void)
{
  static const struct
  {
    const char *row;
    const char *again; /* NULL: the same */
    guint held;
  } rows[] = {
    { "[]", "[{\"id\":\"d0\",\"text\":\"夜间施工\"}]", 0 },
    { "null", "[{\"id\":\"d0\",\"text\":\"夜间施工\"}]", 0 },
    { "[{\"id\":\"d0\",\"text\":\"夜间施工\"}]", NULL, 0 },
    { "[{\"id\":\"d0\",\"text\":\"停工\"}]", NULL, 1 },
    { "[{\"id\":\"d0\",\"text\":\"夜间施工\"},{\"id\":\"d1\",\"text\":\"停工\"}]", NULL, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint held;
      g_autofree char *again = demands_again (rows[i].row, &held);

      g_assert_cmpstr (again, ==, rows[i].again != NULL ? rows[i].again : rows[i].row);
      g_assert_cmpuint (held, ==, rows[i].held);
    }
}

/* Puts @text in the place of the member @name of the row; NULL removes it. */
static char *
with_member (const char *name, const char *text)
{
  HyJsonMember m;
  GString *out = g_string_new (NULL);
  const char *from;

  g_assert_true (hy_json_find (hy_json_value (row, sizeof row - 1), name, &m));
  if (text == NULL)
    {
      char *rest = NULL;
      g_autofree char *cut = NULL;

      g_string_free (out, TRUE);
      hy_json_cut (hy_json_value (row, sizeof row - 1), name, &rest, &cut);
      return rest;
    }
  from = m.value.text;
  g_string_append_len (out, row, from - row);
  g_string_append (out, text);
  g_string_append (out, from + m.value.len);
  return g_string_free (out, FALSE);
}

static void
test_faults (void)
{
  static const struct
  {
    const char *member;
    const char *text;
    const char *why;
  } cases[] = {
    { "id", NULL, "ticket: member \"id\" is missing" },
    { "id", "null", "ticket: member \"id\" is missing" },
    { "id", "\"\"", "ticket: member \"id\" is no id" },
    { "number", NULL, "ticket t-1: member \"number\" is missing" },
    { "title", "5", "ticket t-1: member \"title\" is no string" },
    { "content", NULL, "member \"content\" is missing" },
    { "kind", "\"anger\"", "member \"kind\" is no kind" },
    { "channel", "[]", "member \"channel\" is no channel" },
    { "state", "\"open\"", "member \"state\" is no state" },
    { "version", "7.0", "member \"version\" is no integer" },
    { "version", "-1", "member \"version\" is negative" },
    { "version", "\"7\"", "member \"version\" is no integer" },
    { "office", NULL, "member \"office\" is missing" },
    { "received_at", NULL, "member \"received_at\" is missing" },
    { "dispatched_at", "null", "member \"dispatched_at\" is missing" },
    { "due", "\"tomorrow\"", "ticket t-1: member \"due\" is no time" },
    { "due", "\"2026-11-30T17:30:00\"", "member \"due\" is no time" },
    { "due", "12", "member \"due\" is no time" },
    { "citizen", "[]", "member \"citizen\" is no object" },
    { "citizen", "{\"phone\":1}", "member \"citizen\" has a member \"phone\" that is no string" },
    { "flags", "[1]", "member \"flags\" is no list" },
    { "flags", "{}", "member \"flags\" is no list" },
    { "rework", "99999999999", "member \"rework\" is too large" },
    { "demands", "[{\"id\":\"d1\"}]", "member \"demands\" is no list of demands" },
    { "demands", "[[]]", "member \"demands\" is no list of demands" },
    { "public_consent", "1", "member \"public_consent\" is neither" },
    { "place", "\"x\",\"place\":\"y\"", "member \"place\" comes twice" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = with_member (cases[i].member, cases[i].text);
      g_autoptr (GError) error = NULL;
      g_autoptr (HyTicket) t = hy_ticket_from_json (text, -1, &error);

      g_assert_null (t);
      g_assert_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE);
      if (strstr (error->message, cases[i].why) == NULL)
        g_error ("%s instead of %s", error->message, cases[i].why);
    }
}

static void
test_escaped_names (void)
{
  g_autofree char *text = with_member ("place", "null,\"pl\\u0061ce\":\"y\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (HyTicket) t = hy_ticket_from_json (text, -1, &error);

  g_assert_null (t);
  g_assert_nonnull (strstr (error->message, "comes twice"));
}

static void
test_without_citizen (void)
{
  g_autofree char *rest = NULL;
  g_autofree char *citizen = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HyTicket) t = NULL;
  HyCitizen c = { 0 };

  hy_ticket_row_without_citizen (hy_json_value (row, sizeof row - 1), &rest, &citizen);
  g_assert_null (strstr (rest, "13000000000"));
  g_assert_nonnull (strstr (rest, "\"handler\":null,\"public_consent\":true"));
  t = hy_ticket_from_json (rest, -1, &error);
  g_assert_no_error (error);
  g_assert_null (t->citizen.name);
  g_assert_true (hy_citizen_from_json (citizen, -1, &c, &error));
  g_assert_cmpstr (c.name, ==, "李某");
  hy_citizen_clear (&c);
  g_assert_false (hy_citizen_from_json ("{\"name\":1}", -1, &c, &error));
  g_assert_cmpstr (error->message, ==, "citizen: member \"name\" is no string");
}

/* Seeded mutations of a good row: never a crash, and what is taken reads back as itself. */
static void
test_mutations (void)
{
  static const char alphabet[] = "{}[]\",:\\ \n0123456789-.eutfalsn\xe5\xed\x80";
  g_autoptr (GRand) rand = g_rand_new_with_seed (12345);
  guint taken = 0;

  for (int round = 0; round < 20000; round++)
    {
      gsize len = sizeof row - 1;
      g_autofree char *text = g_memdup2 (row, len);
      g_autoptr (HyTicket) t = NULL;

      for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        text[g_rand_int_range (rand, 0, len)]
            = alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];
      t = hy_ticket_from_json (text, len, NULL);
      if (t != NULL)
        {
          g_autofree char *once = hy_ticket_to_json (t);
          g_autoptr (GError) error = NULL;
          g_autoptr (HyTicket) again = hy_ticket_from_json (once, -1, &error);
          g_autofree char *twice = NULL;

          g_assert_no_error (error);
          twice = hy_ticket_to_json (again);
          g_assert_cmpstr (twice, ==, once);
          taken++;
        }
    }
  g_assert_cmpuint (taken, >, 100);
}

/* 50,000 rows must not hold up a first sync; a figure, not a promise, unless run with -m perf. */
static void
test_speed (void)
{
  g_autofree char *text = with_member ("place", "\"城市管理某街道某社区某小区的门前\"");
  guint rounds = g_test_perf () ? 50000 : 500;
  gsize len = strlen (text);
  double seconds;

  g_test_timer_start ();
  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (HyTicket) t = hy_ticket_from_json (text, len, NULL);

      g_assert_nonnull (t);
    }
  seconds = g_test_timer_elapsed ();
  g_test_minimized_result (seconds, "%u rows of %" G_GSIZE_FORMAT " bytes: %.3f s", rounds, len,
                           seconds);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/ticket-json/read", test_read);
  g_test_add_func ("/wire/ticket-json/write", test_write);
  g_test_add_func ("/wire/ticket-json/own-demand", test_own_demand);
  g_test_add_func ("/wire/ticket-json/faults", test_faults);
  g_test_add_func ("/wire/ticket-json/escaped-names", test_escaped_names);
  g_test_add_func ("/wire/ticket-json/without-citizen", test_without_citizen);
  g_test_add_func ("/wire/ticket-json/mutations", test_mutations);
  g_test_add_func ("/wire/ticket-json/speed", test_speed);
  return g_test_run ();
}
