/* Queues: what they hold, counted and paged in SQL (no query over 5 ms at 200,000 tickets). */
#pragma once

#include "core/hy-record.h"
#include "store/hy-replica.h"

G_BEGIN_DECLS

/* A row as a list shows it. */
typedef struct
{
  gint64 no;
  char *id, *number, *title;
  char *state, *kind, *channel, *category, *place, *handler, *flags, *scope;
  gint64 version;
  HyLight light; /* at the moment of the query */
  HyClockId clock;
  gboolean running;
  HyTime due; /* of that clock; none when no clock runs */
  HyTime yellow_at, red_at, received_at;
  HyTime promise_at; /* until when something is owed to the citizen, or none */
  gint64 unsent;
  gboolean may_refuse;
  gboolean confidential; /* who asked wants to stay unknown */
  gboolean unread;       /* by the reader of the query (hy-seen.h) */
  char *waiting_for;     /* the unit that has the ball, or NULL */
  HyTime waiting_by;

  /* Of what a search found (hy-latest.h). */
  gboolean stated;
  HyRecord *latest; /* the last entry, ours unsent or not; NULL: none */
  char *went_to;    /* of one that left: the unit, or NULL */
} HyListRow;

void hy_list_row_free (HyListRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyListRow, hy_list_row_free)

/* The order of a list. Beside the first key the most pressing comes first. */
typedef enum
{
  HY_SORT_PRESSING,
  HY_SORT_NEWEST,
  HY_SORT_PLACE,   /* those without one last */
  HY_SORT_HANDLER, /* by id; those that are nobody's last */
  HY_N_SORTS
} HyListSort;

/* "pressing" …, as settings keep it. Static. */
const char *hy_list_sort_code (HyListSort sort);
gboolean hy_list_sort_parse (const char *code, HyListSort *out);

typedef struct
{
  HyQueue queue;
  HyListSort sort;
  const char *handler; /* only this person's; NULL: the whole office */
  const char *channel; /* code, or NULL */
  const char *reader;  /* whose unread tickets the rows of a page tell; NULL: nobody's */
  const char *search;  /* text, number, phone or last four digits; NULL or "" for none */
} HyListQuery;

/* Ids (ticket no) in the wanted order: for list models. */
GArray *hy_list_ids (HyReplica *replica,
                     const HyListQuery *query,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One page of rows in that order. (element-type HyListRow) */
GPtrArray *hy_list_page (HyReplica *replica,
                         const HyListQuery *query,
                         guint offset,
                         guint limit,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Rows of given nos, same order; a no that is gone gives no row. */
GPtrArray *hy_list_rows (HyReplica *replica, const gint64 *nos, guint n, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  gint64 n[HY_N_QUEUES];
  HyLight worst[HY_N_QUEUES];
  gint64 on_hand;
} HyListCounts;

/* @handler: only this person's; NULL: the whole office. */
gboolean hy_list_counts (HyReplica *replica, const char *handler, HyListCounts *out, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
