/* What one transaction adds up in memory and writes once at its end: the tallies of the queues and
 * the digest of the tickets in scope. */
#pragma once

#include "store/hy-replica-private.h"

G_BEGIN_DECLS

/* May be nested: the outermost end writes. Between them the tables in the database are behind. */
void hy_sums_begin (HyReplica *replica);
gboolean hy_sums_end (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Throws it away: after a rollback. */
void hy_sums_free (HySums *self);

/* What of a ticket is counted. Strings are borrowed during the call. */
typedef struct
{
  const char *handler; /* NULL: nobody */
  const char *step;    /* as the generated column; "" for none */
  gboolean counted;    /* FALSE: a stub, in no queue */
  gboolean rework;
  gboolean pressed;
  gboolean waiting;
  HyTime yellow_at, red_at, due; /* none: not counted */
} HyTallyFacts;

/* Adds (@sign 1) or takes away (-1) one ticket. Rows of the table tallies: each step's queue code,
 * 'rework', 'supervised', 'waiting' and 'all' with at 0; 'yellow', 'red' and 'due' with their
 * instant. While sums are open. */
void hy_sums_tally (HyReplica *replica, const HyTallyFacts *facts, int sign);

/* The digest's share of one ticket: first 8 bytes, big-endian, of SHA-256("id:version"). */
guint64 hy_digest_share (const char *id, gint64 version);
/* A ticket in scope came (@sign 1) or went (-1). While sums are open. */
void hy_sums_digest (HyReplica *replica, guint64 share, int sign);
/* As it is now, what runs included. */
void hy_sums_get_digest (HyReplica *replica, gint64 *count, guint64 *sum);
/* Counts it anew over the tables, for a repair. While sums are open. */
gboolean hy_sums_recount_digest (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
