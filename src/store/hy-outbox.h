/* What people did and the district has not decided, or refused (protocol.md, "What the office
 * keeps"). */
#pragma once

#include "store/hy-tickets.h"

G_BEGIN_DECLS

/* One row of the outbox. */
typedef struct
{
  HyCommand *command;
  char *state; /* queued, sending, refused, held, undeliverable */
  char *code, *detail, *field;
  gboolean sent;
  gboolean may_refuse;
  gboolean orphan; /* its ticket is unknown to the restored district: it waits for that */
  char *number; /* the ticket's, when known */
  char *title;
  HyTime limit; /* the ticket's due that it meets when it arrives before; or none */
  HyTime at;    /* the district's time of the result; none: not decided */
} HyOutboxItem;

void hy_outbox_item_free (HyOutboxItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyOutboxItem, hy_outbox_item_free)

/**
 * hy_outbox_queue:
 * @ticket: id; "new" for an intake
 * @person: of the enrolled office; NULL when only one is known
 * @body: as in hy-kinds
 * @base_version: ticket version the person looked at; -1: of now
 * @refusal: (out): filled with HY_STORE_ERROR_REFUSED
 *
 * Checks by the workflow against the view, mints id and seq, queues, refreshes the ticket and
 * deletes the draft of that ticket, person and kind, in the caller's transaction. A body over
 * HY_BODY_MAX is bad_body.
 *
 * Returns: the command's id.
 */
char *hy_outbox_queue (HyReplica *replica,
                       const char *ticket,
                       const char *person,
                       const char *kind,
                       GVariant *body,
                       const char *amends,
                       GPtrArray *blobs,
                       gint64 base_version,
                       HyRefusal *refusal,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type HyOutboxItem), oldest first: all but acknowledged and discarded ones. */
GPtrArray *hy_outbox_list (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A new command that amends a refused (or undeliverable) one, base_version of now; of a queued one
 * nothing but TRUE.
 * @id (out): of the new command. */
gboolean hy_outbox_retry (HyReplica *replica,
                          const char *command,
                          char **id,
                          HyRefusal *refusal,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same with another @body, of a refused (or undeliverable) one: a new command that amends it, by
 * @person (NULL: by whose it was). */
gboolean hy_outbox_amend (HyReplica *replica,
                          const char *command,
                          const char *person,
                          GVariant *body,
                          char **id,
                          HyRefusal *refusal,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* HY_STORE_ERROR_STATE for one that was on the wire and whose fate is unknown. Its text is kept
 * with the reason. */
gboolean hy_outbox_discard (HyReplica *replica,
                            const char *command,
                            const char *why,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Its text as a progress record of the same ticket: a new command that amends nothing; the refused
 * one is decided. By @person (NULL: by whose it was); @body (nullable): its body as it was edited. */
gboolean hy_outbox_keep_as_note (HyReplica *replica,
                                 const char *command,
                                 const char *person,
                                 GVariant *body,
                                 char **id,
                                 HyRefusal *refusal,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The body of POST /v1/commands with everything that waits (the 200-limit does not hold for files).
 */
char *hy_outbox_export (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For the engine. The next commands to send: in seq order (after a restore what is offered again
 * comes first, oldest result first), at most @max and @max_bytes. Marks them 'sending', sent=1, and
 * sets their 'after'; what is refused and undecided holds nothing up, each is judged by its own
 * guards. (element-type HyCommand) */
GPtrArray *hy_outbox_take (HyReplica *replica, guint max, gsize max_bytes, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Whether there is one that hy_outbox_take() would give. */
gboolean hy_outbox_has_sendable (HyReplica *replica,
                                 gboolean *out,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* At the start of a round and after a transport or envelope fault: 'sending' is 'queued' again, and
 * so is what was held for want of another command. */
gboolean hy_outbox_put_back (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Results that match commands taken, in one transaction. @refused counts those that now need a
 * decision. A result for an unknown command is ignored. */
gboolean hy_outbox_settle (HyReplica *replica,
                           GPtrArray *results,
                           const char *epoch,
                           guint *refused,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A single command answered 400 or 413: undeliverable, unless its record is here already, which says
 * that an answer was lost. */
gboolean hy_outbox_set_undeliverable (HyReplica *replica,
                                      const char *command,
                                      const char *code,
                                      const char *detail,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The feed brought the record of a command that is refused or undeliverable here: the district has
 * done it (for a copy of this replica, or before the answer that was lost). It goes up once more, to
 * be answered with its first result and receipt. */
gboolean hy_outbox_found_done (HyReplica *replica,
                               const char *command,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* On leave: what waits for a ticket that left; contact and progress stay queued, the rest becomes
 * undeliverable. */
gboolean hy_outbox_ticket_left (HyReplica *replica,
                                const char *ticket,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A ticket that had left, or that the district did not know, is in scope: what was held for want of
 * it goes up, and what is not acknowledged is folded over it again. */
gboolean hy_outbox_ticket_back (HyReplica *replica,
                                const char *ticket,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* On a new epoch: applied and late_note commands of 90 days go up again with their receipts, oldest
 * 'at' first; and so does what the former one held for want of its ticket. */
gboolean hy_outbox_reoffer (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Acknowledged longer than 90 days ago: forgotten. */
gboolean hy_outbox_expire (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
