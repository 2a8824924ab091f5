/* A discard that can be taken back for a moment: the command as it was, and what was typed over it. */
#pragma once

#include "store/hy-drafts.h"

G_BEGIN_DECLS

typedef struct
{
  char *command; /* id */
  char *state;   /* before it */
  char *why;
  HyTime at;      /* of the result that it had */
  HyDraft *draft; /* NULL: nothing was typed over it */
} HyDiscard;

void hy_discard_free (HyDiscard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyDiscard, hy_discard_free)

/**
 * hy_discard_make:
 * @command: refused or undeliverable: it waits for a decision
 * @ticket, @person, @kind: of the draft that is typed over the command; it goes with it
 *
 * hy_outbox_discard() with its conditions. NULL with @error. What others typed over it is in their notes then, and
 * stays there.
 */
HyDiscard *hy_discard_make (HyReplica *replica,
                            const char *command,
                            const char *why,
                            const char *ticket,
                            const char *person,
                            const char *kind,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* HY_STORE_ERROR_STATE when the command is no longer what the discard left. */
gboolean hy_discard_undo (HyReplica *replica,
                          const HyDiscard *self,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
