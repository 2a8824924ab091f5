#include "support/hy-test-calendar.h"

#include "core/hy-workflow.h"

typedef struct
{
  HyCalendar *calendar;
  HyPolicy *policy;
  HyTicket *ticket;
  GPtrArray *timeline;
  HyClocks clocks;
} Fixture;

#define RESULT(f) (&(f)->clocks.clock[HY_CLOCK_RESULT])
#define CONTACT(f) (&(f)->clocks.clock[HY_CLOCK_CONTACT])
#define SIGN(f) (&(f)->clocks.clock[HY_CLOCK_SIGN])

/* Of the last record. */
static void
set_body (Fixture *f, GVariantDict *dict)
{
  HyRecord *record = g_ptr_array_index (f->timeline, f->timeline->len - 1);

  g_variant_unref (record->body);
  record->body = g_variant_ref_sink (g_variant_dict_end (dict));
}

static void
add_record (Fixture *f, const char *kind, const char *when, const char *names)
{
  HyRecord *record = hy_record_new ();

  record->id = g_strdup_printf ("r%u", f->timeline->len);
  record->kind = g_strdup (kind);
  record->made_at = record->received_at = hy_test_time (when);
  g_ptr_array_add (f->timeline, record);
  if (names != NULL)
    {
      GVariantDict body = G_VARIANT_DICT_INIT (NULL);

      g_variant_dict_insert (&body, "record", "s", names);
      set_body (f, &body);
    }
}

/* A complaint dispatched on Monday 2026-11-23 at 09:12, signed and called the same day. */
static void
set_up (Fixture *f, gconstpointer data)
{
  f->calendar = hy_test_calendar ();
  f->policy = hy_test_policy ();
  f->timeline = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_record_free);
  f->ticket = hy_ticket_new ();
  f->ticket->kind = HY_DEMAND_COMPLAINT;
  f->ticket->channel = HY_CHANNEL_CITY_HOTLINE;
  f->ticket->state = HY_STATE_HANDLING;
  f->ticket->dispatched_at = f->ticket->started_at = hy_test_time ("2026-11-23 09:12");
  f->ticket->signed_at = hy_test_time ("2026-11-23 10:00");
  f->ticket->contacted_at = hy_test_time ("2026-11-23 11:00");
  f->ticket->due_sign = hy_test_time ("2026-11-23 15:12");
  f->ticket->due_contact = hy_test_time ("2026-11-24 17:30");
  f->ticket->due = hy_test_time ("2026-11-30 17:30");
  add_record (f, "dispatched", "2026-11-23 09:12", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  hy_calendar_unref (f->calendar);
  hy_policy_unref (f->policy);
  hy_ticket_free (f->ticket);
  g_ptr_array_unref (f->timeline);
}

static void
read_clocks (Fixture *f)
{
  HyCase c = { f->ticket, f->timeline, f->policy, f->calendar };

  hy_clocks_read (&c, &f->clocks);
}

static HyLight
light (const HyClock *clock, const char *now)
{
  return hy_clock_light (clock, hy_test_time (now));
}

static void
assert_time (HyTime got, const char *expected)
{
  g_autofree char *a = hy_time_format (got);
  g_autofree char *b = hy_time_format (hy_test_time (expected));

  g_assert_cmpstr (a, ==, b);
}

static void
test_fresh (Fixture *f, gconstpointer data)
{
  f->ticket->state = HY_STATE_PENDING_SIGN;
  f->ticket->signed_at = f->ticket->contacted_at = HY_TIME_NONE;
  read_clocks (f);
  assert_time (SIGN (f)->yellow_at, "2026-11-23 11:12");
  assert_time (CONTACT (f)->yellow_at, "2026-11-24 08:51");
  assert_time (RESULT (f)->yellow_at, "2026-11-26 17:30");
  g_assert_false (RESULT (f)->moved);
  g_assert_cmpint (RESULT (f)->limit.n, ==, 5);
  g_assert_cmpint (light (SIGN (f), "2026-11-23 11:12"), ==, HY_LIGHT_YELLOW);
  g_assert_cmpint (light (SIGN (f), "2026-11-23 15:13"), ==, HY_LIGHT_RED);
  g_assert_cmpint (light (RESULT (f), "2026-11-26 17:29:59"), ==, HY_LIGHT_GREEN);
  g_assert_cmpint (light (RESULT (f), "2026-11-30 17:30"), ==, HY_LIGHT_YELLOW);
  g_assert_cmpint (light (RESULT (f), "2026-11-30 17:30:01"), ==, HY_LIGHT_RED_FRAMED);
  g_assert_cmpint (hy_clocks_light (&f->clocks, hy_test_time ("2026-11-24 18:00"), NULL), ==,
                   HY_LIGHT_RED);
}

