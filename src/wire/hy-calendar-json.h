/* The calendar document as a value (core/hy-calendar.h). The text is the document: nothing writes
 * it back. */
#pragma once

#include "core/hy-calendar.h"
#include "wire/hy-json-fields.h"

G_BEGIN_DECLS

/**
 * hy_calendar_from_json:
 * @text: the document; scanned here; @len -1 when it ends in NUL
 *
 * {"id","version","published":[year],"holidays":[date],"workdays":[date],"local":{date:reason},
 * "hours":[{"from":date|null,"to":date|null,"spans":[["08:30","12:00"],…]}]}. Members it does not
 * know are passed over.
 *
 * Returns: NULL with a HY_WIRE_ERROR naming the member
 */
HyCalendar *
hy_calendar_from_json (const char *text, gssize len, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The built-in calendar, which holds until the first one came: its text (ends in NUL), and as a
 * value. */
const char *hy_calendar_default_text (void);
HyCalendar *hy_calendar_default (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
