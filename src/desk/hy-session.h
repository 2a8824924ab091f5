/* What every part of the window shares: the replica, who sits here, and what is known of both
 * without asking the disk.
 *
 * Main thread only. Figures are read on the store's reader after each change and once a minute,
 * since lights turn without a write. */
#pragma once

#include "store/hy-discard.h"
#include "store/hy-list.h"
#include "store/hy-status.h"
#include "store/hy-store.h"
#include "sync/hy-syncer.h"

G_BEGIN_DECLS

#define HY_TYPE_SESSION (hy_session_get_type ())
G_DECLARE_FINAL_TYPE (HySession, hy_session, HY, SESSION, GObject)

/* How long what was saved waits before it is sent, so that it can be taken back (screens.md, A5).
 */
#define HY_SESSION_UNDO_S 8

/* Opens (or makes) the replica in @dir: it may be checked, brought to a new schema, or rescued, which takes a while.
 * HY_STORE_ERROR_UNUSABLE says what to do. The first blocks; the window's way does that on a thread. */
HySession *hy_session_new (const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_session_open_async (const char *dir, GAsyncReadyCallback callback, gpointer user_data);
HySession *hy_session_open_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* It was seen what a rescue did (HyStatus.rescue). */
void hy_session_dismiss_rescue (HySession *self);

HyStore *hy_session_get_store (HySession *self);
/* Of this PC, and of this replica (the schema's keys). Borrowed. */
GSettings *hy_session_get_settings (HySession *self);
GSettings *hy_session_get_replica_settings (HySession *self);

/* Properties, each with notify:
 *   "known" (boolean): the first figures were read; before that all the others say nothing
 *   "enrolled" (boolean), "office-name" (string, "" when not)
 *   "person" (string): id of who sits here; NULL: nobody said yet. Kept for this replica
 *   "person-name" (string)
 *   "mine" (boolean): queues show only this person's tickets
 *   "broken" (GError): why the replica cannot be read or written; NULL: it can */
gboolean hy_session_get_known (HySession *self);
gboolean hy_session_get_enrolled (HySession *self);
const char *hy_session_get_office_name (HySession *self);
const char *hy_session_get_person (HySession *self);
const char *hy_session_get_person_name (HySession *self);
void hy_session_set_person (HySession *self, const char *person);
/* Who sits here has got up, or the program has just begun: locked, where that person has a PIN, until
 * somebody is set. */
void hy_session_lock (HySession *self);
gboolean hy_session_is_locked (HySession *self);
gboolean hy_session_has_pin (HySession *self, const char *person);
/* Microseconds until @person's PIN may be tried again (hy-pin-guard.h). */
gint64 hy_session_get_pin_wait (HySession *self, const char *person);
/* Tries @pin as that of @person, who has one. */
void hy_session_check_pin_async (HySession *self,
                                 const char *person,
                                 const char *pin,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* FALSE without @error: it is not. */
gboolean hy_session_check_pin_finish (HySession *self,
                                      GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it may be somebody else by now: nothing was touched for ten minutes (hy-presence.h). The
 * window tells of keys and clicks. */
void hy_session_touch (HySession *self);
gboolean hy_session_is_doubtful (HySession *self);
void hy_session_confirm_person (HySession *self);
gboolean hy_session_get_mine (HySession *self);
void hy_session_set_mine (HySession *self, gboolean mine);
const GError *hy_session_get_broken (HySession *self);
/* A read or a write failed: shown as a bar in the window until it can be read, or written, again;
 * the session tries by itself. */
void hy_session_note_failure (HySession *self, const GError *error);

/* The people of the office, by name (element-type HyPersonRow); holds until "figures". */
const GPtrArray *hy_session_get_people (HySession *self);
/* @person's name; the id itself when it is not known; NULL for NULL. Holds until "figures". */
const char *hy_session_get_name (HySession *self, const char *person);

/* The last figures read; belong to the session and hold until the next "figures". */
const HyStatus *hy_session_get_status (HySession *self);
/* Of @mine when that is set. */
const HyListCounts *hy_session_get_counts (HySession *self);
/* Tickets on hand: of the office, and of who sits here. */
gint64 hy_session_get_on_hand (HySession *self);
gint64 hy_session_get_on_hand_mine (HySession *self);

/* The district's time as this PC knows it, and the calendar in force. */
HyTime hy_session_now (HySession *self);
const HyCalendar *hy_session_get_calendar (HySession *self);
/* What was written without a line counts by when it was written, if it arrives within so many hours;
 * 0: not known yet. */
int hy_session_get_grace_hours (HySession *self);
/* The district's phone for when there is no line; NULL: not told. Holds until "figures". */
const char *hy_session_get_hotline (HySession *self);

/* A round now, as far as a Retry-After allows. Once enrolled, rounds begin by themselves. */
void hy_session_sync_now (HySession *self);
/* PC time of the next try by itself, none while one runs. */
HyTime hy_session_next_try (HySession *self);
/* Bytes of the district's changes in this round, for a progress bar. */
guint64 hy_session_get_bytes (HySession *self);
/* Reads the figures again soon: something outside the store's own signal changed them. */
void hy_session_refresh (HySession *self);

/* Signals:
 *   "changed" (guint HyStoreChange mask): something was committed; lists and pages read again
 *   "figures": status, counts, people and calendar were read
 *   "minute": a minute has gone, lights may have turned */

/* What a person did, on the way to the outbox. Strings are copied by hy_session_queue_async(). */
typedef struct
{
  const char *ticket; /* id; "new" for an intake */
  const char *kind;
  GVariant *body;      /* floating is fine */
  gint64 base_version; /* the version looked at; -1: of now */
  const char *amends;  /* NULL */
  GPtrArray *blobs;    /* (element-type HyBlobRef) NULL */
} HyDeed;

/**
 * hy_session_queue_async:
 *
 * Saves what the person who sits here did, durably, and sends it after a moment in which it can be
 * taken back. A refusal by the workflow comes as HY_STORE_ERROR_REFUSED whose message is in words:
 * one sentence what, one what next; hy_session_queue_refusal() has its code.
 */
void hy_session_queue_async (HySession *self,
                             const HyDeed *deed,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* The command's id; free it. */
char *hy_session_queue_finish (HySession *self,
                               GAsyncResult *result,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Why it was refused, after a finish with HY_STORE_ERROR_REFUSED; belongs to @result. */
const HyRefusal *hy_session_queue_refusal (GAsyncResult *result);

/* Who sits here has opened @ticket (id). */
void hy_session_note_seen (HySession *self, const char *ticket);

/* Takes back what has not been sent; its text is a draft again. HY_STORE_ERROR_STATE: too late. */
void hy_session_undo_async (HySession *self,
                            const char *command,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean hy_session_undo_finish (HySession *self,
                                 GAsyncResult *result,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Keeps for the run of the program what it takes to take @discard (taken) back. */
void hy_session_note_discard (HySession *self, HyDiscard *discard);
/* The refused command that was discarded waits for a decision again. */
void hy_session_undo_discard_async (HySession *self,
                                    const char *command,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean hy_session_undo_discard_finish (HySession *self,
                                         GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
