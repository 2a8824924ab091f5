/* The head of a ticket, which does not scroll: title, number, what it is, its flags and its three
 * clocks; and the menu of everything rare, with the reason where it is not possible.
 *
 * Activates actions of the page: "ticket.copy-number", "ticket.copy-handover", "ticket.form(s)". */
#pragma once

#include "desk/hy-matter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_TICKET_HEADER (hy_ticket_header_get_type ())
G_DECLARE_FINAL_TYPE (HyTicketHeader, hy_ticket_header, HY, TICKET_HEADER, AdwBin)

void hy_ticket_header_set_matter (HyTicketHeader *self, HyMatter *matter);

G_END_DECLS
