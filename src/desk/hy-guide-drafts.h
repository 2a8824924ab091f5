/* The drafts of a ticket that wait folded under its guide card. Activates "ticket.form(s)" and
 * "ticket.correct(s)". */
#pragma once

#include "desk/hy-matter.h"
#include "desk/hy-wrap.h"

G_BEGIN_DECLS

/* What a form is about: "Call", or "Correction: 09:00 Call". @amends: (nullable): the record (id) that is
 * corrected. NULL: there is no such form, or the record is gone. */
char *hy_guide_work_words (const HyMatter *matter, const char *kind, const char *amends) G_GNUC_WARN_UNUSED_RESULT;
/* One's own as buttons, those of others as words; none hides @place. @open: (nullable): that of the form that is
 * open, which tells of its own. */
void hy_guide_drafts_show (HyWrap *place, HySession *session, const HyMatter *matter, const char *open);

G_END_DECLS
