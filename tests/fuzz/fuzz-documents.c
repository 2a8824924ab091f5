/* The administrator's documents: policy, calendar, duty directory, articles. What is taken goes down to offices. The
 * first byte says which. */
#include "fuzz-authority.h"
#include "fuzz.h"

#include "authority/hy-documents.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static gboolean (*const puts[]) (HyAuthority *, const char *, gsize, GError **)
      = { hy_authority_set_policy, hy_authority_set_calendar, hy_authority_put_duties,
          hy_authority_put_articles };
  guint which = fuzz_take_choice (&data, &size, G_N_ELEMENTS (puts));
  District *district = fuzz_authority ();
  g_autoptr (GError) error = NULL;
  gboolean taken = puts[which](district->authority, (const char *) data, size, &error);

  fuzz_assert_told (taken, error);
  if (taken)
    fuzz_authority_check_feeds (district);
  fuzz_authority_undo (district);
  return 0;
}
