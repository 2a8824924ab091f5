#include "sim-clock.h"

#include "wire/hy-system-clock.h"

static HyTime truth;
static gint64 skew;

void
sim_clock_set (HyTime now, gint64 off)
{
  truth = now;
  skew = off;
}

HyTime
hy_system_clock_wall (void)
{
  return truth + skew;
}

HyTime
hy_system_clock_now (void)
{
  return truth + skew;
}

void
hy_system_clock_settle (void)
{
}

gint64
hy_system_clock_boottime (void)
{
  return truth;
}
