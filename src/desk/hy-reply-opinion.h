/* What the citizen says to the result: heard in a contact, told by a reply in the same words and never made up
 * (screens.md, A8). Pure but for gettext. */
#pragma once

#include "core/hy-workflow.h"

G_BEGIN_DECLS

/* Whether @value (of citizen_opinion) says what the citizen thinks. */
gboolean hy_opinion_is_one (const char *value);
/* Whether call and reply ask for their words: plainly satisfied has said it with that. */
gboolean hy_opinion_wants_words (const char *value);
/* The contact of this round that last heard an opinion; of an earlier round it was about something else. NULL:
 * none did. Belongs to @c. */
const HyRecord *hy_opinion_contact (const HyCase *c);
/* Its code and words; NULL when none was heard. Belong to the contact. */
const char *hy_opinion_heard (const HyRecord *contact, const char **words);
/* What the log tells of @value: where it comes from, or that nothing bears it out. NULL: nothing. Free it. */
char *hy_opinion_hint (const HyCase *c, const char *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
