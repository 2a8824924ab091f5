/* What was typed over an entry that waits for a decision: a draft of its own beside it, of whoever typed. Who decides
 * takes their own with them; what a colleague typed must not go, nor stay where nobody sees it. */
#pragma once

#include "store/hy-drafts.h"
#include "wire/hy-envelope.h"

G_BEGIN_DECLS

/* The kind of such a draft. Free it. */
char *hy_drafts_over_kind (const HyCommand *command) G_GNUC_WARN_UNUSED_RESULT;

/* In the writer's transaction: what was typed over entries that have been decided since, or that arrived after all, goes
 * into a note of the same person on that ticket, behind what they have begun there; without the ticket it is set aside.
 * What says nothing of its own goes. */
gboolean hy_drafts_over_settle (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
