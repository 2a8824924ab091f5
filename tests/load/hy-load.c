/* Many PCs at one district; tests/bench/load.sh puts it together.
 *   hy-load prepare DIR DEVICES OFFICES COMMANDS     fills a fresh district, prints the codes
 *   hy-load run DIR URL PID DEVICES OFFICES COMMANDS SPREAD_MS < CODES     measures the one that serves it as PID
 * Prints tables; ends with 0 when every command is there once and nothing went wrong but 429 and 503. */
#include "load.h"

#include "authority/hy-import.h"
#include "load-process.h"
#include "wire/hy-system-clock.h"

#include <stdio.h>
#include <stdlib.h>

#define EVENTS 200
#define EVENT_EVERY_MS 100
#define LOSE 10
#define BURST_BATCHES 100
#define BURST_COMMANDS 20
#define BURST_OTHERS 60
#define BURST_EVERY_MS 25

typedef struct
{
  const char *dir;
  const char *url;
  int pid;
  LoadPlan plan;
  Load *load;
  LoadProcess before;
  gint64 since;
} Bench;

static HyTime
now (gpointer data)
{
  return hy_system_clock_now ();
}

static HyAuthority *
open_district (const char *dir)
{
  g_autoptr (GError) error = NULL;
  HyAuthority *authority = hy_authority_open (dir, now, NULL, &error);

  if (authority == NULL)
    g_error ("%s", error->message);
  return authority;
}

static int
prepare (const char *dir, const LoadPlan *plan)
{
  g_autoptr (HyAuthority) authority = open_district (dir);
  g_autofree char *codes = NULL;

  load_prepare (authority, plan, dir);
  codes = load_make_codes (authority, plan);
  fputs (codes, stdout);
  return 0;
}

static double
seconds (gint64 microseconds)
{
  return (double) microseconds / G_USEC_PER_SEC;
}

static void
begin (Bench *self)
{
  self->since = g_get_monotonic_time ();
  load_process_read (self->pid, &self->before);
}

static void
print_latency (Bench *self, const char *name, LoadKind kind)
{
  LoadMeter *meter = &self->load->meter;

  printf ("  %-34s %7u  %9.1f %9.1f %9.1f ms\n", name, load_meter_number (meter, kind),
          load_meter_percentile (meter, kind, 50), load_meter_percentile (meter, kind, 99),
          load_meter_percentile (meter, kind, 100));
}

static void
print_process (Bench *self)
{
  LoadMeter *meter = &self->load->meter;
  LoadProcess after;

  load_process_read (self->pid, &after);
  printf ("  %-34s %.1f s of %.1f s; memory %.0f MiB, at most %.0f MiB\n", "the district's processor time",
          after.cpu - self->before.cpu, seconds (g_get_monotonic_time () - self->since), after.rss,
          after.peak);
  printf ("  %-34s %u, %u\n", "answers 429, 503 so far", meter->slow_down, meter->busy);
  printf ("  %-34s %u\n", "other faults so far", load_meter_faults (meter));
  fflush (stdout);
}

static void
print_head (const char *title)
{
  printf ("%s\n  %-34s %7s  %9s %9s %9s\n", title, "", "number", "p50", "p99", "most");
}

static void
measure_enrolment (Bench *self)
{
  begin (self);
  load_enrol (self->load);
  print_head ("Enrolment of all at once, and the first sync");
  print_latency (self, "enrolment, with its connection", LOAD_ENROL);
  print_latency (self, "a page of the first sync", LOAD_FIRST);
  print_process (self);
}

static void
measure_return (Bench *self)
{
  Load *load = self->load;
  guint commands = self->plan.devices * self->plan.commands;
  double took;

  begin (self);
  load_come_back (load);
  load_settle (load);
  took = seconds (load->last_result - load->began);
  print_head ("All lines come back");
  print_latency (self, "a batch, with its connection", LOAD_PUSH);
  print_latency (self, "what is new", LOAD_PULL);
  printf ("  %-34s %u in %.1f s: %.0f a second\n", "commands done", commands, took, commands / took);
  printf ("  %-34s %.1f s\n", "until every PC had everything",
          seconds (g_get_monotonic_time () - load->began));
  printf ("  %-34s %u, %u\n", "answers lost, commands known already", load->meter.lost,
          load->meter.duplicates);
  print_process (self);
}

static void
no_refusal (const char *message, gpointer user_data)
{
  g_error ("%s", message);
}

