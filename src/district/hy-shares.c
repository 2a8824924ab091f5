#include "district/hy-shares.h"

struct _HyShares
{
  GHashTable *counts; /* who -> number, as a pointer */
};

HyShares *
hy_shares_new (void)
{
  HyShares *self = g_new0 (HyShares, 1);

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
hy_shares_free (HyShares *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->counts);
  g_free (self);
}

static guint
count_of (HyShares *self, const char *who)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, who));
}

void
hy_shares_add (HyShares *self, const char *who)
{
  g_hash_table_insert (self->counts, g_strdup (who), GUINT_TO_POINTER (count_of (self, who) + 1));
}

void
hy_shares_remove (HyShares *self, const char *who)
{
  guint n = count_of (self, who);

  if (n > 1)
    g_hash_table_insert (self->counts, g_strdup (who), GUINT_TO_POINTER (n - 1));
  else
    g_hash_table_remove (self->counts, who);
}

const char *
hy_shares_giver (HyShares *self, const char *who)
{
  GHashTableIter iter;
  const char *name, *giver = NULL;
  gpointer n;
  guint most = 0;

  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, &n))
    if (GPOINTER_TO_UINT (n) > most)
      {
        most = GPOINTER_TO_UINT (n);
        giver = name;
      }
  return most > count_of (self, who) + 1 ? giver : NULL;
}
