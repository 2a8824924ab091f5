/* The office's side measured from within; run.sh puts it together and prints the table. Each verb prints NAME VALUE lines
 * (milliseconds, or MiB). */
#include "hy-bench-text.h"

#include "store/hy-indexing.h"
#include "store/hy-list.h"
#include "store/hy-outbox.h"
#include "store/hy-store.h"
#include "sync/hy-engine.h"
#include "wire/hy-json.h"
#include "wire/hy-system-clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#define REPEATS 31

static HyTime
now (gpointer data)
{
  return hy_system_clock_now ();
}

static double
ms_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
die_on (GError *error)
{
  if (error == NULL)
    return;
  fprintf (stderr, "bench: %s\n", error->message);
  exit (1);
}

static void
put (const char *name, double value)
{
  printf ("%s %.3f\n", name, value);
  fflush (stdout);
}

static double
peak_rss (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[n / 2];
}

static void
first_sync (HyStore *store)
{
  g_autoptr (HyEngine) engine = hy_engine_new (store, NULL);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  if (!hy_engine_round (engine, NULL, NULL, &error))
    die_on (error);
  put ("list_usable", ms_since (start));
  put ("rss_list", peak_rss ());
  if (!hy_indexing_finish (store, NULL, &error))
    die_on (error);
  put ("search_complete", ms_since (start));
  put ("rss_search", peak_rss ());
}

static void
idle_rounds (HyStore *store)
{
  g_autoptr (HyEngine) engine = hy_engine_new (store, NULL);
  g_autoptr (GError) error = NULL;
  double took[REPEATS];

  for (guint i = 0; i < REPEATS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      if (!hy_engine_round (engine, NULL, NULL, &error))
        die_on (error);
      took[i] = ms_since (start);
    }
  put ("idle_round", median (took, REPEATS));
}

typedef struct
{
  GPtrArray *rows;
  guint offset;
  guint limit;
  const char *search;
  HyQueue queue;
} Page;

static gboolean
load_page (HyReplica *replica, gpointer data, GError **error)
{
  Page *self = data;
  HyListQuery query = { .queue = self->queue, .search = self->search };

  self->rows = hy_list_page (replica, &query, self->offset, self->limit, error);
  return self->rows != NULL;
}

static gboolean
load_counts (HyReplica *replica, gpointer data, GError **error)
{
  return hy_list_counts (replica, NULL, data, error);
}

typedef struct
{
  const char *ticket;
  GVariant *body;
} Save;

static gboolean
save_contact (HyReplica *replica, gpointer data, GError **error)
{
  Save *self = data;
  g_auto (HyRefusal) refusal = { 0 };
  g_autofree char *id = hy_outbox_queue (replica, self->ticket, NULL, "contact", self->body, NULL, NULL,
                                         -1, &refusal, error);

  return id != NULL;
}

/* @n contacts on as many tickets, each durable before the next. */
static void
save (HyStore *store, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) body = hy_json_body_from_text (
      "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"no_answer\","
      "\"at\":\"2026-11-23T09:20:00+08:00\",\"purpose\":[\"confirm\"],\"gist\":\"无人接听，下午再打。\"}",
      -1, &error);
  Page page = { .limit = n, .queue = HY_QUEUE_ALL };
  g_autofree double *took = g_new (double, n);

  if (body == NULL || !hy_store_read (store, load_page, &page, &error))
    die_on (error);
  for (guint i = 0; i < n; i++)
    {
      Save work = { ((HyListRow *) page.rows->pdata[i % page.rows->len])->id, body };
      gint64 start = g_get_monotonic_time ();

      if (!hy_store_write (store, save_contact, &work, &error))
        die_on (error);
      took[i] = ms_since (start);
    }
  put ("save_contact", median (took, n));
  g_ptr_array_unref (page.rows);
}

static void
push (HyStore *store, guint n)
{
  g_autoptr (HyEngine) engine = hy_engine_new (store, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("push_%u", n);
  gint64 start;

  save (store, n);
  start = g_get_monotonic_time ();
  if (!hy_engine_round (engine, NULL, NULL, &error))
    die_on (error);
  put (name, ms_since (start));
}

static void
time_page (HyStore *store, const char *name, Page page)
{
  g_autoptr (GError) error = NULL;
  double took[REPEATS];

  for (guint i = 0; i < REPEATS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      if (!hy_store_read (store, load_page, &page, &error))
        die_on (error);
      took[i] = ms_since (start);
      g_clear_pointer (&page.rows, g_ptr_array_unref);
    }
  put (name, median (took, REPEATS));
}

static void
local (HyStore *store)
{
  g_autoptr (GError) error = NULL;
  double took[REPEATS];

  time_page (store, "first_page", (Page){ .limit = 50, .queue = HY_QUEUE_PENDING_SIGN });
  time_page (store, "overdue_page", (Page){ .limit = 50, .queue = HY_QUEUE_OVERDUE });
  time_page (store, "search_page", (Page){ .limit = 50, .queue = HY_QUEUE_ALL, .search = "物业" });
  time_page (store, "search_rare", (Page){ .limit = 50, .queue = HY_QUEUE_ALL, .search = "宠物伤人问题第77" });
  for (guint i = 0; i < REPEATS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      HyListCounts counts;

      if (!hy_store_read (store, load_counts, &counts, &error))
        die_on (error);
      took[i] = ms_since (start);
    }
  put ("counts", median (took, REPEATS));
}

static int
usage (void)
{
  fputs ("hy-bench generate N SEED | first-sync DIR | idle DIR | save DIR N | push DIR N | local DIR\n", stderr);
  return 1;
}

int
main (int argc, char **argv)
{
  g_autoptr (HyStore) store = NULL;
  g_autoptr (GError) error = NULL;
  guint n = argc > 3 ? (guint) strtoul (argv[3], NULL, 10) : 0;

  if (argc == 4 && g_str_equal (argv[1], "generate"))
    {
      hy_bench_generate ((guint) strtoul (argv[2], NULL, 10), n);
      return 0;
    }
  if (argc < 3)
    return usage ();
  store = hy_store_open (argv[2], 0, now, NULL, &error);
  die_on (error);
  if (g_str_equal (argv[1], "first-sync"))
    first_sync (store);
  else if (g_str_equal (argv[1], "idle"))
    idle_rounds (store);
  else if (g_str_equal (argv[1], "save") && n > 0)
    save (store, n);
  else if (g_str_equal (argv[1], "push") && n > 0)
    push (store, n);
  else if (g_str_equal (argv[1], "local"))
    local (store);
  else
    return usage ();
  return 0;
}