static void
import_one (Bench *self, HyAuthority *authority, guint number)
{
  g_autofree char *name = g_strdup_printf ("E%u", number);
  g_autofree char *csv = load_csv (name);
  g_autofree char *path = g_build_filename (self->dir, "event.csv", NULL);
  guint office = number % self->plan.offices;
  g_autofree char *id = g_strdup_printf ("load-%u", office);
  HyImportOptions options = { .office = id, .channel = -1, .kind = -1 };
  HyImportSummary summary;
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, csv, -1, &error))
    g_error ("%s", error->message);
  load_expect_ticket (self->load, name, office);
  if (!hy_authority_import (authority, path, &options, no_refusal, NULL, &summary, &error))
    g_error ("%s", error->message);
}

/* Every so often one event, whether the one before has arrived or not. */
static void
measure_waits (Bench *self, gboolean imports)
{
  g_autoptr (HyAuthority) authority = open_district (self->dir);

  load_meter_forget (&self->load->meter, LOAD_ARRIVAL);
  load_meter_forget (&self->load->meter, LOAD_PUSH);
  begin (self);
  for (guint i = 0; i < EVENTS; i++)
    {
      gint64 next = self->since + (gint64) i * EVENT_EVERY_MS * 1000;

      g_usleep ((gulong) MAX (next - g_get_monotonic_time (), 0));
      if (imports)
        import_one (self, authority, i);
      else
        load_save (self->load, i % self->plan.devices);
    }
  load_settle (self->load);
  print_head (imports ? "Tickets imported while all wait, ten a second"
                      : "Entries of colleagues while all wait, ten a second");
  if (!imports)
    print_latency (self, "a batch of one", LOAD_PUSH);
  print_latency (self, "until a PC of the office has it", LOAD_ARRIVAL);
  print_process (self);
}

/* One office's PCs send much at once; meanwhile colleagues of others save one entry after another. */
static void
measure_burst (Bench *self)
{
  Load *load = self->load;

  load_meter_forget (&load->meter, LOAD_PUSH);
  begin (self);
  load_burst (load, 0, BURST_BATCHES, BURST_COMMANDS);
  for (guint i = 0; i < BURST_OTHERS; i++)
    {
      load_save (load, 1 + i % (self->plan.offices - 1));
      g_usleep (BURST_EVERY_MS * 1000);
    }
  load_settle (load);
  printf ("One office sends %d batches of %d at once, others one entry every %d ms\n", BURST_BATCHES, BURST_COMMANDS,
          BURST_EVERY_MS);
  print_head ("");
  print_latency (self, "a batch of the burst", LOAD_BURST);
  print_latency (self, "a batch of one of another office", LOAD_PUSH);
  print_process (self);
}

static void
measure_rest (Bench *self)
{
  begin (self);
  g_usleep (20 * G_USEC_PER_SEC);
  printf ("All wait, nothing happens\n");
  print_process (self);
}

static int
run (Bench *self, const char *codes)
{
  g_autofree char *ca = g_build_filename (self->dir, "ca.pem", NULL);
  g_autoptr (Load) load = load_new (&self->plan, self->url, ca, codes);
  gboolean once;

  self->load = load;
  measure_enrolment (self);
  measure_return (self);
  measure_rest (self);
  measure_waits (self, FALSE);
  measure_waits (self, TRUE);
  if (self->plan.offices > 1)
    measure_burst (self);
  load_stop (load);
  once = load_check (load);
  printf ("%u commands saved: %s\n", g_hash_table_size (load->saved),
          once ? "each is there once" : "not each is there once");
  load_meter_print_faults (&load->meter);
  return once && load_meter_faults (&load->meter) == 0 ? 0 : 1;
}

static guint
number (const char *text)
{
  return (guint) strtoul (text, NULL, 10);
}

static char *
read_codes (void)
{
  g_autoptr (GIOChannel) in = g_io_channel_unix_new (0);
  char *codes = NULL;
  g_autoptr (GError) error = NULL;

  if (g_io_channel_read_to_end (in, &codes, NULL, &error) != G_IO_STATUS_NORMAL)
    g_error ("the codes cannot be read: %s", error->message);
  return codes;
}

int
main (int argc, char **argv)
{
  LoadPlan plan = { .lose = LOSE };

  if (argc == 6 && g_str_equal (argv[1], "prepare"))
    {
      plan.devices = number (argv[3]);
      plan.offices = number (argv[4]);
      plan.commands = number (argv[5]);
      return prepare (argv[2], &plan);
    }
  if (argc == 9 && g_str_equal (argv[1], "run"))
    {
      g_autofree char *codes = read_codes ();
      Bench bench = { argv[2], argv[3], (int) number (argv[4]) };

      plan.devices = number (argv[5]);
      plan.offices = number (argv[6]);
      plan.commands = number (argv[7]);
      plan.spread_ms = number (argv[8]);
      bench.plan = plan;
      return run (&bench, codes);
    }
  fputs ("hy-load prepare DIR DEVICES OFFICES COMMANDS | run DIR URL PID DEVICES OFFICES COMMANDS SPREAD_MS\n", stderr);
  return 1;
}
