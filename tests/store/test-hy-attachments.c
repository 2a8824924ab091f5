#include "store/hy-attachments.h"
#include "store/hy-blobs.h"
#include "support/hy-test-replica.h"

#define DRAFT "t1", "p1", "reply"

static gboolean
add (HyReplica *replica, gpointer data, GError **error)
{
  return hy_attachments_add (replica, DRAFT, data, error);
}

static gboolean
take_away (HyReplica *replica, gpointer data, GError **error)
{
  const HyBlobRef *blob = data;

  return hy_attachments_remove (replica, DRAFT, blob->sha256, error);
}

static gboolean
clear (HyReplica *replica, gpointer data, GError **error)
{
  return hy_attachments_clear (replica, DRAFT, error);
}

static gboolean
list (HyReplica *replica, gpointer data, GError **error)
{
  GPtrArray **out = data;

  *out = hy_attachments_list (replica, DRAFT, error);
  return *out != NULL;
}

/* The names, in order. */
static char *
names (HyTestReplica *t)
{
  g_autoptr (GPtrArray) blobs = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  hy_test_read (t, list, &blobs);
  for (guint i = 0; i < blobs->len; i++)
    g_string_append (out, ((HyBlobRef *) blobs->pdata[i])->name);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* In the order in which they came, also when one in between goes; each once; still there at the next start. */
static void
test_order (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();
  HyBlobRef blobs[] = { { (char *) "h3", 1, (char *) "a", (char *) "image/png", FALSE },
                        { (char *) "h2", 1, (char *) "b", (char *) "image/png", FALSE },
                        { (char *) "h1", 1, (char *) "c", (char *) "image/png", FALSE } };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *none = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (blobs); i++)
    hy_test_write (t, add, &blobs[i]);
  hy_test_write (t, add, &blobs[0]);
  hy_test_replica_reopen (t);
  before = names (t);
  g_assert_cmpstr (before, ==, "abc");
  hy_test_write (t, take_away, &blobs[1]);
  hy_test_write (t, add, &blobs[1]);
  after = names (t);
  g_assert_cmpstr (after, ==, "acb");
  hy_test_write (t, clear, NULL);
  none = names (t);
  g_assert_cmpstr (none, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attachments/order", test_order);
  return g_test_run ();
}
