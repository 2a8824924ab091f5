/* What the store's own modules see of a HyReplica. Not for other layers. */
#pragma once

#include "store/hy-replica.h"
#include "store/hy-sql.h"
#include "store/hy-store.h"

G_BEGIN_DECLS

typedef struct _HySums HySums;

/* Names in meta, beside those of the enrolment (hy-meta.c) and of the modules that own them:
 *
 * - epoch, cursor: of the feed;
 * - generation: of the bootstrap that runs or last ran;
 * - bootstrap, while one runs: "stub" or "orphan", what becomes of tickets that it does not bring;
 * - bootstrap_tickets: how many tickets the district announced at the last mark that said so;
 * - at_head: 1 when the last stream ended with more:false;
 * - head, synced_at, digest_ok: of the last such end, the district's head and time, and 1 when the
 *   digest was equal;
 * - digest_count, digest_sum: over the tickets in scope, kept up with each change;
 * - seq: of the last command made here;
 * - clock_offset, latest_time (hy-meta.c), rules_version (below). */

struct _HyReplica
{
  HySql *sql;
  char *dir;
  HyNowFunc now;
  gpointer now_data;
  guint changes; /* HyStoreChange of the work that runs */
  /* Of the work that runs: what was not there to be read is not the same as what could not be. */
  GError *fault;
  /* Personal data went since the write-ahead log was last emptied: its pages still hold it. */
  gboolean forgot;

  /* Caches over the database; hy_replica_check_caches() drops those that no longer hold. */
  gboolean rules_known;  /* policies and calendar are of rules_version */
  gint64 rules_version;  /* meta "rules_version": counts changes of policy and calendar documents */
  GHashTable *policies;  /* id -> HyPolicy */
  HyPolicy *in_force;    /* NULL: not looked up yet */
  HyTime in_force_until; /* the end of the day for which it was looked up */
  HyCalendar *calendar;  /* NULL: not looked up yet */
  HyPolicy *built_in;
  HyCalendar *built_in_calendar;
  gboolean clock_known; /* offset and latest are read */
  gint64 clock_offset;
  HyTime latest;
  guchar *identity_key; /* of hy-identity.c; NULL: not read yet */
  gint64 seen_version; /* PRAGMA data_version the caches were checked with */

  HySums *sums; /* what this transaction adds up (hy-sums.h), or NULL */
};

/* Takes @sql, which the calling thread adopts later. */
HyReplica *hy_replica_new (HySql *sql, const char *dir, HyNowFunc now, gpointer now_data);
void hy_replica_free (HyReplica *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyReplica, hy_replica_free)

/* At the start of each work: what another connection committed is seen. */
void hy_replica_check_caches (HyReplica *self);
/* After a rollback: whatever was learned in it never was. */
void hy_replica_drop_caches (HyReplica *self);

/* A policy or calendar document changed: counted, so that the other connections read them again. */
gboolean hy_replica_rules_changed (HyReplica *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
