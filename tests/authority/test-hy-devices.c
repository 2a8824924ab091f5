#include "district-fixture.h"

#include "authority/hy-authority-private.h"

#include <sodium.h>
#include <string.h>

#define TEST(name, func)                                                                           \
  g_test_add ("/authority/devices/" name, District, NULL, district_set_up, func,                   \
              district_tear_down)

typedef struct
{
  HyDevice *device;
  char *token;
  int retry_after;
  GError *error;
} Attempt;

static void
attempt_clear (Attempt *self)
{
  g_clear_pointer (&self->device, hy_device_free);
  g_clear_pointer (&self->token, g_free);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Attempt, attempt_clear)

static Attempt
enrol (District *d, const char *code, const char *id, const char *peer)
{
  Attempt a = { 0 };

  a.device = hy_authority_enrol (d->authority, code, id, "一号窗口", "linux", peer, &a.token,
                                 &a.retry_after, &a.error);
  g_assert_cmpint (a.device != NULL, ==, a.error == NULL);
  return a;
}

static char *
new_code (District *d)
{
  g_autoptr (GError) error = NULL;
  char *code = hy_authority_new_code (d->authority, "o1", &error);

  g_assert_no_error (error);
  return code;
}

static void
assert_bad (District *d, const char *code, const char *id)
{
  g_auto (Attempt) a = enrol (d, code, id, id);

  g_assert_error (a.error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_BAD_CODE);
}

static gboolean
is_known (District *d, const char *token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyDevice) device = hy_authority_authenticate (d->authority, token, &error);

  if (device == NULL)
    g_assert_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_UNAUTHORIZED);
  return device != NULL;
}

static void
test_enrol (District *d, gconstpointer data)
{
  g_autofree char *code = new_code (d);
  g_autofree char *typed = g_ascii_strdown (code, -1);
  g_auto (Attempt) a = { 0 };

  g_assert_cmpuint (strlen (code), ==, 9);
  g_assert_cmpint (code[4], ==, '-');
  g_assert_cmpint (strcspn (code, "01ILO"), ==, 9);
  a = enrol (d, typed, "pc1", "peer");
  g_assert_no_error (a.error);
  g_assert_cmpstr (a.device->office, ==, "o1");
  g_assert_true (is_known (d, a.token));
  g_assert_false (is_known (d, "something else"));
  g_assert_false (is_known (d, ""));
}

static void
test_one_device_a_code (District *d, gconstpointer data)
{
  g_autofree char *code = new_code (d);
  g_auto (Attempt) first = enrol (d, code, "pc1", "peer");
  g_auto (Attempt) again = { 0 };

  assert_bad (d, code, "pc2");
  again = enrol (d, code, "pc1", "peer");
  g_assert_no_error (again.error);
  g_assert_false (is_known (d, first.token));
  g_assert_true (is_known (d, again.token));
  /* Used now: the code has no more chances. */
  assert_bad (d, code, "pc1");
  g_assert_true (is_known (d, again.token));
}

static void
test_stale (District *d, gconstpointer data)
{
  g_autofree char *code = new_code (d);

  d->now += HY_DAY;
  assert_bad (d, code, "pc1");
}

static void
test_guessing (District *d, gconstpointer data)
{
  g_autofree char *code = new_code (d);
  int first;

  for (int i = 0; i < 5; i++)
    assert_bad (d, "AAAA-2222", "mallory");
  {
    g_auto (Attempt) slow = enrol (d, code, "pc1", "mallory");

    g_assert_error (slow.error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_SLOW_DOWN);
    g_assert_cmpint (slow.retry_after, >, 0);
    first = slow.retry_after;
  }
  district_reopen (d);
  d->now += first * HY_SECOND;
  assert_bad (d, "AAAA-2222", "mallory");
  {
    g_auto (Attempt) slower = enrol (d, code, "pc1", "mallory");

    g_assert_cmpint (slower.retry_after, >, first);
  }
  {
    g_auto (Attempt) other = enrol (d, code, "pc1", "somebody else");

    g_assert_no_error (other.error);
  }
}

static void
test_nothing_plain (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = new_code (d);
  g_auto (Attempt) a = enrol (d, code, "pc1", "peer");
  g_autofree char *path = hy_authority_path (d->dir);
  g_autofree char *content = NULL;
  g_autofree char *bare = g_strdup_printf ("%.4s%.4s", code, code + 5);
  gsize length = 0;

  g_assert_true (hy_authority_add_person (d->authority, "p9", "赵六", "o1", "271828", &error));
  g_clear_pointer (&d->authority, hy_authority_close);
  g_assert_true (g_file_get_contents (path, &content, &length, &error));
  g_assert_null (memmem (content, length, a.token, strlen (a.token)));
  g_assert_null (memmem (content, length, bare, strlen (bare)));
  g_assert_null (memmem (content, length, "271828", 6));
  g_assert_nonnull (memmem (content, length, "$argon2id$", 10));
}

static void
test_revoke (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = new_code (d);
  g_autofree char *another = new_code (d);
  g_auto (Attempt) a = enrol (d, code, "pc1", "peer");
  g_autoptr (HyDevice) device = NULL;
  g_autofree char *json = NULL;

  g_assert_true (hy_authority_revoke (d->authority, "pc1", TRUE, &error));
  device = hy_authority_authenticate (d->authority, a.token, &error);
  g_assert_no_error (error);
  g_assert_true (device->revoked);
  g_assert_true (device->wipe);
  assert_bad (d, another, "pc1");
  json = hy_authority_devices_json (d->authority, &error);
  g_assert_nonnull (strstr (json, "\"id\":\"pc1\""));
  g_assert_nonnull (strstr (json, "\"wipe\":true"));
  g_assert_false (hy_authority_revoke (d->authority, "pc9", FALSE, &error));
  g_assert_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND);
}

static void
assert_refused (gboolean done, GError **error, HyAuthorityError code)
{
  g_assert_false (done);
  g_assert_error (*error, HY_AUTHORITY_ERROR, (int) code);
  g_clear_error (error);
}

static void
test_offices_and_persons (District *d, gconstpointer data)
{
  HyAuthority *a = d->authority;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) offices = hy_authority_list_offices (a, &error);

  g_assert_cmpuint (offices->len, ==, 2);
  assert_refused (hy_authority_add_office (a, "o1", "又一个", "street", &error), &error,
                  HY_AUTHORITY_ERROR_EXISTS);
  assert_refused (hy_authority_add_office (a, "o3", "", "street", &error), &error,
                  HY_AUTHORITY_ERROR_USAGE);
  assert_refused (hy_authority_add_office (a, "o3", "某处", "castle", &error), &error,
                  HY_AUTHORITY_ERROR_USAGE);
  assert_refused (hy_authority_add_person (a, "p1", "张三", "o1", NULL, &error), &error,
                  HY_AUTHORITY_ERROR_EXISTS);
  assert_refused (hy_authority_add_person (a, "p8", "张三", "o8", NULL, &error), &error,
                  HY_AUTHORITY_ERROR_NOT_FOUND);
  g_assert_null (hy_authority_new_code (a, "o8", &error));
  g_assert_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("enrol", test_enrol);
  TEST ("one-device-a-code", test_one_device_a_code);
  TEST ("stale", test_stale);
  TEST ("guessing", test_guessing);
  TEST ("nothing-plain", test_nothing_plain);
  TEST ("revoke", test_revoke);
  TEST ("offices-and-persons", test_offices_and_persons);
  return g_test_run ();
}
