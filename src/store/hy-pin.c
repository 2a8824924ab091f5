#include "store/hy-pin.h"

#include <sodium.h>
#include <string.h>

gboolean
hy_pin_fits (const char *hash, const char *pin)
{
  return sodium_init () >= 0 && crypto_pwhash_str_verify (hash, pin, strlen (pin)) == 0;
}
