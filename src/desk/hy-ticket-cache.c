#include "desk/hy-ticket-cache.h"

/* Pages kept though nobody holds their items: scrolling back and forth reads nothing. */
#define KEPT_PAGES 12

struct _HyTicketCache
{
  GHashTable *items; /* no -> HyTicketItem, not owned; shared with the items' ends */
  GQueue kept;       /* of GPtrArray, the latest first */
};

typedef struct
{
  GHashTable *items;
  gint64 no;
} Entry;

static void
item_gone (gpointer data, GObject *where)
{
  Entry *entry = data;

  g_hash_table_remove (entry->items, &entry->no);
  g_hash_table_unref (entry->items);
  g_free (entry);
}

HyTicketItem *
hy_ticket_cache_get (HyTicketCache *self, gint64 no)
{
  HyTicketItem *item = hy_ticket_cache_peek (self, no);
  Entry *entry = NULL;

  if (item != NULL)
    return g_object_ref (item);
  item = hy_ticket_item_new (no);
  g_hash_table_insert (self->items, g_memdup2 (&no, sizeof no), item);
  entry = g_new (Entry, 1);
  *entry = (Entry){ g_hash_table_ref (self->items), no };
  g_object_weak_ref (G_OBJECT (item), item_gone, entry);
  return item;
}

HyTicketItem *
hy_ticket_cache_peek (HyTicketCache *self, gint64 no)
{
  return g_hash_table_lookup (self->items, &no);
}

void
hy_ticket_cache_keep (HyTicketCache *self, GPtrArray *page)
{
  g_queue_push_head (&self->kept, page);
  if (self->kept.length > KEPT_PAGES)
    g_ptr_array_unref (g_queue_pop_tail (&self->kept));
}

GArray *
hy_ticket_cache_filled (HyTicketCache *self)
{
  GArray *nos = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (hy_ticket_item_get_row (value) != NULL)
      g_array_append_val (nos, *(gint64 *) key);
  return nos;
}

HyTicketCache *
hy_ticket_cache_new (void)
{
  HyTicketCache *self = g_new0 (HyTicketCache, 1);

  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_queue_init (&self->kept);
  return self;
}

void
hy_ticket_cache_free (HyTicketCache *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->kept, (GDestroyNotify) g_ptr_array_unref);
  g_hash_table_unref (self->items);
  g_free (self);
}
