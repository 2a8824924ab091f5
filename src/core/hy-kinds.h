/* The table of what may happen to a ticket: each command of an office and each event of the district is one
 * entry (workflow.md, "Commands of the office"). A new kind is a new entry. */
#pragma once

#include "core/hy-body.h"

G_BEGIN_DECLS

typedef struct _HyCase HyCase;
typedef struct _HyRefusal HyRefusal;
typedef struct _HyStep HyStep;

/* Whether @step may be done in @c; fills @refusal and returns FALSE when not. */
typedef gboolean (*HyGuardFunc) (const HyCase *c, const HyStep *step, HyRefusal *refusal);
/* Does it: changes c->ticket. Never fails; a step whose guard fails is never applied. */
typedef void (*HyApplyFunc) (HyCase *c, const HyStep *step);

typedef struct
{
  const char *kind;
  gboolean of_district;   /* an event of the district, not a command of an office */
  gboolean goes_up_late;  /* contact and progress: taken as a late note after the ticket has left */
  const HyField *fields;
  HyGuardFunc guard; /* NULL: always */
  HyApplyFunc apply; /* NULL: a record and nothing more */
} HyKind;

/* NULL for a word that is no kind. */
const HyKind *hy_kind_find (const char *kind);
/* All of them, in the order of workflow.md; @n their number. */
const HyKind *hy_kinds (gsize *n);

G_END_DECLS
