#include "sync/hy-enrol.h"

#include "core/hy-id.h"
#include "sync/hy-retry-after.h"
#include "sync/hy-sync-lock.h"
#include "wire/hy-enrolment.h"
#include "wire/hy-problem.h"
#include "wire/hy-system-clock.h"

#include <string.h>

G_DEFINE_QUARK (hy - enrol - error - quark, hy_enrol_error)

/* The id under which this PC asks is kept until an answer came, so that a code whose answer was
 * lost serves again. */
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
set_fault (HyTransportError code, const HyReply *reply, const HyProblem *problem, GError **error)
{
  const char *detail = problem != NULL ? problem->detail : NULL;

  g_set_error (error, HY_TRANSPORT_ERROR, code, "enrolment: the district answered HTTP %u%s%s",
               reply->status, detail != NULL ? ": " : "", detail != NULL ? detail : "");
  return FALSE;
}

/* Anything but the answer that was hoped for, or a request to wait. */
static gboolean
refused (const HyReply *reply, const HyProblem *problem, GError **error)
{
  HyProblemCode code = problem != NULL ? problem->code : HY_PROBLEM_UNKNOWN;

  if (code == HY_PROBLEM_BAD_CODE)
    {
      g_set_error_literal (error, HY_ENROL_ERROR, HY_ENROL_ERROR_BAD_CODE,
                           problem->detail != NULL ? problem->detail : "bad_code");
      return FALSE;
    }
  if (code == HY_PROBLEM_PROTOCOL_TOO_OLD)
    return set_fault (HY_TRANSPORT_ERROR_TOO_OLD, reply, problem, error);
  if (reply->status == 401 || reply->status == 403)
    return set_fault (HY_TRANSPORT_ERROR_UNAUTHORIZED, reply, problem, error);
  return set_fault (reply->status >= 500 ? HY_TRANSPORT_ERROR_SERVER
                                         : HY_TRANSPORT_ERROR_BAD_ANSWER,
                    reply, problem, error);
}

static gboolean
other_district (const char *name, GError **error)
{
  g_set_error (error, HY_ENROL_ERROR, HY_ENROL_ERROR_OTHER_DISTRICT,
               "this folder holds the work of another office or district; enrol \"%s\" in a folder "
               "of its own",
               name);
  return FALSE;
}

/* TRUE for a reply with @expected; what else was answered is an error, and a Retry-After is kept.
 */
static gboolean
send (HyStore *store,
      HyTransport *transport,
      const HyRequest *request,
      guint expected,
      HyReply *reply,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (HyProblem) problem = NULL;
  const char *text;
  gsize length;

  if (!hy_retry_after_check (store, error)
      || !hy_transport_send (transport, request, NULL, NULL, reply, cancellable, error))
    return FALSE;
  if (reply->status == expected)
    return TRUE;
  text = hy_reply_text (reply, &length);
  problem = hy_problem_parse (text, length, NULL);
  if (reply->status == 429 || reply->status == 503)
    return hy_retry_after_note (store, reply, error)
           && set_fault (HY_TRANSPORT_ERROR_SLOW_DOWN, reply, problem, error);
  return refused (reply, problem, error);
}

static HyHealth *
ask_health (HyStore *store, HyTransport *transport, GCancellable *cancellable, GError **error)
{
  HyRequest request = { .method = "GET", .path = "/v1/health" };
  g_auto (HyReply) reply = { 0 };
  g_autoptr (HyHealth) health = NULL;
  g_autoptr (GError) cause = NULL;
  const char *text;
  gsize length;

  if (!send (store, transport, &request, 200, &reply, cancellable, error))
    return NULL;
  text = hy_reply_text (&reply, &length);
  health = hy_health_parse (text, length, &cause);
  if (health == NULL)
    {
      g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER,
                   "the district's health: %s", cause->message);
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

static HyEnrolAnswer *
ask_enrol (HyStore *store,
           HyTransport *transport,
           const HyEnrolOptions *options,
           const char *device,
           GCancellable *cancellable,
           HyReply *reply,
           GError **error)
{
  const char *name = options->device_name != NULL ? options->device_name : g_get_host_name ();
  HyEnrolRequest message
      = { (char *) options->code, (char *) device, (char *) name, (char *) "linux" };
  char *json = hy_enrol_request_to_json (&message);
  g_autoptr (GBytes) body = g_bytes_new_take (json, strlen (json));
  HyRequest request = { .method = "POST", .path = "/v1/enrol", .body = body };
  g_autoptr (HyEnrolAnswer) answer = NULL;
  g_autoptr (GError) cause = NULL;
  const char *text;
  gsize length;

  if (!send (store, transport, &request, 201, reply, cancellable, error))
    return NULL;
  text = hy_reply_text (reply, &length);
  answer = hy_enrol_answer_parse (text, length, &cause);
  if (answer == NULL)
    g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER, "enrolment: %s",
                 cause->message);
  else if (strcmp (answer->device_id, device) != 0)
    {
      g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER,
                   "enrolment: the answer is for another device, \"%s\"", answer->device_id);
      g_clear_pointer (&answer, hy_enrol_answer_free);
    }
  return g_steal_pointer (&answer);
}

