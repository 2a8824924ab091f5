/* One PC of a load: its requests and its loop, which is that of sync/hy-syncer.c. */
#include "load.h"

#include "core/hy-id.h"
#include "sync/hy-http-transport.h"
#include "wire/hy-enrolment.h"
#include "wire/hy-system-clock.h"

#include <string.h>

#define WAIT_S 50
/* A wait that ends sooner was ended by somebody. */
#define WHOLE_WAIT ((WAIT_S - 2) * G_USEC_PER_SEC)

LoadDevice *
load_device_new (Load *load, guint index, const char *code)
{
  LoadDevice *self = g_new0 (LoadDevice, 1);

  self->load = load;
  self->index = index;
  self->office = index % load->plan.offices;
  self->code = g_strdup (code);
  self->id = hy_id_new (hy_system_clock_now ());
  self->cursor = g_strdup ("");
  self->lose = load->plan.lose > 0 && index % load->plan.lose == 0;
  self->versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->outbox = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_command_free);
  return self;
}

void
load_device_free (gpointer data)
{
  LoadDevice *self = data;

  g_hash_table_unref (self->versions);
  g_hash_table_unref (self->numbers);
  g_clear_pointer (&self->records, g_hash_table_unref);
  g_ptr_array_unref (self->outbox);
  g_free (self->cursor);
  g_free (self->code);
  g_free (self->id);
  g_free (self->token);
  g_free (self->epoch);
  g_free (self);
}

static HyTransport *
open_line (LoadDevice *self)
{
  g_autoptr (GError) error = NULL;
  HyTransport *transport = hy_http_transport_new (self->load->url, self->load->ca, 0, &error);

  if (transport == NULL)
    g_error ("%s", error->message);
  return transport;
}

static void
failed (LoadDevice *self, gint64 retry_after)
{
  HyTime now = hy_system_clock_boottime ();

  hy_schedule_failed (&self->schedule, now, retry_after, g_random_double ());
  if (self->load->plan.impatient)
    hy_schedule_hurry (&self->schedule, now);
}

/* 429 and 503 are obeyed; nothing else is expected. */
static void
judge (LoadDevice *self, const HyRequest *request, const HyReply *reply)
{
  LoadMeter *meter = &self->load->meter;

  if ((reply->status == 429 || reply->status == 503) && reply->retry_after > 0)
    {
      load_meter_count (meter, reply->status == 429 ? &meter->slow_down : &meter->busy);
      self->told = hy_system_clock_boottime () + reply->retry_after * HY_SECOND;
    }
  else
    load_meter_fault (meter, "%s %.11s was answered %u", request->method, request->path,
                      reply->status);
  failed (self, reply->retry_after);
}

