/* One round of syncing: push, send files for a while, pull until the head, repair where the digest differs; anew while
 * there are files or commands.
 *
 * Everything it knows is in the store, so that a round may be cut anywhere, by anything, and the
 * next one goes on. */
#pragma once

#include "core/hy-record.h"
#include "store/hy-store.h"
#include "sync/hy-transport.h"

G_BEGIN_DECLS

typedef struct
{
  guint sent;     /* commands that got an answer */
  guint refused;  /* of these, refused */
  guint files;    /* that the district has now */
  guint received; /* rows stored */
} HyRoundSummary;

/* @received rows and @bytes (decompressed) of the round so far, for a progress bar. On the engine's
 * thread. */
typedef void (*HyProgressFunc) (guint received, guint64 bytes, gpointer user_data);

typedef struct _HyEngine HyEngine;

/**
 * hy_engine_new:
 * @transport: (transfer none): NULL: over HTTPS to the enrolled district
 */
HyEngine *hy_engine_new (HyStore *store, HyTransport *transport);
void hy_engine_free (HyEngine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyEngine, hy_engine_free)

void hy_engine_set_progress (HyEngine *self, HyProgressFunc func, gpointer user_data);

/**
 * hy_engine_round:
 * @cancellable: (nullable)
 *
 * Blocks, on any one thread at a time. Waits for another process's round, then does its own. TRUE
 * when the round ended at the head, also when the district refused commands. The status in the
 * store tells how it ended in any case. Errors: HY_TRANSPORT_ERROR; HY_STORE_ERROR_NOT_ENROLLED;
 * HY_STORE_ERROR_UNUSABLE; G_IO_ERROR_CANCELLED.
 */
gboolean hy_engine_round (HyEngine *self,
                          HyRoundSummary *summary,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Waits at the district until something changed there, at most @seconds (50 at the most), without
 * the lock.
 * @changed (out): whether a round is wanted. */
gboolean hy_engine_wait (HyEngine *self,
                         guint seconds,
                         gboolean *changed,
                         GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * hy_engine_fetch:
 * @blob: a file that a record of @ticket names and that this PC does not have
 *
 * Fetches it from the district into the replica's folder, beside rounds and without their lock; it goes
 * with its ticket. Blocks. Errors: as of a round; G_IO_ERROR_NOT_FOUND: the district has not got it
 * (yet); G_FILE_ERROR.
 */
gboolean hy_engine_fetch (HyEngine *self,
                          const HyBlobRef *blob,
                          const char *ticket,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
