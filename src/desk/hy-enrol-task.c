#include "desk/hy-enrol-task.h"

#include "desk/hy-look.h"
#include "sync/hy-enrol.h"
#include "sync/hy-http-transport.h"
#include "wire/hy-system-clock.h"

#include "desk/hy-text.h"

typedef struct
{
  HyStore *store;
  char *server, *code, *name, *ca_file;
  HyTime latest; /* that the replica knows */
  HyEnrolField field;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_object_unref (self->store);
  g_free (self->server);
  g_free (self->code);
  g_free (self->name);
  g_free (self->ca_file);
  g_free (self);
}

static gboolean
read_latest (HyReplica *replica, gpointer data, GError **error)
{
  *(HyTime *) data = hy_replica_latest_time (replica);
  return TRUE;
}

static gboolean
enrol (Job *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (HyTransport) transport = NULL;
  g_autofree char *url = NULL;
  HyEnrolOptions options = { .code = self->code, .ca_file = self->ca_file, .device_name = self->name };

  self->field = HY_ENROL_FIELD_SERVER;
  url = hy_http_normalize_url (self->server, error);
  if (url == NULL || !hy_store_read (self->store, read_latest, &self->latest, error))
    return FALSE;
  self->field = HY_ENROL_FIELD_CA;
  transport = hy_http_transport_new (url, self->ca_file, self->latest, error);
  if (transport == NULL)
    return FALSE;
  self->field = HY_ENROL_FIELD_NONE;
  options.url = url;
  return hy_enrol (self->store, transport, &options, cancellable, error);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (enrol (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
hy_enrol_task_start (HySession *session,
                     const HyEnrolWish *wish,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, hy_enrol_task_start);
  job->store = g_object_ref (hy_session_get_store (session));
  job->server = g_strdup (wish->server);
  job->code = g_strdup (wish->code);
  job->name = wish->name != NULL && wish->name[0] != '\0' ? g_strdup (wish->name) : NULL;
  job->ca_file = g_strdup (wish->ca_file);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run);
}

/* How wrong is known only where the replica has met a later time. */
static char *
clock_words (const Job *self)
{
  HyTime now = hy_system_clock_now ();
  g_autofree char *date = NULL;
  g_autofree char *clock = NULL;

  if (self->latest > now)
    return g_strdup_printf (_ ("This PC's clock is %d minutes off. Set it right first."),
                            (int) MIN ((self->latest - now) / HY_MINUTE, G_MAXINT));
  date = hy_date_format (hy_date_of (now));
  clock = hy_look_clock (now);
  return g_strdup_printf (_ ("This PC's clock says %s %s, and that is wrong. Set it right first."),
                          date, clock);
}

static const struct
{
  HyTransportError code;
  const char *words;
} faults[] = {
  { HY_TRANSPORT_ERROR_TLS,
    N_ ("This is not the district's certificate. Nothing was sent. Show this page to the "
        "district.") },
  { HY_TRANSPORT_ERROR_STRANGER,
    N_ ("This looks like a network login page. Log in with the browser first.") },
  { HY_TRANSPORT_ERROR_SLOW_DOWN,
    N_ ("The district asks to wait a little. The code is not used up; try again in a minute.") },
  { HY_TRANSPORT_ERROR_TOO_OLD,
    N_ ("This program is too old for the district. Ask for the new version.") },
};

static char *
transport_words (const Job *self, const GError *error)
{
  if (error->code == HY_TRANSPORT_ERROR_CLOCK)
    return clock_words (self);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (error->code == (int) faults[i].code)
      return g_strdup (_ (faults[i].words));
  return g_strdup_printf (
      _ ("Cannot reach %s. The code is not used up; try again when the line is back."),
      self->server);
}

static char *
words_for (Job *self, const GError *error)
{
  if (g_error_matches (error, HY_ENROL_ERROR, HY_ENROL_ERROR_BAD_CODE))
    {
      self->field = HY_ENROL_FIELD_CODE;
      return g_strdup (
          _ ("Wrong, used or older than 24 hours. Ask the district for a new code."));
    }
  if (g_error_matches (error, HY_ENROL_ERROR, HY_ENROL_ERROR_OTHER_DISTRICT))
    return g_strdup (_ ("This PC holds the work of another office. It stays as it is; ask the "
                        "district for the code of that office."));
  if (self->field == HY_ENROL_FIELD_SERVER)
    return g_strdup (_ ("This is no address of a server. It looks like huiyin.example.gov.cn:8443"));
  if (self->field == HY_ENROL_FIELD_CA)
    return g_strdup (_ ("The certificate file cannot be read. Choose the .pem the district gave."));
  if (error->domain == HY_TRANSPORT_ERROR)
    {
      if (error->code == HY_TRANSPORT_ERROR_OFFLINE)
        self->field = HY_ENROL_FIELD_SERVER;
      if (error->code == HY_TRANSPORT_ERROR_TLS)
        self->field = HY_ENROL_FIELD_CA;
      return transport_words (self, error);
    }
  return g_strdup (error->message);
}

gboolean
hy_enrol_task_finish (HySession *session, GAsyncResult *result, char **words, HyEnrolField *field)
{
  g_autoptr (GError) error = NULL;
  Job *job = NULL;

  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  *words = NULL;
  *field = HY_ENROL_FIELD_NONE;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    return TRUE;
  job = g_task_get_task_data (G_TASK (result));
  *words = words_for (job, error);
  *field = job->field;
  return FALSE;
}
