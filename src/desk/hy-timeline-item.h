/* A row of the timeline: an entry; the first one of a day bears its heading. */
#pragma once

#include "desk/hy-matter.h"

G_BEGIN_DECLS

#define HY_TYPE_TIMELINE_ITEM (hy_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (HyTimelineItem, hy_timeline_item, HY, TIMELINE_ITEM, GObject)

/* @index of the matter's timeline. */
HyTimelineItem *hy_timeline_item_new (HyMatter *matter, guint index) G_GNUC_WARN_UNUSED_RESULT;

/* Belongs to the item. */
const HyRecord *hy_timeline_item_get_record (HyTimelineItem *self);
HyDate hy_timeline_item_get_day (HyTimelineItem *self);
/* When it happened, as far as the entry says so itself. */
HyTime hy_timeline_item_get_at (HyTimelineItem *self);
/* It stands first of its day. */
gboolean hy_timeline_item_opens_day (HyTimelineItem *self);
gboolean hy_timeline_item_is_unsent (HyTimelineItem *self);
gboolean hy_timeline_item_is_amended (HyTimelineItem *self);
/* When that happened which this entry corrects, or none. */
HyTime hy_timeline_item_get_corrected_at (HyTimelineItem *self);
/* The request that this entry takes back, or NULL. Belongs to the item. */
const HyRecord *hy_timeline_item_get_withdrawn (HyTimelineItem *self);
gboolean hy_timeline_item_is_district (HyTimelineItem *self);
/* A contact or a note of ours that counts may be corrected. */
gboolean hy_timeline_item_may_correct (HyTimelineItem *self);

/* Whether both show the same: then the row need not change. */
gboolean hy_timeline_item_equal (HyTimelineItem *a, HyTimelineItem *b);

typedef enum
{
  HY_TIMELINE_ALL,
  HY_TIMELINE_CONTACTS,
  HY_TIMELINE_WORK,
  HY_TIMELINE_DISTRICT,
  HY_N_TIMELINES
} HyTimelineFilter;

/* (element-type HyTimelineItem): newest first, what is unsent on top. */
GPtrArray *hy_timeline_items (HyMatter *matter, HyTimelineFilter filter) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
