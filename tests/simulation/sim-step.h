/* What a run of the simulation is made of: steps, each a word and a few numbers, which mean
 * something in any state of the world. So a seed can be written down, and any of its steps left
 * out. */
#pragma once

#include <glib.h>

#define SIM_ARGS 5

typedef enum
{
  SIM_SAVE,     /* pc, ticket, kind, variant, hold or file: somebody saves a command */
  SIM_DRAFT,    /* pc, ticket, kind, variant: somebody types */
  SIM_DECIDE,   /* pc, item, how: about what waits in the outbox */
  SIM_ROUND,    /* pc */
  SIM_FAULT,    /* request, kind, detail: of the next round */
  SIM_KILL,     /* who, commit, how: 0 before it, 1 after it, 2 it fails and the program goes on */
  SIM_EVENT,    /* ticket, kind, variant: of the district */
  SIM_IMPORT,   /* office, tickets */
  SIM_BACKUP,
  SIM_RESTORE,  /* which backup */
  SIM_CLONE,    /* pc */
  SIM_REVOKE,   /* pc, wipe */
  SIM_ENROL,    /* pc */
  SIM_SKEW,     /* pc, minutes */
  SIM_TIME,     /* minutes */
  SIM_LATE,     /* which: a request that was taken for lost arrives */
  SIM_DOCUMENT, /* office, kind */
  SIM_WAIT,     /* pc, who works meanwhile: a held pull, and the round that it calls for */
  SIM_STRANGE,  /* request, which: rows in an answer of the next round that no PC can read yet */
  SIM_UPGRADE,  /* pc: its program reads them from now on */
  SIM_N_OPS
} SimOp;

typedef struct
{
  SimOp op;
  /* 0: at once. Else within the next round: at its (when + 1) / 2th request, odd before the
   * district has it, even before its answer is read. */
  int when;
  int arg[SIM_ARGS];
} SimStep;

/* (element-type SimStep) of @seed. */
GArray *sim_steps_generate (guint32 seed, guint n);
/* One line. */
void sim_step_print (const SimStep *step, GString *out);
/* A text of lines; what stands after a # is for people. NULL for what is none. */
GArray *sim_steps_parse (const char *text, guint32 *seed);
