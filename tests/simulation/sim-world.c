#include "sim.h"

#include "sim-clock.h"
#include "support/hy-test-replica.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

void
sim_found (SimWorld *self, const char *rule, const char *format, ...)
{
  va_list args;

  if (self->rule != NULL)
    return;
  self->rule = g_strdup (rule);
  va_start (args, format);
  self->finding = g_strdup_vprintf (format, args);
  va_end (args);
}

void
sim_note (SimWorld *self, const char *format, ...)
{
  va_list args;

  if (self->notes->len > 0)
    g_string_append (self->notes, "; ");
  va_start (args, format);
  g_string_append_vprintf (self->notes, format, args);
  va_end (args);
}

/* Keys and tokens of a seed are always the same. */
static GRand *secrets;

static const char *
random_name (void)
{
  return "simulation";
}

static guint32
random_number (void)
{
  return g_rand_int (secrets);
}

static void
random_bytes (void *const buffer, const size_t size)
{
  for (size_t i = 0; i < size; i++)
    ((guint8 *) buffer)[i] = (guint8) g_rand_int (secrets);
}

static void
seed_randomness (guint32 seed)
{
  static struct randombytes_implementation implementation
      = { .implementation_name = random_name, .random = random_number, .buf = random_bytes };

  g_clear_pointer (&secrets, g_rand_free);
  secrets = g_rand_new_with_seed (seed ^ 0x5eed);
  randombytes_set_implementation (&implementation);
  g_random_set_seed (seed);
}

static HyTime
pc_now (gpointer data)
{
  SimPc *pc = data;

  return pc->world->now + pc->skew;
}

void
sim_world_set_clock (SimWorld *self, SimPc *pc)
{
  sim_clock_set (self->now, pc != NULL ? pc->skew : 0);
}

void
sim_world_pass (SimWorld *self, gint64 ms)
{
  self->now += ms;
}

SimPc *
sim_world_pc (SimWorld *self, int n)
{
  return self->pcs->pdata[(guint) n % self->pcs->len];
}

/* In memory where there is such a folder. */
static char *
make_dir (void)
{
  g_autofree char *shm = g_strdup ("/dev/shm/huiyin-simulation-XXXXXX");
  g_autoptr (GError) error = NULL;
  char *dir;

  if (g_mkdtemp (shm) != NULL)
    return g_steal_pointer (&shm);
  dir = g_dir_make_tmp ("huiyin-simulation-XXXXXX", &error);
  g_assert_no_error (error);
  return dir;
}

SimPc *
sim_world_add_pc (SimWorld *self, const char *office)
{
  SimPc *pc = g_new0 (SimPc, 1);

  pc->world = self;
  pc->index = self->pcs->len;
  pc->office = g_strdup (office);
  pc->life.dir = g_strdup_printf ("%s/pc%u", self->dir, pc->index);
  pc->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (self->pcs, pc);
  return pc;
}

void
sim_pc_start (SimWorld *self, SimPc *pc)
{
  g_autoptr (GError) error = NULL;

  pc->life.dead = FALSE;
  pc->life.kill_in = 0;
  sim_world_set_clock (self, pc);
  pc->store = hy_store_open (pc->life.dir, HY_STORE_CREATE, pc_now, pc, &error);
  if (pc->store == NULL)
    g_error ("pc%u: %s", pc->index, error->message);
  pc->transport = hy_fake_transport_new ();
  sim_net_connect (self, pc);
  pc->engine = hy_engine_new (pc->store, HY_TRANSPORT (pc->transport));
}

void
sim_pc_stop (SimPc *pc)
{
  g_clear_pointer (&pc->engine, hy_engine_free);
  g_clear_object (&pc->transport);
  g_assert_finalize_object (g_steal_pointer (&pc->store));
}

void
sim_pc_revive (SimWorld *self, SimPc *pc)
{
  if (pc->busy)
    return;
  pc->life.failed = FALSE;
  if (!pc->life.dead)
    return;
  sim_pc_stop (pc);
  sim_pc_start (self, pc);
}

static void
pc_free (gpointer data)
{
  SimPc *pc = data;

  if (pc->store != NULL)
    sim_pc_stop (pc);
  g_hash_table_unref (pc->drafts);
  g_free (pc->life.dir);
  g_free (pc->office);
  g_free (pc);
}

static void
save_free (gpointer data)
{
  SimSave *save = data;

  g_free (save->id);
  g_free (save->ticket);
  g_free (save->kind);
  g_free (save->mark);
  g_free (save->file);
  g_free (save);
}

static void
late_free (gpointer data)
{
  SimLate *late = data;

  g_free (late->token);
  g_free (late->body);
  g_free (late);
}

/* Two or three offices with one or two PCs each, and a few tickets. */
static void
populate (SimWorld *self)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (self->seed ^ 0xc17135);
  int n = g_rand_int_range (random, 2, 4);

  sim_district_create (self);
  for (int i = 0; i < n; i++)
    {
      const char *office = self->offices->pdata[i];

      sim_district_import (self, office, g_rand_int_range (random, 1, 5));
      for (int pcs = g_rand_int_range (random, 1, 3); pcs > 0; pcs--)
        {
          SimPc *pc = sim_world_add_pc (self, office);

          sim_pc_start (self, pc);
          if (!sim_enrol (self, pc) || !sim_round (self, pc))
            sim_found (self, "start", "pc%u cannot begin", pc->index);
        }
    }
}

SimWorld *
sim_world_new (guint32 seed)
{
  SimWorld *self = g_new0 (SimWorld, 1);

  seed_randomness (seed);
  self->seed = seed;
  self->dir = make_dir ();
  self->now = HY_TEST_NOW;
  self->life.dir = g_build_filename (self->dir, "district", NULL);
  self->offices = g_ptr_array_new_with_free_func (g_free);
  self->pcs = g_ptr_array_new_with_free_func (pc_free);
  self->saves = g_ptr_array_new_with_free_func (save_free);
  self->backups = g_ptr_array_new_with_free_func (g_free);
  self->faults = g_array_new (FALSE, TRUE, sizeof (SimStep));
  self->deferred = g_array_new (FALSE, TRUE, sizeof (SimStep));
  self->forgotten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->notes = g_string_new (NULL);
  g_queue_init (&self->late);
  sim_kill_watch (self);
  populate (self);
  self->n_rounds = self->n_requests = self->n_events = 0;
  return self;
}

void
sim_world_free (SimWorld *self)
{
  sim_kill_watch (NULL);
  g_ptr_array_unref (self->pcs);
  sim_district_close (self);
  hy_test_dir_remove (self->dir);
  g_ptr_array_unref (self->offices);
  g_ptr_array_unref (self->saves);
  g_ptr_array_unref (self->backups);
  g_hash_table_unref (self->forgotten);
  g_array_unref (self->faults);
  g_array_unref (self->deferred);
  g_queue_clear_full (&self->late, late_free);
  g_string_free (self->notes, TRUE);
  g_free (self->life.dir);
  g_free (self->dir);
  g_free (self->rule);
  g_free (self->finding);
  g_free (self);
}
