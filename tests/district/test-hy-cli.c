/* The program as a script sees it: output, exit codes, and a server beside other verbs. */
#include "district/hy-cli.h"

#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  char *base;
  char *dir;
} Fixture;

typedef struct
{
  int status;
  char *out;
  char *err;
} Ran;

static void
ran_clear (Ran *self)
{
  g_free (self->out);
  g_free (self->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ran, ran_clear)

static GSubprocess *
launch (const char *const *words)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (argv, (gpointer) g_getenv ("HUIYIN_DISTRICT"));
  for (; *words != NULL; words++)
    g_ptr_array_add (argv, (gpointer) *words);
  g_ptr_array_add (argv, NULL);
  /* Chinese must pass whatever the locale. */
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C", TRUE);
  g_subprocess_launcher_setenv (launcher, "HUIYIN_NOW", "2026-11-23T09:00:00+08:00", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

static Ran
run_words (const char *const *words)
{
  g_autoptr (GSubprocess) process = launch (words);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) err = NULL;
  g_autoptr (GError) error = NULL;
  Ran ran;

  g_assert_true (g_subprocess_communicate (process, nothing, NULL, &out, &err, &error));
  g_assert_no_error (error);
  ran.status = g_subprocess_get_exit_status (process);
  ran.out = g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out));
  ran.err = g_strndup (g_bytes_get_data (err, NULL), g_bytes_get_size (err));
  return ran;
}

#define RUN(...) run_words ((const char *const[]){ __VA_ARGS__, NULL })
#define EXPECT(code, ...)                                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_auto (Ran) ran_ = RUN (__VA_ARGS__);                                                         \
    g_test_message ("%s%s", ran_.out, ran_.err);                                                   \
    g_assert_cmpint (ran_.status, ==, code);                                                       \
  }                                                                                                \
  G_STMT_END

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *csv = NULL;

  f->base = g_dir_make_tmp ("huiyin-cli-XXXXXX", NULL);
  f->dir = g_build_filename (f->base, "district", NULL);
  csv = g_build_filename (f->base, "in.csv", NULL);
  g_assert_true (
      g_file_set_contents (csv, "编号,标题,联系电话\n1,路灯不亮,139\n2,井盖,\n3,,1\n", -1, NULL));
  EXPECT (0, "init", f->dir, "--name", "岳麓区");
  EXPECT (0, "office", f->dir, "add", "o1", "湖滨街道");
  EXPECT (0, "person", f->dir, "add", "p1", "张敏", "--office", "o1");
  {
    g_auto (Ran) ran = RUN ("import", f->dir, csv, "--office", "o1");

    g_assert_cmpint (ran.status, ==, 0);
    g_assert_cmpstr (ran.out, ==, "imported 2, updated 0, refused 1\n");
    g_assert_true (g_str_has_prefix (ran.err, "line 4, column 2 (标题): "));
  }
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  remove (path);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  remove_folder (f->base);
  g_free (f->base);
  g_free (f->dir);
}

static void
test_reading (Fixture *f, gconstpointer data)
{
  g_auto (Ran) offices = RUN ("office", f->dir, "list");
  g_auto (Ran) show = RUN ("show", f->dir, "1");
  g_auto (Ran) tickets = RUN ("tickets", f->dir);
  g_auto (Ran) devices = RUN ("devices", f->dir);
  g_auto (Ran) policy = RUN ("policy", f->dir);
  g_auto (Ran) code = RUN ("code", f->dir, "o1");

  g_assert_cmpstr (offices.out, ==,
                   "[{\"id\":\"o1\",\"name\":\"湖滨街道\",\"kind\":\"street\"}]\n");
  g_assert_nonnull (strstr (show.out, "\"title\":\"路灯不亮\""));
  g_assert_nonnull (strstr (show.out, "\"timeline\":[{"));
  g_assert_nonnull (strstr (tickets.out, "\"number\":\"2\""));
  g_assert_cmpstr (devices.out, ==, "[]\n");
  g_assert_nonnull (strstr (policy.out, "\"policy-1\""));
  g_assert_cmpuint (strlen (code.out), ==, strlen ("XXXX-XXXX\n"));
}

static void
test_events (Fixture *f, gconstpointer data)
{
  EXPECT (0, "event", f->dir, "1", "supplemented", "text=又=来了");
  {
    g_auto (Ran) show = RUN ("show", f->dir, "1");

    g_assert_nonnull (strstr (show.out, "\"text\":\"又=来了\""));
  }
  {
    g_auto (Ran) refused = RUN ("event", f->dir, "1", "reply_accepted");

    g_assert_cmpint (refused.status, ==, 2);
    g_assert_true (g_str_has_prefix (refused.err, "{\"code\":\"wrong_state\",\"detail\":\""));
  }
  EXPECT (1, "event", f->dir, "1", "extension_granted", "days=five");
  EXPECT (1, "event", f->dir, "1", "urged", "text");
  EXPECT (1, "event", f->dir, "9", "urged");
  EXPECT (1, "event", f->dir, "1", "nonsense");
}

