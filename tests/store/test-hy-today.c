#include "store/hy-today.h"
#include "support/hy-test-outbox.h"

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })
#define RECORD hy_test_record_line
#define FAR "2026-12-30T17:30:00+08:00"
#define TODAY "2026-11-23T17:30:00+08:00"
#define TOMORROW "2026-11-24T17:30:00+08:00"
#define GONE "2026-11-20T17:30:00+08:00"
#define REACHED(more)                                                                              \
  "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"reached\","                          \
  "\"at\":\"2026-11-23T08:50:00+08:00\",\"purpose\":[\"confirm\"],"                                \
  "\"demands\":[{\"id\":\"d1\",\"text\":\"Quiet\",\"confirmed\":true}]" more "}"

#define ASKED(clock)                                                                               \
  "{\"text\":\"asked\",\"waiting_for\":{\"unit\":\"Bridge\",\"by\":\"2026-11-23T" clock           \
  ":00+08:00\"}}"

typedef struct
{
  const char *handler;
  guint limits[HY_N_TODAY];
  HyToday today;
} Ask;

static gboolean
read_today (HyReplica *replica, gpointer data, GError **error)
{
  Ask *ask = data;

  return hy_today_read (replica, ask->handler, ask->limits, &ask->today, error);
}

static void
ask_today (HyTestReplica *t, Ask *ask)
{
  for (guint i = 0; i < HY_N_TODAY; i++)
    if (ask->limits[i] == 0)
      ask->limits[i] = 7;
  hy_test_read (t, read_today, ask);
}

static void
assert_group (const HyToday *today, HyTodayGroup group, const char *want)
{
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint i = 0; i < today->rows[group]->len; i++)
    {
      const HyTodayRow *row = g_ptr_array_index (today->rows[group], i);

      g_string_append_printf (got, "%s%s/%d/%s", i > 0 ? " " : "", row->ticket->id, row->reason,
                              row->kind != NULL ? row->kind : "-");
    }
  g_assert_cmpstr (got->str, ==, want);
}

static HyTestReplica *
enrolled (void)
{
  HyTestReplica *t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  return t;
}

static void
test_groups (void)
{
  g_autoptr (HyTestReplica) t = enrolled ();
  Ask ask = { 0 };

  hy_test_feed_on (
      t, TICKET (.id = "late", .due = GONE, .due_contact = GONE),
      TICKET (.id = "today", .due = FAR, .due_contact = TODAY),
      TICKET (.id = "morrow", .due = FAR, .due_contact = TOMORROW),
      TICKET (.id = "far", .due = FAR, .due_contact = FAR),
      TICKET (.id = "new", .state = "pending_sign", .handler = "", .due_sign = TODAY),
      TICKET (.id = "pressed", .due = FAR, .due_contact = FAR, .flags = "[\"urged:1\"]"),
      TICKET (.id = "hot", .due = FAR, .due_contact = FAR, .flags = "[\"urgent\"]"), NULL);
  ask_today (t, &ask);
  assert_group (&ask.today, HY_TODAY_NOW, "late/1/situation_statement pressed/3/contact hot/4/contact");
  assert_group (&ask.today, HY_TODAY_DUE, "today/6/contact");
  assert_group (&ask.today, HY_TODAY_TOMORROW, "morrow/6/contact");
  g_assert_cmpint (ask.today.due_today, ==, 2);
  g_assert_cmpint (ask.today.to_sign, ==, 1);
  g_assert_cmpint (ask.today.sign_next, ==, 1);
  g_assert_cmpint (ask.today.sign_by, >, t->now);
  g_assert_cmpstr (ask.today.next->id, ==, "morrow");
  hy_today_clear (&ask.today);
}

static void
test_pressed_until_acted_on (void)
{
  g_autoptr (HyTestReplica) t = enrolled ();
  Ask ask = { 0 };

  hy_test_feed_on (t,
                   TICKET (.id = "t1", .version = 2, .records = 1, .due = FAR, .due_contact = FAR,
                           .flags = "[\"supervised:yellow\"]"),
                   RECORD ("t1", "r1", 2, "progress", "{\"text\":\"done\"}"), NULL);
  ask_today (t, &ask);
  assert_group (&ask.today, HY_TODAY_NOW, "");
  g_assert_cmpint (ask.today.n[HY_TODAY_NOW], ==, 0);
  hy_today_clear (&ask.today);
}

