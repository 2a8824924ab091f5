#include "store/hy-search-set.h"

#include "store/hy-bigram.h"
#include "store/hy-replica-private.h"
#include "store/hy-search-text.h"
#include "store/hy-search.h"

#include <string.h>

static gboolean
text_holds (HySearchSet *self, HyReplica *replica, gint64 no, gboolean *holds, GError **error)
{
  if (!hy_search_text_load (replica, no, self->scratch, error))
    return FALSE;
  *holds = strstr (self->scratch->str, self->folded) != NULL;
  return TRUE;
}

static gboolean
ask_index (HySearchSet *self, HyReplica *replica, guint cap, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      replica->sql, "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
      error);
  gboolean exact = FALSE;
  g_autofree char *match = hy_bigram_match (self->folded, &exact);
  GArray *into = exact ? self->sure : self->maybe;
  gboolean row = FALSE;
  gint64 max = exact && cap > 0 ? cap : G_MAXINT32;

  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "si", match, max);
  while (hy_sql_step (stmt, &row, error))
    {
      gint64 no;

      if (!row)
        {
          self->complete = into->len < max;
          return TRUE;
        }
      no = hy_sql_int64 (stmt, 0);
      g_array_append_val (into, no);
    }
  return FALSE;
}

/* Those that the index does not have yet are looked at as they are. */
static gboolean
ask_waiting (HySearchSet *self, HyReplica *replica, GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql, "SELECT no FROM tickets WHERE indexed = 0", error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  while (hy_sql_step (stmt, &row, error))
    {
      gboolean holds = FALSE;
      gint64 no;

      if (!row)
        return TRUE;
      no = hy_sql_int64 (stmt, 0);
      if (!text_holds (self, replica, no, &holds, error))
        return FALSE;
      if (holds)
        g_array_append_val (self->sure, no);
    }
  return FALSE;
}

static int
compare_descending (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x < y) - (x > y);
}

static void
sort_unique (GArray *nos)
{
  guint n = 0;

  g_array_sort (nos, compare_descending);
  for (guint i = 0; i < nos->len; i++)
    if (n == 0 || g_array_index (nos, gint64, i) != g_array_index (nos, gint64, n - 1))
      g_array_index (nos, gint64, n++) = g_array_index (nos, gint64, i);
  g_array_set_size (nos, n);
}

gboolean
hy_search_set_init (
    HySearchSet *self, HyReplica *replica, const char *text, guint cap, GError **error)
{
  guint from_index;

  self->folded = hy_bigram_fold_query (text);
  self->sure = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->maybe = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->scratch = g_string_new (NULL);
  self->complete = TRUE;
  if (*self->folded == '\0')
    return TRUE;
  if (!ask_index (self, replica, cap, error))
    return FALSE;
  from_index = self->sure->len;
  if (!ask_waiting (self, replica, error)
      || !hy_identity_find (replica, self->folded, self->sure, error))
    return FALSE;
  if (self->sure->len > from_index)
    sort_unique (self->sure);
  return TRUE;
}

void
hy_search_set_clear (HySearchSet *self)
{
  g_clear_pointer (&self->folded, g_free);
  g_clear_pointer (&self->sure, g_array_unref);
  g_clear_pointer (&self->maybe, g_array_unref);
  if (self->scratch != NULL)
    g_string_free (g_steal_pointer (&self->scratch), TRUE);
}

guint
hy_search_set_size (const HySearchSet *self)
{
  return self->sure->len + self->maybe->len;
}

static gboolean
array_has (GArray *nos, gint64 no)
{
  return g_array_binary_search (nos, &no, compare_descending, NULL);
}

gboolean
hy_search_set_has (HySearchSet *self, HyReplica *replica, gint64 no, gboolean *has, GError **error)
{
  *has = array_has (self->sure, no);
  if (*has || (self->complete && !array_has (self->maybe, no)))
    return TRUE;
  return text_holds (self, replica, no, has, error);
}
