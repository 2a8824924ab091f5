/* The demands as they are read back in a call: a check and the words of each, and one more at Enter.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_DEMAND_EDITOR (hy_demand_editor_get_type ())
G_DECLARE_FINAL_TYPE (HyDemandEditor, hy_demand_editor, HY, DEMAND_EDITOR, AdwBin)

/* Those on record (element-type HyDemand), checked; none: what @content probably asks for,
 * unchecked, else one empty line. */
void hy_demand_editor_set_demands (HyDemandEditor *self,
                                   const GPtrArray *demands,
                                   const char *content);
/* An "av" of {id, text, confirmed}. */
void hy_demand_editor_restore (HyDemandEditor *self, GVariant *typed);
/* (element-type GVariant): floating {id, text, confirmed}, blank new ones left out. */
GPtrArray *hy_demand_editor_get_demands (HyDemandEditor *self) G_GNUC_WARN_UNUSED_RESULT;

/* Signal "changed". */

G_END_DECLS
