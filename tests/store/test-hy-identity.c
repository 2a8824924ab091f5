#include "store/hy-search.h"
#include "support/hy-test-feed.h"

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })

static HyTestReplica *
replica_with_ticket (void)
{
  HyTestReplica *t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, TICKET (.phone = "138 0000-0042"), NULL);
  return t;
}

/* Neither number nor its end stands anywhere but with the citizen. */
static void
test_hashes (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();

  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM phones"), ==, 2);
  g_assert_cmpint (hy_test_int (t, "SELECT min (length (hash)) FROM phones"), ==, 16);
  g_assert_cmpint (
      hy_test_int (t, "SELECT count(*) FROM phones WHERE instr (CAST (hash AS TEXT), '0042')"), ==,
      0);
  g_assert_cmpint (hy_test_int (t, "SELECT count(*) FROM tickets WHERE row LIKE '%0042%'"), ==, 0);
}

/* Two replicas hash one number apart. */
static void
test_keyed (void)
{
  g_autoptr (HyTestReplica) a = replica_with_ticket ();
  g_autoptr (HyTestReplica) b = replica_with_ticket ();
  g_autofree char *of_a = hy_test_text (a, "SELECT group_concat (hex (hash)) FROM phones");
  g_autofree char *of_b = hy_test_text (b, "SELECT group_concat (hex (hash)) FROM phones");

  g_assert_cmpstr (of_a, !=, of_b);
}

typedef struct
{
  const char *text;
  guint n;
} Ask;

static gboolean
find (HyReplica *replica, gpointer data, GError **error)
{
  Ask *ask = data;
  g_autoptr (GArray) nos = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!hy_identity_find (replica, ask->text, nos, error))
    return FALSE;
  ask->n = nos->len;
  return TRUE;
}

static void
test_find (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();
  static const Ask asks[] = {
    { "13800000042", 1 }, { "+86 138 0000 0042", 1 }, { "0042", 1 }, { "042", 0 }, { "00042", 0 },
    { "0043", 0 },        { "no 0042", 0 },           { "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (asks); i++)
    {
      Ask ask = asks[i];

      hy_test_read (t, find, &ask);
      g_assert_cmpuint (ask.n, ==, asks[i].n);
    }
}

static gboolean
forget (HyReplica *replica, gpointer data, GError **error)
{
  return hy_identity_put (replica, 1, NULL, NULL, NULL, error);
}

static void
test_forget (void)
{
  g_autoptr (HyTestReplica) t = replica_with_ticket ();

  hy_test_write (t, forget, NULL);
  g_assert_cmpint (
      hy_test_int (t, "SELECT (SELECT count(*) FROM phones) + (SELECT count(*) FROM identities)"),
      ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/hashes", test_hashes);
  g_test_add_func ("/identity/keyed", test_keyed);
  g_test_add_func ("/identity/find", test_find);
  g_test_add_func ("/identity/forget", test_forget);
  return g_test_run ();
}
