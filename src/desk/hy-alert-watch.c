#include "desk/hy-alert-watch.h"

#include <sodium.h>
#include <string.h>

/* What an office is told of in a few weeks. */
#define TOLD_MAX 300

struct _HyAlertWatch
{
  GArray *seen;    /* of guint64, sorted: an office may have tens of thousands, whose keys would be megabytes */
  GPtrArray *told; /* of char*, the latest last */
  gboolean looked;
  HyTime last;
  /* The look that is under way. */
  GArray *fresh;   /* of guint64 */
  GPtrArray *news; /* of char* */
  gboolean settled;
  HyTime now;
};

/* What stands for a key: of a million no two are alike, but for one chance in 30 million. */
static guint64
hash_of (const char *key)
{
  static const unsigned char any[crypto_shorthash_KEYBYTES];
  guint64 hash;

  G_STATIC_ASSERT (sizeof hash == crypto_shorthash_BYTES);
  crypto_shorthash ((unsigned char *) &hash, (const unsigned char *) key, strlen (key), any);
  return hash;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return (x > y) - (x < y);
}

static void
note_told (HyAlertWatch *self, const char *key)
{
  g_ptr_array_add (self->told, g_strdup (key));
  if (self->told->len > TOLD_MAX)
    g_ptr_array_remove_index (self->told, 0);
}

static void
note_seen (HyAlertWatch *self, const char *key)
{
  guint64 hash = hash_of (key);

  g_array_append_val (self->fresh, hash);
}

/* What is fresh becomes what was seen. */
static void
merge (HyAlertWatch *self)
{
  g_array_append_vals (self->seen, self->fresh->data, self->fresh->len);
  g_array_sort (self->seen, compare);
  g_array_unref (self->fresh);
  self->fresh = g_array_new (FALSE, FALSE, sizeof (guint64));
}

HyAlertWatch *
hy_alert_watch_new (const char *const *told)
{
  HyAlertWatch *self = g_new0 (HyAlertWatch, 1);

  self->seen = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->fresh = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->told = g_ptr_array_new_with_free_func (g_free);
  self->news = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; told != NULL && told[i] != NULL; i++)
    {
      note_told (self, told[i]);
      note_seen (self, told[i]);
    }
  merge (self);
  return self;
}

void
hy_alert_watch_free (HyAlertWatch *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->seen);
  g_array_unref (self->fresh);
  g_ptr_array_unref (self->told);
  g_ptr_array_unref (self->news);
  g_free (self);
}

void
hy_alert_watch_begin (HyAlertWatch *self, gboolean settled, HyTime now)
{
  g_array_set_size (self->fresh, 0);
  g_ptr_array_set_size (self->news, 0);
  self->settled = settled;
  self->now = now;
}

gboolean
hy_alert_watch_see (HyAlertWatch *self, HyAlertKind kind, const char *key, HyTime at)
{
  guint64 hash = hash_of (key);

  if (g_array_binary_search (self->seen, &hash, compare, NULL))
    return FALSE;
  g_array_append_val (self->fresh, hash);
  if (!self->looked || !self->settled || (kind == HY_ALERT_RED && at <= self->last))
    return FALSE;
  g_ptr_array_add (self->news, g_strdup (key));
  return TRUE;
}

void
hy_alert_watch_end (HyAlertWatch *self)
{
  if (self->fresh->len > 0)
    merge (self);
  for (guint i = 0; i < self->news->len; i++)
    note_told (self, g_ptr_array_index (self->news, i));
  self->looked = self->looked || self->settled;
  self->last = self->now;
}

char **
hy_alert_watch_get_told (HyAlertWatch *self)
{
  char **told = g_new0 (char *, self->told->len + 1);

  for (guint i = 0; i < self->told->len; i++)
    told[i] = g_strdup (g_ptr_array_index (self->told, i));
  return told;
}
