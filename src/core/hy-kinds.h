/* The table of what may happen to a ticket: each command of an office and each event of the district is one
 * entry (workflow.md, "Commands of the office"). A new kind is a new entry. */
#pragma once

#include "core/hy-body.h"
#include "core/hy-codes.h"

G_BEGIN_DECLS

typedef struct _HyCase HyCase;
typedef struct _HyRefusal HyRefusal;
typedef struct _HyStep HyStep;

/* Whether @step may be done in @c; fills @refusal and returns FALSE when not. Pure. */
typedef gboolean (*HyGuardFunc) (const HyCase *c, const HyStep *step, HyRefusal *refusal);
/* Does it: changes c->ticket. Never fails; a step whose guard fails is never applied. The record of the step
 * is the last of the timeline by then. */
typedef void (*HyApplyFunc) (HyCase *c, const HyStep *step);

typedef struct
{
  HyGuardFunc check;
  /* It asks about the body: left out of the "may" list, where @step has no record. */
  gboolean of_body;
} HyGuard;

/* Sets of states. */
#define HY_IN(state) (1u << (state))
#define HY_IN_ANY ((1u << HY_N_STATES) - 1)
#define HY_IN_OFFICE (HY_IN_ANY & ~HY_IN (HY_STATE_LEFT))
#define HY_IN_OPEN (HY_IN_OFFICE & ~(HY_IN (HY_STATE_CLOSED) | HY_IN (HY_STATE_ARCHIVED)))
#define HY_IN_WORK (HY_IN (HY_STATE_HANDLING) | HY_IN (HY_STATE_REWORK))

typedef struct
{
  const char *kind;
  gboolean of_district;  /* an event of the district, not a command of an office */
  gboolean goes_up_late; /* contact and progress: taken as a late note after the ticket has left */
  guint states;          /* HY_IN(): where it may be done; elsewhere it is wrong_state */
  const HyField *fields; /* the schema of its body; NULL: anything */
  const HyGuard *guards; /* in the order of workflow.md, ended by a NULL check; NULL: none */
  HyApplyFunc apply;     /* NULL: a record and nothing more */
} HyKind;

/* NULL for a word that is no kind. */
const HyKind *hy_kind_find (const char *kind);
/* All of them, in the order of workflow.md, the district's events last; @n their number. */
const HyKind *hy_kinds (gsize *n);

G_END_DECLS
