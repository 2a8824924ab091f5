/* A ticket read whole for the ticket page and its forms: what the workflow makes of it now, what
 * may be done, whose drafts wait. A value: a change brings a new one. Reference counted, main
 * thread. */
#pragma once

#include "core/hy-guide.h"
#include "desk/hy-session.h"
#include "store/hy-tickets.h"

G_BEGIN_DECLS

/* Whether a command may be done now, and if not, why. */
typedef struct
{
  const char *kind; /* static */
  gboolean allowed;
  HyRefusal refusal;
} HyMay;

typedef struct
{
  HyTicketView *ticket; /* its view has policy and calendar of its own references below */
  HyPolicy *policy;
  HyCalendar *calendar;
  HyGuide guide;
  HyClocks clocks;
  HyGate gate;
  GPtrArray *demands; /* of HyDemand: confirmed ones, or the one HY_DEMAND_OWN */
  GArray *may;        /* of HyMay, the office's commands in the order of workflow.md */
  GPtrArray *drafts;  /* of HyDraft, of every person */
  HyTime now;         /* the district's, at the reading */
} HyMatter;

#define HY_TYPE_MATTER (hy_matter_get_type ())
GType hy_matter_get_type (void);

HyMatter *hy_matter_ref (HyMatter *self);
void hy_matter_unref (HyMatter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyMatter, hy_matter_unref)

/* NULL for a kind that is no command of an office. */
const HyMay *hy_matter_may (const HyMatter *self, const char *kind);

/* Whether the district has not answered to it yet. @record: of the matter's timeline. */
gboolean hy_matter_is_unsent (const HyMatter *self, const HyRecord *record);

/* @ticket: id or number. HY_STORE_ERROR_NOT_FOUND. */
void hy_matter_load_async (HySession *session,
                           const char *ticket,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
HyMatter *hy_matter_load_finish (HySession *session,
                                 GAsyncResult *result,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
