/* What work on the replica is given: a connection with what every module of the store needs beside
 * it.
 *
 * Used only on the thread that runs the work, inside its transaction. */
#pragma once

#include "core/hy-workflow.h"

G_BEGIN_DECLS

typedef struct _HyReplica HyReplica;

typedef gboolean (*HyReplicaFunc) (HyReplica *replica, gpointer data, GError **error);

/* The district's time as well as this PC knows it, never before the latest time the replica knows.
 */
HyTime hy_replica_now (HyReplica *self);

/* Policies and the calendar in force, parsed once and kept until they change; the built-in ones
 * until the first came. Belong to the replica. @id: a ticket's policy; NULL or unknown: the one in
 * force. */
const HyPolicy *hy_replica_policy (HyReplica *self, const char *id);
const HyCalendar *hy_replica_calendar (HyReplica *self);

/* Tells the store's listeners, after commit (HyStoreChange). */
void hy_replica_mark_changed (HyReplica *self, guint change);

/* What this replica is and how far it is: kept in meta. Strings belong to the caller. */
typedef struct
{
  char *url;      /* of the district, without a trailing slash */
  char *district; /* id */
  char *district_name;
  char *office;
  char *office_name;
  char *office_kind;
  char *device;
  char *device_name;
} HyEnrolment;

void hy_enrolment_clear (HyEnrolment *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyEnrolment, hy_enrolment_clear)

/* HY_STORE_ERROR_NOT_ENROLLED when there is none. */
gboolean hy_replica_get_enrolment (HyReplica *self,
                                   HyEnrolment *out,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_replica_set_enrolment (HyReplica *self,
                                   const HyEnrolment *enrolment,
                                   const char *epoch,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Small values by name: epoch, cursor, generation … Missing: NULL and 0. */
char *hy_replica_get_meta (HyReplica *self, const char *key);
gint64 hy_replica_get_meta_int (HyReplica *self, const char *key);
gboolean hy_replica_set_meta (HyReplica *self, const char *key, const char *value, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_replica_set_meta_int (HyReplica *self, const char *key, gint64 value, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Round trips this long say nothing about the other side's clock (protocol.md, "Time"). */
#define HY_ROUND_TRIP_MAX (5 * HY_SECOND)

/* Time (protocol.md, "Time"): an echoed reply of the district with @date came @round_trip ms after
 * the request, received at PC time @pc. Kept as offset and as latest known time. */
gboolean hy_replica_note_time (HyReplica *self,
                               HyTime date,
                               HyTime pc,
                               gint64 round_trip,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 hy_replica_clock_offset (HyReplica *self);
HyTime hy_replica_latest_time (HyReplica *self);

G_END_DECLS
