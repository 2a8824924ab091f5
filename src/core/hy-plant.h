/* Known faults, to see that the simulation finds them (tests/simulation/teeth.sh). Without the build
 * option planted_faults there are none: HY_PLANT() is FALSE, and what it guards is not compiled
 * in. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#ifdef HY_PLANTED_FAULTS
/* Whether HUIYIN_PLANT in the environment is @name. */
gboolean hy_plant (const char *name);
#define HY_PLANT(name) hy_plant (name)
#else
#define HY_PLANT(name) FALSE
#endif

G_END_DECLS
