/* The demands as they are read back in a call: a check and the words of each, and one more at Enter.
 */
#pragma once

#include "core/hy-ticket.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_DEMAND_EDITOR (hy_demand_editor_get_type ())
G_DECLARE_FINAL_TYPE (HyDemandEditor, hy_demand_editor, HY, DEMAND_EDITOR, AdwBin)

/* Those on record, checked; none: what the letter probably asks for, unchecked, else one empty line. */
void hy_demand_editor_set_ticket (HyDemandEditor *self, const HyTicket *ticket);
/* An "av" of {id, text, confirmed}. */
void hy_demand_editor_restore (HyDemandEditor *self, GVariant *typed);
/* (element-type GVariant): floating {id, text, confirmed}, blank new ones left out. */
GPtrArray *hy_demand_editor_get_demands (HyDemandEditor *self) G_GNUC_WARN_UNUSED_RESULT;

/* Signal "changed". */

G_END_DECLS
