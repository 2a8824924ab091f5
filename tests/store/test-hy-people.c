#include "store/hy-people.h"
#include "support/hy-test-feed.h"

typedef struct
{
  const char *person;
  GPtrArray *people;
  HyPersonRow *found;
  HyRefusal refusal;
} Ask;

static gboolean
list (HyReplica *replica, gpointer data, GError **error)
{
  Ask *ask = data;

  ask->people = hy_people_list (replica, error);
  return ask->people != NULL;
}

static gboolean
resolve (HyReplica *replica, gpointer data, GError **error)
{
  Ask *ask = data;

  ask->found = hy_people_resolve (replica, ask->person, &ask->refusal, error);
  return ask->found != NULL;
}

static void
put_person (HyTestReplica *t, const char *id, const char *office, const char *active)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO documents (kind, id, version, row, generation) VALUES ('person', '%s', 1, "
      "'{\"id\":\"%s\",\"name\":\"N %s\",\"office\":\"%s\",\"active\":%s}', 0)",
      id, id, id, office, active);

  hy_test_exec (t, sql);
}

static void
test_list_own_and_active (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  Ask ask = { 0 };

  hy_test_replica_enrol (t, TRUE);
  put_person (t, "p-gone", "o1", "false");
  put_person (t, "p-other", "o2", "true");
  hy_test_exec (t, "INSERT INTO documents VALUES ('person', 'odd', 1, '{\"name\":7}', 0)");
  hy_test_read (t, list, &ask);
  g_assert_cmpuint (ask.people->len, ==, 2);
  g_assert_cmpstr (((HyPersonRow *) g_ptr_array_index (ask.people, 0))->name, ==, "Li");
  g_ptr_array_unref (ask.people);
}

#define PIN                                                                                        \
  "$argon2id$v=19$m=8,t=1,p=1$wCqxCGkH9smt3LnUccbg1Q$aROlF8aVvfG4gETASy/ixbIoMR1G75ZkPusSPRLnjTg"

static char *
person_line (gint64 version, const char *pin)
{
  g_autofree char *row = g_strdup_printf (
      "{\"id\":\"p1\",\"name\":\"Li\",\"office\":\"o1\",\"active\":true%s%s%s}",
      pin != NULL ? ",\"pin\":\"" : "", pin != NULL ? pin : "", pin != NULL ? "\"" : "");

  return hy_test_document_line ("person", "p1", version, row);
}

static void
assert_pin (HyTestReplica *t, const char *pin)
{
  Ask ask = { 0 };

  hy_test_read (t, list, &ask);
  g_assert_cmpuint (ask.people->len, ==, 1);
  g_assert_cmpstr (((HyPersonRow *) g_ptr_array_index (ask.people, 0))->pin, ==, pin);
  g_ptr_array_unref (ask.people);
}

/* One that cannot be tried opens no door: the row is put aside, what was known of the person holds. */
static void
test_pin_comes_and_goes (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_replica_enrol (t, FALSE);
  hy_test_feed_on (t, person_line (1, NULL), NULL);
  assert_pin (t, NULL);
  hy_test_feed_on (t, person_line (2, PIN), NULL);
  assert_pin (t, PIN);
  hy_test_feed_on (t, person_line (3, "2718"), NULL);
  assert_pin (t, PIN);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM aside WHERE kind = 'person'"), ==, 1);
  hy_test_feed_on (t, person_line (4, NULL), NULL);
  assert_pin (t, NULL);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM aside"), ==, 0);
}

static gboolean
name (HyReplica *replica, gpointer data, GError **error)
{
  g_autofree char *one = hy_people_name (replica, "p-li");
  g_autofree char *former = hy_people_name (replica, "p-gone");

  g_assert_cmpstr (one, ==, "Li");
  g_assert_cmpstr (former, ==, "N p-gone");
  g_assert_null (hy_people_name (replica, "p-nobody"));
  g_assert_null (hy_people_name (replica, NULL));
  return TRUE;
}

static void
test_name_of_anybody (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  put_person (t, "p-gone", "o2", "false");
  hy_test_read (t, name, NULL);
}

static void
test_resolve_only_one (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  Ask ask = { 0 };

  hy_test_replica_enrol (t, FALSE);
  put_person (t, "p-one", "o1", "true");
  hy_test_read (t, resolve, &ask);
  g_assert_cmpstr (ask.found->id, ==, "p-one");
  hy_person_row_free (ask.found);
}

static void
check_fails (HyTestReplica *t, const char *person, HyStoreError code)
{
  Ask ask = { .person = person };
  g_autoptr (GError) error = NULL;

  g_assert_false (hy_store_read (t->store, resolve, &ask, &error));
  g_assert_error (error, HY_STORE_ERROR, (int) code);
}

static void
test_resolve_fails (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_replica_enrol (t, FALSE);
  check_fails (t, NULL, HY_STORE_ERROR_REFUSED);
  hy_test_replica_enrol (t, TRUE);
  check_fails (t, NULL, HY_STORE_ERROR_AMBIGUOUS);
  check_fails (t, "p-nobody", HY_STORE_ERROR_REFUSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/list", test_list_own_and_active);
  g_test_add_func ("/people/pin-comes-and-goes", test_pin_comes_and_goes);
  g_test_add_func ("/people/name-of-anybody", test_name_of_anybody);
  g_test_add_func ("/people/resolve", test_resolve_only_one);
  g_test_add_func ("/people/resolve-fails", test_resolve_fails);
  return g_test_run ();
}
