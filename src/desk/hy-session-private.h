/* The inside of a session, for its own files. */
#pragma once

#include "desk/hy-pin-guard.h"
#include "desk/hy-presence.h"
#include "desk/hy-session.h"

#include "store/hy-people.h"

G_BEGIN_DECLS

/* What the reader brings back in one go. */
typedef struct
{
  char *person; /* whom it is read for; NULL: nobody */
  gboolean mine;
  gboolean foreign; /* read because another process changed something */
  gboolean enrolled;
  char *office_name;
  GPtrArray *people; /* of HyPersonRow */
  HyStatus status;
  HyListCounts counts;
  gint64 on_hand, on_hand_mine;
  HyCalendar *calendar;
  int grace_hours;
  char *hotline;     /* the district's phone, or NULL */
  gboolean sendable; /* something waits that may go up now */
  HyTime now;  /* the district's */
  gint64 mono; /* monotonic microseconds at that moment */
} HyFigures;

void hy_figures_free (HyFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyFigures, hy_figures_free)

struct _HySession
{
  GObject parent_instance;
  HyStore *store;
  HySyncer *syncer;
  GSettings *settings;
  GSettings *replica_settings;
  GHashTable *undoable;      /* command id -> HyDraft: what its form held */
  GHashTable *discards;      /* command id -> HyDiscard */
  GCancellable *cancellable; /* of everything, at the end */

  char *person;
  gboolean locked;
  GHashTable *guards; /* person's id -> HyPinGuard */
  HyPresence presence;
  gboolean mine;
  GError *broken;
  guint probe_source; /* while nothing can be written */
  HyFigures *figures; /* NULL: not read yet */
  gboolean reading;
  gboolean stale; /* something changed while reading */
  gboolean foreign; /* another process changed something since the last read began */
  guint sync_source;
  guint refresh_source;
  guint minute_source;
};

/* Of a store that is open. A new reference to it. */
HySession *hy_session_take_store (HyStore *store) G_GNUC_WARN_UNUSED_RESULT;
/* Reads the figures on the reader thread and tells of them; once more when asked meanwhile. */
void hy_session_read_figures (HySession *self);
/* NULL for nobody of this office. Holds until "figures". */
const HyPersonRow *hy_session_find_person (HySession *self, const char *person);
/* hy-session-trouble.c: the replica could be read. */
void hy_session_note_read (HySession *self);
/* Takes @figures, notifies what became different. */
void hy_session_take_figures (HySession *self, HyFigures *figures);

G_END_DECLS
