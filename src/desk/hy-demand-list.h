/* What the citizen asks for: confirmed demands, one a row; before the first call what the letter
 * probably asks for, as chips that claim nothing. */
#pragma once

#include "desk/hy-matter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_DEMAND_LIST (hy_demand_list_get_type ())
G_DECLARE_FINAL_TYPE (HyDemandList, hy_demand_list, HY, DEMAND_LIST, AdwBin)

/* Hides itself where there is nothing of either. */
void hy_demand_list_set_matter (HyDemandList *self, HyMatter *matter);

G_END_DECLS
