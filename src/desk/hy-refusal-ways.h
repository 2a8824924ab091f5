/* What can be done about a refusal: none without a way on (screens.md, "Refusals in words"). Pure. */
#pragma once

#include "core/hy-workflow.h"

G_BEGIN_DECLS

typedef enum
{
  HY_WAY_OPEN,       /* the form @target of the same ticket */
  HY_WAY_MEND,       /* the field @target of the form; NULL: the first that is wrong */
  HY_WAY_READ,       /* the clerk has seen what came since */
  HY_WAY_NOTE,       /* what was written goes into a note */
  HY_WAY_STATE,      /* the reason goes into the statement */
  HY_WAY_COORDINATE, /* what was written goes into a request for coordination */
  HY_WAY_EXPORT,     /* into a file */
  HY_WAY_PERSON,     /* somebody else sits here */
  HY_WAY_FOLD,       /* there is nothing to be done */
  HY_N_WAYS
} HyWay;

typedef struct
{
  const char *code;   /* NULL: any */
  const char *kind;   /* of the command; NULL: any */
  guint states;       /* HY_IN() of the ticket; 0: any */
  const char *label;  /* translatable */
  HyWay way;
  const char *target;
} HyRefusalWay;

/* The button for a command of @kind that is refused with @code on a ticket in @state. Static, never NULL. */
const HyRefusalWay *hy_refusal_way (const char *code, const char *kind, HyState state);

/* The action of the outbox ("refused.keep" and so on, or "win.show-ticket") that leads on best from there, where the
 * texts stand without their form; NULL: none does. Static. */
const char *hy_refusal_suggests (const char *code, const char *kind);

G_END_DECLS
