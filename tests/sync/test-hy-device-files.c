#include "support/hy-test-replica.h"
#include "sync/hy-enrol.h"

#include <glib/gstdio.h>
#include <string.h>

#define DEVICE "0193-device"

typedef struct
{
  char *dir;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->dir = hy_test_dir_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hy_test_dir_remove (self->dir);
  g_free (self->dir);
}

static int
mode_of (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->dir, name, NULL);
  GStatBuf about;

  g_assert_no_errno (g_stat (path, &about));
  return about.st_mode & 0777;
}

static void
write_token (Fixture *self, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (self->dir, "token", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, length, &error) || error != NULL);
  g_assert_no_error (error);
}

static void
test_token_comes_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;

  g_assert_true (hy_token_save (self->dir, DEVICE, "abc.DEF-123_~", &error));
  g_assert_cmpint (mode_of (self, "token"), ==, 0600);
  token = hy_token_load (self->dir, DEVICE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (token, ==, "abc.DEF-123_~");
}

/* A file that others could read is not made better by writing into it: the new one is the owner's
 * alone. */
static void
test_saving_takes_the_mode_back (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->dir, "token", NULL);
  g_autoptr (GError) error = NULL;

  write_token (self, "old", -1);
  g_assert_no_errno (g_chmod (path, 0644));
  g_assert_true (hy_token_save (self->dir, DEVICE, "new", &error));
  g_assert_cmpint (mode_of (self, "token"), ==, 0600);
}

static void
test_no_token_is_no_error (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (hy_token_load (self->dir, DEVICE, &error));
  g_assert_no_error (error);
}

static void
test_deleted_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_token_save (self->dir, DEVICE, "abc", &error));
  g_assert_true (hy_token_delete (self->dir, &error));
  g_assert_null (hy_token_load (self->dir, DEVICE, &error));
  g_assert_true (hy_token_delete (self->dir, &error));
  g_assert_no_error (error);
}

static void
test_line_break_of_an_editor (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;

  write_token (self, "abc\r\n" DEVICE "\r\n\r\n", -1);
  token = hy_token_load (self->dir, DEVICE, &error);
  g_assert_cmpstr (token, ==, "abc");
}

/* It becomes a header: nothing in it may make another one. */
static void
test_hostile_tokens (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gssize length;
  } cases[] = {
    { "", 0 },
    { " \n ", 3 },
    { "a", 1 },
    { "a\n", 2 },
    { "\n" DEVICE, sizeof DEVICE },
    { "a\rX: y\n" DEVICE, sizeof DEVICE + 6 },
    { "a\nX: y\n" DEVICE, sizeof DEVICE + 6 },
    { "a b\n" DEVICE, sizeof DEVICE + 3 },
    { "a\tb\n" DEVICE, sizeof DEVICE + 3 },
    { "a\0b\n" DEVICE, sizeof DEVICE + 3 },
    { "a\n" DEVICE "\0", sizeof DEVICE + 2 },
    { "\0", 1 },
    { "\x7f\n" DEVICE, sizeof DEVICE + 1 },
    { "\xc3\xa9\n" DEVICE, sizeof DEVICE + 2 },
    { "\xff\xfe", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      write_token (self, cases[i].text, cases[i].length);
      g_assert_null (hy_token_load (self->dir, DEVICE, &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
      g_assert_nonnull (strstr (error->message, "token"));
    }
}

/* An enrolment that was cut after this file: the replica is still another device, or none. */
static void
test_token_of_another_device (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_token_save (self->dir, "0193-next", "abc", &error));
  g_assert_null (hy_token_load (self->dir, DEVICE, &error));
  g_assert_no_error (error);
}

static void
test_endless_token (Fixture *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (1024 * 1024, 'a');
  g_autoptr (GError) error = NULL;

  write_token (self, text, -1);
  g_assert_null (hy_token_load (self->dir, DEVICE, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
}

static void
test_token_that_is_a_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->dir, "token", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir (path, 0700));
  g_assert_null (hy_token_load (self->dir, DEVICE, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
}

/* What a district sends as a token is judged before it is kept. */
static void
test_hostile_token_is_not_saved (Fixture *self, gconstpointer data)
{
  static const char *const tokens[] = { "", "a b", "a\r\nX: y", "\xe5\x9b\x9e" };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (hy_token_save (self->dir, DEVICE, tokens[i], &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
    }
  g_assert_null (hy_token_load (self->dir, DEVICE, NULL));
}

static void
test_pinned_ca (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *none = hy_pinned_ca (self->dir);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  g_assert_null (none);
  g_assert_true (hy_pinned_ca_save (self->dir, "PEM", 3, &error));
  g_assert_cmpint (mode_of (self, "ca.pem"), ==, 0600);
  path = hy_pinned_ca (self->dir);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_cmpstr (text, ==, "PEM");
  g_assert_true (hy_pinned_ca_delete (self->dir, &error));
  g_assert_true (hy_pinned_ca_delete (self->dir, &error));
  g_assert_null (hy_pinned_ca (self->dir));
}

#define TEST(name, func) g_test_add ("/device-files/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("token-comes-back", test_token_comes_back);
  TEST ("saving-takes-the-mode-back", test_saving_takes_the_mode_back);
  TEST ("no-token-is-no-error", test_no_token_is_no_error);
  TEST ("deleted-twice", test_deleted_twice);
  TEST ("line-break-of-an-editor", test_line_break_of_an_editor);
  TEST ("hostile-tokens", test_hostile_tokens);
  TEST ("token-of-another-device", test_token_of_another_device);
  TEST ("endless-token", test_endless_token);
  TEST ("token-that-is-a-folder", test_token_that_is_a_folder);
  TEST ("hostile-token-is-not-saved", test_hostile_token_is_not_saved);
  TEST ("pinned-ca", test_pinned_ca);
  return g_test_run ();
}
