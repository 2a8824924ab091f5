/* How far a ticket is: the seven steps from signing to the follow-up. Labels, nothing to press. */
#pragma once

#include "core/hy-guide.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Fills @wrap (a HyWrap) with the steps as @guide has them and names it for who does not see it. */
void hy_step_strip_show (GtkWidget *wrap, const HyGuide *guide);

G_END_DECLS
