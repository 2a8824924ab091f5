#include "desk/hy-alert-watch.h"

/* What an office is told of in a few weeks. */
#define TOLD_MAX 300

struct _HyAlertWatch
{
  GHashTable *seen;
  GPtrArray *told; /* of char*, the latest last */
  gboolean looked;
  HyTime last;
};

HyAlertWatch *
hy_alert_watch_new (const char *const *told)
{
  HyAlertWatch *self = g_new0 (HyAlertWatch, 1);

  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->told = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; told != NULL && told[i] != NULL; i++)
    {
      g_ptr_array_add (self->told, g_strdup (told[i]));
      g_hash_table_add (self->seen, g_strdup (told[i]));
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
  g_free (self);
}

static void
note_told (HyAlertWatch *self, const char *key)
{
  g_ptr_array_add (self->told, g_strdup (key));
  if (self->told->len > TOLD_MAX)
    g_ptr_array_remove_index (self->told, 0);
}

GPtrArray *
hy_alert_watch_look (HyAlertWatch *self, GPtrArray *alerts, gboolean settled, HyTime now)
{
  GPtrArray *news = g_ptr_array_new ();

  for (guint i = 0; i < alerts->len; i++)
    {
      HyAlert *alert = g_ptr_array_index (alerts, i);
      gboolean is_new = g_hash_table_add (self->seen, g_strdup (alert->key));

      if (!is_new || !self->looked || !settled
          || (alert->kind == HY_ALERT_RED && alert->at <= self->last))
        continue;
      g_ptr_array_add (news, alert);
      note_told (self, alert->key);
    }
  self->looked = self->looked || settled;
  self->last = now;
  return news;
}

char **
hy_alert_watch_get_told (HyAlertWatch *self)
{
  char **told = g_new0 (char *, self->told->len + 1);

  for (guint i = 0; i < self->told->len; i++)
    told[i] = g_strdup (g_ptr_array_index (self->told, i));
  return told;
}
