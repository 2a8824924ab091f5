#include "desk/hy-ticket-item.h"

struct _HyTicketItem
{
  GObject parent_instance;
  gint64 no;
  HyListRow *row;
};

G_DEFINE_FINAL_TYPE (HyTicketItem, hy_ticket_item, G_TYPE_OBJECT)

static guint changed_signal;

HyTicketItem *
hy_ticket_item_new (gint64 no)
{
  HyTicketItem *self = g_object_new (HY_TYPE_TICKET_ITEM, NULL);

  self->no = no;
  return self;
}

gint64
hy_ticket_item_get_no (HyTicketItem *self)
{
  return self->no;
}

const HyListRow *
hy_ticket_item_get_row (HyTicketItem *self)
{
  g_return_val_if_fail (HY_IS_TICKET_ITEM (self), NULL);
  return self->row;
}

/* In words and numbers; the light of the moment of its reading does not count. */
static gboolean
says_the_same (const HyListRow *a, const HyListRow *b)
{
  const char *texts[][2] = {
    { a->id, b->id },
    { a->number, b->number },
    { a->title, b->title },
    { a->state, b->state },
    { a->kind, b->kind },
    { a->channel, b->channel },
    { a->category, b->category },
    { a->place, b->place },
    { a->handler, b->handler },
    { a->flags, b->flags },
    { a->scope, b->scope },
    { a->waiting_for, b->waiting_for },
    { a->went_to, b->went_to },
    { a->latest != NULL ? a->latest->id : NULL, b->latest != NULL ? b->latest->id : NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_strcmp0 (texts[i][0], texts[i][1]) != 0)
      return FALSE;
  return a->version == b->version && a->light == b->light && a->clock == b->clock
         && a->running == b->running && a->due == b->due && a->yellow_at == b->yellow_at
         && a->red_at == b->red_at && a->unsent == b->unsent && a->may_refuse == b->may_refuse
         && a->promise_at == b->promise_at && a->confidential == b->confidential
         && a->unread == b->unread && a->waiting_by == b->waiting_by && a->stated == b->stated;
}

void
hy_ticket_item_take_row (HyTicketItem *self, HyListRow *row)
{
  gboolean same = self->row != NULL && says_the_same (self->row, row);

  hy_list_row_free (self->row);
  self->row = row;
  if (!same)
    g_signal_emit (self, changed_signal, 0);
}

HyLight
hy_ticket_item_light (HyTicketItem *self, HyTime now)
{
  const HyListRow *row = self->row;

  if (row == NULL)
    return HY_LIGHT_NONE;
  if (!row->running || row->light == HY_LIGHT_RED_FRAMED)
    return row->light;
  if (row->red_at != HY_TIME_NONE && now > row->red_at)
    return MAX (row->light, HY_LIGHT_RED);
  return now >= row->yellow_at ? MAX (row->light, HY_LIGHT_YELLOW) : row->light;
}

static void
hy_ticket_item_finalize (GObject *object)
{
  hy_list_row_free (HY_TICKET_ITEM (object)->row);
  G_OBJECT_CLASS (hy_ticket_item_parent_class)->finalize (object);
}

static void
hy_ticket_item_class_init (HyTicketItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hy_ticket_item_finalize;
  changed_signal = g_signal_new ("changed", HY_TYPE_TICKET_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
hy_ticket_item_init (HyTicketItem *self)
{
}
