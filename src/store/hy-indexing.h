/* The text index of everything that waits for it. */
#pragma once

#include "store/hy-store.h"

G_BEGIN_DECLS

/**
 * hy_indexing_finish:
 * @cancellable: (nullable)
 *
 * Waits for the writer, in short writes between which others have their turn: never on the main
 * loop. Stops where nothing gets any further. What is not indexed yet is found all the same, only
 * slowly.
 *
 * Returns: FALSE where a write failed; a cancelled one is no failure
 */
gboolean hy_indexing_finish (HyStore *store,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
