#include "core/hy-plant.h"

#include <string.h>

#ifdef HY_PLANTED_FAULTS
gboolean
hy_plant (const char *name)
{
  static const char *planted;

  if (planted == NULL)
    planted = g_getenv ("HUIYIN_PLANT") != NULL ? g_getenv ("HUIYIN_PLANT") : "";
  return strcmp (planted, name) == 0;
}
#endif
