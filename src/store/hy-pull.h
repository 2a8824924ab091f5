/* Storing the feed: runs of lines between marks, each with its cursor in one transaction. */
#pragma once

#include "store/hy-replica.h"

G_BEGIN_DECLS

/* The lines since the last mark, parsed. Made on any thread (the sync engine's), stored on the
 * writer's. */
typedef struct _HyPullRun HyPullRun;

HyPullRun *hy_pull_run_new (void);
void hy_pull_run_free (HyPullRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyPullRun, hy_pull_run_free)

/* What hy_pull_run_add() found the line to be. */
typedef enum
{
  HY_PULL_ROW,  /* ticket, record, leave, document or something unknown: taken into the run */
  HY_PULL_MARK, /* the run is complete: its cursor is hy_pull_run_cursor() */
  HY_PULL_END   /* likewise, and the stream is complete */
} HyPullLine;

/* Parses one line. A row that cannot be understood is taken aside whole; an error is a line that is
 * no JSON of the protocol at all, after which the stream is not the district's. */
gboolean hy_pull_run_add (HyPullRun *self,
                          const char *line,
                          gsize length,
                          HyPullLine *kind,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *hy_pull_run_cursor (const HyPullRun *self);
gboolean hy_pull_run_more (const HyPullRun *self);
guint hy_pull_run_rows (const HyPullRun *self);

typedef struct
{
  gboolean
      dropped; /* the replica's cursor was not @expected: another process pulled; nothing stored */
  guint rows;
  guint aside;
  gboolean at_head;   /* an end with more:false */
  gboolean digest_ok; /* meaningful at the head */
  gint64 digest_count; /* what it ought to be */
  guint64 digest_sum;
  char *head;
} HyPullOutcome;

void hy_pull_outcome_clear (HyPullOutcome *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyPullOutcome, hy_pull_outcome_clear)

/**
 * hy_pull_store:
 * @expected: the cursor that this stream was asked with or last stored; "" for a bootstrap's start
 *
 * Rows, records, leaves, documents, effective columns, overlay that a pull has confirmed, tallies,
 * cursor: in the caller's transaction.
 */
gboolean hy_pull_store (HyReplica *replica,
                        HyPullRun *run,
                        const char *expected,
                        HyPullOutcome *out,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Begins a bootstrap: cursor "", a new generation. @epoch_changed: what is not brought again
 * becomes an orphan instead of a stub at its end, applied commands of 90 days are offered again. */
gboolean hy_pull_begin_bootstrap (HyReplica *replica,
                                  gboolean epoch_changed,
                                  const char *epoch,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Repair: (element-type utf8) ids in scope at the district but missing or of another version here,
 * given its scope (utf8 id -> gint64 *version); what is here and not there becomes a stub in the
 * same call, if that scope is @whole. */
GPtrArray *hy_pull_compare_scope (HyReplica *replica,
                                  GHashTable *scope,
                                  gboolean whole,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Stores the run of GET /v1/tickets/ID: no cursor. */
gboolean
hy_pull_store_repair (HyReplica *replica, HyPullRun *run, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How far they were read; zeros: not begun. */
typedef struct
{
  char *kind, *id; /* of the last */
  gboolean ended;
} HyAsidePlace;

void hy_aside_place_clear (HyAsidePlace *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyAsidePlace, hy_aside_place_clear)

/* Rows kept aside that this program understands, where the one that got them did not: stored as if they came now. One run a call. */
gboolean hy_pull_read_aside (HyReplica *replica, HyAsidePlace *place, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Rows kept aside, as a JSON array of {"kind","id","ticket","version","why","at"}. */
char *hy_pull_aside_json (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