static void
test_promises (void)
{
  g_autoptr (HyTestReplica) t = enrolled ();
  Ask ask = { 0 };
  const HyTodayRow *row;

  hy_test_feed_on (
      t, TICKET (.id = "call", .version = 2, .records = 1, .due = FAR, .due_contact = FAR),
      RECORD ("call", "r1", 2, "contact",
              "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"no_answer\",\"purpose\":["
              "\"confirm\"],\"at\":\"2026-11-23T08:00:00+08:00\",\"callback_at\":"
              "\"2026-11-23T15:00:00+08:00\"}"),
      TICKET (.id = "word", .version = 2, .records = 1, .due = FAR, .due_contact = ""),
      RECORD ("word", "r2", 2, "contact",
              REACHED (",\"promise\":{\"what\":\"go there\",\"by\":\"2026-11-23\"}")),
      TICKET (.id = "broken", .version = 2, .records = 1, .due = FAR, .due_contact = ""),
      RECORD ("broken", "r3", 2, "contact",
              REACHED (",\"promise\":{\"what\":\"ring\",\"by\":\"2026-11-20T10:00:00+08:00\"}")),
      TICKET (.id = "kept", .version = 3, .records = 2, .due = FAR, .due_contact = ""),
      RECORD ("kept", "r4", 2, "contact",
              REACHED (",\"promise\":{\"what\":\"x\",\"by\":\"2026-11-23T08:30:00+08:00\"}")),
      RECORD ("kept", "r5", 3, "contact", REACHED ("")), NULL);
  ask_today (t, &ask);
  assert_group (&ask.today, HY_TODAY_PROMISED, "call/7/contact word/8/progress");
  assert_group (&ask.today, HY_TODAY_NOW, "broken/5/progress");
  g_assert_cmpint (ask.today.promised, ==, 2);
  row = g_ptr_array_index (ask.today.rows[HY_TODAY_PROMISED], 0);
  g_assert_cmpint (row->tries, ==, 1);
  row = g_ptr_array_index (ask.today.rows[HY_TODAY_PROMISED], 1);
  g_assert_cmpstr (row->what, ==, "go there");
  g_assert_cmpint (row->tries, ==, 0);
  hy_today_clear (&ask.today);
}

static void
test_waiting_by_unit (void)
{
  g_autoptr (HyTestReplica) t = enrolled ();
  Ask ask = { 0 };

  hy_test_feed_on (t, TICKET (.id = "a", .version = 2, .records = 1, .due = FAR, .due_contact = FAR),
                   RECORD ("a", "r1", 2, "progress", ASKED ("08:00")),
                   TICKET (.id = "b", .version = 2, .records = 1, .due = FAR, .due_contact = FAR),
                   RECORD ("b", "r2", 2, "progress", ASKED ("18:00")), NULL);
  ask_today (t, &ask);
  assert_group (&ask.today, HY_TODAY_WAITING, "a/9/progress");
  hy_today_clear (&ask.today);
}

static void
test_seven_and_how_many_more (void)
{
  g_autoptr (HyTestReplica) t = enrolled ();
  Ask ask = { 0 };

  for (int i = 0; i < 9; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%d", i);

      hy_test_feed_on (t, TICKET (.id = id, .due = TODAY, .due_contact = TODAY), NULL);
    }
  ask_today (t, &ask);
  g_assert_cmpuint (ask.today.rows[HY_TODAY_DUE]->len, ==, 7);
  g_assert_cmpint (ask.today.n[HY_TODAY_DUE], ==, 9);
  hy_today_clear (&ask.today);
}

static void
test_refused_and_own (void)
{
  g_autoptr (HyTestReplica) t = enrolled ();
  Ask ask = { 0 }, other = { .handler = "p-li" };
  g_autofree char *id = NULL;
  g_autofree char *result = NULL;

  hy_test_feed_on (t, TICKET (.id = "t1", .due = FAR, .due_contact = FAR), NULL);
  id = hy_test_queue (t, "t1", "progress", "{\"text\":\"went there\"}");
  g_ptr_array_unref (hy_test_take (t));
  result = g_strdup_printf ("{\"id\":\"%s\",\"result\":\"refused\",\"code\":\"not_yours\"}", id);
  g_assert_cmpuint (hy_test_settle (t, result), ==, 1);
  ask_today (t, &ask);
  assert_group (&ask.today, HY_TODAY_NOW, "t1/0/-");
  ask_today (t, &other);
  assert_group (&other.today, HY_TODAY_NOW, "");
  hy_today_clear (&ask.today);
  hy_today_clear (&other.today);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/today/groups", test_groups);
  g_test_add_func ("/today/pressed-until-acted-on", test_pressed_until_acted_on);
  g_test_add_func ("/today/promises", test_promises);
  g_test_add_func ("/today/waiting-by-unit", test_waiting_by_unit);
  g_test_add_func ("/today/seven-and-how-many-more", test_seven_and_how_many_more);
  g_test_add_func ("/today/refused-and-own", test_refused_and_own);
  return g_test_run ();
}
