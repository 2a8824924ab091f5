#include "sync/hy-enrol.h"

#include "core/hy-id.h"
#include "wire/hy-enrolment.h"
#include "wire/hy-problem.h"
#include "wire/hy-system-clock.h"

#include <string.h>

G_DEFINE_QUARK (hy-enrol-error-quark, hy_enrol_error)

/* The id under which this PC asks is kept until an answer came, so that a code whose answer was lost serves again. */
#define PENDING_DEVICE "enrol_device"

typedef struct
{
  char *pending_device;
  HyEnrolment enrolment;
  gboolean enrolled;
} Present;

static void
present_clear (Present *self)
{
  g_free (self->pending_device);
  hy_enrolment_clear (&self->enrolment);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Present, present_clear)

static gboolean
load_present (HyReplica *replica, gpointer data, GError **error)
{
  Present *self = data;
  g_autoptr (GError) cause = NULL;

  self->enrolled = hy_replica_get_enrolment (replica, &self->enrolment, &cause);
  if (!self->enrolled && !g_error_matches (cause, HY_STORE_ERROR, HY_STORE_ERROR_NOT_ENROLLED))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  self->pending_device = hy_replica_get_meta (replica, PENDING_DEVICE);
  if (self->pending_device != NULL)
    return TRUE;
  self->pending_device = hy_id_new (hy_system_clock_now ());
  return hy_replica_set_meta (replica, PENDING_DEVICE, self->pending_device, error);
}

static gboolean
bad_answer (const char *what, GError *cause, guint status, GError **error)
{
  g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER, "%s: HTTP %u%s%s", what, status,
               cause != NULL ? ": " : "", cause != NULL ? cause->message : "");
  return FALSE;
}

static gboolean
other_district (const char *name, GError **error)
{
  g_set_error (error, HY_ENROL_ERROR, HY_ENROL_ERROR_OTHER_DISTRICT,
               "this folder holds the work of another office or district; enrol \"%s\" in a folder of its own",
               name);
  return FALSE;
}

static HyHealth *
ask_health (HyTransport *transport, GCancellable *cancellable, GError **error)
{
  HyRequest request = { .method = "GET", .path = "/v1/health" };
  g_auto (HyReply) reply = { 0 };
  g_autoptr (HyHealth) health = NULL;
  g_autoptr (GError) cause = NULL;

  if (!hy_transport_send (transport, &request, NULL, NULL, &reply, cancellable, error))
    return NULL;
  if (reply.status == 200)
    health = hy_health_parse (g_bytes_get_data (reply.body, NULL), g_bytes_get_size (reply.body), &cause);
  if (health == NULL)
    {
      bad_answer ("the district's health", cause, reply.status, error);
      return NULL;
    }
  if (health->min_protocol > HY_PROTOCOL_VERSION)
    {
      g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_TOO_OLD,
                   "\"%s\" speaks a newer protocol: this program must be updated", health->name);
      return NULL;
    }
  return g_steal_pointer (&health);
}

static gboolean
refused (const HyReply *reply, GError **error)
{
  g_autoptr (HyProblem) problem = hy_problem_parse (g_bytes_get_data (reply->body, NULL),
                                                    g_bytes_get_size (reply->body), NULL);

  if (problem != NULL && problem->code == HY_PROBLEM_BAD_CODE)
    {
      g_set_error_literal (error, HY_ENROL_ERROR, HY_ENROL_ERROR_BAD_CODE,
                           problem->detail != NULL ? problem->detail : "bad_code");
      return FALSE;
    }
  if (reply->status == 429 || reply->status == 503)
    {
      g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_SLOW_DOWN,
                   "the district asks to wait %d s", (int) MAX (reply->retry_after, 0));
      return FALSE;
    }
  if (reply->status == 401 || reply->status == 403)
    {
      g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_UNAUTHORIZED,
                   "the district answered HTTP %u", reply->status);
      return FALSE;
    }
  return bad_answer ("enrolment", NULL, reply->status, error);
}

