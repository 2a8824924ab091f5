/* kill -9 of the office's program and of the district's, at many points of saving and syncing: what
 * was saved is at the district once in the end, whoever died when. The points are times from a
 * seed; what is asserted holds for any.
 *
 * HUIYIN_KILL_LIVES=N and HUIYIN_KILL_SEED=N in the environment: as many deaths as is said, at other moments. */
#include "store/hy-blobs.h"
#include "store/hy-outbox.h"
#include "store/hy-sql.h"
#include "store/hy-status.h"
#include "support/hy-test-replica.h"
#include "sync/hy-engine.h"
#include "sync/hy-enrol.h"
#include "sync/hy-http-transport.h"
#include "wire/hy-json.h"

#include <stdio.h>
#include <string.h>

#define LIVES 48
#define TICKETS 5
/* Milliseconds that a child lives at most: its start, a few saves and some rounds. */
#define LIFE_MS 400

static const char *program;

static guint
lives (void)
{
  const char *wanted = g_getenv ("HUIYIN_KILL_LIVES");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : LIVES;
}

static guint32
seed_of (guint32 usual)
{
  const char *wanted = g_getenv ("HUIYIN_KILL_SEED");

  return wanted != NULL ? (guint32) g_ascii_strtoull (wanted, NULL, 10) : usual;
}

static HyTime
pc_clock (gpointer data)
{
  return g_get_real_time () / 1000;
}

static HyStore *
open_replica (const char *dir)
{
  g_autoptr (GError) error = NULL;
  HyStore *store = hy_store_open (dir, HY_STORE_CREATE, pc_clock, NULL, &error);

  g_assert_no_error (error);
  return store;
}

/* The child: saves and syncs until it is killed. Each save is told only when it was committed. */

typedef struct
{
  guint32 ticket;
  guint32 mark;
  GPtrArray *blobs; /* NULL: without a photo */
  char *id;
} Save;

static gboolean
save (HyReplica *replica, gpointer data, GError **error)
{
  Save *self = data;
  g_auto (HyRefusal) refusal = { 0 };
  g_autofree char *number = g_strdup_printf ("K%u", self->ticket);
  g_autofree char *json = g_strdup_printf ("{\"text\":\"mark-%08x-\"}", self->mark);
  g_autofree char *ticket = hy_tickets_find (replica, number, error);
  g_autoptr (GVariant) body = hy_json_body_from_text (json, -1, error);

  if (ticket == NULL || body == NULL)
    return FALSE;
  self->id
      = hy_outbox_queue (replica, ticket, "p1", "progress", body, NULL, self->blobs, -1, &refusal, error);
  return self->id != NULL;
}

/* Large enough that sending it takes several pieces' time. */
static GPtrArray *
photo (HyStore *store, guint32 mark)
{
  GPtrArray *blobs = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_blob_ref_free);
  gsize size = 300000;
  char *data = g_malloc (size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);
  g_autoptr (GError) error = NULL;
  HyBlobRef *blob;

  for (gsize i = 0; i < size; i++)
    data[i] = (char) (i * mark >> 7);
  blob = hy_blobs_keep (store, bytes, "photo.jpg", &error);
  if (blob == NULL)
    g_error ("photo: %s", error->message);
  g_ptr_array_add (blobs, blob);
  return blobs;
}

static void
live (const char *dir, const char *seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_ascii_strtoull (seed, NULL, 10));
  g_autoptr (HyStore) store = open_replica (dir);
  g_autoptr (HyEngine) engine = hy_engine_new (store, NULL);

  for (;;)
    {
      for (int n = g_rand_int_range (random, 1, 4); n > 0; n--)
        {
          Save work = { g_rand_int_range (random, 0, TICKETS), g_rand_int (random), NULL, NULL };
          g_autoptr (GPtrArray) blobs = work.mark % 3 == 0 ? photo (store, work.mark) : NULL;
          g_autoptr (GError) error = NULL;

          work.blobs = blobs;

          if (!hy_store_write (store, save, &work, &error))
            g_error ("save: %s", error->message);
          printf ("%s mark-%08x-\n", work.id, work.mark);
          fflush (stdout);
          g_free (work.id);
        }
      if (!hy_engine_round (engine, NULL, NULL, NULL))
        g_usleep (1000);
    }
}

