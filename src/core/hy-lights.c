#include "core/hy-clocks.h"

static gboolean
is_running (const HyClock *clock)
{
  return clock->exists && clock->stopped_at == HY_TIME_NONE && !clock->paused;
}

HyLight
hy_clock_light (const HyClock *clock, HyTime now)
{
  if (!clock->exists)
    return HY_LIGHT_NONE;
  if (clock->stopped_at != HY_TIME_NONE)
    return clock->stopped_at <= clock->due ? HY_LIGHT_IN_TIME : HY_LIGHT_LATE;
  if (clock->paused)
    return HY_LIGHT_PAUSED;
  if (now > clock->due && !clock->ask_pending)
    return clock->no_statement ? HY_LIGHT_RED_FRAMED : HY_LIGHT_RED;
  return now >= clock->yellow_at ? HY_LIGHT_YELLOW : HY_LIGHT_GREEN;
}

/* What a row shows while no clock runs: paused before the result, the contact and the sign clock.
 */
static HyLight
light_at_rest (const HyClocks *clocks, HyClockId *which)
{
  HyLight light = HY_LIGHT_NONE;

  *which = HY_CLOCK_RESULT;
  for (int i = HY_N_CLOCKS - 1; i >= 0; i--)
    {
      HyLight other = hy_clock_light (&clocks->clock[i], HY_TIME_NONE);

      if (light == HY_LIGHT_NONE || (other == HY_LIGHT_PAUSED && light != HY_LIGHT_PAUSED))
        {
          light = other;
          *which = (HyClockId) i;
        }
    }
  return light;
}

HyLight
hy_clocks_light (const HyClocks *clocks, HyTime now, HyClockId *which)
{
  HyLight worst = HY_LIGHT_NONE;
  HyClockId at = HY_CLOCK_RESULT;

  for (int i = 0; i < HY_N_CLOCKS; i++)
    {
      const HyClock *clock = &clocks->clock[i];
      HyLight light;

      if (!is_running (clock))
        continue;
      light = hy_clock_light (clock, now);
      if (light > worst || (light == worst && clock->due < clocks->clock[at].due))
        {
          worst = light;
          at = (HyClockId) i;
        }
    }
  if (worst == HY_LIGHT_NONE)
    worst = light_at_rest (clocks, &at);
  if (which != NULL)
    *which = at;
  return worst;
}

static void
keep_earliest (HyTime *kept, HyTime t)
{
  if (*kept == HY_TIME_NONE || t < *kept)
    *kept = t;
}

/* A clock that will turn red leads before one that an undecided request keeps yellow; then the
 * earlier due. */
static gboolean
leads (const HyClock *a, const HyClock *b)
{
  if (a->ask_pending != b->ask_pending)
    return b->ask_pending;
  return a->due < b->due;
}

void
hy_clocks_summary (const HyClocks *clocks, HyRowLight *out)
{
  const HyClock *lead = NULL;

  *out = (HyRowLight){ .rest = HY_LIGHT_GREEN };
  for (int i = 0; i < HY_N_CLOCKS; i++)
    {
      const HyClock *clock = &clocks->clock[i];

      if (!is_running (clock))
        continue;
      keep_earliest (&out->yellow_at, clock->yellow_at);
      if (!clock->ask_pending)
        keep_earliest (&out->red_at, clock->due);
      if (!clock->ask_pending && clock->no_statement)
        keep_earliest (&out->framed_at, clock->due);
      if (lead == NULL || leads (clock, lead))
        {
          lead = clock;
          out->clock = (HyClockId) i;
        }
    }
  if (lead != NULL)
    out->due = lead->due;
  else
    out->rest = light_at_rest (clocks, &out->clock);
}

HyLight
hy_row_light_at (const HyRowLight *row, HyTime now)
{
  if (row->due == HY_TIME_NONE)
    return row->rest;
  if (row->framed_at != HY_TIME_NONE && now > row->framed_at)
    return HY_LIGHT_RED_FRAMED;
  if (row->red_at != HY_TIME_NONE && now > row->red_at)
    return HY_LIGHT_RED;
  return now >= row->yellow_at ? HY_LIGHT_YELLOW : HY_LIGHT_GREEN;
}
