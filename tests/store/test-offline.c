/* Offline work against what the district did meanwhile: every combination (offline-rows.h). */
#include "store/offline-case.h"

#include "store/hy-doctor.h"
#include "store/hy-list.h"
#include "store/hy-outbox.h"

#include <glib/gstdio.h>
#include <unistd.h>

static const char *const local_names[N_LOCALS]
    = { "untouched", "draft",   "taken-back", "queued", "sending",
        "cut",       "applied", "refused",    "held",   "undeliverable" };
static const char *const meanwhile_names[N_MEANWHILES] = {
  "nothing",       "resync",      "new-ticket", "changed", "changed-twice", "closed",       "away",
  "away-and-back", "away-unseen", "expired",    "lost",    "restored",      "restored-far",
};

static gboolean
finds (HyReplica *replica, const char *text, gint64 no, GError **error)
{
  HyListQuery query = { .queue = HY_QUEUE_ALL, .search = text };
  g_autoptr (GArray) nos = hy_list_ids (replica, &query, error);

  g_assert_nonnull (nos);
  for (guint i = 0; i < nos->len; i++)
    if (g_array_index (nos, gint64, i) == no)
      return TRUE;
  return FALSE;
}

typedef struct
{
  gint64 no;
  gboolean title, content, phone;
} Found;

static gboolean
search (HyReplica *replica, gpointer data, GError **error)
{
  Found *found = data;

  found->title = finds (replica, OFFLINE_TITLE, found->no, error);
  found->content = finds (replica, OFFLINE_CONTENT, found->no, error);
  found->phone = finds (replica, OFFLINE_PHONE, found->no, error);
  return TRUE;
}

static char *
found_word (OfflineCase *self)
{
  Found found = { .no = hy_test_int (self->t, "SELECT no FROM tickets WHERE id = 't1'") };

  hy_test_read (self->t, search, &found);
  if (found.title && found.content && found.phone)
    return g_strdup ("found");
  return g_strdup_printf ("%s%s%s", found.title ? "title" : "", found.content ? " content" : "",
                          found.phone ? " phone" : "");
}

/* As OfflineRow.expected. */
static char *
describe (OfflineCase *self)
{
  g_autofree char *found = found_word (self);
  g_autofree char *ticket
      = hy_test_text (self->t, "SELECT scope || ' ' || state || ' unsent ' || unsent || "
                               "iif (may_refuse, ' doubt', '') FROM tickets WHERE id = 't1'");
  g_autofree char *command
      = hy_test_text (self->t, "SELECT state || ' ' || coalesce (code, '-') || ' ' || "
                               "iif (overlay, 'overlay', '-') FROM commands");
  gint64 drafts = hy_test_int (self->t, "SELECT count(*) FROM drafts WHERE body = '{\"half\":1}'");

  return g_strdup_printf ("%s %s | %s | %s", ticket, found, command != NULL ? command : "-",
                          drafts == 1 ? "draft" : "-");
}

/* What the tallies should be, counted from the tickets: 0 rows differ. */
static const char recount[]
    = "WITH t AS (SELECT *, coalesce (handler, '') AS h FROM tickets WHERE scope <> 'stub'), "
      "c AS (SELECT step AS what, h, 0 AS at, count(*) AS n FROM t WHERE step <> '' GROUP BY 1, 2 "
      "UNION ALL SELECT 'supervised', h, 0, count(*) FROM t WHERE pressed GROUP BY h "
      "UNION ALL SELECT 'all', h, 0, count(*) FROM t GROUP BY h "
      "UNION ALL SELECT 'yellow', h, yellow_at, count(*) FROM t WHERE yellow_at IS NOT NULL "
      "GROUP BY 2, 3 "
      "UNION ALL SELECT 'red', h, red_at, count(*) FROM t WHERE red_at IS NOT NULL GROUP BY 2, 3 "
      "UNION ALL SELECT 'due', h, due, count(*) FROM t WHERE due IS NOT NULL GROUP BY 2, 3) "
      "SELECT (SELECT count(*) FROM (SELECT * FROM c EXCEPT SELECT * FROM tallies)) + "
      "(SELECT count(*) FROM (SELECT * FROM tallies EXCEPT SELECT * FROM c))";
static const char loose_unsent[]
    = "SELECT count(*) FROM tickets t WHERE unsent <> (SELECT count(*) FROM commands c WHERE "
      "c.ticket = t.id AND c.state IN ('queued', 'sending', 'held'))";
/* Of a ticket that left nothing of the citizen stays, and of one that did not nothing is gone. */
static const char loose_persons[]
    = "SELECT count(*) FROM tickets t WHERE (scope = 'stub') = EXISTS (SELECT 1 FROM identities i "
      "WHERE i.ticket = t.no) OR (scope = 'stub') = EXISTS (SELECT 1 FROM phones p WHERE "
      "p.ticket = t.no)";
