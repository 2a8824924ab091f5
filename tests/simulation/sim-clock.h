/* The clock of the simulation: in place of wire/hy-system-clock.c, whose functions it defines. */
#pragma once

#include "core/hy-time.h"

/* The true time, and how far the clock of the PC that acts is off. */
void sim_clock_set (HyTime truth, gint64 skew);
