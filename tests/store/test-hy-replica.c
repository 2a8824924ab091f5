#include "support/hy-test-replica.h"

#include <string.h>

static gboolean
read_enrolment (HyReplica *replica, gpointer data, GError **error)
{
  return hy_replica_get_enrolment (replica, data, error);
}

static void
test_enrolment (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  g_auto (HyEnrolment) enrolment = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (hy_store_read (t->store, read_enrolment, &enrolment, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_ENROLLED);
  hy_test_replica_enrol (t, FALSE);
  hy_test_read (t, read_enrolment, &enrolment);
  g_assert_cmpstr (enrolment.url, ==, "https://district.example:8443");
  g_assert_cmpstr (enrolment.device_name, ==, "Window 3");
}

typedef struct
{
  HyTime date;
  HyTime pc;
  gint64 round_trip;
} Reply;

static gboolean
note (HyReplica *replica, gpointer data, GError **error)
{
  const Reply *reply = data;

  return hy_replica_note_time (replica, reply->date, reply->pc, reply->round_trip, error);
}

static gboolean
ask_now (HyReplica *replica, gpointer data, GError **error)
{
  *(HyTime *) data = hy_replica_now (replica);
  return TRUE;
}

static HyTime
now_of (HyTestReplica *t)
{
  HyTime now = HY_TIME_NONE;

  hy_test_read (t, ask_now, &now);
  return now;
}

static void
test_offset_of_a_quick_reply (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  g_assert_cmpint (now_of (t), ==, t->now);
  hy_test_write (t, note, &(Reply){ t->now + HY_HOUR, t->now, 200 });
  t->now += HY_MINUTE;
  g_assert_cmpint (now_of (t), ==, HY_TEST_NOW + HY_HOUR + HY_MINUTE);
  hy_test_replica_reopen (t);
  g_assert_cmpint (now_of (t), ==, HY_TEST_NOW + HY_HOUR + HY_MINUTE);
}

static void
test_slow_reply_sets_no_offset (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_write (t, note, &(Reply){ t->now - HY_HOUR, t->now, 5 * HY_SECOND });
  g_assert_cmpint (now_of (t), ==, HY_TEST_NOW);
}

static void
test_never_before_what_is_known (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_write (t, note, &(Reply){ t->now, t->now, 100 });
  t->now -= 3 * HY_DAY;
  g_assert_cmpint (now_of (t), ==, HY_TEST_NOW);
  hy_test_write (t, note, &(Reply){ HY_TEST_NOW - HY_HOUR, t->now, 100 });
  g_assert_cmpint (now_of (t), ==, HY_TEST_NOW);
}

static gboolean
check_built_in (HyReplica *replica, gpointer data, GError **error)
{
  g_assert_nonnull (hy_replica_policy (replica, NULL));
  g_assert_true (hy_replica_policy (replica, "policy-77") == hy_replica_policy (replica, NULL));
  g_assert_true (
      hy_calendar_is_working_day (hy_replica_calendar (replica), hy_date_from_ymd (2026, 11, 23)));
  return TRUE;
}

static void
test_built_in_rules (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_read (t, check_built_in, NULL);
}

static gboolean
set_words (HyReplica *replica, gpointer data, GError **error)
{
  g_autofree char *word = NULL;

  g_assert_null (hy_replica_get_meta (replica, "none"));
  g_assert_cmpint (hy_replica_get_meta_int (replica, "none"), ==, 0);
  g_assert_true (hy_replica_set_meta (replica, "word", "a", error));
  g_assert_true (hy_replica_set_meta (replica, "word", "b", error));
  word = hy_replica_get_meta (replica, "word");
  g_assert_cmpstr (word, ==, "b");
  g_assert_true (hy_replica_set_meta_int (replica, "n", G_MININT64, error));
  g_assert_cmpint (hy_replica_get_meta_int (replica, "n"), ==, G_MININT64);
  g_assert_true (hy_replica_set_meta (replica, "word", NULL, error));
  g_assert_null (hy_replica_get_meta (replica, "word"));
  return TRUE;
}

static void
test_meta (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_write (t, set_words, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replica/enrolment", test_enrolment);
  g_test_add_func ("/replica/time/quick-reply", test_offset_of_a_quick_reply);
  g_test_add_func ("/replica/time/slow-reply", test_slow_reply_sets_no_offset);
  g_test_add_func ("/replica/time/never-back", test_never_before_what_is_known);
  g_test_add_func ("/replica/rules/built-in", test_built_in_rules);
  g_test_add_func ("/replica/meta", test_meta);
  return g_test_run ();
}
