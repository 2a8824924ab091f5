/* An entry of the timeline in words: its verb and what it says. Pure but for gettext. */
#pragma once

#include "core/hy-workflow.h"

G_BEGIN_DECLS

/* "Phone · reached", "Note", "Reply". Free it. */
char *hy_record_verb (const HyRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* What stands in its body, line by line; "" when there is nothing to say. Free it. */
char *hy_record_words (const HyRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* The same and the names of its files. Free it. */
char *hy_record_text (const HyRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* What was asked for and when: "Extension · 11-23 Mon 09:40". Free it. */
char *hy_record_asked (const HyRecord *request) G_GNUC_WARN_UNUSED_RESULT;
/* Who made it: a person's name, the district's office. Belongs to the record or is static. */
const char *hy_record_who (const HyRecord *record);

G_END_DECLS