gboolean
load_ask (LoadDevice *self,
          LoadKind kind,
          const HyRequest *request,
          guint status,
          HyChunkFunc chunk,
          gpointer chunk_data,
          HyReply *reply,
          GCancellable *cancellable)
{
  HyTransport *line = kind == LOAD_WAIT ? self->wait_transport : self->transport;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  if (hy_system_clock_boottime () < self->told)
    load_meter_fault (&self->load->meter, "%s %.11s was asked before its time", request->method, request->path);
  if (!hy_transport_send (line, request, chunk, chunk_data, reply, cancellable, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        load_meter_fault (&self->load->meter, "%s %.11s: %s", request->method, request->path,
                          error->message);
      failed (self, -1);
      return FALSE;
    }
  if (reply->status != status)
    {
      judge (self, request, reply);
      return FALSE;
    }
  if (kind != LOAD_WAIT)
    load_meter_took (&self->load->meter, kind, g_get_monotonic_time () - start);
  return TRUE;
}

static gboolean
enrol (LoadDevice *self)
{
  HyEnrolRequest asked = { self->code, self->id, (char *) "Window 3", (char *) "linux" };
  g_autofree char *json = hy_enrol_request_to_json (&asked);
  g_autoptr (GBytes) body = g_bytes_new_static (json, strlen (json));
  HyRequest request = { .method = "POST", .path = "/v1/enrol", .body = body };
  g_auto (HyReply) reply = { 0 };
  g_autoptr (HyEnrolAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *text;

  if (!load_ask (self, LOAD_ENROL, &request, 201, NULL, NULL, &reply, NULL))
    return FALSE;
  text = hy_reply_text (&reply, &length);
  answer = hy_enrol_answer_parse (text, length, &error);
  if (answer == NULL)
    g_error ("%s", error->message);
  self->token = g_strdup (answer->token);
  self->epoch = g_strdup (answer->epoch);
  return TRUE;
}

/* Sleeps until the schedule allows the next round; FALSE: the end. */
static gboolean
sleep_until_due (LoadDevice *self)
{
  Load *load = self->load;
  gboolean on;

  g_mutex_lock (&load->mutex);
  for (;;)
    {
      HyTime delay;

      if (self->hurried)
        hy_schedule_hurry (&self->schedule, hy_system_clock_boottime ());
      self->hurried = FALSE;
      delay = hy_schedule_delay (&self->schedule, hy_system_clock_boottime ());
      if (delay <= 0 || load->stopped)
        break;
      g_cond_wait_until (&load->changed, &load->mutex, g_get_monotonic_time () + delay * 1000);
    }
  on = !load->stopped;
  g_mutex_unlock (&load->mutex);
  return on;
}

gpointer
load_device_enrol (gpointer data)
{
  LoadDevice *self = data;

  self->transport = open_line (self);
  while ((self->token == NULL && !enrol (self)) || !load_pull (self))
    {
      if (!sleep_until_due (self))
        break;
    }
  g_clear_object (&self->transport);
  return NULL;
}

void
load_device_hurry (LoadDevice *self)
{
  self->hurried = TRUE;
  if (self->wait != NULL)
    g_cancellable_cancel (self->wait);
  g_cond_broadcast (&self->load->changed);
}

/* Somebody saves: on the ticket this PC was at first. */
static void
fulfil_wish (LoadDevice *self)
{
  Load *load = self->load;
  g_autofree char *number = g_strdup_printf ("L%u-0", self->index);

  g_mutex_lock (&load->mutex);
  if (self->wish != 0)
    {
      HyCommand *command
          = load_command_new (self, 2, g_hash_table_lookup (self->numbers, number), NULL);

      load_expect (load, command->id, self->office, self, self->wish);
      self->wish = 0;
    }
  for (; self->wishes > 0; self->wishes--)
    load_command_new (self, 2, g_hash_table_lookup (self->numbers, number), NULL);
  g_mutex_unlock (&load->mutex);
}

static gboolean
begin_wait (LoadDevice *self, GCancellable *cancellable)
{
  Load *load = self->load;
  gboolean wanted;

  g_mutex_lock (&load->mutex);
  wanted = !self->hurried && !load->stopped;
  if (wanted)
    {
      self->wait = cancellable;
      self->waiting = TRUE;
      g_cond_broadcast (&load->changed);
    }
  g_mutex_unlock (&load->mutex);
  return wanted;
}

/* Whether it was not for the district that the wait ended. */
static gboolean
end_wait (LoadDevice *self, gboolean changed, gboolean in_vain)
{
  Load *load = self->load;
  gboolean hurried;

  g_mutex_lock (&load->mutex);
  self->wait = NULL;
  self->waiting = FALSE;
  hurried = self->hurried || load->stopped;
  self->hurried = FALSE;
  self->woken += changed;
  self->woken_in_vain += in_vain && !hurried;
  g_mutex_unlock (&load->mutex);
  return hurried;
}

/* FALSE: the wait could not be held. */
static gboolean
hold_wait (LoadDevice *self, gboolean *woken)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 start = g_get_monotonic_time ();
  gboolean changed = FALSE;
  gboolean ok;

  *woken = FALSE;
  if (!begin_wait (self, cancellable))
    {
      end_wait (self, FALSE, FALSE);
      return TRUE;
    }
  ok = load_hold (self, WAIT_S, &changed, cancellable);
  if (end_wait (self, changed, ok && !changed && g_get_monotonic_time () - start < WHOLE_WAIT))
    {
      hy_schedule_succeeded (&self->schedule, hy_system_clock_boottime ());
      return TRUE;
    }
  *woken = changed;
  return ok;
}

void
load_device_read (LoadDevice *self)
{
  self->transport = open_line (self);
  if (!load_pull (self))
    load_meter_fault (&self->load->meter, "nothing to count by");
  g_clear_object (&self->transport);
}

static gboolean
do_round (LoadDevice *self)
{
  fulfil_wish (self);
  return load_push (self) && load_pull (self);
}

gpointer
load_device_work (gpointer data)
{
  LoadDevice *self = data;
  gboolean woken = FALSE;

  self->transport = open_line (self);
  self->wait_transport = open_line (self);
  while (sleep_until_due (self))
    {
      if (!do_round (self))
        {
          woken = FALSE;
          continue;
        }
      /* A district that calls for rounds in which nothing comes is not asked without a pause. */
      if (woken && self->received == 0)
        {
          woken = FALSE;
          failed (self, -1);
          continue;
        }
      hy_schedule_succeeded (&self->schedule, hy_system_clock_boottime ());
      if (!hold_wait (self, &woken))
        woken = FALSE;
    }
  g_clear_object (&self->transport);
  g_clear_object (&self->wait_transport);
  return NULL;
}
