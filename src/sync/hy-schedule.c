#include "sync/hy-schedule.h"

void
hy_schedule_succeeded (HySchedule *self, HyTime now)
{
  *self = (HySchedule){ .next = now };
}

void
hy_schedule_failed (HySchedule *self, HyTime now, gint64 retry_after, double random)
{
  guint doublings = MIN (self->faults, 30);
  HyTime span = MIN (HY_RETRY_FIRST << doublings, HY_RETRY_MAX);

  self->faults++;
  self->next = now + (HyTime) (random * (double) span);
  if (retry_after >= 0)
    self->not_before = now + retry_after * HY_SECOND;
}

void
hy_schedule_hurry (HySchedule *self, HyTime now)
{
  self->next = now;
}

HyTime
hy_schedule_delay (const HySchedule *self, HyTime now)
{
  return MAX (0, MAX (self->next, self->not_before) - now);
}
