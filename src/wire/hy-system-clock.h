/* The program's own clock: the only place below the programs that asks the machine for the time.
 * Any thread. */
#pragma once

#include "core/hy-time.h"

G_BEGIN_DECLS

/* The PC's clock as it is set at this moment. HUIYIN_NOW in the environment (RFC 3339) starts it there at the first call,
 * and it runs on from there; a value that is no time is said on stderr once and has no effect. */
HyTime hy_system_clock_wall (void);
/* The PC's time for this run: its clock at the first call (or the last hy_system_clock_settle()) and the time that has gone
 * since. Setting the clock while a program runs moves nothing (protocol.md, "Time"). */
HyTime hy_system_clock_now (void);
/* From here on the run goes by the clock as it is now set: when the district's time is learnt anew. */
void hy_system_clock_settle (void);
/* Milliseconds since boot, sleep included, where the system has such a clock; never goes back. */
gint64 hy_system_clock_boottime (void);

G_END_DECLS