static void
test_without_records (Fixture *f, gconstpointer data)
{
  g_ptr_array_set_size (f->timeline, 0);
  read_clocks (f);
  assert_time (RESULT (f)->yellow_at, "2026-11-26 17:30");
  g_assert_cmpint (light (CONTACT (f), "2026-11-26 17:30"), ==, HY_LIGHT_IN_TIME);
}

static void
test_return_stops_sign (Fixture *f, gconstpointer data)
{
  f->ticket->state = HY_STATE_RETURN_REQUESTED;
  f->ticket->signed_at = HY_TIME_NONE;
  add_record (f, "return_request", "2026-11-23 14:00", NULL);
  read_clocks (f);
  assert_time (SIGN (f)->stopped_at, "2026-11-23 14:00");
  g_assert_cmpint (light (SIGN (f), "2026-11-25 09:00"), ==, HY_LIGHT_IN_TIME);
  g_assert_cmpint (light (CONTACT (f), "2026-11-25 09:00"), ==, HY_LIGHT_IN_TIME);
  g_assert_cmpint (RESULT (f)->stopped_at, ==, HY_TIME_NONE);
  f->ticket->state = HY_STATE_PENDING_SIGN;
  add_record (f, "return_refused", "2026-11-25 08:40", NULL);
  read_clocks (f);
  assert_time (SIGN (f)->due, "2026-11-23 15:12");
  g_assert_cmpint (light (SIGN (f), "2026-11-25 09:00"), ==, HY_LIGHT_RED);
}

static void
test_waived (Fixture *f, gconstpointer data)
{
  f->ticket->contacted_at = HY_TIME_NONE;
  f->ticket->citizen.anonymous = TRUE;
  read_clocks (f);
  g_assert_false (CONTACT (f)->exists);
  f->ticket->citizen.anonymous = FALSE;
  f->ticket->due_contact = HY_TIME_NONE;
  read_clocks (f);
  g_assert_false (CONTACT (f)->exists);
  g_assert_cmpint (hy_clocks_light (&f->clocks, hy_test_time ("2026-11-25 09:00"), NULL), ==,
                   HY_LIGHT_GREEN);
}

static void
test_extended (Fixture *f, gconstpointer data)
{
  f->ticket->contacted_at = HY_TIME_NONE;
  f->ticket->due = hy_test_time ("2026-12-07 17:30");
  add_record (f, "extension_request", "2026-11-27 09:00", NULL);
  add_record (f, "extension_granted", "2026-11-27 10:00", NULL);
  read_clocks (f);
  g_assert_true (RESULT (f)->moved);
  g_assert_true (RESULT (f)->extended);
  g_assert_false (RESULT (f)->ask_pending);
  g_assert_cmpint (RESULT (f)->limit.unit, ==, HY_UNIT_WORKING_DAYS);
  g_assert_cmpint (RESULT (f)->limit.n, ==, 10);
  assert_time (RESULT (f)->yellow_at, "2026-12-03 17:30");
  g_assert_false (CONTACT (f)->moved);
  assert_time (CONTACT (f)->yellow_at, "2026-11-24 08:51");
}

/* An inquiry's 2 days are half-way yellow (Tuesday 14:21); with one day more they are 3. */
static void
test_extension_changes_the_rule (Fixture *f, gconstpointer data)
{
  f->ticket->kind = HY_DEMAND_INQUIRY;
  f->ticket->due = hy_test_time ("2026-11-25 17:30");
  read_clocks (f);
  assert_time (RESULT (f)->yellow_at, "2026-11-24 14:21");
  add_record (f, "extension_granted", "2026-11-24 10:00", NULL);
  f->ticket->due = hy_test_time ("2026-11-26 17:30");
  read_clocks (f);
  g_assert_cmpint (RESULT (f)->limit.n, ==, 3);
  assert_time (RESULT (f)->yellow_at, "2026-11-24 17:30");
}

