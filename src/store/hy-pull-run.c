#include "store/hy-pull-private.h"

HyPullRun *
hy_pull_run_new (void)
{
  HyPullRun *self = g_new0 (HyPullRun, 1);

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_pull_item_free);
  self->tickets = g_hash_table_new (g_str_hash, g_str_equal);
  self->records = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
hy_pull_run_free (HyPullRun *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->tickets);
  g_ptr_array_unref (self->items);
  hy_feed_line_clear (&self->last);
  g_free (self);
}

/* A record that came before in this run under the same id: the later line wins. */
static void
replace_record (HyPullItem *ticket, HyPullItem *old, HyPullItem *item)
{
  guint i;

  if (g_ptr_array_find (ticket->records, old, &i))
    g_ptr_array_remove_index (ticket->records, i);
  g_ptr_array_add (ticket->records, item);
}

static void
take_record (HyPullRun *self, HyPullItem *item)
{
  HyPullItem *ticket = g_hash_table_lookup (self->tickets, item->record->ticket);
  HyPullItem *old;

  if (ticket == NULL)
    {
      g_ptr_array_add (self->items, item);
      return;
    }
  old = g_hash_table_lookup (self->records, item->id);
  /* The key belongs to the item that goes. */
  if (old != NULL)
    g_hash_table_remove (self->records, item->id);
  if (old != NULL && g_strcmp0 (old->record->ticket, item->record->ticket) == 0)
    replace_record (ticket, old, item);
  else
    g_ptr_array_add (ticket->records, item);
  g_hash_table_insert (self->records, item->id, item);
}

/* A later line about a ticket ends what the former may take. */
static void
take_item (HyPullRun *self, HyPullItem *item)
{
  if (item->type == HY_PULL_RECORD)
    {
      take_record (self, item);
      return;
    }
  g_ptr_array_add (self->items, item);
  if (item->type == HY_PULL_LEAVE || (item->type == HY_PULL_ASIDE && item->ticket_id == NULL))
    g_hash_table_remove (self->tickets, item->id);
  if (item->type == HY_PULL_TICKET)
    g_hash_table_replace (self->tickets, item->id, item);
  self->aside += item->type == HY_PULL_ASIDE;
}

static HyPullLine
finish (HyPullRun *self, HyFeedLine *line)
{
  hy_feed_line_clear (&self->last);
  self->last = *line;
  /* It points into the caller's text. */
  self->last.row = (HyJsonValue){ 0 };
  *line = (HyFeedLine){ 0 };
  self->complete = TRUE;
  self->is_end = self->last.type == HY_FEED_END;
  return self->is_end ? HY_PULL_END : HY_PULL_MARK;
}

gboolean
hy_pull_run_add (HyPullRun *self, const char *line, gsize length, HyPullLine *kind, GError **error)
{
  g_auto (HyFeedLine) parsed = { 0 };
  HyPullItem *item;

  g_return_val_if_fail (!self->complete, FALSE);
  if (!hy_feed_line_parse (line, length, &parsed, error))
    return FALSE;
  *kind = HY_PULL_ROW;
  if (parsed.type == HY_FEED_MARK || parsed.type == HY_FEED_END)
    {
      *kind = finish (self, &parsed);
      return TRUE;
    }
  item = hy_pull_item_new (&parsed, line, length);
  if (item == NULL)
    return TRUE;
  self->rows++;
  take_item (self, item);
  return TRUE;
}

const char *
hy_pull_run_cursor (const HyPullRun *self)
{
  return self->last.cursor;
}

gboolean
hy_pull_run_more (const HyPullRun *self)
{
  return self->last.more;
}

guint
hy_pull_run_rows (const HyPullRun *self)
{
  return self->rows;
}
