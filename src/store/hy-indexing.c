#include "store/hy-indexing.h"

#include "store/hy-search.h"

/* One write of so many tickets is short enough not to keep a window waiting. */
#define STEP 200

static gboolean
index_some (HyReplica *replica, gpointer data, GError **error)
{
  guint *left = data;

  return hy_search_index_some (replica, STEP, left, error);
}

/* Goes on as long as it gets anywhere: what cannot be indexed must not keep a script waiting for
 * ever. */
gboolean
hy_indexing_finish (HyStore *store, GCancellable *cancellable, GError **error)
{
  guint left = G_MAXUINT, before = G_MAXUINT;

  g_return_val_if_fail (HY_IS_STORE (store), FALSE);

  do
    {
      before = left;
      if (g_cancellable_is_cancelled (cancellable))
        return TRUE;
      if (!hy_store_write (store, index_some, &left, error))
        return FALSE;
    }
  while (left > 0 && left < before);
  return TRUE;
}
