/* A queue as SQL: which rows, by which index, in the wanted order. Within the store only. */
#pragma once

#include "store/hy-list.h"

G_BEGIN_DECLS

/* FALSE ends the walk early (*error unset) or with an error. */
typedef gboolean (*HyListVisit) (gint64 no, gpointer data, GError **error);

/**
 * hy_list_walk:
 * @whole: the walk will go to its end; else it is expected to stop after a page
 *
 * Calls @visit for the nos of @query, by default the most pressing first: what runs by its due,
 * soonest first; then what does not run, newest first; stubs last. Today: what is due, then what is
 * pressed, then what is refused or may be. Each row comes at the price of a step in an index; in
 * another order the queue is sorted as a whole, from an index that holds all keys.
 *
 * With a search: a word that up to a few thousand tickets may hold is looked up in the index of
 * texts and only those rows are read and sorted; one that more hold is met soon on the walk in
 * order, which goes against the set of them.
 */
gboolean hy_list_walk (HyReplica *replica,
                       const HyListQuery *query,
                       gboolean whole,
                       HyListVisit visit,
                       gpointer data,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many rows the queue has, counted in the indexes. */
gboolean hy_list_count (HyReplica *replica,
                        HyQueue queue,
                        const char *handler,
                        gint64 *out,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many tickets are yellow now, from the tallies. */
gboolean hy_tally_due_soon (HyReplica *replica, const char *handler, gint64 *out, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
