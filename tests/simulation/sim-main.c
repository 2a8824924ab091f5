#include "sim-run.h"

#include <string.h>

/* Seeds from the first on, or the steps of a file; 1 when something was found. Without arguments it
 * is what every build runs: as much as fits into a minute with sanitizers on a busy machine. */
static int first = 10, count = 36, length = 100;
static char *replay;
static gboolean verbose, no_shrink, tap, once;

static const GOptionEntry entries[] = {
  { "seed", 0, 0, G_OPTION_ARG_INT, &first, "The first seed", "N" },
  { "seeds", 0, 0, G_OPTION_ARG_INT, &count, "How many", "N" },
  { "steps", 0, 0, G_OPTION_ARG_INT, &length, "Steps of a seed", "N" },
  { "replay", 0, 0, G_OPTION_ARG_FILENAME, &replay, "Steps written down", "FILE" },
  { "verbose", 0, 0, G_OPTION_ARG_NONE, &verbose, "Show every step", NULL },
  { "tap", 0, 0, G_OPTION_ARG_NONE, &tap, "A test case for each seed", NULL },
  { "once", 0, 0, G_OPTION_ARG_NONE, &once, "No further than the first finding", NULL },
  { "no-shrink", 0, 0, G_OPTION_ARG_NONE, &no_shrink, "Show the steps as they are", NULL },
  { NULL },
};

/* Each line of @text as one that is for people. */
static void
print_comment (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_print ("%s%s\n", tap ? "# " : "", lines[i]);
}

static void
report (guint32 seed, GArray *steps, const SimResult *result)
{
  g_autoptr (GArray) least
      = no_shrink ? g_array_ref (steps) : sim_shrink (seed, steps, result->rule);
  g_autoptr (GString) trace = g_string_new (NULL);
  SimResult again;

  sim_run (seed, least, trace, &again);
  print_comment (again.finding != NULL ? again.finding : result->finding);
  g_print ("# the least that shows it, for --replay FILE:\n");
  print_comment (trace->str);
  sim_result_clear (&again);
}

static gboolean
run (guint32 seed, GArray *steps, SimResult *total)
{
  g_autoptr (GString) trace = verbose ? g_string_new (NULL) : NULL;
  SimResult result;
  gboolean good;

  sim_run (seed, steps, trace, &result);
  good = result.rule == NULL;
  if (trace != NULL)
    g_print ("%s", trace->str);
  if (!good)
    g_print ("not ok - seed %u: %s\n", seed, result.rule);
  else if (tap)
    g_print ("ok - seed %u\n", seed);
  if (!good)
    report (seed, steps, &result);
  total->commands += result.commands;
  total->rounds += result.rounds;
  total->faults += result.faults;
  total->kills += result.kills;
  total->requests += result.requests;
  total->events += result.events;
  total->restores += result.restores;
  total->files += result.files;
  total->waits += result.waits;
  total->aside += result.aside;
  sim_result_clear (&result);
  return good;
}

static int
run_file (SimResult *total)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) steps = NULL;
  guint32 seed = 1;

  if (!g_file_get_contents (replay, &text, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  steps = sim_steps_parse (text, &seed);
  if (steps == NULL)
    return 2;
  return run (seed, steps, total) ? 0 : 1;
}

static int
run_seeds (SimResult *total)
{
  int found = 0;

  for (int i = 0; i < count && !(once && found > 0); i++)
    {
      g_autoptr (GArray) steps = sim_steps_generate ((guint32) (first + i), (guint) length);

      found += !run ((guint32) (first + i), steps, total);
    }
  return found;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  SimResult total = { 0 };
  int found;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (tap)
    g_print ("TAP version 13\n1..%d\n", count);
  found = replay != NULL ? run_file (&total) : run_seeds (&total);
  g_print ("# %d seeds, %u commands, %u rounds, %u requests, %u faults, %u deaths, %u events, "
           "%u restores, %u files, %u waits, %u aside: %d findings\n",
           count, total.commands, total.rounds, total.requests, total.faults, total.kills,
           total.events, total.restores, total.files, total.waits, total.aside, found);
  return found > 0;
}
