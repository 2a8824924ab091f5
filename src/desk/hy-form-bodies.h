/* The bodies of the shorter commands out of what was typed (hy-typed.h). Each returns a floating
 * a{sv} that fits the schema of core/hy-kinds.h, or NULL with faults (element-type HyFault) in
 * words for the fields. Pure but for gettext. */
#pragma once

#include "core/hy-workflow.h"
#include "desk/hy-typed.h"

G_BEGIN_DECLS

/* handler (a person's id), note (words for them, kept in the record) */
GVariant *hy_sign_body (GVariant *typed, GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;

/* text, with_units, waiting_unit, waiting_person, waiting_phone, waiting_what, waiting_by */
/* @amends (nullable): the note that is corrected; it was when that was, and what was to come by then may be past */
GVariant *hy_note_body (GVariant *typed,
                        const HyCase *c,
                        const HyRecord *amends,
                        HyTime now,
                        GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;

/* days, reason; @c tells where the citizen was told */
GVariant *
hy_extension_body (GVariant *typed, const HyCase *c, GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;

/* cause, responsible, progress, new_date, measures */
GVariant *hy_statement_body (GVariant *typed, const HyCase *c, HyTime now, GPtrArray *faults)
    G_GNUC_WARN_UNUSED_RESULT;

/**
 * hy_citizen_told:
 * @contact: (out) (optional): the contact in which the citizen was told; belongs to @c
 *
 * Returns: what citizen_told of a request would be: a contact's id, "attempts", "waived"; or NULL
 * when nobody was told and nothing excuses that
 */
const char *hy_citizen_told (const HyCase *c, const HyRecord **contact);

/* The notes of the ticket, a line each, oldest first; NULL when there is none. Free it.
 * @days (out) (optional): "11-24, 11-25": of which days they are; free it */
char *hy_notes_text (const HyCase *c, char **days) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