/* 24 natural hours and 2 working days on top: working days from now on. */
static void
test_urgent_extended (Fixture *f, gconstpointer data)
{
  hy_ticket_set_flag (f->ticket, "urgent", NULL);
  f->ticket->due = hy_test_time ("2026-11-24 09:12");
  read_clocks (f);
  assert_time (RESULT (f)->yellow_at, "2026-11-23 21:12");
  add_record (f, "extension_granted", "2026-11-23 20:00", NULL);
  f->ticket->due = hy_test_time ("2026-11-26 17:30");
  read_clocks (f);
  g_assert_cmpint (RESULT (f)->limit.unit, ==, HY_UNIT_WORKING_DAYS);
  g_assert_cmpint (RESULT (f)->limit.n, ==, 3);
  assert_time (RESULT (f)->yellow_at, "2026-11-24 17:30");
}

static void
test_extension_of_an_earlier_round (Fixture *f, gconstpointer data)
{
  add_record (f, "extension_granted", "2026-11-27 10:00", NULL);
  add_record (f, "reply", "2026-12-01 10:00", NULL);
  add_record (f, "reply_rejected", "2026-12-02 10:00", NULL);
  f->ticket->state = HY_STATE_REWORK;
  f->ticket->rework = 1;
  f->ticket->started_at = hy_test_time ("2026-12-02 10:00");
  f->ticket->due_contact = hy_test_time ("2026-12-03 17:30");
  f->ticket->due = hy_test_time ("2026-12-07 17:30");
  read_clocks (f);
  g_assert_false (RESULT (f)->moved);
  g_assert_cmpint (RESULT (f)->origin, ==, HY_ORIGIN_RESTARTED);
  g_assert_cmpint (RESULT (f)->limit.n, ==, 3);
  assert_time (RESULT (f)->yellow_at, "2026-12-03 17:30");
  /* Last round's contact does not stop this round's clock. */
  g_assert_cmpint (light (CONTACT (f), "2026-12-02 10:01"), ==, HY_LIGHT_GREEN);
  /* One that was on the way does, though its time lies before. */
  add_record (f, "contact", "2026-12-02 09:00", NULL);
  f->ticket->contacted_at = hy_test_time ("2026-12-02 09:00");
  read_clocks (f);
  g_assert_cmpint (light (CONTACT (f), "2026-12-02 10:01"), ==, HY_LIGHT_IN_TIME);
}

static void
test_dissatisfied_follow_up (Fixture *f, gconstpointer data)
{
  GVariantDict body = G_VARIANT_DICT_INIT (NULL);

  add_record (f, "extension_granted", "2026-11-27 10:00", NULL);
  add_record (f, "followed_up", "2026-12-02 10:00", NULL);
  g_variant_dict_insert (&body, "satisfied", "b", FALSE);
  set_body (f, &body);
  f->ticket->state = HY_STATE_REWORK;
  f->ticket->started_at = hy_test_time ("2026-12-02 10:00");
  f->ticket->due = hy_test_time ("2026-12-08 17:30");
  read_clocks (f);
  g_assert_false (RESULT (f)->moved);
}

/* Suspended on Wednesday 25 with 26 27 30 and the day itself left; ended on Thursday 10 December.
 */