/* The parent. */

typedef struct
{
  char *district_dir;
  char *replica_dir;
  GSubprocess *district;
  char *url;
  GHashTable *promised; /* mark of each save that was told, to its command's id */
  GRand *random;
} Fixture;

static char *
run_district (const char *const *args)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  g_ptr_array_add (argv, (gpointer) g_getenv ("HUIYIN_DISTRICT"));
  for (gsize i = 0; args[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) args[i]);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                               &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL));
  g_assert_true (g_subprocess_get_successful (process));
  return out;
}

#define DISTRICT(...) run_district ((const char *const[]){ __VA_ARGS__, NULL })

static void
serve (Fixture *self)
{
  g_autofree char *where
      = g_strdup (self->url != NULL ? self->url + strlen ("https://") : "127.0.0.1:0");
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  self->district
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("HUIYIN_DISTRICT"),
                          "serve", self->district_dir, "--listen", where, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->district));
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "listening on https://"));
  if (self->url == NULL)
    self->url = g_strdup (line + strlen ("listening on "));
}

static void
kill_process (GSubprocess *process)
{
  g_subprocess_force_exit (process);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
}

static void
enrol (Fixture *self)
{
  g_autofree char *ca = g_build_filename (self->district_dir, "ca.pem", NULL);
  g_autofree char *code = DISTRICT ("code", self->district_dir, "o1");
  HyEnrolOptions options = { .url = self->url, .code = g_strstrip (code), .ca_file = ca };
  g_autoptr (HyStore) store = open_replica (self->replica_dir);
  g_autoptr (HyEngine) engine = hy_engine_new (store, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HyTransport) transport = hy_http_transport_new (self->url, ca, 0, &error);

  g_assert_true (hy_enrol (store, transport, &options, NULL, &error) || error != NULL);
  g_assert_no_error (error);
  g_assert_true (hy_engine_round (engine, NULL, NULL, &error) || error != NULL);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *csv = NULL;
  g_autoptr (GString) text = g_string_new ("number,title,content\n");

  self->replica_dir = hy_test_dir_new ();
  self->district_dir = hy_test_dir_new ();
  self->promised = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->random = g_rand_new_with_seed (seed_of (20261123));
  csv = g_build_filename (self->replica_dir, "tickets.csv", NULL);
  for (int i = 0; i < TICKETS; i++)
    g_string_append_printf (text, "K%d,Lamp %d,It is dark\n", i, i);
  g_assert_true (g_file_set_contents (csv, text->str, -1, NULL));
  g_free (DISTRICT ("init", self->district_dir, "--name", "Test"));
  g_free (DISTRICT ("office", self->district_dir, "add", "o1", "Office"));
  g_free (DISTRICT ("person", self->district_dir, "add", "p1", "Zhang", "--office", "o1"));
  g_free (DISTRICT ("import", self->district_dir, csv, "--office", "o1"));
  serve (self);
  enrol (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  kill_process (self->district);
  g_object_unref (self->district);
  hy_test_dir_remove (self->replica_dir);
  hy_test_dir_remove (self->district_dir);
  g_hash_table_unref (self->promised);
  g_rand_free (self->random);
  g_free (self->replica_dir);
  g_free (self->district_dir);
  g_free (self->url);
}

/* What the child told before it died; a line that it did not finish is no promise. */
static void
collect (Fixture *self, GSubprocess *child)
{
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  char *line;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      g_auto (GStrv) words = g_strsplit (line, " ", 2);

      if (words[0] != NULL && words[1] != NULL && g_str_has_suffix (words[1], "-"))
        g_hash_table_replace (self->promised, g_strdup (words[1]), g_strdup (words[0]));
      g_free (line);
    }
}

static void
one_life (Fixture *self, guint round)
{
  g_autofree char *seed = g_strdup_printf ("%u", seed_of (0) + round + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program,
                                                    "--live", self->replica_dir, seed, NULL);
  guint life = g_rand_int_range (self->random, 60, LIFE_MS);

  g_assert_no_error (error);
  if (round % 4 == 3)
    {
      g_usleep (g_rand_int_range (self->random, 0, LIFE_MS) * 1000);
      kill_process (self->district);
      g_clear_object (&self->district);
      serve (self);
    }
  g_usleep (life * 1000);
  kill_process (child);
  collect (self, child);
}

