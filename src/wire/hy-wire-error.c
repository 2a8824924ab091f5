#include "wire/hy-wire-error.h"

GQuark
hy_wire_error_quark (void)
{
  return g_quark_from_static_string ("hy-wire-error-quark");
}
