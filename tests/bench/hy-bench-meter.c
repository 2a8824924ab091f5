#include "hy-bench-meter.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* In ms. */
typedef struct
{
  double wall, cpu;
} Moment;

typedef struct
{
  double wall, cpu;
  double at; /* since what went before was forgotten */
} Took;

typedef struct
{
  GArray *took; /* of Took */
  Moment begun;
  gboolean running;
} Meter;

static Meter meters[HY_N_METERS];
static double forgot;

static double
clock_ms (clockid_t id)
{
  struct timespec ts;

  clock_gettime (id, &ts);
  return (double) ts.tv_sec * 1000 + (double) ts.tv_nsec / 1e6;
}

static Moment
moment_now (void)
{
  return (Moment){ clock_ms (CLOCK_MONOTONIC), clock_ms (CLOCK_THREAD_CPUTIME_ID) };
}

static void
begin (Meter *self)
{
  self->begun = moment_now ();
  self->running = TRUE;
}

static void
end (Meter *self)
{
  Moment now = moment_now ();
  Took took = { now.wall - self->begun.wall, now.cpu - self->begun.cpu, self->begun.wall - forgot };

  if (self->running)
    g_array_append_val (self->took, took);
  self->running = FALSE;
}

static int
metered_poll (GPollFD *fds, guint n, int timeout)
{
  int result;

  end (&meters[HY_METER_LOOP]);
  result = g_poll (fds, n, timeout);
  begin (&meters[HY_METER_LOOP]);
  return result;
}

void
hy_bench_meter_start (void)
{
  for (gsize i = 0; i < HY_N_METERS; i++)
    meters[i].took = g_array_new (FALSE, FALSE, sizeof (Took));
  g_main_context_set_poll_func (NULL, metered_poll);
}

static void
frame_begins (GdkFrameClock *clock)
{
  begin (&meters[HY_METER_FRAME]);
}

static void
frame_ends (GdkFrameClock *clock)
{
  end (&meters[HY_METER_FRAME]);
}

void
hy_bench_meter_follow (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);

  g_signal_connect (clock, "before-paint", G_CALLBACK (frame_begins), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (frame_ends), NULL);
}

void
hy_bench_meter_reset (void)
{
  forgot = clock_ms (CLOCK_MONOTONIC);
  for (gsize i = 0; i < HY_N_METERS; i++)
    {
      g_array_set_size (meters[i].took, 0);
      meters[i].running = FALSE;
    }
}

static int
compare_cpu (gconstpointer a, gconstpointer b)
{
  double x = ((const Took *) a)->cpu, y = ((const Took *) b)->cpu;

  return (x > y) - (x < y);
}

/* How many took how long: up to 1, 2, 4 … ms. */
static void
print_histogram (const GArray *took, const char *name)
{
  double edge = 1;

  printf ("%s_histogram", name);
  for (guint i = 0, n = 0; i < took->len; edge *= 2, n = 0)
    {
      for (; i < took->len && g_array_index (took, Took, i).cpu <= edge; i++)
        n++;
      printf (" ≤%.0f:%u", edge, n);
    }
  printf ("\n");
}

void
hy_bench_meter_print (HyMeterKind kind, const char *name, double limit_ms)
{
  GArray *took = meters[kind].took;
  guint cpu_over = 0, wall_over = 0;
  double wall_worst = 0;

  g_array_sort (took, compare_cpu);
  for (guint i = 0; i < took->len; i++)
    {
      const Took *one = &g_array_index (took, Took, i);

      cpu_over += one->cpu > limit_ms;
      wall_over += one->wall > limit_ms;
      wall_worst = MAX (wall_worst, one->wall);
    }
  printf ("%s_n %u\n", name, took->len);
  if (took->len == 0)
    return;
  printf ("%s_cpu_median %.2f\n", name, g_array_index (took, Took, took->len / 2).cpu);
  printf ("%s_cpu_worst %.2f\n", name, g_array_index (took, Took, took->len - 1).cpu);
  printf ("%s_cpu_worst_at %.0f\n", name, g_array_index (took, Took, took->len - 1).at);
  printf ("%s_cpu_over %u\n%s_wall_worst %.2f\n%s_wall_over %u\n", name, cpu_over, name, wall_worst,
          name, wall_over);
  print_histogram (took, name);
}
