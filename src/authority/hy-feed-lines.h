/* The lines of a feed, one object after another, from the rows as they are stored. */
#pragma once

#include "authority/hy-cursor.h"

G_BEGIN_DECLS

typedef struct
{
  HyAuthority *authority;
  const char *office;
  GString *out;
  guint lines;    /* written to @out */
  gint64 records_after; /* of a ticket: only records of a later sequence; -1: all */
} HyFeedWriter;

/* What one call of a phase came to. */
typedef enum
{
  HY_FEED_NOTHING, /* the phase has no more */
  HY_FEED_WROTE,   /* one object with what belongs to it */
  HY_FEED_FAILED
} HyFeedStep;

/* The next object of the phase that @cursor is in; moves @cursor past it. */
HyFeedStep hy_feed_write_next (HyFeedWriter *self, HyCursor *cursor, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The ticket @n and its records after @records_after, as lines. */
gboolean hy_feed_write_whole (HyFeedWriter *self, gint64 n, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
