/* What the program says when it cannot work: not enrolled, no line, a replica that is damaged or newer; and what its
 * doctor finds. */
#include "ctl/hy-ctl.h"
#include "ctl/hy-test-program.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
contents (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "replica.db", NULL);
  char *data = NULL;
  gsize size = 0;
  g_autofree char *sum = NULL;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, size);
  g_free (data);
  return g_steal_pointer (&sum);
}

static void
test_not_enrolled (void)
{
  static const char *const verbs[][3] = {
    { "sync" },   { "status", "--json" }, { "tickets" },          { "show", "t1" },
    { "outbox" }, { "doctor" },           { "do", "t1", "sign" },
  };
  g_autofree char *dir = hy_test_dir_new ();
  g_autofree char *missing = g_build_filename (dir, "missing", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_auto (HyTestRun) run
          = hy_test_run (missing, NULL, verbs[i][0], verbs[i][1], verbs[i][2], NULL);

      g_assert_cmpint (run.code, ==, HY_EXIT_NOT_ENROLLED);
      g_assert_true (g_str_has_prefix (run.err, "huiyinctl: "));
    }
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
  hy_test_dir_remove (dir);
}

static void
test_enrol_unreachable (void)
{
  g_autofree char *dir = hy_test_dir_new ();
  g_auto (HyTestRun) run = hy_test_run (dir, NULL, "enrol", "https://127.0.0.1:1", "K7PM", NULL);
  g_auto (HyTestRun) status = hy_test_run (dir, NULL, "status", NULL);

  g_assert_cmpint (run.code, ==, HY_EXIT_OFFLINE);
  g_assert_cmpint (status.code, ==, HY_EXIT_NOT_ENROLLED);
  hy_test_dir_remove (dir);
}

/* user_version stands in the header of the file, big-endian from byte 60 on. */
static void
make_newer (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "replica.db", NULL);
  g_autofree char *data = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_cmpuint (size, >, 100);
  data[62] = 3;
  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
}

