/* When to try again, decided in one place: 5 s doubling to 15 min with full jitter after a fault,
 * at once when the network comes up or a person asks, never before a Retry-After has run out
 * (protocol.md, "Transport"). Pure. */
#pragma once

#include "core/hy-time.h"

G_BEGIN_DECLS

#define HY_RETRY_FIRST (5 * HY_SECOND)
#define HY_RETRY_MAX (15 * HY_MINUTE)

typedef struct
{
  guint faults;      /* in a row */
  HyTime not_before; /* monotonic ms; Retry-After */
  HyTime next;       /* monotonic ms; none: at once */
} HySchedule;

/* A round ended well: wait at the district, or poll, from now on. */
void hy_schedule_succeeded (HySchedule *self, HyTime now);
/* A round failed. @retry_after: seconds, -1: none; @random: 0 <= x < 1. */
void hy_schedule_failed (HySchedule *self, HyTime now, gint64 retry_after, double random);
/* The network came up, or a person asked: at once, but for Retry-After. */
void hy_schedule_hurry (HySchedule *self, HyTime now);
/* Milliseconds until the next try; 0: now. */
HyTime hy_schedule_delay (const HySchedule *self, HyTime now);

G_END_DECLS
