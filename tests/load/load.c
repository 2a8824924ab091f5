#include "load.h"

#include "wire/hy-envelope.h"
#include "wire/hy-system-clock.h"

#include <stdio.h>

/* What takes longer does not work. */
#define PATIENCE (300 * G_USEC_PER_SEC)

static void
event_free (gpointer data)
{
  LoadEvent *self = data;

  g_free (self->key);
  g_free (self);
}

/* A client's connection begins with the process's default database; the system's would cost each of these PCs, which are one
 * process here, megabytes and more time than all the rest. */
static void
trust_alone (const char *ca)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) trust = g_tls_file_database_new (ca, &error);

  if (trust == NULL)
    g_error ("%s", error->message);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), trust);
}

Load *
load_new (const LoadPlan *plan, const char *url, const char *ca, const char *codes)
{
  Load *self = g_new0 (Load, 1);
  g_auto (GStrv) lines = g_strsplit (codes, "\n", -1);

  self->plan = *plan;
  self->batch_max = HY_BATCH_MAX;
  self->url = g_strdup (url);
  self->ca = g_strdup (ca);
  self->devices = g_ptr_array_new_with_free_func (load_device_free);
  self->saved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->events = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, event_free);
  trust_alone (ca);
  load_meter_init (&self->meter);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_assert_cmpuint (g_strv_length (lines), >=, plan->devices);
  for (guint i = 0; i < plan->devices; i++)
    g_ptr_array_add (self->devices, load_device_new (self, i, lines[i]));
  return self;
}

void
load_free (Load *self)
{
  if (self == NULL)
    return;
  load_stop (self);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), NULL);
  g_ptr_array_unref (self->devices);
  g_hash_table_unref (self->saved);
  g_hash_table_unref (self->events);
  load_meter_clear (&self->meter);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self->url);
  g_free (self->ca);
  g_free (self);
}

static void
start (Load *self, GThreadFunc func)
{
  for (guint i = 0; i < self->devices->len; i++)
    {
      LoadDevice *device = self->devices->pdata[i];

      device->thread = g_thread_new ("load-device", func, device);
    }
}

static void
join (Load *self)
{
  for (guint i = 0; i < self->devices->len; i++)
    {
      LoadDevice *device = self->devices->pdata[i];

      if (device->thread != NULL)
        g_thread_join (g_steal_pointer (&device->thread));
    }
}

void
load_enrol (Load *self)
{
  start (self, load_device_enrol);
  join (self);
}

void
load_come_back (Load *self)
{
  HyTime now = hy_system_clock_boottime ();

  for (guint i = 0; i < self->devices->len; i++)
    {
      LoadDevice *device = self->devices->pdata[i];

      load_work_offline (device);
      device->schedule = (HySchedule){
        .next = now + (HyTime) (g_random_double () * self->plan.spread_ms),
      };
    }
  self->began = g_get_monotonic_time ();
  start (self, load_device_work);
}

void
load_expect (Load *self, const char *key, guint office, const LoadDevice *author, gint64 at)
{
  LoadEvent *event = g_new0 (LoadEvent, 1);
  guint all = (self->plan.devices - office + self->plan.offices - 1) / self->plan.offices;

  event->key = g_strdup (key);
  event->author = author;
  event->office = office;
  event->at = at;
  self->expected += all - (author != NULL);
  g_hash_table_insert (self->events, event->key, event);
}

void
load_expect_ticket (Load *self, const char *number, guint office)
{
  g_mutex_lock (&self->mutex);
  load_expect (self, number, office, NULL, g_get_monotonic_time ());
  g_mutex_unlock (&self->mutex);
}

void
load_save (Load *self, guint device)
{
  LoadDevice *there = self->devices->pdata[device];

  g_mutex_lock (&self->mutex);
  there->wish = g_get_monotonic_time ();
  load_device_hurry (there);
  g_mutex_unlock (&self->mutex);
}

void
load_burst (Load *self, guint office, guint batches, guint commands)
{
  guint devices = (self->plan.devices - office + self->plan.offices - 1) / self->plan.offices;

  g_mutex_lock (&self->mutex);
  self->batch_max = commands;
  self->burst = office + 1;
  for (guint i = office; i < self->devices->len; i += self->plan.offices)
    {
      LoadDevice *device = self->devices->pdata[i];

      device->wishes = batches * commands / devices;
      load_device_hurry (device);
    }
  g_mutex_unlock (&self->mutex);
}

/* Who pushed last has pulled since: with all the same, all have everything. */
static gboolean
is_settled (Load *self)
{
  for (guint i = 0; i < self->devices->len; i++)
    {
      const LoadDevice *device = self->devices->pdata[i];
      const LoadDevice *first = self->devices->pdata[device->office];

      if (!device->waiting || device->wish != 0 || device->wishes > 0 || device->outbox->len > 0
          || device->told_sum != first->told_sum || device->told_tickets != first->told_tickets)
        return FALSE;
    }
  return self->expected == 0;
}

void
load_settle (Load *self)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;

  g_mutex_lock (&self->mutex);
  while (!is_settled (self))
    {
      if (!g_cond_wait_until (&self->changed, &self->mutex, until))
        g_error ("%u arrivals are missing, or somebody has not sent everything", self->expected);
    }
  g_mutex_unlock (&self->mutex);
}

void
load_stop (Load *self)
{
  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  for (guint i = 0; i < self->devices->len; i++)
    load_device_hurry (self->devices->pdata[i]);
  g_mutex_unlock (&self->mutex);
  join (self);
}

/* A fresh PC of this office, with the token of one that is there, counts what comes. */
static GHashTable *
count_records (Load *self, guint office)
{
  const LoadDevice *there = self->devices->pdata[office];
  LoadDevice *device = load_device_new (self, office, there->code);
  GHashTable *records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  device->token = g_strdup (there->token);
  device->records = g_hash_table_ref (records);
  load_device_read (device);
  load_device_free (device);
  return records;
}

static guint
check_office (Load *self, guint office, GHashTable *records)
{
  GHashTableIter iter;
  gpointer id, of;
  guint saved = 0, wrong = 0;

  g_hash_table_iter_init (&iter, self->saved);
  while (g_hash_table_iter_next (&iter, &id, &of))
    {
      guint times = GPOINTER_TO_UINT (g_hash_table_lookup (records, id));

      if (GPOINTER_TO_UINT (of) != office + 1)
        continue;
      saved++;
      if (times == 1)
        continue;
      fprintf (stderr, "command %s is there %u times\n", (char *) id, times);
      wrong++;
    }
  if (g_hash_table_size (records) != saved)
    fprintf (stderr, "office %u has %u records of %u commands\n", office,
             g_hash_table_size (records), saved);
  return wrong + (g_hash_table_size (records) != saved);
}

gboolean
load_check (Load *self)
{
  guint wrong = 0;

  for (guint i = 0; i < self->plan.offices; i++)
    {
      g_autoptr (GHashTable) records = count_records (self, i);

      wrong += check_office (self, i, records);
    }
  return wrong == 0;
}
