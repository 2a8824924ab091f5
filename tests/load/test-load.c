/* What holds under load, with few PCs: every command once, no answer but 429 and 503 in the way, an event wakes its own
 * office alone. Times are the benchmark's (tests/bench/load.sh). */
#include "load.h"

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

int
main (int argc, char **argv)
{
  static const LoadPlan many = { .devices = 20, .offices = 5, .commands = 3, .lose = 10 };
  static const LoadPlan waiting = { .devices = 10, .offices = 5 };
  static const LoadPlan saving = { .devices = 10, .offices = 2, .commands = 1 };

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/load/once", Fixture, &many, set_up, test_once, tear_down);
  g_test_add ("/load/wakes-its-office", Fixture, &waiting, set_up, test_wakes_its_office,
              tear_down);
  g_test_add ("/load/colleagues-learn", Fixture, &saving, set_up, test_colleagues_learn, tear_down);
  return g_test_run ();
}
