/* A spreadsheet imported: whatever stands in it, what the district then has can be read by its offices, and the same file
 * again adds nothing. */
#include "fuzz-authority.h"
#include "fuzz.h"

#include "authority/hy-import.h"

static HyImportSummary
import (District *self, const char *path, const HyImportOptions *options)
{
  g_autoptr (GError) error = NULL;
  HyImportSummary summary = { 0 };
  gboolean taken
      = hy_authority_import (self->authority, path, options, NULL, NULL, &summary, &error);

  fuzz_assert_told (taken, error);
  /* A fault of the file's, never of the database. */
  if (!taken && error->domain != HY_AUTHORITY_ERROR)
    g_error ("%s: %s", g_quark_to_string (error->domain), error->message);
  return summary;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  District *district = fuzz_authority ();
  g_autofree char *path = g_build_filename (district->dir, "in.csv", NULL);
  HyImportOptions options = { .office = "o1", .channel = -1, .kind = -1 };
  HyImportSummary first, second;

  g_assert_true (g_file_set_contents_full (path, (const char *) data, (gssize) size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  first = import (district, path, &options);
  second = import (district, path, &options);
  g_assert_cmpuint (second.imported, ==, 0);
  g_assert_cmpuint (second.refused, ==, first.refused);
  fuzz_authority_check_feeds (district);
  fuzz_authority_undo (district);
  return 0;
}
