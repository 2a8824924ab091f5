#include "desk/hy-pin-guard.h"

static gint64
pause_after (guint wrong)
{
  gint64 pause = HY_PIN_GUARD_PAUSE_US;

  if (wrong <= HY_PIN_GUARD_FREE)
    return 0;
  while (--wrong > HY_PIN_GUARD_FREE && pause < HY_PIN_GUARD_LONGEST_US)
    pause *= 2;
  return MIN (pause, HY_PIN_GUARD_LONGEST_US);
}

void
hy_pin_guard_begin (HyPinGuard *self, gint64 now)
{
  self->wrong++;
  self->until = now + pause_after (self->wrong);
}

void
hy_pin_guard_passed (HyPinGuard *self)
{
  *self = (HyPinGuard){ 0 };
}

gint64
hy_pin_guard_wait (const HyPinGuard *self, gint64 now)
{
  return MAX (0, self->until - now);
}
