#include "fuzz.h"

void
fuzz_assert_told (gboolean taken, const GError *error)
{
  g_assert_true (taken == (error == NULL));
  /* A message that is cut out of what came must not break the log or the screen that it goes to. */
  g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
}

void
fuzz_assert_json (char *text)
{
  g_autoptr (GError) error = NULL;

  if (!hy_json_scan (text, -1, &error))
    g_error ("%s: %s", error->message, text);
  g_free (text);
}

guint
fuzz_take_choice (const guint8 **data, gsize *size, guint n)
{
  guint choice;

  if (*size == 0)
    return 0;
  choice = **data % n;
  (*data)++;
  (*size)--;
  return choice;
}
