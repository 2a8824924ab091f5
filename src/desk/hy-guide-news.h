/* What became of what the office asked of the district: above the step on the guide card, for whoever
 * opens the ticket looks there and not under the letter. Pure but for gettext. */
#pragma once

#include "desk/hy-matter.h"

G_BEGIN_DECLS

/* A line for each: the district's last decision until the office goes on, and what is still undecided.
 * NULL when there is neither. Free it. */
char *hy_guide_news (const HyMatter *matter) G_GNUC_WARN_UNUSED_RESULT;
/* The same, and why the step is to be done now. Free it. */
char *hy_guide_story (const HyMatter *matter) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
