/* What must not stand in a public text (workflow.md, "Closing", guard 6). */
#pragma once

#include "core/hy-ticket.h"

G_BEGIN_DECLS

/* The citizen's name, number or address that @text holds, or NULL. Belongs to @citizen. A number is found
 * whatever stands between its digits and in full-width digits too; a name or an address whatever blanks stand
 * in it. Words that stand for a name ("匿名") and bare names of a town or a street are nobody's. */
const char *hy_private_find (const HyCitizen *citizen, const char *text);

G_END_DECLS
