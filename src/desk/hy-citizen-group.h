/* Who asks (masked until revealed), where, and in what words.
 *
 * Activates "ticket.reveal" of the page, which keeps a record of it. */
#pragma once

#include "desk/hy-matter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_CITIZEN_GROUP (hy_citizen_group_get_type ())
G_DECLARE_FINAL_TYPE (HyCitizenGroup, hy_citizen_group, HY, CITIZEN_GROUP, AdwBin)

/* @revealed: name, numbers and address as they are. */
void hy_citizen_group_set_matter (HyCitizenGroup *self, HyMatter *matter, gboolean revealed);

G_END_DECLS
