#include "desk/hy-sort-next.h"

#define PAGE 200

HySortNext *
hy_sort_next_new (void)
{
  HySortNext *self = g_new0 (HySortNext, 1);

  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
hy_sort_next_free (gpointer data)
{
  HySortNext *self = data;

  g_strfreev (self->put_off);
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  g_clear_pointer (&self->ticket, hy_ticket_view_free);
  g_clear_pointer (&self->row, hy_list_row_free);
  hy_sort_hints_clear (&self->hints);
  g_free (self);
}

static void
take_page (HySortNext *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      HyListRow *row = g_ptr_array_index (rows, i);

      g_hash_table_add (self->waiting, g_strdup (row->id));
      if (g_strv_contains ((const char *const *) self->put_off, row->id))
        {
          self->n_put_off++;
          if (self->put_off_by == HY_TIME_NONE)
            self->put_off_by = row->due;
          continue;
        }
      self->left++;
      if (self->row == NULL)
        {
          self->row = row;
          rows->pdata[i] = NULL;
        }
    }
}

/* Page by page, in the order of their limits. */
static gboolean
walk (HyReplica *replica, HySortNext *self, GError **error)
{
  HyListQuery query = { .queue = HY_QUEUE_PENDING_SIGN };
  guint offset = 0;
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (GPtrArray) rows = hy_list_page (replica, &query, offset, PAGE, error);

      if (rows == NULL)
        return FALSE;
      more = rows->len == PAGE;
      offset += rows->len;
      take_page (self, rows);
    }
  return TRUE;
}

gboolean
hy_sort_next_read (HyReplica *replica, gpointer data, GError **error)
{
  HySortNext *self = data;

  if (!walk (replica, self, error))
    return FALSE;
  if (self->row == NULL)
    return TRUE;
  self->ticket = hy_tickets_load (replica, self->row->id, error);
  return self->ticket != NULL && hy_sort_hints_read (replica, self->row->id, &self->hints, error);
}
