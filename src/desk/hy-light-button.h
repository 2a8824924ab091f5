/* One clock of a ticket: its light with the date, and behind it how the date came about. */
#pragma once

#include "desk/hy-matter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_LIGHT_BUTTON (hy_light_button_get_type ())
G_DECLARE_FINAL_TYPE (HyLightButton, hy_light_button, HY, LIGHT_BUTTON, AdwBin)

/* Hides itself where the ticket has no such clock. */
void hy_light_button_set_matter (HyLightButton *self, HyMatter *matter, HyClockId clock);

G_END_DECLS
