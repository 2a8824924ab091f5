/* The program's own clock: the only place below the programs that asks the machine for the time.
 * Any thread. */
#pragma once

#include "core/hy-time.h"

G_BEGIN_DECLS

/* The PC's time. HUIYIN_NOW in the environment (RFC 3339) starts it there at the first call, and it
 * runs on from there; a value that is no time is said on stderr once and has no effect. */
HyTime hy_system_clock_now (void);
/* Milliseconds since boot, sleep included, where the system has such a clock; never goes back. */
gint64 hy_system_clock_boottime (void);

G_END_DECLS
