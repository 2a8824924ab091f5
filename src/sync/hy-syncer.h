/* Syncing for as long as a program runs: rounds on a thread of its own, held waits at the district
 * between them, retries by hy-schedule.h. For the window; a terminal's one round is
 * hy_engine_round(). */
#pragma once

#include "sync/hy-engine.h"

G_BEGIN_DECLS

#define HY_TYPE_SYNCER (hy_syncer_get_type ())
G_DECLARE_FINAL_TYPE (HySyncer, hy_syncer, HY, SYNCER, GObject)

/**
 * hy_syncer_new:
 * @transport, @wait_transport: (nullable): NULL: over HTTPS. A wait has a connection of its own, so
 * that a command never stands behind it
 *
 * Starts at once. Signal "round-ended" (in the main context that made it): a round ended; the
 * store's status tells how.
 */
HySyncer *hy_syncer_new (HyStore *store, HyTransport *transport, HyTransport *wait_transport);

/* A round as soon as may be: something was saved, the network came up, a person asked. Any thread.
 */
void hy_syncer_hurry (HySyncer *self);
/* PC time of the next try, none when one runs or a wait is held. */
HyTime hy_syncer_next_try (HySyncer *self);
/* Bytes of the district's changes that came in the round that runs, or in the last one. Any thread.
 */
guint64 hy_syncer_get_bytes (HySyncer *self);
/* Why the last round could not be kept on this PC (HY_STORE_ERROR), once; NULL: it could. Free it.
 * Any thread. */
GError *hy_syncer_take_failure (HySyncer *self);
/* Ends the thread; waits for it. Also done by the last unref. */
void hy_syncer_stop (HySyncer *self);

G_END_DECLS