static gboolean
read_status (HyReplica *replica, gpointer data, GError **error)
{
  return hy_status_read (replica, data, error);
}

static void
sync_to_the_end (Fixture *self)
{
  g_autoptr (HyStore) store = open_replica (self->replica_dir);
  g_autoptr (HyEngine) engine = hy_engine_new (store, NULL);
  g_auto (HyStatus) status = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_engine_round (engine, NULL, NULL, &error) || error != NULL);
  g_assert_no_error (error);
  g_assert_true (hy_store_read (store, read_status, &status, &error));
  g_assert_cmpstr (status.state, ==, "synced");
  g_assert_true (status.digest_ok);
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, word)) != NULL; at += strlen (word))
    n++;
  return n;
}

static void
test_nothing_lost_nothing_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) timelines = g_string_new (NULL);
  GHashTableIter iter;
  gpointer mark, id;

  for (guint round = 0; round < lives (); round++)
    one_life (self, round);
  sync_to_the_end (self);
  for (int i = 0; i < TICKETS; i++)
    {
      g_autofree char *number = g_strdup_printf ("K%d", i);
      g_autofree char *json = DISTRICT ("show", self->district_dir, number);

      g_string_append (timelines, json);
    }
  g_assert_cmpuint (g_hash_table_size (self->promised), >, 0);
  g_test_message ("%u saves told, %u at the district", g_hash_table_size (self->promised),
                  count (timelines->str, "\"mark-"));
  g_hash_table_iter_init (&iter, self->promised);
  while (g_hash_table_iter_next (&iter, &mark, &id))
    {
      g_assert_cmpuint (count (timelines->str, mark), ==, 1);
      g_assert_cmpuint (count (timelines->str, id), >=, 1);
    }
  /* At most one save of each life was committed and not told. */
  g_assert_cmpuint (count (timelines->str, "\"mark-"), <=,
                    g_hash_table_size (self->promised) + lives ());
  /* Every photo is there. */
  g_assert_cmpuint (count (timelines->str, "\"missing\":true"), ==, 0);
}

/* Dies while an old replica is brought to the schema of today. */

static void
write_old (const char *dir)
{
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "store", "schema", "v1.sql", NULL);
  g_autofree char *path = g_build_filename (dir, "replica.db", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HySql) db = NULL;

  g_assert_true (g_file_get_contents (from, &sql, NULL, &error));
  db = hy_sql_open (path, HY_SQL_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (hy_sql_exec (db, sql, &error));
}

static gboolean
read_kept (HyReplica *replica, gpointer data, GError **error)
{
  g_autofree char *id = hy_tickets_find (replica, "N-1", error);

  return id != NULL;
}

static void
test_migration (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed_of (20261128));

  for (guint i = 0; i < lives (); i++)
    {
      g_autofree char *dir = hy_test_dir_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) child = NULL;
      g_autoptr (HyStore) store = NULL;

      write_old (dir);
      child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--open", dir, NULL);
      g_assert_no_error (error);
      g_usleep (g_rand_int_range (random, 2000, 60000));
      kill_process (child);
      store = hy_store_open (dir, HY_STORE_CHECK, pc_clock, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (hy_store_read (store, read_kept, NULL, &error) || error != NULL);
      g_assert_no_error (error);
      g_assert_finalize_object (g_steal_pointer (&store));
      hy_test_dir_remove (dir);
    }
}

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc == 4 && strcmp (argv[1], "--live") == 0)
    live (argv[2], argv[3]);
  if (argc == 3 && strcmp (argv[1], "--open") == 0)
    {
      g_object_unref (open_replica (argv[2]));
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/kill/nothing-lost-nothing-twice", Fixture, NULL, set_up,
              test_nothing_lost_nothing_twice, tear_down);
  g_test_add_func ("/kill/migration", test_migration);
  return g_test_run ();
}