static void
test_newer (void)
{
  g_autofree char *dir = hy_test_dir_new ();
  g_auto (HyTestRun) made = hy_test_run (dir, NULL, "enrol", "https://127.0.0.1:1", "K7PM", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  make_newer (dir);
  before = contents (dir);
  for (const char *const *verb = (const char *const[]){ "tickets", "sync", "doctor", NULL };
       *verb != NULL; verb++)
    {
      g_auto (HyTestRun) run = hy_test_run (dir, NULL, *verb, NULL);

      g_assert_cmpint (run.code, ==, HY_EXIT_UNUSABLE);
      g_assert_nonnull (strstr (run.err, "newer"));
    }
  after = contents (dir);
  g_assert_cmpstr (before, ==, after);
  hy_test_dir_remove (dir);
}

static void
test_damaged (void)
{
  g_autofree char *dir = hy_test_dir_new ();
  g_autofree char *path = g_build_filename (dir, "replica.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_true (
      g_file_set_contents (path, "this is no replica at all, but a file of text", -1, NULL));
  before = contents (dir);
  for (const char *const *verb = (const char *const[]){ "tickets", "status", "doctor", NULL };
       *verb != NULL; verb++)
    {
      g_auto (HyTestRun) run = hy_test_run (dir, NULL, *verb, NULL);

      g_assert_cmpint (run.code, ==, HY_EXIT_UNUSABLE);
    }
  after = contents (dir);
  g_assert_cmpstr (before, ==, after);
  hy_test_dir_remove (dir);
}

/* Its header is gone: nothing is done to it but by the one verb that says so. */
static void
test_rescue (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_ctl_office_new ();
  g_autofree char *dir = hy_test_dir_new ();
  g_autofree char *path = g_build_filename (dir, "replica.db", NULL);
  g_autofree char *from = g_build_filename (replica->dir, "replica.db", NULL);
  g_autofree char *db = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size = 0;

  hy_test_replica_reopen (replica);
  g_assert_true (g_file_get_contents (from, &db, &size, NULL));
  memset (db, 0, 100);
  g_assert_true (g_file_set_contents (path, db, (gssize) size, NULL));
  before = contents (dir);
  for (const char *const *verb = (const char *const[]){ "tickets", "sync", "doctor", NULL }; *verb != NULL; verb++)
    {
      g_auto (HyTestRun) run = hy_test_run (dir, NULL, *verb, NULL);

      g_assert_cmpint (run.code, ==, HY_EXIT_UNUSABLE);
      g_assert_nonnull (strstr (run.err, "doctor --rescue"));
    }
  after = contents (dir);
  g_assert_cmpstr (before, ==, after);
  {
    g_auto (HyTestRun) run = hy_test_run (dir, NULL, "doctor", "--rescue", "--json", NULL);
    g_autoptr (JsonNode) node = hy_test_run_json (&run);
    JsonObject *rescue = json_object_get_object_member (json_node_get_object (node), "rescue");

    g_assert_cmpint (run.code, ==, HY_EXIT_DONE);
    g_assert_true (g_str_has_prefix (json_object_get_string_member (rescue, "file"), "replica-damaged-"));
  }
  {
    g_auto (HyTestRun) run = hy_test_run (dir, NULL, "tickets", "--json", NULL);

    g_assert_cmpint (run.code, ==, HY_EXIT_DONE);
    g_assert_nonnull (strstr (run.out, "\"id\""));
  }
  hy_test_dir_remove (dir);
}

static void
test_doctor (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_ctl_office_new ();
  g_auto (HyTestRun) run = hy_test_run (replica->dir, NULL, "doctor", "--json", NULL);
  g_autoptr (JsonNode) node = hy_test_run_json (&run);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpint (run.code, ==, HY_EXIT_DONE);
  g_assert_true (json_object_get_boolean_member (object, "healthy"));
  g_assert_true (json_object_get_boolean_member (object, "calendar_ok"));
  g_assert_cmpint (json_object_get_int_member (object, "tickets"), ==, 2);
}

/* Counted for everybody, told to who asks for it. */
static void
test_doctor_shows_texts (void)
{
  g_autoptr (HyTestReplica) replica = hy_test_ctl_office_new ();

  hy_test_exec (replica, "INSERT INTO drafts VALUES ('t1', 'p-li', 'reply~1', 'half a thought', 3, 5)");
  for (int told = 0; told < 2; told++)
    {
      g_auto (HyTestRun) run = hy_test_run (replica->dir, NULL, "doctor", "--json", told ? "--texts" : NULL, NULL);
      g_autoptr (JsonNode) node = hy_test_run_json (&run);
      JsonArray *texts = json_object_get_array_member (json_node_get_object (node), "texts");
      JsonObject *text = json_array_get_object_element (texts, 0);

      g_assert_cmpint (run.code, ==, HY_EXIT_DONE);
      g_assert_cmpstr (json_object_get_string_member (text, "person"), ==, "p-li");
      g_assert_cmpstr (json_object_get_string_member_with_default (text, "text", ""), ==, told ? "half a thought" : "");
    }
}

static void
test_doctor_says_how_the_clock_goes (void)
{
  static const struct
  {
    const char *offset, *words;
  } cases[] = {
    { "59000", "This PC's clock agrees with the district's" },
    { "-260100", "This PC's clock is 4 minutes ahead of the district's" },
    { "61000", "This PC's clock is 1 minute behind the district's" },
    { "259200000", "This PC's clock is 4320 minutes behind the district's" },
  };
  g_autoptr (HyTestReplica) replica = hy_test_ctl_office_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql
          = g_strdup_printf ("INSERT OR REPLACE INTO meta VALUES ('clock_offset', %s)",
                             cases[i].offset);
      g_auto (HyTestRun) run = { 0 };

      hy_test_exec (replica, sql);
      run = hy_test_run (replica->dir, NULL, "doctor", NULL);
      g_assert_nonnull (strstr (run.out, cases[i].words));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/not-enrolled", test_not_enrolled);
  g_test_add_func ("/ctl/enrol-unreachable", test_enrol_unreachable);
  g_test_add_func ("/ctl/newer", test_newer);
  g_test_add_func ("/ctl/damaged", test_damaged);
  g_test_add_func ("/ctl/rescue", test_rescue);
  g_test_add_func ("/ctl/doctor", test_doctor);
  g_test_add_func ("/ctl/doctor-shows-texts", test_doctor_shows_texts);
  g_test_add_func ("/ctl/doctor-says-how-the-clock-goes", test_doctor_says_how_the_clock_goes);
  return g_test_run ();
}
