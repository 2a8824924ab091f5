#include "desk/hy-alert-watch.h"

/* What an office is told of in a few weeks. */
#define TOLD_MAX 300

struct _HyAlertWatch
{
  GStringChunk *keys; /* of those below: there may be tens of thousands */
  GHashTable *seen;
  GPtrArray *told; /* the latest last */
  gboolean looked;
  HyTime last;
  /* The look that is under way. */
  GPtrArray *fresh, *news;
  gboolean settled;
  HyTime now;
};

static void
note_told (HyAlertWatch *self, char *key)
{
  g_ptr_array_add (self->told, key);
  if (self->told->len > TOLD_MAX)
    g_ptr_array_remove_index (self->told, 0);
}

HyAlertWatch *
hy_alert_watch_new (const char *const *told)
{
  HyAlertWatch *self = g_new0 (HyAlertWatch, 1);

  self->keys = g_string_chunk_new (4096);
  self->seen = g_hash_table_new (g_str_hash, g_str_equal);
  self->told = g_ptr_array_new ();
  self->fresh = g_ptr_array_new ();
  self->news = g_ptr_array_new ();
  for (gsize i = 0; told != NULL && told[i] != NULL; i++)
    {
      char *key = g_string_chunk_insert (self->keys, told[i]);

      note_told (self, key);
      g_hash_table_add (self->seen, key);
    }
  return self;
}

void
hy_alert_watch_free (HyAlertWatch *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->seen);
  g_ptr_array_unref (self->told);
  g_ptr_array_unref (self->fresh);
  g_ptr_array_unref (self->news);
  g_string_chunk_free (self->keys);
  g_free (self);
}

void
hy_alert_watch_begin (HyAlertWatch *self, gboolean settled, HyTime now)
{
  g_ptr_array_set_size (self->fresh, 0);
  g_ptr_array_set_size (self->news, 0);
  self->settled = settled;
  self->now = now;
}

gboolean
hy_alert_watch_see (HyAlertWatch *self, HyAlertKind kind, const char *key, HyTime at)
{
  char *kept;

  if (g_hash_table_contains (self->seen, key))
    return FALSE;
  kept = g_string_chunk_insert (self->keys, key);
  g_ptr_array_add (self->fresh, kept);
  if (!self->looked || !self->settled || (kind == HY_ALERT_RED && at <= self->last))
    return FALSE;
  g_ptr_array_add (self->news, kept);
  return TRUE;
}

void
hy_alert_watch_end (HyAlertWatch *self)
{
  for (guint i = 0; i < self->fresh->len; i++)
    g_hash_table_add (self->seen, g_ptr_array_index (self->fresh, i));
  for (guint i = 0; i < self->news->len; i++)
    note_told (self, g_ptr_array_index (self->news, i));
  self->looked = self->looked || self->settled;
  self->last = self->now;
  /* The first look may have been of all there is; the next ones are of a few. */
  g_ptr_array_unref (self->fresh);
  self->fresh = g_ptr_array_new ();
}

char **
hy_alert_watch_get_told (HyAlertWatch *self)
{
  char **told = g_new0 (char *, self->told->len + 1);

  for (guint i = 0; i < self->told->len; i++)
    told[i] = g_strdup (g_ptr_array_index (self->told, i));
  return told;
}
