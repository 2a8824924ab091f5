/* What is to be done today, in the order in which a clerk does it (screens.md, 2.2). */
#pragma once

#include "store/hy-list.h"

G_BEGIN_DECLS

typedef enum
{
  HY_TODAY_NOW,      /* refused by the district, overdue, urged, supervised, urgent, broken promises */
  HY_TODAY_DUE,      /* a limit ends today */
  HY_TODAY_PROMISED, /* calls and promises of today */
  HY_TODAY_WAITING,  /* somebody else's answer is late, by unit */
  HY_TODAY_TOMORROW, /* due on the next working day */
  HY_N_TODAY
} HyTodayGroup;

/* Why a row stands where it does. */
typedef enum
{
  HY_TODAY_REFUSED,
  HY_TODAY_OVERDUE,
  HY_TODAY_SUPERVISED,
  HY_TODAY_URGED,
  HY_TODAY_URGENT,
  HY_TODAY_BROKEN, /* a call or promise whose time is gone */
  HY_TODAY_LIMIT,
  HY_TODAY_CALL,
  HY_TODAY_PROMISE,
  HY_TODAY_LATE_ANSWER
} HyTodayReason;

typedef struct
{
  HyListRow *ticket;
  HyTodayReason reason;
  const char *kind; /* the command that the guide would begin; NULL: there is only waiting. Static */
  HyTime at;        /* until when; or none */
  int tries;        /* where a call is to be made: how often nobody was reached */
  char *what;       /* promised words, the unit that owes an answer, the refused command's kind; NULL */
} HyTodayRow;

typedef struct
{
  GPtrArray *rows[HY_N_TODAY]; /* of HyTodayRow */
  gint64 n[HY_N_TODAY];        /* how many there are; as far as 1,000 are looked at */
  gint64 due_today;            /* limits that end today, new ones too */
  gint64 promised;             /* calls and promises of today, kept ones apart */
  gint64 to_sign;              /* new tickets, and their earliest limit */
  HyTime sign_by;
  gint64 sign_next;            /* how many have that limit: a night comes as a heap */
  HyListRow *next;             /* the next limit of all, or NULL */
} HyToday;

void hy_today_clear (HyToday *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyToday, hy_today_clear)

/* Nothing is to be done, nor to be signed for. */
gboolean hy_today_is_empty (const HyToday *self);

/**
 * hy_today_read:
 * @handler: only this person's; NULL: the whole office
 * @limits: (array fixed-size=HY_N_TODAY): rows wanted of each group
 *
 * A ticket stands in the first group that it is of. What is urged or supervised stays until
 * somebody here has done something since.
 */
gboolean hy_today_read (HyReplica *replica,
                        const char *handler,
                        const guint limits[HY_N_TODAY],
                        HyToday *out,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
