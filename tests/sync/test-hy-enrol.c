/* Becoming a device of an office, against a real district and against faults of the line. */
#include "sync/office-fixture.h"

#include "support/hy-fake-transport.h"
#include "sync/hy-http-transport.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
meta (OfficePc *pc, const char *key)
{
  g_autofree char *sql = g_strdup_printf ("SELECT value FROM meta WHERE key = '%s'", key);

  return hy_test_text (pc->replica, sql);
}

static void
assert_enrols (OfficeFixture *self, OfficePc *pc, const char *code)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (office_pc_enrol (pc, self->district, code, &error) || error != NULL);
  g_assert_no_error (error);
}

static void
assert_bad_code (OfficeFixture *self, OfficePc *pc, const char *code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (office_pc_enrol (pc, self->district, code, &error));
  g_assert_error (error, HY_ENROL_ERROR, HY_ENROL_ERROR_BAD_CODE);
}

static void
assert_not_enrolled (OfficePc *pc)
{
  g_autofree char *path = g_build_filename (pc->replica->dir, "token", NULL);

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (hy_test_int (pc->replica, "SELECT count(*) FROM meta WHERE key = 'device'"), ==,
                   0);
}

static void
test_enrols (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) pc = office_pc_new ();
  g_autofree char *code = hy_test_district_code (self->district, "o1");
  g_autofree char *url = NULL;
  g_autofree char *office = NULL;
  g_autofree char *device = NULL;
  g_autofree char *token = NULL;
  g_autofree char *ca = NULL;

  assert_enrols (self, pc, code);
  url = meta (pc, "url");
  g_assert_cmpstr (url, ==, hy_test_district_url (self->district));
  office = meta (pc, "office");
  g_assert_cmpstr (office, ==, "o1");
  device = meta (pc, "device");
  token = hy_token_load (pc->replica->dir, device, NULL);
  g_assert_nonnull (token);
  ca = hy_pinned_ca (pc->replica->dir);
  g_assert_nonnull (ca);
  office_pc_round (pc, "synced");
}

static void
test_code_serves_one_pc (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) one = office_pc_new ();
  g_autoptr (OfficePc) two = office_pc_new ();
  g_autofree char *code = hy_test_district_code (self->district, "o1");

  assert_enrols (self, one, code);
  assert_bad_code (self, two, code);
  assert_bad_code (self, two, "ZZZZ-ZZZZ");
  assert_not_enrolled (two);
}

/* A transport whose line is cut just before the answer to an enrolment arrives. */
#define TYPE_LOSSY (lossy_get_type ())
G_DECLARE_FINAL_TYPE (Lossy, lossy, TEST, LOSSY, GObject)
struct _Lossy
{
  GObject parent_instance;
  HyTransport *real;
};

static gboolean
lossy_send (HyTransport *transport,
            const HyRequest *request,
            HyChunkFunc chunk,
            gpointer chunk_data,
            HyReply *reply,
            GCancellable *cancellable,
            GError **error)
{
  Lossy *self = TEST_LOSSY (transport);

  if (!hy_transport_send (self->real, request, chunk, chunk_data, reply, cancellable, error))
    return FALSE;
  if (strcmp (request->path, "/v1/enrol") != 0)
    return TRUE;
  hy_reply_clear (reply);
  *reply = (HyReply){ 0 };
  g_set_error_literal (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_CUT, "the line was cut");
  return FALSE;
}

