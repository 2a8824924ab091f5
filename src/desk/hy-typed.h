/* What a form holds as it was typed: a dictionary a{sv} shaped like a body (core/hy-body.h), which
 * is the form's draft too. The builders of bodies read it and say what is missing. Pure. */
#pragma once

#include "core/hy-body.h"

G_BEGIN_DECLS

/* What is wrong with a field, in words. */
typedef struct
{
  char *field; /* its name in the form; "answers.1.result" of the second answer */
  char *words;
  gboolean asks; /* nothing is wrong: a question that may be passed */
} HyFault;

/* (element-type HyFault) */
GPtrArray *hy_faults_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hy_faults_add (GPtrArray *self, const char *field, const char *words);
/* The same for a question that may be passed. */
void hy_faults_ask (GPtrArray *self, const char *field, const char *words);
/* What there is to say of @field, NULL when nothing. Belongs to @self. */
const HyFault *hy_faults_get (const GPtrArray *self, const char *field);
/* The words of it. */
const char *hy_faults_find (const GPtrArray *self, const char *field);

/* The text of @name without the white space around it; NULL when it is blank. Free it. */
char *hy_typed_text (GVariant *typed, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* The same, and a fault with @missing when it is blank. */
char *hy_typed_need (GVariant *typed, const char *name, const char *missing, GPtrArray *faults)
    G_GNUC_WARN_UNUSED_RESULT;
/* The elements of a list of strings, or the parts of a text between commas and line breaks, blank
 * ones left out. NULL-terminated, never NULL. */
char **hy_typed_list (GVariant *typed, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* The lines of a text, blank ones left out: for what has commas of its own. */
char **hy_typed_lines (GVariant *typed, const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Writing: what is NULL or empty is left out. */
void hy_put_text (GVariantDict *dict, const char *name, const char *text);
void hy_put_list (GVariantDict *dict, const char *name, const char *const *list);
void hy_put_time (GVariantDict *dict, const char *name, HyTime time);
/* Takes @objects, an array of floating or owned a{sv}; (element-type GVariant). */
void hy_put_objects (GVariantDict *dict, const char *name, GPtrArray *objects);

G_END_DECLS
