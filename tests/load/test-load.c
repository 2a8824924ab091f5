/* What holds under load, with few PCs: every command once, no answer but 429 and 503 in the way, an event wakes its own
 * office alone. Times are the benchmark's (tests/bench/load.sh). */
#include "load.h"

#include "authority/hy-authority-private.h"
#include "support/hy-test-district.h"
#include "wire/hy-system-clock.h"

typedef struct
{
  HyTestDistrict *district;
  LoadPlan plan;
  Load *load;
  char *codes;
} Fixture;

static void
prepare_here (HyAuthority *authority, gpointer user_data)
{
  Fixture *f = user_data;

  load_prepare (authority, &f->plan, hy_test_district_dir (f->district));
  f->codes = load_make_codes (authority, &f->plan);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->plan = *(const LoadPlan *) data;
  f->district = hy_test_district_new (hy_system_clock_now ());
  hy_test_district_call (f->district, prepare_here, f);
  f->load = load_new (&f->plan, hy_test_district_url (f->district),
                      hy_test_district_ca (f->district), f->codes);
  load_enrol (f->load);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  load_free (f->load);
  hy_test_district_free (f->district);
  g_free (f->codes);
}

static void
assert_well (Fixture *f)
{
  load_stop (f->load);
  g_assert_true (load_check (f->load));
  load_meter_print_faults (&f->load->meter);
  g_assert_cmpuint (load_meter_faults (&f->load->meter), ==, 0);
}

static void
test_once (Fixture *f, gconstpointer data)
{
  load_come_back (f->load);
  load_settle (f->load);
  g_assert_cmpuint (g_hash_table_size (f->load->saved), ==, f->plan.devices * f->plan.commands);
  g_assert_cmpuint (f->load->meter.lost, ==, f->plan.devices / f->plan.lose);
  g_assert_cmpuint (f->load->meter.duplicates, ==, f->load->meter.lost * f->plan.commands);
  assert_well (f);
}

static void
import_ticket (Fixture *f, const char *number, guint office)
{
  g_autofree char *csv = load_csv (number);
  g_autofree char *id = g_strdup_printf ("load-%u", office);

  load_expect_ticket (f->load, number, office);
  hy_test_district_import (f->district, id, csv);
  load_settle (f->load);
}

/* @before: how often each was woken. */
static void
assert_woken (Fixture *f, const guint *before, guint office)
{
  for (guint i = 0; i < f->load->devices->len; i++)
    {
      const LoadDevice *device = f->load->devices->pdata[i];
      guint woken = device->woken - before[i];

      /* In vain also when the wait was to end in any case. */
      g_assert_cmpuint (woken, ==, device->office == office);
      g_assert_cmpuint (device->woken_in_vain, ==, 0);
    }
}

static void
test_wakes_its_office (Fixture *f, gconstpointer data)
{
  g_autofree guint *before = g_new0 (guint, f->plan.devices);

  load_come_back (f->load);
  load_settle (f->load);
  for (guint office = 0; office < f->plan.offices; office++)
    {
      g_autofree char *number = g_strdup_printf ("E%u", office);

      for (guint i = 0; i < f->plan.devices; i++)
        before[i] = ((LoadDevice *) f->load->devices->pdata[i])->woken;
      import_ticket (f, number, office);
      assert_woken (f, before, office);
    }
  assert_well (f);
}

static void
test_colleagues_learn (Fixture *f, gconstpointer data)
{
  load_come_back (f->load);
  for (guint i = 0; i < f->plan.devices; i++)
    load_save (f->load, i);
  load_settle (f->load);
  g_assert_cmpuint (g_hash_table_size (f->load->saved), ==,
                    f->plan.devices * (f->plan.commands + 1));
  assert_well (f);
}

/* A round and its wait fit into what a PC may ask in a second, and no more; somebody at each says "try now" all the time:
 * nobody asks before they may. */
static void
test_slow_down (Fixture *f, gconstpointer data)
{
  hy_test_district_set_rates (f->district, 2, 2);
  f->load->batch_max = 1;
  load_come_back (f->load);
  load_settle (f->load);
  g_assert_cmpuint (f->load->meter.slow_down, >, 0);
  g_assert_cmpuint (g_hash_table_size (f->load->saved), ==, f->plan.devices * f->plan.commands);
  hy_test_district_set_rates (f->district, 1000, 1000);
  assert_well (f);
}

static void
give_up_at_once (HyAuthority *authority, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!hy_sql_exec (authority->sql, "PRAGMA busy_timeout=1", &error))
    g_error ("%s", error->message);
}

/* Another program has the database to itself for a while. */
static void
test_busy (Fixture *f, gconstpointer data)
{
  g_autofree char *path = hy_authority_path (hy_test_district_dir (f->district));
  g_autoptr (GError) error = NULL;
  g_autoptr (HySql) other = hy_sql_open (path, 0, &error);
  LoadMeter *meter = &f->load->meter;

  g_assert_no_error (error);
  hy_test_district_call (f->district, give_up_at_once, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_assert_true (hy_sql_begin (other, &error));
  load_come_back (f->load);
  load_meter_await (meter, &meter->busy, f->plan.devices);
  hy_sql_rollback (other);
  load_settle (f->load);
  g_assert_cmpuint (g_hash_table_size (f->load->saved), ==, f->plan.devices * f->plan.commands);
  assert_well (f);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
}

/* What one office sends at once comes in turn with the others': theirs are done long before it is through. */
static void
test_burst (Fixture *f, gconstpointer data)
{
  load_come_back (f->load);
  load_settle (f->load);
  load_burst (f->load, 0, 40, 5);
  for (guint i = 0; i < 10; i++)
    load_save (f->load, 1);
  load_settle (f->load);
  g_assert_cmpuint (load_meter_number (&f->load->meter, LOAD_BURST), ==, 40);
  assert_well (f);
}

int
main (int argc, char **argv)
{
  static const LoadPlan many = { .devices = 20, .offices = 5, .commands = 3, .lose = 10 };
  static const LoadPlan waiting = { .devices = 10, .offices = 5 };
  static const LoadPlan saving = { .devices = 10, .offices = 2, .commands = 1 };

  static const LoadPlan slow = { .devices = 6, .offices = 3, .commands = 8, .impatient = TRUE };
  static const LoadPlan bursting = { .devices = 6, .offices = 3, .commands = 1 };

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/load/once", Fixture, &many, set_up, test_once, tear_down);
  g_test_add ("/load/wakes-its-office", Fixture, &waiting, set_up, test_wakes_its_office,
              tear_down);
  g_test_add ("/load/colleagues-learn", Fixture, &saving, set_up, test_colleagues_learn, tear_down);
  g_test_add ("/load/slow-down", Fixture, &slow, set_up, test_slow_down, tear_down);
  g_test_add ("/load/busy", Fixture, &slow, set_up, test_busy, tear_down);
  g_test_add ("/load/burst", Fixture, &bursting, set_up, test_burst, tear_down);
  return g_test_run ();
}
