#include "fuzz-replica.h"

#include "fuzz-memory.h"
#include "fuzz.h"
#include "store/hy-doctor.h"
#include "store/hy-outbox.h"
#include "store/hy-pull.h"
#include "store/hy-search.h"
#include "store/hy-tickets.h"
#include "store/hy-today.h"
#include "store/hy-work.h"
#include "support/hy-test-feed.h"
#include "support/hy-test-replica.h"
#include "wire/hy-json.h"
#include "wire/hy-line-reader.h"

/* hy_id_new() of this program (-Wl,--wrap): so that a file of the corpus can name the commands. */
char *__wrap_hy_id_new (HyTime now);

char *
__wrap_hy_id_new (HyTime now)
{
  static guint n;

  return g_strdup_printf ("c%u", ++n);
}

static gboolean
store (HyReplica *replica, HyPullRun *run, GError **error)
{
  g_autofree char *cursor = hy_replica_get_meta (replica, "cursor");
  g_auto (HyPullOutcome) out = { 0 };
  gboolean stored = hy_pull_store (replica, run, cursor != NULL ? cursor : "", &out, error);

  /* Nothing that comes may make the storing itself fail: the same would come again for ever. */
  if (!stored)
    g_error ("hy_pull_store: %s", error != NULL && *error != NULL ? (*error)->message : "silent");
  g_assert_false (out.dropped);
  return stored;
}

gboolean
fuzz_replica_feed (HyReplica *replica, const char *text, gsize length, GError **error)
{
  g_autoptr (HyLineReader) reader = hy_line_reader_new (HY_LINE_MAX, HY_RUN_MAX);
  g_autoptr (HyPullRun) run = hy_pull_run_new ();
  const char *line;
  gsize n;

  hy_line_reader_push (reader, text, length);
  while (hy_line_reader_next (reader, &line, &n, error))
    {
      HyPullLine kind;

      if (!hy_pull_run_add (run, line, n, &kind, error))
        return FALSE;
      if (kind == HY_PULL_ROW)
        continue;
      if (!store (replica, run, error) || kind == HY_PULL_END)
        return TRUE;
      hy_line_reader_mark (reader);
      hy_pull_run_free (run);
      run = hy_pull_run_new ();
    }
  return TRUE;
}

static char *
first_feed (void)
{
  HyTestTicket one = { .id = "t1", .version = 2, .records = 1 };
  HyTestTicket two = { .id = "t2", .title = "路灯不亮", .content = "湖滨路12号门前", .handler = "" };
  const char *person = "{\"id\":\"p-zhang\",\"name\":\"Zhang\",\"office\":\"o1\",\"active\":true}";
  char *lines[] = {
    hy_test_document_line ("person", "p-zhang", 1, person),
    hy_test_ticket_line (&one),
    hy_test_record_line ("t1", "r1", 2, "contact", "{\"reached\":true,\"note\":\"Rang at nine.\"}"),
    hy_test_ticket_line (&two),
    hy_test_end_line ("a1", "t1:2 t2:1"),
    NULL,
  };
  char *all = g_strjoinv ("\n", lines);
  char *text = g_strconcat (all, "\n", NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    g_free (lines[i]);
  g_free (all);
  return text;
}

static void
save (HyReplica *replica, const char *text, GError **error)
{
  g_autofree char *json = g_strdup_printf ("{\"text\":\"%s\",\"way\":\"visit\"}", text);
  g_autoptr (GVariant) body = hy_json_body_from_text (json, -1, error);
  g_auto (HyRefusal) refusal = { 0 };
  g_autofree char *id = hy_outbox_queue (replica, "t1", "p-zhang", "progress", body, NULL, NULL, -1,
                                         &refusal, error);

  g_assert_no_error (*error);
  g_assert_nonnull (id);
}

static gboolean
index_all (HyReplica *replica, GError **error)
{
  guint left = 0;

  return hy_search_index_some (replica, 1000, &left, error);
}

static gboolean
fill (HyReplica *replica, gpointer data, GError **error)
{
  g_autofree char *feed = first_feed ();
  g_autoptr (GPtrArray) taken = NULL;

  g_assert_true (hy_test_enrol_in (replica, NULL, error));
  g_assert_true (hy_pull_begin_bootstrap (replica, FALSE, "epoch-1", error));
  g_assert_true (fuzz_replica_feed (replica, feed, strlen (feed), error));
  save (replica, "looked at the place", error);
  save (replica, "asked the builder", error);
  save (replica, "came by once more", error);
  taken = hy_outbox_take (replica, 10, 1024 * 1024, error);
  g_assert_true (taken != NULL && taken->len == 3);
  return index_all (replica, error);
}

static HyReplica *
get_replica (void)
{
  static HyReplica *replica;
  g_autoptr (GError) error = NULL;

  if (replica != NULL)
    return replica;
  replica = fuzz_memory_new ();
  if (!hy_work_run (replica, TRUE, fill, NULL, &error))
    g_error ("%s", error->message);
  return replica;
}

/* What screens read of each ticket. */
static void
look_at_tickets (HyReplica *replica, GError **error)
{
  HyListQuery query = { .queue = HY_QUEUE_ALL };
  g_autoptr (GPtrArray) rows = hy_list_page (replica, &query, 0, 50, error);

  g_assert_nonnull (rows);
  for (guint i = 0; i < rows->len; i++)
    {
      HyListRow *row = rows->pdata[i];
      g_autoptr (HyTicketView) view = hy_tickets_load (replica, row->id, error);

      if (view == NULL)
        g_error ("%s: %s", row->id, (*error)->message);
    }
}

static void
look (HyReplica *replica, GError **error)
{
  static const guint limits[HY_N_TODAY] = { 5, 5, 5, 5, 5 };
  g_auto (HyToday) today = { 0 };
  g_autoptr (GPtrArray) outbox = hy_outbox_list (replica, error);
  HyListCounts counts;

  g_assert_nonnull (outbox);
  g_assert_true (index_all (replica, error));
  g_assert_true (hy_list_counts (replica, NULL, &counts, error));
  g_assert_true (hy_today_read (replica, NULL, limits, &today, error));
  look_at_tickets (replica, error);
  fuzz_assert_json (hy_pull_aside_json (replica, error));
}

static void
examine (HyReplica *replica, GError **error)
{
  HyExamination found = { 0 };

  g_assert_true (hy_replica_examine (replica, &found, error));
  g_assert_cmpstr (found.damage, ==, NULL);
  g_assert_cmpint (found.loose, ==, 0);
  g_assert_true (found.digest_sound);
  hy_examination_clear (&found);
}

typedef struct
{
  HyReplicaFunc func;
  gpointer data;
} Try;

static gboolean
try_it (HyReplica *replica, gpointer data, GError **error)
{
  Try *self = data;
  g_autoptr (GError) local = NULL;

  if (self->func (replica, self->data, &local))
    {
      g_assert_no_error (local);
      look (replica, &local);
      examine (replica, &local);
      g_assert_no_error (local);
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "only tried");
  return FALSE;
}

void
fuzz_replica_try (HyReplicaFunc func, gpointer data)
{
  Try self = { func, data };
  g_autoptr (GError) error = NULL;

  g_assert_false (hy_work_run (get_replica (), TRUE, try_it, &self, &error));
}
