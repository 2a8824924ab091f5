/* The number that is called, as large as it is dialled, and the citizen's other one. */
#pragma once

#include "core/hy-ticket.h"
#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_CONTACT_NUMBER (hy_contact_number_get_type ())
G_DECLARE_FINAL_TYPE (HyContactNumber, hy_contact_number, HY, CONTACT_NUMBER, AdwBin)

void hy_contact_number_set_ticket (HyContactNumber *self, const HyTicket *ticket);
/* NULL: there is none, or no ticket yet. */
const char *hy_contact_number_get (HyContactNumber *self);
/* The other one, when @number (nullable) is that. */
void hy_contact_number_use (HyContactNumber *self, const char *number);
/* Revealing and calling are one act: who sees the number is on record, once. */
void hy_contact_number_note_seen (HyContactNumber *self, HySession *session);

/* Signal "changed": another number is called. */

G_END_DECLS
