#include "sim-run.h"

#include "sim.h"

void
sim_result_clear (SimResult *self)
{
  g_clear_pointer (&self->rule, g_free);
  g_clear_pointer (&self->finding, g_free);
}

/* What the programs warn of is a finding, unless they were hit by an accident just now. */
static void
on_log (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  SimWorld *self = data;
  gboolean hit = self->life.failed || self->life.dead;

  for (guint i = 0; i < self->pcs->len; i++)
    {
      const SimPc *pc = self->pcs->pdata[i];

      hit = hit || pc->life.failed || pc->life.dead;
    }
  if ((level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR)) != 0 || !hit)
    sim_found (self, "log", "%s", message);
}

static void
quiet (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

static void
do_step (SimWorld *self, const SimStep *step, GString *trace)
{
  g_string_truncate (self->notes, 0);
  if (trace != NULL)
    sim_step_print (step, trace);
  sim_do (self, step);
  if (trace != NULL)
    g_string_append_printf (trace, "%s%s\n", self->notes->len > 0 ? "  # " : "", self->notes->str);
}

void
sim_run (guint32 seed, GArray *steps, GString *trace, SimResult *out)
{
  GLogFunc former = g_log_set_default_handler (quiet, NULL);
  guint handler;
  SimWorld *world = sim_world_new (seed);

  *out = (SimResult){ 0 };
  handler = g_log_set_handler (NULL, G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL, on_log, world);
  if (trace != NULL)
    g_string_append_printf (trace, "seed %u\n", seed);
  for (guint i = 0; i < steps->len && world->rule == NULL; i++)
    do_step (world, &g_array_index (steps, SimStep, i), trace);
  g_string_truncate (world->notes, 0);
  if (world->rule == NULL)
    sim_settle (world);
  if (trace != NULL)
    g_string_append_printf (trace, "# at the end: %s\n", world->notes->str);
  if (world->rule == NULL)
    sim_check (world);
  *out = (SimResult){ .rule = g_steal_pointer (&world->rule),
                      .finding = g_steal_pointer (&world->finding),
                      .commands = world->saves->len,
                      .rounds = world->n_rounds,
                      .faults = world->n_faults,
                      .kills = world->n_kills,
                      .requests = world->n_requests,
                      .events = world->n_events,
                      .restores = world->restores,
                      .files = world->n_files,
                      .waits = world->n_waits,
                      .aside = world->n_aside };
  g_log_remove_handler (NULL, handler);
  sim_world_free (world);
  g_log_set_default_handler (former, NULL);
}

static gboolean
still_found (guint32 seed, GArray *steps, const char *rule)
{
  SimResult result;
  gboolean same;

  sim_run (seed, steps, NULL, &result);
  same = g_strcmp0 (result.rule, rule) == 0;
  sim_result_clear (&result);
  return same;
}

static GArray *
without (GArray *steps, guint from, guint n)
{
  GArray *rest = g_array_copy (steps);

  g_array_remove_range (rest, from, MIN (n, steps->len - from));
  return rest;
}

GArray *
sim_shrink (guint32 seed, GArray *steps, const char *rule)
{
  GArray *best = g_array_copy (steps);

  for (guint n = MAX (best->len / 2, 1); n > 0; n /= 2)
    for (guint from = 0; from < best->len;)
      {
        GArray *fewer = without (best, from, n);

        if (!still_found (seed, fewer, rule))
          {
            g_array_unref (fewer);
            from += n;
            continue;
          }
        g_array_unref (best);
        best = fewer;
      }
  return best;
}