static void
test_suspension (Fixture *f, gconstpointer data)
{
  f->ticket->state = HY_STATE_SUSPENDED;
  f->ticket->contacted_at = HY_TIME_NONE;
  add_record (f, "suspension_granted", "2026-11-24 10:00", NULL);
  read_clocks (f);
  g_assert_cmpint (light (RESULT (f), "2027-06-01 10:00"), ==, HY_LIGHT_PAUSED);
  g_assert_cmpint (light (CONTACT (f), "2027-06-01 10:00"), ==, HY_LIGHT_PAUSED);
  g_assert_cmpint (light (SIGN (f), "2027-06-01 10:00"), ==, HY_LIGHT_IN_TIME);
  g_assert_cmpint (hy_clocks_light (&f->clocks, hy_test_time ("2027-06-01 10:00"), NULL), ==,
                   HY_LIGHT_PAUSED);
  add_record (f, "suspension_ended", "2026-12-10 10:00", NULL);
  f->ticket->state = HY_STATE_HANDLING;
  f->ticket->due_contact = hy_test_time ("2026-12-11 17:30");
  f->ticket->due = hy_test_time ("2026-12-17 17:30");
  read_clocks (f);
  g_assert_true (RESULT (f)->moved);
  g_assert_true (CONTACT (f)->moved);
  g_assert_cmpint (RESULT (f)->origin, ==, HY_ORIGIN_RESUMED);
  g_assert_cmpint (RESULT (f)->limit.n, ==, 18);
  g_assert_cmpint (CONTACT (f)->limit.n, ==, 14);
  assert_time (RESULT (f)->yellow_at, "2026-12-15 17:30");
  assert_time (CONTACT (f)->yellow_at, "2026-12-09 17:30");
}

static void
test_suspension_leaves_what_had_stopped (Fixture *f, gconstpointer data)
{
  add_record (f, "suspension_granted", "2026-11-25 10:00", NULL);
  add_record (f, "resume", "2026-12-10 10:00", NULL);
  f->ticket->due = hy_test_time ("2026-12-16 17:30");
  read_clocks (f);
  g_assert_true (RESULT (f)->moved);
  g_assert_false (CONTACT (f)->moved);
}

typedef struct
{
  const char *decision; /* kind of a later record, or NULL */
  const char *names;
  gboolean pending;
} AskCase;

static const AskCase ask_cases[] = {
  { NULL, NULL, TRUE },
  { "extension_refused", NULL, FALSE },
  { "reply", NULL, FALSE },
  { "request_withdraw", "r1", FALSE },
  { "request_withdraw", "r9", TRUE },
  { "reassigned", NULL, FALSE },
  { "progress", NULL, TRUE },
};

static void
test_ask_pending (Fixture *f, gconstpointer data)
{
  add_record (f, "extension_request", "2026-11-30 17:30", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (ask_cases); i++)
    {
      const AskCase *c = &ask_cases[i];
      HyLight expected = c->pending ? HY_LIGHT_YELLOW : HY_LIGHT_RED_FRAMED;

      g_test_message ("%s %s", c->decision, c->names);
      if (c->decision != NULL)
        add_record (f, c->decision, "2026-12-01 09:00", c->names);
      read_clocks (f);
      g_assert_cmpint (RESULT (f)->ask_pending, ==, c->pending);
      g_assert_cmpint (light (RESULT (f), "2026-12-02 09:00"), ==, expected);
      g_ptr_array_set_size (f->timeline, 2);
    }
}

static void
test_ask_by_flag (Fixture *f, gconstpointer data)
{
  hy_ticket_set_flag (f->ticket, "extension", "pending");
  read_clocks (f);
  g_assert_cmpint (light (RESULT (f), "2026-12-02 09:00"), ==, HY_LIGHT_YELLOW);
  hy_ticket_set_flag (f->ticket, "extension", "granted");
  read_clocks (f);
  g_assert_cmpint (light (RESULT (f), "2026-12-02 09:00"), ==, HY_LIGHT_RED_FRAMED);
}

static void
test_asked_too_late (Fixture *f, gconstpointer data)
{
  add_record (f, "extension_request", "2026-11-30 17:30:01", NULL);
  read_clocks (f);
  g_assert_cmpint (light (RESULT (f), "2026-12-02 09:00"), ==, HY_LIGHT_RED_FRAMED);
}

static void
test_statement (Fixture *f, gconstpointer data)
{
  f->ticket->statement_at = hy_test_time ("2026-11-30 17:29");
  read_clocks (f);
  g_assert_cmpint (light (RESULT (f), "2026-12-02 09:00"), ==, HY_LIGHT_RED_FRAMED);
  f->ticket->statement_at = hy_test_time ("2026-12-01 09:00");
  read_clocks (f);
  g_assert_cmpint (light (RESULT (f), "2026-12-02 09:00"), ==, HY_LIGHT_RED);
}

