#include "support/hy-test-pki.h"
#include "sync/engine-fixture.h"
#include "wire/hy-json-writer.h"
#include "wire/hy-policy-json.h"

#define OLD_CA "the pinned one"

/* A policy as the district sends it, with @trust. */
static char *
policy_line (const char *trust)
{
  g_autoptr (GString) row = g_string_new (hy_policy_default_text ());

  g_string_truncate (row, strrchr (row->str, '}') - row->str);
  g_strdelimit (row->str, "\n", ' ');
  g_strchomp (row->str);
  row->len = strlen (row->str);
  hy_json_put_string (row, "trust", trust);
  g_string_append_c (row, '}');
  return hy_test_document_line ("policy", "policy-1", 1, row->str);
}

static void
pull_policy (EngineFixture *self, const char *trust)
{
  HyFakeReply reply
      = { .body = engine_lines (policy_line (trust), hy_test_end_line ("c2", ALL_TICKETS), NULL) };

  engine_fixture_say (self, "GET", CHANGES, reply);
  engine_fixture_assert_synced (self);
}

static void
assert_pinned (EngineFixture *self, const char *expected)
{
  g_autofree char *path = hy_pinned_ca (self->replica->dir);
  g_autofree char *text = NULL;

  g_assert_nonnull (path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
set_up_pinned (EngineFixture *self, gconstpointer data)
{
  engine_fixture_set_up (self, data);
  g_assert_true (hy_pinned_ca_save (self->replica->dir, OLD_CA, strlen (OLD_CA), NULL));
}

static void
test_trust_replaces_the_pinned (EngineFixture *self, gconstpointer data)
{
  HyTime now = g_get_real_time () / 1000;
  g_autoptr (HyTestPki) one = hy_test_pki_new ("a.example", now, now + HY_DAY);
  g_autoptr (HyTestPki) two = hy_test_pki_new ("a.example", now, now + HY_DAY);
  g_autofree char *both = g_strconcat (one->ca_pem, two->ca_pem, NULL);

  pull_policy (self, both);
  assert_pinned (self, both);
}

/* What holds no certificate would lock the office out. */
static void
test_nonsense_replaces_nothing (EngineFixture *self, gconstpointer data)
{
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*holds no certificate*");
  pull_policy (self, "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");
  g_test_assert_expected_messages ();
  assert_pinned (self, OLD_CA);
}

static void
test_policy_without_trust_replaces_nothing (EngineFixture *self, gconstpointer data)
{
  pull_policy (self, NULL);
  assert_pinned (self, OLD_CA);
}

/* A PC that trusts the system was told to by its administrator. */
static void
test_nothing_pinned_stays_so (EngineFixture *self, gconstpointer data)
{
  HyTime now = g_get_real_time () / 1000;
  g_autoptr (HyTestPki) one = hy_test_pki_new ("a.example", now, now + HY_DAY);

  pull_policy (self, one->ca_pem);
  g_assert_null (hy_pinned_ca (self->replica->dir));
}

#define TEST_WITH(name, up, func)                                                                  \
  g_test_add ("/trust/" name, EngineFixture, NULL, up, func, engine_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_WITH ("replaces-the-pinned", set_up_pinned, test_trust_replaces_the_pinned);
  TEST_WITH ("nonsense-replaces-nothing", set_up_pinned, test_nonsense_replaces_nothing);
  TEST_WITH ("policy-without-trust", set_up_pinned, test_policy_without_trust_replaces_nothing);
  TEST_WITH ("nothing-pinned-stays-so", engine_fixture_set_up, test_nothing_pinned_stays_so);
  return g_test_run ();
}
