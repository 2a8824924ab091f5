/* Whatever a feed says, stored: rows that cannot be understood are kept aside, nothing else makes the storing fail, and
 * what screens read and what is added up holds together afterwards. */
#include "fuzz-replica.h"
#include "fuzz.h"

typedef struct
{
  const char *text;
  gsize length;
} Stream;

static gboolean
feed (HyReplica *replica, gpointer data, GError **error)
{
  Stream *self = data;
  g_autoptr (GError) local = NULL;

  /* A stream that is broken off stands as far as it went. */
  if (!fuzz_replica_feed (replica, self->text, self->length, &local))
    fuzz_assert_told (FALSE, local);
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  Stream stream = { (const char *) data, size };

  fuzz_replica_try (feed, &stream);
  return 0;
}