static HyEnrolAnswer *
ask_enrol (HyTransport *transport, const HyEnrolOptions *options, const char *device, GCancellable *cancellable, HyReply *reply, GError **error)
{
  const char *name = options->device_name != NULL ? options->device_name : g_get_host_name ();
  HyEnrolRequest message = { (char *) options->code, (char *) device, (char *) name, (char *) "linux" };
  g_autofree char *json = hy_enrol_request_to_json (&message);
  g_autoptr (GBytes) body = g_bytes_new_static (json, strlen (json));
  HyRequest request = { .method = "POST", .path = "/v1/enrol", .body = body };
  g_autoptr (HyEnrolAnswer) answer = NULL;
  g_autoptr (GError) cause = NULL;

  if (!hy_transport_send (transport, &request, NULL, NULL, reply, cancellable, error))
    return NULL;
  if (reply->status != 201)
    {
      refused (reply, error);
      return NULL;
    }
  answer = hy_enrol_answer_parse (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), &cause);
  if (answer == NULL)
    bad_answer ("enrolment", cause, reply->status, error);
  return g_steal_pointer (&answer);
}

typedef struct
{
  HyEnrolment enrolment;
  const char *epoch;
  const HyReply *reply;
} Save;

static gboolean
save_enrolment (HyReplica *replica, gpointer data, GError **error)
{
  Save *self = data;

  return hy_replica_set_enrolment (replica, &self->enrolment, self->epoch, error) &&
         hy_replica_set_meta (replica, PENDING_DEVICE, NULL, error) &&
         hy_replica_note_time (replica, self->reply->date, self->reply->pc_time,
                               self->reply->round_trip, error);
}

static gboolean
save_ca (const char *dir, const char *file, GError **error)
{
  g_autofree char *pem = NULL;
  gsize length = 0;

  return file == NULL ||
         (g_file_get_contents (file, &pem, &length, error) && hy_pinned_ca_save (dir, pem, length, error));
}

/* The token first: without an enrolment beside it, it is nothing, and the code still serves. */
static gboolean
keep (HyStore *store, const HyEnrolOptions *options, const HyHealth *health, const HyEnrolAnswer *answer, const char *device, const HyReply *reply, GError **error)
{
  const char *dir = hy_store_get_dir (store);
  Save save = {
    .enrolment = { .url = (char *) options->url,
                   .district = answer->district,
                   .district_name = health->name,
                   .office = answer->office_id,
                   .office_name = answer->office_name,
                   .office_kind = answer->office_kind,
                   .device = (char *) device,
                   .device_name = answer->device_name },
    .epoch = answer->epoch,
    .reply = reply,
  };

  return save_ca (dir, options->ca_file, error) && hy_token_save (dir, answer->token, error) &&
         hy_store_write (store, save_enrolment, &save, error);
}

gboolean
hy_enrol (HyStore *store, HyTransport *transport, const HyEnrolOptions *options, GCancellable *cancellable, GError **error)
{
  g_auto (Present) present = { 0 };
  g_auto (HyReply) reply = { 0 };
  g_autoptr (HyHealth) health = NULL;
  g_autoptr (HyEnrolAnswer) answer = NULL;

  if (!hy_store_write (store, load_present, &present, error))
    return FALSE;
  health = ask_health (transport, cancellable, error);
  if (health == NULL)
    return FALSE;
  if (present.enrolled && g_strcmp0 (present.enrolment.district, health->district) != 0)
    return other_district (health->name, error);
  answer = ask_enrol (transport, options, present.pending_device, cancellable, &reply, error);
  if (answer == NULL)
    return FALSE;
  if (g_strcmp0 (answer->district, health->district) != 0 ||
      (present.enrolled && g_strcmp0 (present.enrolment.office, answer->office_id) != 0))
    return other_district (answer->office_name, error);
  return keep (store, options, health, answer, present.pending_device, &reply, error);
}
