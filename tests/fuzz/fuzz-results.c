/* The answer to commands that are on the wire, settled. */
#include "fuzz-replica.h"
#include "fuzz.h"

#include "store/hy-outbox.h"
#include "wire/hy-envelope.h"

static gboolean
settle (HyReplica *replica, gpointer data, GError **error)
{
  HyAnswer *answer = data;
  guint refused = 0;

  return hy_outbox_settle (replica, answer->results, "epoch-1", &refused, error)
         && hy_outbox_put_back (replica, error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyAnswer) answer = hy_answer_parse ((const char *) data, size, &error);

  fuzz_assert_told (answer != NULL, error);
  if (answer != NULL)
    fuzz_replica_try (settle, answer);
  return 0;
}
