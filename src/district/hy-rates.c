#include "district/hy-rates.h"

/* A bucket that is full again says nothing; they are looked for when so many have come since. */
#define TIDY_EVERY 1024

typedef struct
{
  double left;
  gint64 at;
} Bucket;

struct _HyRates
{
  double burst;
  double a_second;
  GHashTable *buckets; /* who -> Bucket */
  guint taken;
};

HyRates *
hy_rates_new (guint burst, guint a_second)
{
  HyRates *self = g_new0 (HyRates, 1);

  self->burst = burst;
  self->a_second = a_second;
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
hy_rates_free (HyRates *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->buckets);
  g_free (self);
}

static void
fill (HyRates *self, Bucket *bucket, gint64 now)
{
  double gained = (double) (now - bucket->at) * self->a_second / G_USEC_PER_SEC;

  bucket->left = MIN (bucket->left + gained, self->burst);
  bucket->at = now;
}

static void
tidy (HyRates *self, gint64 now)
{
  GHashTableIter iter;
  Bucket *bucket;

  g_hash_table_iter_init (&iter, self->buckets);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &bucket))
    {
      fill (self, bucket, now);
      if (bucket->left >= self->burst)
        g_hash_table_iter_remove (&iter);
    }
}

guint
hy_rates_take (HyRates *self, const char *who, gint64 now)
{
  Bucket *bucket;

  if (++self->taken % TIDY_EVERY == 0)
    tidy (self, now);
  bucket = g_hash_table_lookup (self->buckets, who);
  if (bucket == NULL)
    {
      bucket = g_new0 (Bucket, 1);
      bucket->left = self->burst;
      bucket->at = now;
      g_hash_table_insert (self->buckets, g_strdup (who), bucket);
    }
  fill (self, bucket, now);
  if (bucket->left < 1)
    return 1 + (guint) ((1 - bucket->left) / self->a_second);
  bucket->left -= 1;
  return 0;
}

guint
hy_rates_size (HyRates *self)
{
  return g_hash_table_size (self->buckets);
}
