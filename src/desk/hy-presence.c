#include "desk/hy-presence.h"

static gboolean
is_idle (const HyPresence *self, gint64 now)
{
  return self->last != 0 && now - self->last >= HY_PRESENCE_IDLE_US;
}

void
hy_presence_touch (HyPresence *self, gint64 now)
{
  self->doubtful = self->doubtful || is_idle (self, now);
  self->last = now;
}

gboolean
hy_presence_is_doubtful (const HyPresence *self, gint64 now)
{
  return self->doubtful || is_idle (self, now);
}

void
hy_presence_confirm (HyPresence *self, gint64 now)
{
  self->doubtful = FALSE;
  self->last = now;
}