static void
lossy_iface_init (HyTransportInterface *iface)
{
  iface->send = lossy_send;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (Lossy,
                               lossy,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (HY_TYPE_TRANSPORT, lossy_iface_init))

static void
lossy_class_init (LossyClass *klass)
{
}

static void
lossy_init (Lossy *self)
{
}

static void
test_lost_answer (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) pc = office_pc_new ();
  g_autofree char *code = hy_test_district_code (self->district, "o1");
  HyEnrolOptions options = { .url = hy_test_district_url (self->district),
                             .code = code,
                             .ca_file = hy_test_district_ca (self->district) };
  g_autoptr (HyTransport) real = hy_http_transport_new (options.url, options.ca_file, 0, NULL);
  g_autoptr (Lossy) lossy = g_object_new (TYPE_LOSSY, NULL);
  g_autoptr (GError) error = NULL;

  lossy->real = real;
  g_assert_false (hy_enrol (pc->replica->store, HY_TRANSPORT (lossy), &options, NULL, &error));
  g_assert_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_CUT);
  g_clear_pointer (&pc->engine, hy_engine_free);
  hy_test_replica_reopen (pc->replica);
  pc->engine = hy_engine_new (pc->replica->store, NULL);
  assert_enrols (self, pc, code);
  office_pc_round (pc, "synced");
}

static void
test_other_district (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) pc = office_fixture_pc (self, "o1");
  g_autoptr (HyTestDistrict) other = hy_test_district_new (self->now);
  g_autofree char *code = hy_test_district_code (other, "o1");
  g_autoptr (OfficePc) fresh = office_pc_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (office_pc_enrol (pc, other, code, &error));
  g_assert_error (error, HY_ENROL_ERROR, HY_ENROL_ERROR_OTHER_DISTRICT);
  office_pc_round (pc, "synced");
  /* And the code was not spent on it. */
  g_assert_true (office_pc_enrol (fresh, other, code, NULL));
}

static void
test_other_office (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) pc = office_fixture_pc (self, "o1");
  g_autofree char *code = hy_test_district_code (self->district, "o2");
  g_autoptr (GError) error = NULL;

  g_assert_false (office_pc_enrol (pc, self->district, code, &error));
  g_assert_error (error, HY_ENROL_ERROR, HY_ENROL_ERROR_OTHER_DISTRICT);
  office_pc_round (pc, "synced");
}

static void
test_enrolled_anew (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) pc = NULL;
  g_autofree char *code = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *ticket = NULL;

  hy_test_district_import (self->district, "o1", "number,title,content\nA1,Lamp,Dark\n");
  pc = office_fixture_pc (self, "o1");
  ticket = office_pc_ticket (pc, "A1");
  g_free (office_pc_save (pc, ticket, "progress", "{\"text\":\"one\"}"));
  before = meta (pc, "device");
  code = hy_test_district_code (self->district, "o1");
  assert_enrols (self, pc, code);
  after = meta (pc, "device");
  g_assert_cmpstr (before, !=, after);
  g_free (office_pc_save (pc, ticket, "progress", "{\"text\":\"two\"}"));
  office_pc_round (pc, "synced");
  g_assert_cmpint (hy_test_int (pc->replica, "SELECT max(seq) FROM commands"), ==, 2);
  g_assert_cmpint (hy_test_int (pc->replica,
                                "SELECT count(*) FROM commands WHERE state = 'applied'"),
                   ==, 2);
}

/* Killed between the token's file and the replica: the old device must not be sent under the new
 * one's token, for a district answers 400 to that, which would make what waits undeliverable. */
static void
test_cut_between_token_and_replica (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) pc = office_fixture_pc (self, "o1");
  g_autofree char *code = hy_test_district_code (self->district, "o1");
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_token_save (pc->replica->dir, "0193-next", "its-token", &error));
  g_assert_false (hy_engine_round (pc->engine, NULL, NULL, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_ENROLLED);
  assert_enrols (self, pc, code);
  office_pc_round (pc, "synced");
}

static gboolean
enrol_with (OfficePc *pc, HyFakeTransport *fake, GError **error)
{
  HyEnrolOptions options = { .url = "https://d.example", .code = "AAAA-BBBB" };

  return hy_enrol (pc->replica->store, HY_TRANSPORT (fake), &options, NULL, error);
}

static HyFakeReply
health (int min_protocol)
{
  return (HyFakeReply){
    .body
    = g_strdup_printf ("{\"name\":\"D\",\"district\":\"d-1\",\"protocol\":%d,\"min_protocol\":%d,"
                       "\"time\":\"2026-11-23T09:00:00+08:00\"}",
                       min_protocol, min_protocol)
  };
}

