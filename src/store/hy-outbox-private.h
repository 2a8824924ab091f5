/* What the parts of the outbox share. Within the store only. */
#pragma once

#include "store/hy-blobs.h"
#include "store/hy-outbox.h"
#include "store/hy-people.h"
#include "store/hy-replica-private.h"

G_BEGIN_DECLS

/* The condition of the index commands_waiting, word for word, so that it is used. */
#define HY_OUTBOX_WAITING "state IN ('queued', 'sending', 'refused', 'held', 'undeliverable')"

/* The district has the contact that stopped this round's clock. */
#define HY_OUTBOX_CONTACTED                                                                        \
  "json_extract (t.row, '$.contacted_at') >= json_extract (t.row, '$.started_at')"
/* The due of ticket t that command c meets when it arrives before. Which clock a kind stops is of
 * workflow.md. */
#define HY_OUTBOX_LIMIT                                                                            \
  "CASE WHEN c.kind = 'sign' THEN t.due_sign "                                                     \
  "WHEN c.kind = 'contact' THEN iif (" HY_OUTBOX_CONTACTED ", NULL, t.due_contact) "               \
  "WHEN c.kind IN ('reply', 'extension_request', 'suspend_request') THEN t.due_result END"
/* What hy_outbox_read_item() reads of commands c and tickets t. */
#define HY_OUTBOX_COLUMNS                                                                          \
  "c.command, c.state, c.code, c.detail, c.field, c.sent, c.may_refuse, t.number, "                \
  "t.title, " HY_OUTBOX_LIMIT ", c.at, t.scope IS 'orphan'"

/* The row of a ticket that is here is of a former epoch, whose versions and records say nothing about
 * this one's: the bootstrap has not brought the ticket yet. */
#define HY_OF_FORMER_EPOCH                                                                         \
  "generation < (SELECT value FROM meta WHERE key = 'generation') AND "                            \
  "EXISTS (SELECT 1 FROM meta WHERE key = 'bootstrap' AND value = 'orphan')"
/* What is on its way from commands c of tickets t, and has to be there between two moments of this
 * day: ?2 and ?3. */
#define HY_OUTBOX_DUE_TODAY                                                                        \
  "FROM commands c JOIN tickets t ON t.id = c.ticket WHERE c." HY_OUTBOX_WAITING                   \
  " AND c.state IN ('queued', 'sending', 'held') AND " HY_OUTBOX_LIMIT " > ?2 AND "                \
  HY_OUTBOX_LIMIT " < ?3 "

HyOutboxItem *hy_outbox_read_item (HySqlStmt *stmt, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A row of the table commands. */
typedef struct
{
  HyCommand *command;
  char *state;
  gboolean sent;
} HyOutboxRow;

void hy_outbox_row_clear (HyOutboxRow *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyOutboxRow, hy_outbox_row_clear)

/* HY_STORE_ERROR_NOT_FOUND. */
gboolean hy_outbox_load (HyReplica *replica, const char *id, HyOutboxRow *out, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/**
 * hy_outbox_after:
 *
 * Sets command->after: the command that this replica made before it for the same ticket and still
 * holds; none when that one never got through, or was refused in an older epoch.
 */
gboolean
hy_outbox_after (HyReplica *replica, HyCommand *command, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a person wants done, before it is a command. */
typedef struct
{
  const char *ticket;
  gboolean is_new; /* an intake: the ticket is not there yet */
  const char *person;
  const char *kind;
  GVariant *body;
  const char *amends;
  const char *record; /* the record that guards see as amended; a refused command never became one:
                         NULL then */
  GPtrArray *blobs;
  gint64 base_version;
} HyWish;

/* Checks, mints and queues; the command's id. */
char *hy_outbox_make (HyReplica *replica, const HyWish *wish, HyRefusal *refusal, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
