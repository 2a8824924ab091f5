/* The forms that are a few fields and nothing more, a table entry each; and the body out of what was
 * typed in one (hy-typed.h). Pure but for gettext. */
#pragma once

#include "core/hy-workflow.h"
#include "desk/hy-choice-words.h"
#include "desk/hy-typed.h"

G_BEGIN_DECLS

/* One field. What the body needs there, and in what shape, is the schema's of core/hy-kinds.h. */
typedef struct
{
  const char *member;       /* of what was typed */
  const char *into;         /* the object of the body that has it, or NULL: the body itself */
  const char *label;        /* translatable, as are the next two */
  const char *missing;      /* what to say when it is blank; NULL: it may be */
  const char *hint;         /* or NULL */
  const char *control;      /* of hy-form-field.h; "told": where the citizen was told */
  const HyOption *options;  /* NULL: none, or as the ticket offers them */
  gboolean from_notes;      /* prefilled from the notes of the ticket */
  gboolean for_all;         /* the public reads it: nothing that leads to the citizen */
  gboolean again;           /* prefilled with what the last record of the kind has there */
} HyFormRow;

typedef struct
{
  const char *kind;
  const char *save_words; /* what the button says before the name; NULL: "Save" */
  const HyFormRow *rows;  /* ended by a NULL member */
} HyFormTable;

/* NULL for a kind that has no such form. */
const HyFormTable *hy_form_table_find (const char *kind);

/* Floating; NULL with faults (element-type HyFault). */
GVariant *hy_form_table_body (const HyFormTable *self,
                              GVariant *typed,
                              const HyCase *c,
                              HyTime now,
                              GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;

/* Until when the workflow takes it, or what becomes of the due: a line over the fields; NULL when there
 * is nothing to say. Free it. */
char *hy_form_table_notice (const HyFormTable *self,
                            const HyCase *c,
                            HyTime now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