static const char everything[]
    = "SELECT group_concat (t, x'0a') FROM (SELECT id || scope || version || state || "
      "coalesce (handler, '') || flags || to_contact || coalesce (due, 0) || "
      "coalesce (yellow_at, 0) || coalesce (red_at, 0) || unsent || may_refuse || sort_due || "
      "step AS t FROM tickets ORDER BY id)";

static gboolean
check_counts (HyReplica *replica, gpointer data, GError **error)
{
  HyListCounts counts;

  if (!hy_list_counts (replica, NULL, &counts, error))
    return FALSE;
  for (HyQueue queue = 0; queue < HY_N_QUEUES; queue++)
    {
      HyListQuery query = { .queue = queue };
      g_autoptr (GArray) nos = hy_list_ids (replica, &query, error);

      g_assert_nonnull (nos);
      g_assert_cmpint (counts.n[queue], ==, nos->len);
    }
  return TRUE;
}

static gboolean
examine (HyReplica *replica, gpointer data, GError **error)
{
  g_auto (HyExamination) found = { 0 };

  if (!hy_replica_examine (replica, &found, error))
    return FALSE;
  g_assert_null (found.damage);
  g_assert_cmpint (found.loose, ==, 0);
  g_assert_true (found.digest_sound);
  return TRUE;
}

static gboolean
refresh_all (HyReplica *replica, gpointer data, GError **error)
{
  return hy_tickets_refresh (replica, "t1", error) && hy_tickets_refresh_all (replica, error);
}

/* What holds whatever happened. */
static void
check_sound (OfflineCase *self)
{
  g_autofree char *before = hy_test_text (self->t, everything);
  g_autofree char *after = NULL;

  g_assert_cmpint (hy_test_int (self->t, recount), ==, 0);
  g_assert_cmpint (hy_test_int (self->t, loose_unsent), ==, 0);
  g_assert_cmpint (hy_test_int (self->t, loose_persons), ==, 0);
  hy_test_read (self->t, check_counts, NULL);
  hy_test_read (self->t, examine, NULL);
  /* What was moved step by step is what computing it anew gives. */
  hy_test_write (self->t, refresh_all, NULL);
  after = hy_test_text (self->t, everything);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (hy_test_int (self->t, recount), ==, 0);
}

/* @moment: for the message. */
static void
check_outcome (OfflineCase *self, const char *moment, const char *expected)
{
  g_autofree char *got = describe (self);

  if (g_strcmp0 (got, expected) != 0)
    {
      g_test_message ("%s: %s, expected %s", moment, got, expected);
      g_test_fail ();
    }
  check_sound (self);
}

static void
test_row (gconstpointer data)
{
  OfflineCase self = { .row = data };
  const OfflineRow *row = data;

  g_test_message ("%s", row->why);
  if (row->expected == NULL)
    return;
  offline_case_set_up (&self);
  offline_case_do_local (&self);
  offline_case_do_meanwhile (&self);
  check_outcome (&self, "pulled", row->expected);
  if (row->answer != NULL)
    {
      offline_case_answer (&self, row->answer);
      check_outcome (&self, "settled", row->settled);
    }
  offline_case_tear_down (&self);
}

static void
count_rows (const OfflineRow *rows, guint n[N_LOCALS][N_MEANWHILES])
{
  for (; rows->name != NULL; rows++)
    n[rows->local][rows->meanwhile]++;
}

/* The table has every combination exactly once, with what must be so or why it cannot be. */
static void
test_complete (void)
{
  guint n[N_LOCALS][N_MEANWHILES] = { 0 };

  count_rows (offline_replies, n);
  for (guint local = 0; local < N_LOCALS; local++)
    for (guint meanwhile = 0; meanwhile < N_MEANWHILES; meanwhile++)
      if (n[local][meanwhile] != 1)
        {
          g_test_message ("%s/%s: %u rows", local_names[local], meanwhile_names[meanwhile],
                          n[local][meanwhile]);
          g_test_fail ();
        }
}

static void
add_rows (const OfflineRow *rows)
{
  for (; rows->name != NULL; rows++)
    {
      g_autofree char *path
          = g_strdup_printf ("/offline/%s/%s/%s/%s", rows->kind, local_names[rows->local],
                             meanwhile_names[rows->meanwhile], rows->name);

      g_test_add_data_func (path, rows, test_row);
    }
}

/* Hundreds of small transactions, none of which has to outlive the power. */
static void
use_memory (void)
{
  if (g_access ("/dev/shm", W_OK | X_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", FALSE);
}

int
main (int argc, char **argv)
{
  use_memory ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/offline/complete", test_complete);
  add_rows (offline_replies);
  add_rows (offline_notes);
  return g_test_run ();
}