/* A suggestion's 10 days end on 7 December; supervised on Wednesday 25 it has until Monday 30. */
static void
test_supervised (Fixture *f, gconstpointer data)
{
  f->ticket->kind = HY_DEMAND_SUGGESTION;
  hy_ticket_set_flag (f->ticket, "supervised", "yellow");
  add_record (f, "supervised", "2026-11-25 11:00", NULL);
  read_clocks (f);
  g_assert_cmpint (RESULT (f)->origin, ==, HY_ORIGIN_SUPERVISED);
  g_assert_cmpint (RESULT (f)->limit.n, ==, 3);
  assert_time (RESULT (f)->counted_from, "2026-11-25 11:00");
  assert_time (RESULT (f)->yellow_at, "2026-11-26 17:30");
}

/* Supervision that brings no earlier due leaves the inquiry's own limit of 2 days. */
static void
test_supervised_in_vain (Fixture *f, gconstpointer data)
{
  f->ticket->kind = HY_DEMAND_INQUIRY;
  f->ticket->due = hy_test_time ("2026-11-25 17:30");
  hy_ticket_set_flag (f->ticket, "supervised", "ordinary");
  add_record (f, "supervised", "2026-11-24 11:00", NULL);
  read_clocks (f);
  g_assert_cmpint (RESULT (f)->limit.n, ==, 2);
  g_assert_cmpint (RESULT (f)->origin, ==, HY_ORIGIN_DISPATCHED);
  assert_time (RESULT (f)->yellow_at, "2026-11-24 14:21");
}

static void
test_stopped_by_state (Fixture *f, gconstpointer data)
{
  static const HyState states[]
      = { HY_STATE_SUBMITTED, HY_STATE_CLOSED, HY_STATE_ARCHIVED, HY_STATE_LEFT };

  f->ticket->replied_at = hy_test_time ("2026-11-30 17:30:01");
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      f->ticket->state = states[i];
      read_clocks (f);
      g_assert_cmpint (hy_clocks_light (&f->clocks, hy_test_time ("2026-12-02 09:00"), NULL), ==,
                       HY_LIGHT_LATE);
    }
  /* A withdrawn reply: the old due runs as if it had never stopped. */
  f->ticket->state = HY_STATE_HANDLING;
  read_clocks (f);
  g_assert_cmpint (light (RESULT (f), "2026-12-02 09:00"), ==, HY_LIGHT_RED_FRAMED);
}

static void
test_left_unanswered (Fixture *f, gconstpointer data)
{
  f->ticket->state = HY_STATE_LEFT;
  f->ticket->contacted_at = f->ticket->signed_at = HY_TIME_NONE;
  read_clocks (f);
  g_assert_cmpint (hy_clocks_light (&f->clocks, hy_test_time ("2026-12-02 09:00"), NULL), ==,
                   HY_LIGHT_NONE);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/clocks/fresh", test_fresh },
    { "/clocks/without-records", test_without_records },
    { "/clocks/return-stops-sign", test_return_stops_sign },
    { "/clocks/waived", test_waived },
    { "/clocks/extended", test_extended },
    { "/clocks/extension-changes-the-rule", test_extension_changes_the_rule },
    { "/clocks/urgent-extended", test_urgent_extended },
    { "/clocks/extension-of-an-earlier-round", test_extension_of_an_earlier_round },
    { "/clocks/dissatisfied-follow-up", test_dissatisfied_follow_up },
    { "/clocks/suspension", test_suspension },
    { "/clocks/suspension-leaves-what-had-stopped", test_suspension_leaves_what_had_stopped },
    { "/clocks/ask-pending", test_ask_pending },
    { "/clocks/ask-by-flag", test_ask_by_flag },
    { "/clocks/asked-too-late", test_asked_too_late },
    { "/clocks/statement", test_statement },
    { "/clocks/supervised", test_supervised },
    { "/clocks/supervised-in-vain", test_supervised_in_vain },
    { "/clocks/stopped-by-state", test_stopped_by_state },
    { "/clocks/left-unanswered", test_left_unanswered },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
