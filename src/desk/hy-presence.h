/* Whether whoever touches the PC may still be who sat down: the wrong colleague's name is the
 * commonest false record on a shared one (screens.md, B8). Pure; time is monotonic microseconds. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* So long without a key or a click, and the next save asks. */
#define HY_PRESENCE_IDLE_US (10 * 60 * G_USEC_PER_SEC)

typedef struct
{
  gint64 last;       /* 0: nothing was touched yet */
  gboolean doubtful; /* somebody came back after that long */
} HyPresence;

void hy_presence_touch (HyPresence *self, gint64 now);
/* Also while nothing has been touched since. */
gboolean hy_presence_is_doubtful (const HyPresence *self, gint64 now);
/* It is who it was, or somebody new said so. */
void hy_presence_confirm (HyPresence *self, gint64 now);

G_END_DECLS
