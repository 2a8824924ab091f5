/* The brief (速报): the figures of this moment as text that can be pasted or printed (screens.md,
 * B4). */
#pragma once

#include "desk/hy-session.h"
#include "store/hy-today.h"

G_BEGIN_DECLS

/* What it is made of, read in one go on the reader thread. */
typedef struct
{
  HyToday today;
  GPtrArray *sent_back; /* of HyListRow */
  GPtrArray *overdue;   /* of HyListRow */
  GPtrArray *causes;    /* of char*, one for each of @overdue; NULL: no statement yet */
  gint64 n_overdue, n_sent_back;
} HyBriefFacts;

void hy_brief_facts_clear (HyBriefFacts *self);

/* Borrowed: who asks and when. */
typedef struct
{
  const char *office;
  gint64 on_hand;
  guint unsent;
  HyTime checked; /* the last time the district confirmed; or none */
  HyTime now;
  const HyCalendar *calendar;
} HyBriefHead;

gboolean hy_brief_read (HyReplica *replica,
                        HyBriefFacts *out,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Line by line, no personal data. Pure but for gettext. Free it. */
char *hy_brief_text (const HyBriefFacts *facts, const HyBriefHead *head) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
