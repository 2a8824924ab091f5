/* What helps to decide about a new ticket (screens.md, 2.3): who usually handles such, and whether
 * it was here before. */
#pragma once

#include "store/hy-list.h"

G_BEGIN_DECLS

typedef struct
{
  char *handler;      /* person id; NULL: nothing speaks for anybody */
  char *place;        /* the place by which that was found, or NULL: by the category */
  GPtrArray *repeats; /* of HyListRow: tickets of the same number, or that the district names as
                         the same matter; newest first, at most 5 */
} HySortHints;

void hy_sort_hints_clear (HySortHints *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HySortHints, hy_sort_hints_clear)

/* @ticket: id. HY_STORE_ERROR_NOT_FOUND. */
gboolean hy_sort_hints_read (HyReplica *replica,
                             const char *ticket,
                             HySortHints *out,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Who handled most of the latest tickets of @place, else of @category (levels joined by "/"); NULL
 * with no error when nobody did, or who did is no longer here. */
char *hy_suggest_handler (
    HyReplica *replica, const char *place, const char *category, gboolean *by_place, GError **error);

G_END_DECLS
