/* The numbers and lists of the rules: a document of the district, versioned, kept by the ticket it was
 * dispatched under. The defaults are data/policy.json, built into the wire layer. */
#pragma once

#include "core/hy-ticket.h"

G_BEGIN_DECLS

typedef enum
{
  HY_CLOCK_SIGN,
  HY_CLOCK_CONTACT,
  HY_CLOCK_RESULT,
  HY_N_CLOCKS
} HyClockId;

typedef enum
{
  HY_UNIT_WORKING_DAYS,
  HY_UNIT_WORKING_MINUTES,
  HY_UNIT_NATURAL_MINUTES
} HyLimitUnit;

typedef struct
{
  HyLimitUnit unit;
  int n;
} HyLimit;

/* No limit of a policy is longer than this; it bounds what one clock can cost to compute. */
#define HY_LIMIT_MAX_DAYS 1000

/* When a limit holds: all of what is set must be true of the ticket. "First that fits". */
typedef enum
{
  HY_WHEN_ALWAYS = 0,
  HY_WHEN_URGENT = 1 << 0,
  HY_WHEN_REWORK = 1 << 1,     /* since a rejection or a dissatisfied follow-up */
  HY_WHEN_SUPERVISED = 1 << 2, /* never part of the start limit of an older ticket: the event moves the due */
  HY_WHEN_LETTER = 1 << 3,
  HY_WHEN_KIND = 1 << 4
} HyWhen;

typedef struct
{
  guint when; /* HyWhen */
  HyDemandKind kind;
  HyLimit limit;
} HyLimitRule;

typedef struct
{
  gatomicrefcount refs;
  char *id; /* "policy-1" */
  gint64 version;
  HyDate valid_from; /* none: since ever */
  HyDate valid_to;   /* last day; none: until further notice */
  GArray *limits[HY_N_CLOCKS]; /* of HyLimitRule, in order; the last always fits */
  int extension_max_days;      /* working days */
  int extension_max_times;     /* a dispatch */
  int return_window_days;      /* working days after the day of signing, to closing time */
  char **return_grounds;
  char **suspend_grounds; /* NULL: any text */
  int appeal_window_days;
  int attempts_min;      /* tries that count as an honest attempt */
  int attempts_half_days; /* … in at least so many half-days */
  int offline_grace_hours;
  char *phone; /* the district's hotline office, or NULL */
  char *trust; /* PEM certificates that replace the pinned ones (protocol.md, "Transport"), or NULL */
} HyPolicy;

/* An empty policy with the defaults' numbers in none of its members: for the wire layer's parser. */
HyPolicy *hy_policy_new (void);
HyPolicy *hy_policy_ref (HyPolicy *self);
void hy_policy_unref (HyPolicy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyPolicy, hy_policy_unref)

/* The limit of @clock for @ticket as it now is ("first that fits"). */
HyLimit hy_policy_limit (const HyPolicy *self, HyClockId clock, const HyTicket *ticket);
/* The same, as if @ticket were not supervised: the limit of one that was supervised after its clock had started. */
HyLimit hy_policy_start_limit (const HyPolicy *self, HyClockId clock, const HyTicket *ticket);
/* The limit that supervision of @ticket brings, counted from the event; FALSE when the policy knows none. */
gboolean hy_policy_supervised_limit (const HyPolicy *self,
                                     HyClockId clock,
                                     const HyTicket *ticket,
                                     HyLimit *out);

/* 1 to HY_LIMIT_MAX_DAYS working days, or as many days in minutes: whoever parses a policy asks this. */
gboolean hy_limit_is_valid (const HyLimit *limit);

const char *hy_clock_code (HyClockId clock);

G_END_DECLS
