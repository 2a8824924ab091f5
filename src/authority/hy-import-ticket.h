/* A row of a spreadsheet export as a ticket, and what it changes in a ticket that is there. */
#pragma once

#include "authority/hy-import-row.h"

G_BEGIN_DECLS

/* A new ticket with the row's fields and @number; of title and content the one stands in for the
 * other. Office, policy and clocks are the caller's. */
HyTicket *hy_import_row_to_ticket (const HyImportRow *row, const char *number);

/* Sets the fields that the row has and that differ; never state, handler, clocks, nor urgency,
 * which decides them.
 *
 * Returns: whether anything differed. */
gboolean hy_import_row_update (const HyImportRow *row, HyTicket *ticket);

/* What a row without a number is recognised by: channel, time, title and content. Hex digits; free
 * it. */
char *hy_import_row_fingerprint (const HyImportRow *row);

G_END_DECLS
