/* What stands against saving a form as it is typed now: shown under it while it is typed (screens.md,
 * 2.5 "Checker list"). The guards of workflow.md, and the fields that it cannot be without. */
#pragma once

#include "core/hy-workflow.h"

G_BEGIN_DECLS

typedef struct
{
  char *words;
  char *field;      /* its member, to go to; NULL: the way out of @code is offered */
  const char *code; /* of workflow.md, static; NULL of what has a field */
} HyBlock;

/* (element-type HyBlock) */
GPtrArray *hy_blocks_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hy_blocks_add (GPtrArray *self, const char *code, const char *field, const char *words);
/* In the words of the refusal. */
void hy_blocks_add_refusal (GPtrArray *self, const HyRefusal *refusal, const char *kind);

G_END_DECLS
