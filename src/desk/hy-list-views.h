/* How each list was last looked at: per person and page its order and filter (kept in the settings
 * of the replica), its place and its ticket (while the program runs). */
#pragma once

#include "store/hy-list.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  HyListSort sort;
  char *channel; /* code; NULL: all */
  double scroll; /* pixels from the top */
  gint64 no;     /* of the ticket that was open; 0: none */
} HyListView;

typedef struct _HyListViews HyListViews;

/* @settings: of the replica; kept. */
HyListViews *hy_list_views_new (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
void hy_list_views_free (HyListViews *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyListViews, hy_list_views_free)

/* Never NULL; belongs to @self, which it outlives not. @person (nullable): nobody yet. @page: a
 * queue's code, or "search". */
HyListView *hy_list_views_get (HyListViews *self, const char *person, const char *page);
/* Writes the order and filter of all. */
void hy_list_views_save (HyListViews *self);

G_END_DECLS
