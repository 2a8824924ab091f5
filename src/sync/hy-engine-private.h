/* What the parts of the engine share. */
#pragma once

#include "store/hy-pull.h"
#include "sync/hy-engine.h"

G_BEGIN_DECLS

struct _HyEngine
{
  HyStore *store;
  HyTransport *transport;
  gboolean own_transport; /* made from the enrolment, anew for each round */
  HyProgressFunc progress;
  gpointer progress_data;
  gboolean aside_read; /* what older programs had to keep aside was tried again */

  /* of the round that runs */
  char *dir;
  char *device;
  char *token;
  char *epoch;
  HyRoundSummary summary;
  guint64 bytes; /* of the changes */
  gboolean time_noted;
  gboolean wipe; /* the district said so */
  GHashTable *put_off; /* hashes of files that are not tried again in this round */
  gsize piece;         /* bytes of a file sent at a time */
};

/* What a reply means, where the caller must act on it; everything else is a HY_TRANSPORT_ERROR. */
typedef enum
{
  HY_ANSWER_OK,        /* 200 in our epoch */
  HY_ANSWER_NEW_EPOCH, /* the district was restored: reply->epoch is not ours */
  HY_ANSWER_EXPIRED,   /* 410 cursor_expired in our epoch */
  HY_ANSWER_REJECTED,  /* 400 or 413: this request as it is */
  HY_ANSWER_NOT_FOUND
} HyAnswerKind;

/**
 * hy_engine_ask:
 *
 * Sends with the token, notes the district's time and a Retry-After, sorts the reply. For a
 * streamed 200 in another epoch no chunk is passed on.
 */
gboolean hy_engine_ask (HyEngine *self,
                        const HyRequest *request,
                        HyChunkFunc chunk,
                        gpointer chunk_data,
                        HyReply *reply,
                        HyAnswerKind *kind,
                        GCancellable *cancellable,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a part of a round found out. */
typedef enum
{
  HY_PART_DONE,
  HY_PART_AGAIN /* a new epoch or an expired cursor: begin the round's parts anew */
} HyPart;

/* Everything that can be sent, in batches. */
gboolean hy_engine_push (HyEngine *self, HyPart *part, GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Files of acknowledged commands, for a while. A fault of the line ends it and not the round.
 * @more: (out): it stopped because something else comes first. */
gboolean hy_engine_push_blobs (HyEngine *self,
                               gboolean *more,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* See hy_engine_fetch(). */
gboolean hy_engine_fetch_blob (HyEngine *self,
                               const HyBlobRef *blob,
                               const char *ticket,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* At the start of a round. */
void hy_engine_begin_blobs (HyEngine *self);
/* Page after page until the head. */
gboolean hy_engine_pull (HyEngine *self, HyPart *part, GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Once a head: what differs from the district's scope is asked for again. @at: that head, and its digest. @repaired (out): whether
 * that was done now. */
gboolean hy_engine_repair (HyEngine *self,
                           const HyPullOutcome *at,
                           gboolean *repaired,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The district was restored: cursor and generation anew, what it acknowledged is offered again. */
gboolean
hy_engine_enter_epoch (HyEngine *self, const char *epoch, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the district has something new, held there for at most @seconds. */
gboolean hy_engine_poll (HyEngine *self,
                         guint seconds,
                         gboolean *changed,
                         GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The district revoked this PC and wants its data gone: what people wrote is sent once, then
 * everything is deleted; without an answer the outbox stays. */
void hy_engine_wipe (HyEngine *self, GCancellable *cancellable);
/* The policy may carry the certificates that replace the pinned ones. */
gboolean hy_engine_update_trust (HyEngine *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
