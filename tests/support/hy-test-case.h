/* A ticket and a script of what happens to it, for tests of the workflow.
 *
 * A script is steps parted by ';', each "[MM-DD/]HH:MM KIND [key=value]…" of 2026 in +08:00 (without a date that of
 * the step before, at first 11-23, a Monday). The body is a complete one of its kind, changed by what is given:
 *   key=value         typed by the schema of the kind; lists are "a,b"; "key=" takes the member out
 *   demands=d1:words,-d2   confirms d1 with these words and withdraws d2
 *   answers=d1,d2     answers these
 *   waiting_for=unit  waits for photos of that unit until 15:00 of the first day
 *   opinion=value:words    heard in a contact
 *   id=, amends=, person=, office=, base=   of the record, not of the body; ids count r1, r2, … by themselves
 * Version 1 is the dispatch; each record has the next. */
#pragma once

#include "core/hy-workflow.h"

G_BEGIN_DECLS

/* A ticket dispatched on 2026-11-23 09:00 (record r1) to o-1: complaint, city hotline, one phone. */
HyCase *hy_test_case_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Plays @script; every step but the last must be allowed. The last one's refusal in @refusal; it is applied
 * when it is allowed. Returns: its code, or NULL when it was allowed. */
const char *hy_test_case_play (HyCase *c, const char *script, HyRefusal *refusal);

/* Members of the ticket as words: of "state handler signed contacted replied statement suspended started due
 * due_sign due_contact flags rework extensions demands office" those that @names asks for. Free it. */
char *hy_test_case_facts (HyCase *c, const char *names) G_GNUC_WARN_UNUSED_RESULT;

/* One line of a table: after @script either the facts that @names asks for are @expected; or, without @names, the
 * last step's answer is: "ok", "code" or "bad_body path". */
typedef struct
{
  const char *script;
  const char *names;
  const char *expected;
} HyTestRow;

/* Plays each row on a ticket of its own; the table ends with a NULL script. */
void hy_test_case_rows (const HyTestRow *rows);

/* A complete body of @kind. A new reference. */
GVariant *hy_test_body (const char *kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
