/* The moment in which what was saved can be taken back: it is durable, and waits before it goes up
 * (screens.md, A5). */
#pragma once

#include "store/hy-drafts.h"

G_BEGIN_DECLS

/* No command waits longer than this, whatever became of the PC's clock meanwhile. */
#define HY_OUTBOX_HOLD_MAX (60 * HY_SECOND)

/* @command, and what is queued later for its ticket, is not sent before @span has gone; at most
 * HY_OUTBOX_HOLD_MAX. In the transaction that queued it. */
gboolean hy_outbox_hold (HyReplica *replica, const char *command, HyTime span, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Takes back what was never sent; @draft (nullable) is what its form held and becomes the draft
 * again. HY_STORE_ERROR_STATE when it has been sent or decided. */
gboolean hy_outbox_undo (HyReplica *replica,
                         const char *command,
                         const HyDraft *draft,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
