/* How long the main loop and the frames of a window take. The processor's time of the main thread
 * is what the program itself did; the time on the wall has in it whatever else the machine was at.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  HY_METER_LOOP,  /* from one wait of the main loop to the next */
  HY_METER_FRAME, /* from "before-paint" to "after-paint": update, layout, drawing */
  HY_N_METERS
} HyMeterKind;

/* Measures the main loop from now on. */
void hy_bench_meter_start (void);
/* Measures the frames of @widget, which is realized, too. */
void hy_bench_meter_follow (GtkWidget *widget);
/* Forgets what was measured so far. */
void hy_bench_meter_reset (void);
/* Prints "NAME_frames N", "NAME_cpu_median MS", "NAME_cpu_worst MS",
 * "NAME_cpu_worst_at MS", "NAME_wall_worst MS",
 * "NAME_cpu_over N", "NAME_wall_over N" (past @limit_ms), and how many took how long. */
void hy_bench_meter_print (HyMeterKind kind, const char *name, double limit_ms);

G_END_DECLS
