/* A run: a world, its steps, and what was found. */
#pragma once

#include "sim-step.h"

typedef struct
{
  char *rule; /* NULL: nothing was found */
  char *finding;
  guint commands, rounds, faults, kills, requests, events, restores, files, waits, aside;
} SimResult;

void sim_result_clear (SimResult *self);

/* @trace (nullable): what happened at each step, a line each, which can be played again. */
void sim_run (guint32 seed, GArray *steps, GString *trace, SimResult *out);
/* The steps without those that the finding does not need. */
GArray *sim_shrink (guint32 seed, GArray *steps, const char *rule);
