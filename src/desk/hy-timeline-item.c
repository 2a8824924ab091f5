#include "desk/hy-timeline-item.h"

#include <string.h>

struct _HyTimelineItem
{
  GObject parent_instance;
  HyMatter *matter; /* keeps the record */
  const HyRecord *record;
  HyDate day;
  gboolean opens_day, unsent, amended;
};

G_DEFINE_FINAL_TYPE (HyTimelineItem, hy_timeline_item, G_TYPE_OBJECT)

HyTimelineItem *
hy_timeline_item_new (HyMatter *matter, guint index)
{
  HyTimelineItem *self = g_object_new (HY_TYPE_TIMELINE_ITEM, NULL);
  const HyCase *view = matter->ticket->view;

  self->matter = hy_matter_ref (matter);
  self->record = view->timeline->pdata[index];
  self->unsent = index + matter->ticket->unsent >= view->timeline->len;
  self->amended = hy_case_is_amended (view, self->record);
  self->day = hy_date_of (hy_timeline_item_get_at (self));
  return self;
}

const HyRecord *
hy_timeline_item_get_record (HyTimelineItem *self)
{
  return self->record;
}

HyDate
hy_timeline_item_get_day (HyTimelineItem *self)
{
  return self->day;
}

static HyTime
at_of (const HyRecord *record)
{
  HyTime at = record->made_at;

  /* What lies ahead is a typing error, not when it happened. */
  return hy_body_time (record->body, "at", &at) ? MIN (at, record->made_at) : record->made_at;
}

HyTime
hy_timeline_item_get_at (HyTimelineItem *self)
{
  return at_of (self->record);
}

HyTime
hy_timeline_item_get_corrected_at (HyTimelineItem *self)
{
  const HyRecord *before = hy_case_amended (self->matter->ticket->view, self->record);

  return before != NULL ? at_of (before) : HY_TIME_NONE;
}

const HyRecord *
hy_timeline_item_get_withdrawn (HyTimelineItem *self)
{
  const char *id = self->record != NULL && strcmp (self->record->kind, "request_withdraw") == 0
                       ? hy_body_string (self->record->body, "record")
                       : NULL;

  return id != NULL ? hy_case_find_record (self->matter->ticket->view, id) : NULL;
}

gboolean
hy_timeline_item_opens_day (HyTimelineItem *self)
{
  return self->opens_day;
}

gboolean
hy_timeline_item_is_unsent (HyTimelineItem *self)
{
  return self->unsent;
}

gboolean
hy_timeline_item_is_amended (HyTimelineItem *self)
{
  return self->amended;
}

gboolean
hy_timeline_item_is_district (HyTimelineItem *self)
{
  return self->record->by_district != NULL;
}

gboolean
hy_timeline_item_may_correct (HyTimelineItem *self)
{
  return !self->amended && !hy_timeline_item_is_district (self)
         && self->matter->may->len > 0
         && (strcmp (self->record->kind, "contact") == 0
             || strcmp (self->record->kind, "progress") == 0);
}

/* They arrive after the record, one by one. */
static guint
count_missing (const HyRecord *record)
{
  guint missing = 0;

  for (guint i = 0; i < record->blobs->len; i++)
    missing += ((HyBlobRef *) g_ptr_array_index (record->blobs, i))->missing;
  return missing;
}

gboolean
hy_timeline_item_equal (HyTimelineItem *a, HyTimelineItem *b)
{
  return strcmp (a->record->id, b->record->id) == 0 && a->day == b->day
         && a->opens_day == b->opens_day && a->unsent == b->unsent && a->amended == b->amended
         && count_missing (a->record) == count_missing (b->record);
}

static gboolean
is_wanted (const HyRecord *record, HyTimelineFilter filter)
{
  gboolean district = record->by_district != NULL;
  gboolean contact = strcmp (record->kind, "contact") == 0;

  switch (filter)
    {
    case HY_TIMELINE_CONTACTS:
      return contact;
    case HY_TIMELINE_WORK:
      return !district && !contact && strcmp (record->kind, "reveal") != 0;
    case HY_TIMELINE_DISTRICT:
      return district;
    case HY_TIMELINE_ALL:
    case HY_N_TIMELINES:
    default:
      return TRUE;
    }
}

/* What was typed is a minute, what was stamped has seconds: of one minute neither is the later one by them. */
static HyTime
minute_of (gconstpointer item)
{
  return hy_timeline_item_get_at (*(HyTimelineItem *const *) item) / HY_MINUTE;
}

static int
newest_first (gconstpointer a, gconstpointer b, gpointer data)
{
  HyTime x = minute_of (a), y = minute_of (b);

  return (x < y) - (x > y);
}

GPtrArray *
hy_timeline_items (HyMatter *matter, HyTimelineFilter filter)
{
  const GPtrArray *timeline = matter->ticket->view->timeline;
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  HyDate day = HY_DATE_NONE;

  /* Backwards, and the sort is stable: of one minute the later one stands above. */
  for (guint i = timeline->len; i > 0; i--)
    if (is_wanted (timeline->pdata[i - 1], filter))
      g_ptr_array_add (items, hy_timeline_item_new (matter, i - 1));
  g_ptr_array_sort_with_data (items, newest_first, NULL);
  for (guint i = 0; i < items->len; i++)
    {
      HyTimelineItem *item = items->pdata[i];

      item->opens_day = item->day != day;
      day = item->day;
    }
  return items;
}

static void
hy_timeline_item_finalize (GObject *object)
{
  g_clear_pointer (&HY_TIMELINE_ITEM (object)->matter, hy_matter_unref);
  G_OBJECT_CLASS (hy_timeline_item_parent_class)->finalize (object);
}

static void
hy_timeline_item_class_init (HyTimelineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hy_timeline_item_finalize;
}

static void
hy_timeline_item_init (HyTimelineItem *self)
{
}
