/* How things stand, without the network: computed, never remembered (protocol.md, "What the office
 * keeps"). */
#pragma once

#include "store/hy-blobs.h"
#include "store/hy-people.h"
#include "store/hy-replica.h"
#include "store/hy-rescue.h"

G_BEGIN_DECLS

/* How the last finished round of any process ended; kept by the engine. */
typedef enum
{
  HY_ROUND_NEVER,
  HY_ROUND_DONE,         /* reached the head */
  HY_ROUND_OFFLINE,      /* no connection, or no valid answer: fault says which */
  HY_ROUND_UNAUTHORIZED, /* 401, 403 */
  HY_ROUND_CLOCK         /* this PC's clock is wrong */
} HyRoundEnd;

typedef struct
{
  const char *state; /* synced, offline, unauthorized, refused, partial */
  guint waiting;     /* queued, sending, held */
  guint traces;      /* of those: what the program noted by itself, such as who saw a number */
  guint due_today;   /* of those: have to arrive on this day yet, for a limit of the ticket */
  HyTime due_first;  /* the soonest of these limits; none */
  guint refused;     /* refused, undeliverable: need a decision */
  HyBlobFigures blobs;
  guint aside;       /* rows of the district that cannot be read here */
  guint texts;       /* of people here, that no form can open: hy_drafts_list_aside() */
  guint to_index;
  guint orphans;
  gboolean digest_ok;
  gboolean at_head;
  HyRoundEnd round;
  char *fault; /* code of what was wrong in the last round: "tls", "portal", "cut" …, or NULL */
  char *fault_detail;
  char *head; /* last known head, opaque */
  HyTime at;  /* district time of the last round that reached the head; none: never */
  gint64 clock_offset_ms;
  gboolean clock_warning; /* past 10 minutes */
  gboolean replica_copied;
  HyRescue rescue; /* that nobody has seen yet */
} HyStatus;

void hy_status_clear (HyStatus *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyStatus, hy_status_clear)

gboolean
hy_status_read (HyReplica *replica, HyStatus *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_status_note_round (HyReplica *replica,
                               HyRoundEnd end,
                               const char *fault,
                               const char *detail,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