typedef struct
{
  HyEnrolment enrolment;
  const char *epoch; /* NULL: the replica's own stays */
  const HyReply *reply;
} Save;

static gboolean
save_enrolment (HyReplica *replica, gpointer data, GError **error)
{
  Save *self = data;

  return hy_replica_set_enrolment (replica, &self->enrolment, self->epoch, error)
         && hy_replica_set_meta (replica, PENDING_DEVICE, NULL, error)
         && hy_replica_set_meta (replica, "replica_copied", NULL, error)
         && hy_replica_note_time (replica, self->reply->date, self->reply->pc_time,
                                  self->reply->round_trip, error);
}

/* Without a CA the system's trust holds, also where an earlier enrolment had pinned one. */
static gboolean
save_ca (const char *dir, const char *file, GError **error)
{
  g_autofree char *pem = NULL;
  gsize length = 0;

  if (file == NULL)
    return hy_pinned_ca_delete (dir, error);
  return g_file_get_contents (file, &pem, &length, error)
         && hy_pinned_ca_save (dir, pem, length, error);
}

/* The token first: without its device's enrolment beside it, it is nothing, and the code serves
 * still. A replica that had an epoch keeps it: when the district was restored meanwhile, the next
 * round must find out. */
static gboolean
keep (HyStore *store,
      const HyEnrolOptions *options,
      const Present *present,
      const HyHealth *health,
      const HyEnrolAnswer *answer,
      const HyReply *reply,
      GError **error)
{
  const char *dir = hy_store_get_dir (store);
  Save save = {
    .enrolment = { .url = (char *) options->url,
                   .district = answer->district,
                   .district_name = health->name,
                   .office = answer->office_id,
                   .office_name = answer->office_name,
                   .office_kind = answer->office_kind,
                   .device = answer->device_id,
                   .device_name = answer->device_name },
    .epoch = present->enrolled ? NULL : answer->epoch,
    .reply = reply,
  };

  return hy_token_save (dir, answer->device_id, answer->token, error)
         && save_ca (dir, options->ca_file, error)
         && hy_store_write (store, save_enrolment, &save, error);
}

gboolean
hy_enrol (HyStore *store,
          HyTransport *transport,
          const HyEnrolOptions *options,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (HySyncLock) lock = NULL;
  g_auto (Present) present = { 0 };
  g_auto (HyReply) reply = { 0 };
  g_autoptr (HyHealth) health = NULL;
  g_autoptr (HyEnrolAnswer) answer = NULL;

  lock = hy_sync_lock_take (hy_store_get_dir (store), NULL, cancellable, error);
  if (lock == NULL || !hy_store_write (store, load_present, &present, error))
    return FALSE;
  health = ask_health (store, transport, cancellable, error);
  if (health == NULL)
    return FALSE;
  if (present.enrolled && g_strcmp0 (present.enrolment.district, health->district) != 0)
    return other_district (health->name, error);
  answer
      = ask_enrol (store, transport, options, present.pending_device, cancellable, &reply, error);
  if (answer == NULL)
    return FALSE;
  if (g_strcmp0 (answer->district, health->district) != 0
      || (present.enrolled && g_strcmp0 (present.enrolment.office, answer->office_id) != 0))
    return other_district (answer->office_name, error);
  return keep (store, options, &present, health, answer, &reply, error);
}
