#include "district-fixture.h"

#include "authority/hy-authority-private.h"
#include "wire/hy-person-json.h"

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
assert_refused (gboolean done, GError **error, HyAuthorityError code)
{
  g_assert_false (done);
  g_assert_error (*error, HY_AUTHORITY_ERROR, (int) code);
  g_clear_error (error);
}

/* What the feed has of @id's PIN after @since, which moves on; it must have the person once. */
static char *
next_pin (District *d, const char *id, char **since)
{
  Page *page = page_read (d, "o1", *since, 0);
  const HyFeedLine *line = page_find (page, HY_FEED_DOCUMENT, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (HyPerson) person = NULL;
  char *pin;

  g_assert_cmpuint (page_count (page, HY_FEED_DOCUMENT, id), ==, 1);
  person = hy_person_from_json (line->row.text, (gssize) line->row.len, &error);
  g_assert_no_error (error);
  g_assert_true (person->active);
  pin = g_steal_pointer (&person->pin);
  g_free (*since);
  *since = g_strdup (page->cursor);
  page_free (page);
  return pin;
}

static gboolean
is_of (const char *hash, const char *pin)
{
  return crypto_pwhash_str_verify (hash, pin, strlen (pin)) == 0;
}

static void
test_pin (District *d, gconstpointer data)
{
  HyAuthority *a = d->authority;
  g_autoptr (GError) error = NULL;
  g_autofree char *since = NULL;
  g_autofree char *none = next_pin (d, "p1", &since);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_null (none);
  g_assert_true (hy_authority_set_pin (a, "p1", "2718", &error));
  first = next_pin (d, "p1", &since);
  g_assert_true (is_of (first, "2718"));
  g_assert_true (hy_authority_set_pin (a, "p1", "口令", &error));
  second = next_pin (d, "p1", &since);
  g_assert_true (is_of (second, "口令"));
  g_assert_false (is_of (second, "2718"));
  g_assert_true (hy_authority_set_pin (a, "p1", NULL, &error));
  g_assert_null (next_pin (d, "p1", &since));
  g_assert_true (hy_authority_add_person (a, "p9", "赵六", "o1", "271828", &error));
  g_free (first);
  first = next_pin (d, "p9", &since);
  g_assert_true (is_of (first, "271828"));
  assert_refused (hy_authority_set_pin (a, "p8", "1", &error), &error,
                  HY_AUTHORITY_ERROR_NOT_FOUND);
  assert_refused (hy_authority_set_pin (a, "p1", "", &error), &error, HY_AUTHORITY_ERROR_USAGE);
}

/* A program before schema 3 kept the hash to itself. */
static void
test_old_pin (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *since = NULL;
  g_autofree char *hash = NULL;
  Page *page;

  g_assert_true (hy_authority_add_person (d->authority, "p9", "赵六", "o1", "271828", &error));
  g_assert_true (hy_sql_exec (d->authority->sql,
                              "UPDATE documents SET row = json_remove (row, '$.pin');"
                              "PRAGMA user_version = 2",
                              &error));
  g_assert_null (next_pin (d, "p9", &since));
  district_reopen (d);
  hash = next_pin (d, "p9", &since);
  g_assert_true (is_of (hash, "271828"));
  /* Nobody else comes again, and what happens next comes after it. */
  g_assert_true (hy_authority_set_pin (d->authority, "p1", NULL, &error));
  page = page_read (d, "o1", since, 0);
  g_assert_cmpuint (page->lines->len, ==, 2);
  g_assert_nonnull (page_find (page, HY_FEED_DOCUMENT, "p1"));
  page_free (page);
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
  TEST ("pin", test_pin);
  TEST ("old-pin", test_old_pin);
  TEST ("revoke", test_revoke);
  TEST ("offices-and-persons", test_offices_and_persons);
  return g_test_run ();
}
