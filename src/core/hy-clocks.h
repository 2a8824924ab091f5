/* The three clocks of a ticket, their lights, and how each date came about (workflow.md, "Clocks and lights"). */
#pragma once

#include "core/hy-calendar.h"
#include "core/hy-kinds.h"
#include "core/hy-policy.h"
#include "core/hy-record.h"

G_BEGIN_DECLS

/* When a limit of @limit that starts at @start ends. Whole seconds. */
HyTime hy_limit_due (const HyLimit *limit, const HyCalendar *calendar, HyTime start);
/* When it turns yellow: for limits of more than 2 working days the closing of the second working day before
 * the due date; for all others the instant when half of the time between start and due is gone. */
HyTime hy_limit_yellow_at (const HyLimit *limit, const HyCalendar *calendar, HyTime start, HyTime due);
/* Closing time of the @days-th working day after the date of @due. */
HyTime hy_extended_due (const HyCalendar *calendar, HyTime due, int days);

/* What the days of a due are counted from. */
typedef enum
{
  HY_ORIGIN_DISPATCHED,
  HY_ORIGIN_RESTARTED,  /* sent back or reopened */
  HY_ORIGIN_SUPERVISED, /* the supervision brought an earlier due */
  HY_ORIGIN_RESUMED     /* the end of a suspension: the days that were left start anew */
} HyOrigin;

/* What one clock of a ticket says, but for the present instant. */
typedef struct
{
  gboolean exists; /* FALSE: waived, not started, or over without having been stopped */
  HyTime start;
  HyOrigin origin;
  HyTime counted_from; /* the instant of @origin; differs from @start after a supervision or a suspension */
  HyTime due;
  HyTime yellow_at;
  HyTime stopped_at;     /* none: it runs */
  const HyRecord *stopped_by; /* what stopped it, or NULL where the timeline does not hold it. Belongs to the case */
  gboolean moved;        /* by an extension or a suspension: counts as working days from start to due */
  gboolean extended;     /* an extension was granted in this round */
  gboolean paused;       /* suspended */
  gboolean ask_pending;  /* an extension asked in time and undecided: yellow past the due */
  gboolean no_statement; /* result clock: past due it is red framed */
  HyLimit limit;         /* the limit in force (when moved: working days from start to due) */
} HyClock;

typedef struct
{
  HyClock clock[HY_N_CLOCKS];
} HyClocks;

/* Reads the three clocks of @c, whose timeline may be empty. Pure. */
void hy_clocks_read (const HyCase *c, HyClocks *out);

HyLight hy_clock_light (const HyClock *clock, HyTime now);
/* The worst running light; LATE or IN_TIME (of the result, else contact, else sign clock) only when none runs. */
HyLight hy_clocks_light (const HyClocks *clocks, HyTime now, HyClockId *which);

/* The two instants (and what goes with them) stored beside a row, so that lists are sorted and counted while
 * the clock turns without a write: they belong to the running clock that is, or will be, the worst first. */
typedef struct
{
  HyClockId clock;
  HyTime due;       /* none: no clock runs */
  HyTime yellow_at; /* earliest over the running clocks */
  HyTime red_at;    /* earliest instant at which some running clock is red; none: never */
  HyTime framed_at; /* earliest instant of red_framed; none: never */
  HyLight rest;     /* the light while no clock runs: PAUSED, LATE, IN_TIME or NONE; GREEN while one runs */
} HyRowLight;

void hy_clocks_summary (const HyClocks *clocks, HyRowLight *out);
/* The same light as hy_clocks_light() gives, from the stored instants alone. */
HyLight hy_row_light_at (const HyRowLight *row, HyTime now);

/* A derivation lists at most this many days; a due further off ends its list there. */
#define HY_DERIVATION_MAX_DAYS 366

/* How a due came about, as data; hy-words.h puts it into words. */
typedef struct
{
  HyClockId clock;
  HyLimit limit; /* once moved: the working days from @start to @due */
  HyOrigin origin;
  HyTime start; /* the instant of @origin */
  HyTime due;
  gboolean moved;
  gboolean extended;
  gboolean provisional; /* some day counted is of a year without a published notice */
  GArray *days;         /* of HyDate: the working days counted, in order; empty for hour limits */
  GArray *skipped;      /* of HyDate: the days from the start's to the due's that do not count; for natural
                           limits none */
} HyDerivation;

HyDerivation *hy_clock_derive (const HyClock *clock, HyClockId id, const HyCalendar *calendar);
void hy_derivation_free (HyDerivation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyDerivation, hy_derivation_free)

/* Time left or gone, as screens.md B6 counts it. */
typedef struct
{
  gboolean overdue;
  int working_days; /* whole working days after today until the due date; or since the due date when overdue */
  HyTime span;      /* to or since the due */
} HyTimeLeft;

void hy_time_left (HyTime due, HyTime now, const HyCalendar *calendar, HyTimeLeft *out);

G_END_DECLS
