/* What is typed into the search box: any text is a search that finds something or nothing. The first byte is the list's
 * queue. */
#include "fuzz-replica.h"
#include "fuzz.h"

#include "store/hy-list.h"

typedef struct
{
  char *text;
  HyQueue queue;
} Typed;

static gboolean
search (HyReplica *replica, gpointer data, GError **error)
{
  Typed *self = data;
  HyListQuery query = { .queue = self->queue, .search = self->text };
  g_autoptr (GArray) ids = hy_list_ids (replica, &query, error);
  g_autoptr (GPtrArray) page = ids != NULL ? hy_list_page (replica, &query, 0, 10, error) : NULL;

  g_assert_no_error (*error);
  g_assert_true (page != NULL && page->len == MIN (ids->len, 10));
  return FALSE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  HyQueue queue = fuzz_take_choice (&data, &size, HY_N_QUEUES);
  g_autofree char *text = g_strndup ((const char *) data, size);
  Typed typed = { text, queue };

  fuzz_replica_try (search, &typed);
  return 0;
}
