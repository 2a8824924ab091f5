#include "sync/office-fixture.h"

#include "authority/hy-documents.h"
#include "sync/hy-http-transport.h"
#include "wire/hy-json.h"

#include <string.h>

void
office_fixture_set_up (OfficeFixture *self, gconstpointer data)
{
  self->now = g_get_real_time () / 1000;
  self->district = hy_test_district_new (self->now);
}

void
office_fixture_tear_down (OfficeFixture *self, gconstpointer data)
{
  hy_test_district_free (self->district);
}

OfficePc *
office_pc_new (void)
{
  OfficePc *self = g_new0 (OfficePc, 1);

  self->replica = hy_test_replica_new ();
  self->replica->now = g_get_real_time () / 1000;
  self->engine = hy_engine_new (self->replica->store, NULL);
  return self;
}

void
office_pc_free (OfficePc *self)
{
  hy_engine_free (self->engine);
  hy_test_replica_free (self->replica);
  g_free (self);
}

gboolean
office_pc_enrol (OfficePc *self, HyTestDistrict *district, const char *code, GError **error)
{
  HyEnrolOptions options = { .url = hy_test_district_url (district),
                             .code = code,
                             .ca_file = hy_test_district_ca (district),
                             .device_name = "Window 3" };
  g_autoptr (HyTransport) transport
      = hy_http_transport_new (options.url, options.ca_file, 0, error);

  return transport != NULL && hy_enrol (self->replica->store, transport, &options, NULL, error);
}

OfficePc *
office_fixture_pc (OfficeFixture *self, const char *office)
{
  OfficePc *pc = office_pc_new ();
  g_autofree char *code = hy_test_district_code (self->district, office);
  g_autoptr (GError) error = NULL;

  g_assert_true (office_pc_enrol (pc, self->district, code, &error) || error != NULL);
  g_assert_no_error (error);
  office_pc_round (pc, "synced");
  return pc;
}

static gboolean
read_status (HyReplica *replica, gpointer data, GError **error)
{
  return hy_status_read (replica, data, error);
}

void
office_pc_round (OfficePc *self, const char *expected_state)
{
  g_autoptr (GError) error = NULL;
  g_auto (HyStatus) status = { 0 };

  g_assert_true (hy_engine_round (self->engine, NULL, NULL, &error) || error != NULL);
  g_assert_no_error (error);
  hy_test_read (self->replica, read_status, &status);
  g_assert_cmpstr (status.state, ==, expected_state);
  g_assert_true (status.digest_ok);
}

void
office_pc_fails (OfficePc *self, HyTransportError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hy_engine_round (self->engine, NULL, NULL, &error));
  g_assert_error (error, HY_TRANSPORT_ERROR, (int) code);
}

typedef struct
{
  const char *ticket;
  const char *kind;
  const char *body;
  GPtrArray *blobs;
  char *id;
} Save;

static gboolean
save (HyReplica *replica, gpointer data, GError **error)
{
  Save *self = data;
  g_auto (HyRefusal) refusal = { 0 };
  g_autoptr (GVariant) body = hy_json_body_from_text (self->body, -1, error);
  g_autoptr (GPtrArray) people = hy_people_list (replica, error);
  HyPersonRow *person;

  if (body == NULL || people == NULL)
    return FALSE;
  person = g_ptr_array_index (people, 0);
  self->id = hy_outbox_queue (replica, self->ticket, person->id, self->kind, body, NULL, self->blobs,
                              -1, &refusal, error);
  return self->id != NULL;
}

char *
office_pc_save (OfficePc *self, const char *ticket, const char *kind, const char *body)
{
  return office_pc_save_with (self, ticket, kind, body, NULL);
}

char *
office_pc_save_with (
    OfficePc *self, const char *ticket, const char *kind, const char *body, GPtrArray *blobs)
{
  Save work = { ticket, kind, body, blobs, NULL };

  hy_test_write (self->replica, save, &work);
  return work.id;
}

static char *
text_by (OfficePc *self, const char *sql, const char *value)
{
  g_autofree char *full = g_strdup_printf ("%s '%s'", sql, value);

  return hy_test_text (self->replica, full);
}

char *
office_pc_state_of (OfficePc *self, const char *command)
{
  return text_by (self, "SELECT state FROM commands WHERE id =", command);
}

char *
office_pc_ticket (OfficePc *self, const char *number)
{
  return text_by (self, "SELECT id FROM tickets WHERE number =", number);
}

guint
office_fixture_count (OfficeFixture *self, const char *ticket, const char *text)
{
  g_autofree char *json = hy_test_district_show (self->district, ticket);
  guint n = 0;

  for (const char *at = json; (at = strstr (at, text)) != NULL; at += strlen (text))
    n++;
  return n;
}

static void
back_up (HyAuthority *authority, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_authority_backup (authority, user_data, &error) || error != NULL);
  g_assert_no_error (error);
}

void
office_fixture_backup (OfficeFixture *self, const char *file)
{
  hy_test_district_call (self->district, back_up, (gpointer) file);
}

static HyTime
clock_of (gpointer data)
{
  OfficeFixture *self = data;

  return self->now;
}

void
office_fixture_restore (OfficeFixture *self, const char *file)
{
  g_autoptr (GError) error = NULL;

  hy_test_district_stop (self->district);
  g_assert_true (
      hy_authority_restore (hy_test_district_dir (self->district), file, clock_of, self, &error)
      || error != NULL);
  g_assert_no_error (error);
  hy_test_district_start (self->district);
}
