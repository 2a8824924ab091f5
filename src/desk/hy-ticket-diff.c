#include "desk/hy-ticket-diff.h"

/* What is left to compare once the equal beginning and end are put aside. */
typedef struct
{
  const gint64 *before, *after;
  guint n_before, n_after;
  guint skipped;
} Middle;

static Middle
cut_equal_ends (const GArray *before, const GArray *after)
{
  Middle self
      = { (const gint64 *) before->data, (const gint64 *) after->data, before->len, after->len, 0 };

  while (self.n_before > 0 && self.n_after > 0 && self.before[0] == self.after[0])
    {
      self.before++;
      self.after++;
      self.n_before--;
      self.n_after--;
      self.skipped++;
    }
  while (self.n_before > 0 && self.n_after > 0
         && self.before[self.n_before - 1] == self.after[self.n_after - 1])
    {
      self.n_before--;
      self.n_after--;
    }
  return self;
}

/* For each row of the new order its place in the old one, or -1. */
static gint64 *
find_places (const Middle *self)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint64 *found = g_new (gint64, MAX (self->n_after, 1));

  for (guint i = 0; i < self->n_before; i++)
    g_hash_table_insert (places, (gpointer) &self->before[i], GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < self->n_after; i++)
    found[i] = (gint64) GPOINTER_TO_UINT (g_hash_table_lookup (places, &self->after[i])) - 1;
  return found;
}

/* Marks the longest row of places that rises: those rows stay where they are. The others' places
 * become -1. */
static void
keep_rising (gint64 *places, guint n)
{
  g_autofree gint64 *ends = g_new (gint64, n + 1);
  g_autofree gint64 *previous = g_new (gint64, n + 1);
  guint length = 0;
  gint64 at;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0, high = length;

      if (places[i] < 0)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (places[ends[middle]] < places[i])
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low > 0 ? ends[low - 1] : -1;
      ends[low] = i;
      length = MAX (length, low + 1);
    }
  at = length > 0 ? ends[length - 1] : -1;
  for (gint64 i = (gint64) n - 1; i >= 0; i--)
    {
      if (i == at)
        at = previous[i];
      else
        places[i] = -1;
    }
}

static void
add_hunk (GArray *hunks, guint position, guint removed, guint added)
{
  HyTicketHunk hunk = { position, removed, added };

  if (removed > 0 || added > 0)
    g_array_append_val (hunks, hunk);
}

static void
collect (const Middle *self, const gint64 *places, GArray *hunks)
{
  guint old = 0, start = 0;

  for (guint i = 0; i < self->n_after; i++)
    {
      if (places[i] < 0)
        continue;
      add_hunk (hunks, self->skipped + start, (guint) places[i] - old, i - start);
      old = (guint) places[i] + 1;
      start = i + 1;
    }
  add_hunk (hunks, self->skipped + start, self->n_before - old, self->n_after - start);
}

GArray *
hy_ticket_diff (const GArray *before, const GArray *after)
{
  GArray *hunks = g_array_new (FALSE, FALSE, sizeof (HyTicketHunk));
  Middle self = cut_equal_ends (before, after);
  g_autofree gint64 *places = NULL;

  if (self.n_before > 0 && self.n_after > 0)
    {
      places = find_places (&self);
      keep_rising (places, self.n_after);
      collect (&self, places, hunks);
      if (hunks->len > HY_TICKET_HUNKS_MAX)
        g_array_set_size (hunks, 0);
    }
  if (hunks->len == 0)
    add_hunk (hunks, self.skipped, self.n_before, self.n_after);
  return hunks;
}
