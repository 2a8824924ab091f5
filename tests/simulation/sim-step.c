#include "sim-step.h"

#include <stdio.h>
#include <string.h>

static const struct
{
  const char *word;
  int weight;       /* of a thousand or so */
  gboolean nested;  /* may happen within a round */
  int max[SIM_ARGS]; /* an argument lies below */
} ops[SIM_N_OPS] = {
  [SIM_SAVE] = { "save", 300, TRUE, { 64, 64, 64, 1000, 8 } },
  [SIM_DRAFT] = { "draft", 40, TRUE, { 64, 64, 64, 1000 } },
  [SIM_DECIDE] = { "decide", 60, TRUE, { 64, 64, 16 } },
  [SIM_ROUND] = { "round", 260, FALSE, { 64 } },
  [SIM_FAULT] = { "fault", 130, FALSE, { 5, 64, 100000 } },
  [SIM_KILL] = { "kill", 50, FALSE, { 16, 10, 3 } },
  [SIM_EVENT] = { "event", 160, TRUE, { 64, 64, 1000 } },
  [SIM_IMPORT] = { "import", 12, TRUE, { 16, 3 } },
  [SIM_BACKUP] = { "backup", 10, TRUE, { 1 } },
  [SIM_RESTORE] = { "restore", 7, FALSE, { 8 } },
  [SIM_CLONE] = { "clone", 3, FALSE, { 64 } },
  [SIM_REVOKE] = { "revoke", 4, TRUE, { 64, 2 } },
  [SIM_ENROL] = { "enrol", 8, FALSE, { 64 } },
  [SIM_SKEW] = { "skew", 8, FALSE, { 64, 4000 } },
  [SIM_TIME] = { "time", 80, FALSE, { 2000 } },
  [SIM_LATE] = { "late", 20, TRUE, { 16 } },
  [SIM_DOCUMENT] = { "document", 8, TRUE, { 16, 8 } },
  [SIM_WAIT] = { "wait", 60, FALSE, { 64, 64 } },
  [SIM_STRANGE] = { "strange", 60, FALSE, { 5, 64 } },
  [SIM_UPGRADE] = { "upgrade", 8, FALSE, { 64 } },
};

static SimOp
pick_op (GRand *random)
{
  int total = 0, at;

  for (guint i = 0; i < SIM_N_OPS; i++)
    total += ops[i].weight;
  at = g_rand_int_range (random, 0, total);
  for (guint i = 0; i < SIM_N_OPS; i++)
    {
      at -= ops[i].weight;
      if (at < 0)
        return i;
    }
  g_assert_not_reached ();
}

GArray *
sim_steps_generate (guint32 seed, guint n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GArray *steps = g_array_sized_new (FALSE, TRUE, sizeof (SimStep), n);

  for (guint i = 0; i < n; i++)
    {
      SimStep step = { .op = pick_op (random) };

      /* As many numbers for each, so that a change of the table moves few of them. */
      for (guint a = 0; a < SIM_ARGS; a++)
        {
          int value = g_rand_int_range (random, 0, 1 << 20);

          step.arg[a] = ops[step.op].max[a] > 0 ? value % ops[step.op].max[a] : 0;
        }
      step.when = g_rand_int_range (random, 0, 40);
      if (!ops[step.op].nested || step.when > 8)
        step.when = 0;
      g_array_append_val (steps, step);
    }
  return steps;
}

void
sim_step_print (const SimStep *step, GString *out)
{
  if (step->when > 0)
    g_string_append_printf (out, "@%d ", step->when);
  g_string_append (out, ops[step->op].word);
  for (guint a = 0; a < SIM_ARGS; a++)
    if (ops[step->op].max[a] > 0)
      g_string_append_printf (out, " %d", step->arg[a]);
}

static gboolean
parse_words (char **words, SimStep *step)
{
  guint op = 0;

  if (**words == '@')
    step->when = atoi (*words++ + 1);
  while (op < SIM_N_OPS && g_strcmp0 (ops[op].word, *words) != 0)
    op++;
  if (op == SIM_N_OPS)
    return FALSE;
  step->op = op;
  for (guint a = 0; a < SIM_ARGS && words[a + 1] != NULL; a++)
    step->arg[a] = atoi (words[a + 1]);
  return TRUE;
}

GArray *
sim_steps_parse (const char *text, guint32 *seed)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, TRUE, sizeof (SimStep));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = NULL;
      SimStep step = { 0 };

      if (strchr (lines[i], '#') != NULL)
        *strchr (lines[i], '#') = '\0';
      g_strstrip (lines[i]);
      if (*lines[i] == '\0')
        continue;
      if (sscanf (lines[i], "seed %u", seed) == 1)
        continue;
      words = g_strsplit (lines[i], " ", -1);
      if (!parse_words (words, &step))
        {
          g_printerr ("no step: %s\n", lines[i]);
          return NULL;
        }
      g_array_append_val (steps, step);
    }
  return g_steal_pointer (&steps);
}
