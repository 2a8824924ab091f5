#include "store/hy-list.h"
#include "store/hy-search.h"
#include "support/hy-test-feed.h"

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })

typedef struct
{
  const char *text;
  GArray *nos;
  guint max, left;
} Ask;

static gboolean
find (HyReplica *replica, gpointer data, GError **error)
{
  Ask *ask = data;

  HyListQuery query = { .queue = HY_QUEUE_ALL, .search = ask->text };

  ask->nos = hy_list_ids (replica, &query, error);
  return ask->nos != NULL;
}

static int
newest_first (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x < y) - (x > y);
}

static gboolean
index_some (HyReplica *replica, gpointer data, GError **error)
{
  Ask *ask = data;

  return hy_search_index_some (replica, ask->max, &ask->left, error);
}

static void
index_all (HyTestReplica *t)
{
  Ask ask = { .max = 100 };

  hy_test_write (t, index_some, &ask);
  g_assert_cmpuint (ask.left, ==, 0);
}

/* @want: ids, the newest first, separated by spaces. */
static void
check_found (HyTestReplica *t, const char *text, const char *want)
{
  Ask ask = { .text = text };
  g_autoptr (GString) got = g_string_new (NULL);

  hy_test_read (t, find, &ask);
  g_array_sort (ask.nos, newest_first);
  for (guint i = 0; i < ask.nos->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT id FROM tickets WHERE no = %" G_GINT64_FORMAT,
                                              g_array_index (ask.nos, gint64, i));
      g_autofree char *id = hy_test_text (t, sql);

      g_string_append_printf (got, "%s%s", i > 0 ? " " : "", id);
    }
  g_array_unref (ask.nos);
  g_assert_cmpstr (got->str, ==, want);
}

static HyTestReplica *
replica_with_three (void)
{
  HyTestReplica *t = hy_test_replica_new ();

  hy_test_replica_enrol (t, TRUE);
  hy_test_feed_on (t,
                   TICKET (.id = "t1", .title = "夜间施工", .content = "南湖大道噪音大，4S店旁",
                           .name = "王小明", .phone = "13800000042"),
                   TICKET (.id = "t2", .title = "路灯", .content = "施工 夜间\n噪",
                           .phone = "13900000042"),
                   TICKET (.id = "t3", .title = "物业", .content = "大小 噪音 ABC-12",
                           .place = "金鹗社区", .phone = "07301234567"),
                   NULL);
  return t;
}

typedef struct
{
  const char *text;
  const char *want;
} Case;

static const Case cases[] = {
  { "噪音", "t3 t1" },
  { "噪", "t3 t2 t1" },
  { "夜间施工", "t1" },
  { "施工 夜间", "t2" },
  { "间\n噪", "t2" },
  { "４ｓ店", "t1" },
  { "4S店旁", "t1" },
  { "abc-1", "t3" },
  { "-", "t3 t2 t1" },
  { "金鹗社区", "t3" },
  { "施工南湖", "" },
  { "拆迁", "" },
  { "噪音大，", "t1" },
  { "N-t2", "t2" },
  { "王小明", "" },
  { "13800000042", "t1" },
  { "0042", "t2 t1" },
  { "138 0000 0042", "t1" },
  { "+8613900000042", "t2" },
  { "1380000", "" },
  { "0730-1234567", "t3" },
  { "  ", "" },
  { "\"", "" },
  { "*", "" },
  { "噪 OR 灯", "" },
  { "yjsg", "t1" },
  { "YJ", "t1" },
  { "wy", "t3" },
  { "jesq", "t3" },
  /* Not of what somebody wrote, nor of who it is. */
  { "nhdd", "" },
  { "wxm", "" },
};

static void
check_all (HyTestReplica *t)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_found (t, cases[i].text, cases[i].want);
}

static void
test_indexed (void)
{
  g_autoptr (HyTestReplica) t = replica_with_three ();

  index_all (t);
  check_all (t);
}

/* The same before anything is in the index, and with a part of it there. */
static void
test_waiting (void)
{
  g_autoptr (HyTestReplica) t = replica_with_three ();
  Ask ask = { .max = 1 };

  check_all (t);
  hy_test_write (t, index_some, &ask);
  g_assert_cmpuint (ask.left, ==, 2);
  check_all (t);
}

static void
test_timeline (void)
{
  g_autoptr (HyTestReplica) t = replica_with_three ();

  index_all (t);
  hy_test_feed_on (
      t, TICKET (.id = "t2", .version = 2, .records = 1, .title = "路灯", .content = "已修"),
      hy_test_record_line ("t2", "r1", 2, "contact",
                           "{\"gist\":\"答应周五到场\",\"number_used\":\"13911112222\","
                           "\"demands\":[{\"id\":\"d1\",\"text\":\"尽快更换灯泡\"}]}"),
      NULL);
  check_found (t, "周五到场", "t2");
  index_all (t);
  check_found (t, "周五到场", "t2");
  check_found (t, "更换灯泡", "t2");
  check_found (t, "13911112222", "");
  check_found (t, "施工 夜间", "");
}

/* A stub is found by number and title, by nothing else. */
static void
test_stub (void)
{
  g_autoptr (HyTestReplica) t = replica_with_three ();

  index_all (t);
  hy_test_feed_on (t, hy_test_leave_line ("t1", "reassigned", "Other", NULL), NULL);
  check_found (t, "南湖大道", "");
  check_found (t, "13800000042", "");
  check_found (t, "夜间施工", "t1");
  index_all (t);
  check_found (t, "南湖大道", "");
  check_found (t, "夜间施工", "t1");
  check_found (t, "N-t1", "t1");
  hy_test_feed_on (t, TICKET (.id = "t1", .version = 9, .title = "回来", .content = "又来了"),
                   NULL);
  index_all (t);
  check_found (t, "夜间施工", "");
  check_found (t, "又来", "t1");
  hy_test_exec (t, "INSERT INTO search (search) VALUES ('integrity-check')");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/indexed", test_indexed);
  g_test_add_func ("/search/waiting", test_waiting);
  g_test_add_func ("/search/timeline", test_timeline);
  g_test_add_func ("/search/stub", test_stub);
  return g_test_run ();
}