static void
test_answers_that_are_none (OfficeFixture *self, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    HyTransportError fault;
  } cases[] = {
    { 200, "{}", HY_TRANSPORT_ERROR_BAD_ANSWER },
    { 201, "", HY_TRANSPORT_ERROR_BAD_ANSWER },
    { 201, "{}", HY_TRANSPORT_ERROR_BAD_ANSWER },
    { 201, "<html>", HY_TRANSPORT_ERROR_BAD_ANSWER },
    { 201,
      "{\"token\":\"t\",\"device\":{\"id\":\"of-somebody-else\",\"name\":\"x\"},"
      "\"district\":\"d\",\"office\":{\"id\":\"o\",\"name\":\"x\",\"kind\":\"street\"},\"epoch\":"
      "\"e\"}",
      HY_TRANSPORT_ERROR_BAD_ANSWER },
    { 400, "{\"type\":\"about:blank#bad_request\"}", HY_TRANSPORT_ERROR_BAD_ANSWER },
    { 401, "", HY_TRANSPORT_ERROR_UNAUTHORIZED },
    { 426, "{\"type\":\"about:blank#protocol_too_old\"}", HY_TRANSPORT_ERROR_TOO_OLD },
    { 500, "", HY_TRANSPORT_ERROR_SERVER },
    { 503, "", HY_TRANSPORT_ERROR_SLOW_DOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OfficePc) pc = office_pc_new ();
      g_autoptr (HyFakeTransport) fake = hy_fake_transport_new ();
      HyFakeReply reply = { .status = cases[i].status, .body = g_strdup (cases[i].body) };
      g_autoptr (GError) error = NULL;

      hy_fake_transport_expect (fake, "GET", "/v1/health", health (1));
      hy_fake_transport_expect (fake, "POST", "/v1/enrol", reply);
      g_assert_false (enrol_with (pc, fake, &error));
      g_assert_error (error, HY_TRANSPORT_ERROR, (int) cases[i].fault);
      g_assert_null (hy_fake_transport_token (fake, 0));
      g_assert_null (hy_fake_transport_token (fake, 1));
      assert_not_enrolled (pc);
    }
}

static void
test_newer_district (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) pc = office_pc_new ();
  g_autoptr (HyFakeTransport) fake = hy_fake_transport_new ();
  g_autoptr (GError) error = NULL;

  hy_fake_transport_expect (fake, "GET", "/v1/health", health (2));
  g_assert_false (enrol_with (pc, fake, &error));
  g_assert_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_TOO_OLD);
  assert_not_enrolled (pc);
}

/* Guessing is slowed down, and that binds a person's wish too. */
static void
test_slowed_down (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) pc = office_pc_new ();
  g_autoptr (HyFakeTransport) fake = hy_fake_transport_new ();
  HyFakeReply slow = { .status = 429, .retry_after = 60 };

  hy_fake_transport_expect (fake, "GET", "/v1/health", health (1));
  hy_fake_transport_expect (fake, "POST", "/v1/enrol", slow);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (enrol_with (pc, fake, &error));
      g_assert_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_SLOW_DOWN);
    }
  g_assert_cmpuint (hy_fake_transport_count (fake), ==, 2);
}

#define TEST(name, func)                                                                           \
  g_test_add ("/enrol/" name, OfficeFixture, NULL, office_fixture_set_up, func,                    \
              office_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("enrols", test_enrols);
  TEST ("code-serves-one-pc", test_code_serves_one_pc);
  TEST ("lost-answer", test_lost_answer);
  TEST ("other-district", test_other_district);
  TEST ("other-office", test_other_office);
  TEST ("enrolled-anew", test_enrolled_anew);
  TEST ("cut-between-token-and-replica", test_cut_between_token_and_replica);
  TEST ("answers-that-are-none", test_answers_that_are_none);
  TEST ("newer-district", test_newer_district);
  TEST ("slowed-down", test_slowed_down);
  return g_test_run ();
}
