#include "store/hy-seen.h"
#include "support/hy-test-feed.h"

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })

typedef struct
{
  const char *person, *ticket;
  GString *unread;
} Ask;

static gboolean
note (HyReplica *replica, gpointer data, GError **error)
{
  Ask *ask = data;

  return hy_seen_note (replica, ask->person, ask->ticket, error);
}

static gboolean
read_unread (HyReplica *replica, gpointer data, GError **error)
{
  Ask *ask = data;
  HyListQuery query = { .queue = HY_QUEUE_ALL, .reader = ask->person };
  g_autoptr (GPtrArray) rows = hy_list_page (replica, &query, 0, 100, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      HyListRow *row = g_ptr_array_index (rows, i);

      if (row->unread)
        g_string_append (ask->unread, row->id);
    }
  return rows != NULL;
}

static void
check_unread (HyTestReplica *t, const char *person, const char *want)
{
  Ask ask = { .person = person, .unread = g_string_new (NULL) };

  hy_test_read (t, read_unread, &ask);
  g_assert_cmpstr (ask.unread->str, ==, want);
  g_string_free (ask.unread, TRUE);
}

/* Each person has read for himself; what is closed wants nobody's eyes. */
static void
test_each_for_himself (void)
{
  g_autoptr (HyTestReplica) t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t, TICKET (.id = "a", .due = "2026-12-01T17:30:00+08:00"),
                   TICKET (.id = "b", .due = "2026-12-02T17:30:00+08:00"),
                   TICKET (.id = "c", .state = "closed"), NULL);
  check_unread (t, "p-li", "ab");
  hy_test_write (t, note, &(Ask){ .person = "p-li", .ticket = "a" });
  hy_test_write (t, note, &(Ask){ .person = "p-li", .ticket = "a" });
  hy_test_write (t, note, &(Ask){ .person = "p-li", .ticket = "nowhere" });
  check_unread (t, "p-li", "b");
  check_unread (t, "p-zhang", "ab");
  check_unread (t, NULL, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seen/each-for-himself", test_each_for_himself);
  return g_test_run ();
}
