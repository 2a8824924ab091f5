#include "load-meter.h"

#include <stdio.h>
#include <stdlib.h>

void
load_meter_init (LoadMeter *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->counted);
  for (guint i = 0; i < LOAD_N_KINDS; i++)
    self->took[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->faults = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
load_meter_clear (LoadMeter *self)
{
  for (guint i = 0; i < LOAD_N_KINDS; i++)
    g_array_unref (self->took[i]);
  g_hash_table_unref (self->faults);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->counted);
}

void
load_meter_took (LoadMeter *self, LoadKind kind, gint64 microseconds)
{
  g_mutex_lock (&self->mutex);
  g_array_append_val (self->took[kind], microseconds);
  g_mutex_unlock (&self->mutex);
}

void
load_meter_count (LoadMeter *self, guint *counter)
{
  g_mutex_lock (&self->mutex);
  (*counter)++;
  g_cond_broadcast (&self->counted);
  g_mutex_unlock (&self->mutex);
}

void
load_meter_await (LoadMeter *self, const guint *counter, guint n)
{
  g_mutex_lock (&self->mutex);
  while (*counter < n)
    g_cond_wait (&self->counted, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

void
load_meter_fault (LoadMeter *self, const char *format, ...)
{
  va_list args;
  char *text;
  guint had;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_mutex_lock (&self->mutex);
  had = GPOINTER_TO_UINT (g_hash_table_lookup (self->faults, text));
  g_hash_table_replace (self->faults, text, GUINT_TO_POINTER (had + 1));
  g_mutex_unlock (&self->mutex);
}

guint
load_meter_faults (LoadMeter *self)
{
  GHashTableIter iter;
  gpointer times;
  guint n = 0;

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->faults);
  while (g_hash_table_iter_next (&iter, NULL, &times))
    n += GPOINTER_TO_UINT (times);
  g_mutex_unlock (&self->mutex);
  return n;
}

void
load_meter_print_faults (LoadMeter *self)
{
  GHashTableIter iter;
  gpointer text, times;

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->faults);
  while (g_hash_table_iter_next (&iter, &text, &times))
    fprintf (stderr, "%u times: %s\n", GPOINTER_TO_UINT (times), (char *) text);
  g_mutex_unlock (&self->mutex);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

double
load_meter_percentile (LoadMeter *self, LoadKind kind, guint percent)
{
  GArray *took = self->took[kind];
  double ms = 0;

  g_mutex_lock (&self->mutex);
  g_array_sort (took, compare);
  if (took->len > 0)
    ms = (double) g_array_index (took, gint64, (took->len - 1) * (guint64) percent / 100) / 1000;
  g_mutex_unlock (&self->mutex);
  return ms;
}

guint
load_meter_number (LoadMeter *self, LoadKind kind)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->took[kind]->len;
  g_mutex_unlock (&self->mutex);
  return n;
}

void
load_meter_forget (LoadMeter *self, LoadKind kind)
{
  g_mutex_lock (&self->mutex);
  g_array_set_size (self->took[kind], 0);
  g_mutex_unlock (&self->mutex);
}
