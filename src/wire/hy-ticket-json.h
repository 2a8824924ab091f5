/* Ticket rows of the feed as values and back (protocol.md, "Rows").
 *
 * Strict: a row of the wrong shape is an error that names the member. Members that this program
 * does not know are kept as the bytes received and written again, at the end of the row. */
#pragma once

#include "core/hy-ticket.h"
#include "wire/hy-json-fields.h"

G_BEGIN_DECLS

/* @row in scanned text. NULL with HY_WIRE_ERROR_SHAPE ("ticket 123: member \"due\" is no time"). */
HyTicket *hy_ticket_parse (HyJsonValue row, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of text that was not scanned; @len -1 when it ends in NUL. */
HyTicket *
hy_ticket_from_json (const char *text, gssize len, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The row with all known members, null where absent. */
void hy_ticket_write (GString *out, const char *name, const HyTicket *ticket);
/* The same on its own. Free it. */
char *hy_ticket_to_json (const HyTicket *ticket) G_GNUC_WARN_UNUSED_RESULT;

/* @value in scanned text, into @citizen, which must be zeroed. On failure it is cleared. */
gboolean
hy_citizen_parse (HyJsonValue value, HyCitizen *citizen, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of text that was not scanned. */
gboolean hy_citizen_from_json (const char *text, gssize len, HyCitizen *citizen, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void hy_citizen_write (GString *out, const char *name, const HyCitizen *citizen);

/**
 * hy_ticket_row_without_citizen:
 * @row: a row in scanned text
 * @rest: (out): the row without "citizen", all other bytes as they stand; free it
 * @citizen: (out): the citizen's text, or NULL when the row has none; free it
 *
 * For keeping what identifies a person apart from the rest.
 */
void hy_ticket_row_without_citizen (HyJsonValue row, char **rest, char **citizen);

G_END_DECLS
