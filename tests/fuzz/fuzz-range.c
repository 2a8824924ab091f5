/* The header Range at the district: whatever is asked for, what is sent lies in the file. The first byte is the file's
 * size. */
#include "fuzz.h"

#include "district/hy-range.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gint64 length = 1 + fuzz_take_choice (&data, &size, 255);
  g_autofree char *text = g_strndup ((const char *) data, size);
  gint64 from = -1, to = -1;

  if (!hy_range_parse (text, length, &from, &to))
    return 0;
  g_assert_cmpint (from, >=, 0);
  g_assert_cmpint (to, >=, from);
  g_assert_cmpint (to, <, length);
  return 0;
}