static void
test_usage (Fixture *f, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (f->base, "nowhere", NULL);

  EXPECT (0, "--help");
  EXPECT (0, "--version");
  EXPECT (0, "serve", "--help");
  EXPECT (1, "bogus");
  EXPECT (1, "figures", f->dir, "--quarter", "2026Q4");
  EXPECT (1, "init", f->dir);
  EXPECT (1, "init", f->dir, "--name", "again");
  EXPECT (1, "show", f->dir);
  EXPECT (1, "show", f->dir, "9");
  EXPECT (1, "show", f->dir, "1", "2");
  EXPECT (1, "tickets", f->dir, "--office", "o1");
  EXPECT (1, "office", f->dir, "remove");
  EXPECT (1, "office", f->dir, "add", "o2", "x", "--kind", "planet");
  EXPECT (1, "person", f->dir, "add", "p2", "x");
  EXPECT (1, "person", f->dir, "add", "p2", "x", "--office", "o9");
  EXPECT (1, "person", f->dir, "pin", "p1", nowhere);
  EXPECT (1, "person", f->dir, "pin", "p1", "--pin", "2718");
  EXPECT (1, "person", f->dir, "pin", "p1", "2718", "--clear");
  EXPECT (1, "person", f->dir, "pin", "p9", "--clear");
  EXPECT (1, "person", f->dir, "unpin", "p1");
  EXPECT (1, "revoke", f->dir, "nobody's");
  EXPECT (1, "code", f->dir, "o9");
  EXPECT (1, "import", f->dir, nowhere, "--office", "o1");
  EXPECT (1, "import", f->dir, nowhere, "--office", "o1", "--at", "tomorrow");
  EXPECT (1, "policy", f->dir, nowhere);
  EXPECT (5, "tickets", nowhere);
  EXPECT (5, "serve", nowhere);
}

/* A line of a file, or of what comes in. */
static void
test_pin (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->base, "pin", NULL);
  const char *words[] = { "person", f->dir, "pin", "p1", NULL };
  g_autoptr (GSubprocess) asks = NULL;

  g_assert_true (g_file_set_contents (path, "2718\r\nnot this", -1, NULL));
  EXPECT (0, "person", f->dir, "pin", "p1", path);
  EXPECT (0, "person", f->dir, "pin", "p1", "--clear");
  g_assert_true (g_file_set_contents (path, "\n", -1, NULL));
  EXPECT (1, "person", f->dir, "pin", "p1", path);
  g_assert_true (g_file_set_contents (path, "", -1, NULL));
  EXPECT (1, "person", f->dir, "pin", "p1", path);
  asks = launch (words);
  g_assert_true (g_subprocess_communicate_utf8 (asks, "口令\n", NULL, NULL, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (asks), ==, 0);
}

static void
test_documents (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->base, "policy.json", NULL);
  g_auto (Ran) policy = RUN ("policy", f->dir);

  g_assert_true (g_file_set_contents (path, policy.out, -1, NULL));
  EXPECT (0, "policy", f->dir, path);
  g_assert_true (g_file_set_contents (path, "{\"limits\":", -1, NULL));
  EXPECT (1, "policy", f->dir, path);
  g_assert_true (g_file_set_contents (path, "[{\"id\":\"d1\",\"unit\":\"城管\"}]", -1, NULL));
  EXPECT (0, "duty", f->dir, path);
  EXPECT (0, "article", f->dir, path);
  EXPECT (0, "notice", f->dir, "--office", "o1", "--text", "明天开会");
  EXPECT (1, "notice", f->dir, "--office", "o1");
}

static void
test_serve (Fixture *f, gconstpointer data)
{
  const char *words[] = { "serve", f->dir, "--listen", "127.0.0.1:0", NULL };
  g_autofree char *copy = g_build_filename (f->base, "copy.db", NULL);
  g_autoptr (GSubprocess) server = launch (words);
  g_autoptr (GDataInputStream) out
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  g_autofree char *line = g_data_input_stream_read_line (out, NULL, NULL, NULL);

  g_assert_true (g_str_has_prefix (line, "listening on https://127.0.0.1:"));
  EXPECT (5, "serve", f->dir, "--listen", "127.0.0.1:0");
  EXPECT (0, "event", f->dir, "1", "urged");
  EXPECT (0, "backup", f->dir, copy);
  EXPECT (5, "restore", f->dir, copy);
  g_subprocess_send_signal (server, SIGTERM);
  g_assert_true (g_subprocess_wait (server, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (server));
  g_assert_cmpint (g_subprocess_get_exit_status (server), ==, 0);
  EXPECT (0, "restore", f->dir, copy);
}

#define CASE(name, func) g_test_add ("/district/cli/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("HUIYIN_DISTRICT") == NULL)
    {
      g_printerr ("HUIYIN_DISTRICT names no program\n");
      return 77;
    }
  CASE ("reading", test_reading);
  CASE ("events", test_events);
  CASE ("usage", test_usage);
  CASE ("pin", test_pin);
  CASE ("documents", test_documents);
  CASE ("serve", test_serve);
  return g_test_run ();
}
