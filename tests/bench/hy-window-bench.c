/* The window measured from within, on a virtual display; window.sh puts it together and prints the
 * table.
 *
 * hy-window-bench scroll DIR: goes through the list of all tickets, three rows a frame, then by
 * jumps all over it. hy-window-bench first-sync DIR: watches the main loop while an enrolled
 * replica fetches everything and indexes it. Both print NAME VALUE lines. */
#include "hy-bench-meter.h"

#include "desk/hy-list-page.h"
#include "desk/hy-window.h"

#include <stdio.h>
#include <stdlib.h>

/* A frame at 60 Hz, and what the main loop may be away for. */
#define FRAME_MS 16.7
#define LOOP_MS 16.0
#define WARM_UP_FRAMES 60
#define SCROLL_FRAMES 600
#define ROWS_A_FRAME 3
#define JUMP_FRAMES 300
#define SWEEP_FRAMES 300
#define SEED 20261123

typedef struct
{
  AdwApplication *application;
  HySession *session;
  HyWindow *window;
  GtkAdjustment *adjustment;
  const char *verb, *dir;
  GRand *rand;
  int frame;
  gsize phase;
  gboolean began;
} Bench;

/* Leaves out popovers: a drop-down has a list of its own. */
static GtkWidget *
find (GtkWidget *parent, GType type)
{
  if (GTK_IS_POPOVER (parent))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (parent, type))
    return parent;
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Scrolling */

static double
range (Bench *self)
{
  return gtk_adjustment_get_upper (self->adjustment)
         - gtk_adjustment_get_page_size (self->adjustment);
}

static void
scroll (Bench *self)
{
  GtkWidget *view = find (find (GTK_WIDGET (self->window), HY_TYPE_LIST_PAGE), GTK_TYPE_LIST_VIEW);
  double row = gtk_widget_get_height (gtk_widget_get_first_child (view));

  gtk_adjustment_set_value (self->adjustment,
                            gtk_adjustment_get_value (self->adjustment) + ROWS_A_FRAME * row);
}

static void
jump (Bench *self)
{
  gtk_adjustment_set_value (self->adjustment, g_rand_double_range (self->rand, 0, range (self)));
}

/* As somebody pulls the bar, from the top to the end. */
static void
sweep (Bench *self)
{
  gtk_adjustment_set_value (self->adjustment, range (self) * self->frame / SWEEP_FRAMES);
}

static void
rest (Bench *self)
{
}

static const struct
{
  const char *name; /* NULL: not measured */
  int frames;
  void (*step) (Bench *self);
} phases[] = {
  { NULL, WARM_UP_FRAMES, scroll }, { "scroll", SCROLL_FRAMES, scroll },
  { NULL, WARM_UP_FRAMES, rest },   { "sweep", SWEEP_FRAMES, sweep },
  { NULL, WARM_UP_FRAMES, rest },   { "jump", JUMP_FRAMES, jump },
};

static void
print_phase (const char *name)
{
  g_autofree char *loop = g_strdup_printf ("%s_loop", name);

  hy_bench_meter_print (HY_METER_FRAME, name, FRAME_MS);
  hy_bench_meter_print (HY_METER_LOOP, loop, FRAME_MS);
}

static gboolean
next_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *self = data;

  if (self->frame == 0)
    hy_bench_meter_reset ();
  gtk_widget_queue_draw (widget);
  if (self->frame++ < phases[self->phase].frames)
    {
      phases[self->phase].step (self);
      return G_SOURCE_CONTINUE;
    }
  if (phases[self->phase].name != NULL)
    print_phase (phases[self->phase].name);
  self->frame = 0;
  if (++self->phase < G_N_ELEMENTS (phases))
    return G_SOURCE_CONTINUE;
  g_application_quit (G_APPLICATION (self->application));
  return G_SOURCE_REMOVE;
}

static gboolean
wait_for_list (gpointer data)
{
  Bench *self = data;
  GtkWidget *page = find (GTK_WIDGET (self->window), HY_TYPE_LIST_PAGE);
  GtkWidget *view = page != NULL ? find (page, GTK_TYPE_LIST_VIEW) : NULL;
  GtkSelectionModel *model = view != NULL ? gtk_list_view_get_model (GTK_LIST_VIEW (view)) : NULL;

  if (model == NULL || g_list_model_get_n_items (G_LIST_MODEL (model)) == 0)
    return G_SOURCE_CONTINUE;
  printf ("rows %u\n", g_list_model_get_n_items (G_LIST_MODEL (model)));
  self->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  self->rand = g_rand_new_with_seed (SEED);
  gtk_widget_add_tick_callback (GTK_WIDGET (self->window), next_frame, self, NULL);
  return G_SOURCE_REMOVE;
}

/* The first sync */

static gboolean
wait_for_end (gpointer data)
{
  Bench *self = data;
  const HyStatus *status = hy_session_get_status (self->session);

  if (status->at == HY_TIME_NONE || !status->at_head || status->to_index > 0)
    return G_SOURCE_CONTINUE;
  hy_bench_meter_print (HY_METER_LOOP, "loop", LOOP_MS);
  hy_bench_meter_print (HY_METER_FRAME, "frames", LOOP_MS);
  g_application_quit (G_APPLICATION (self->application));
  return G_SOURCE_REMOVE;
}

/* A start, until what is here has been drawn, is measured elsewhere; then the sync begins. */
static void
painted (GdkFrameClock *clock, Bench *self)
{
  if (self->began || !hy_session_get_known (self->session))
    return;
  self->began = TRUE;
  hy_bench_meter_reset ();
  g_timeout_add (250, wait_for_end, self);
}

static void
activate (GApplication *application, Bench *self)
{
  g_autoptr (GError) error = NULL;
  gboolean syncs = g_str_equal (self->verb, "first-sync");

  self->session = hy_session_new (self->dir, &error);
  if (self->session == NULL)
    {
      fprintf (stderr, "bench: %s\n", error->message);
      exit (1);
    }
  g_settings_set_string (hy_session_get_replica_settings (self->session), "queue", "all");
  hy_session_set_person (self->session, "p1");
  self->window = hy_window_new (GTK_APPLICATION (application), self->session);
  gtk_window_present (GTK_WINDOW (self->window));
  hy_bench_meter_follow (GTK_WIDGET (self->window));
  if (syncs)
    g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (self->window)), "after-paint",
                      G_CALLBACK (painted), self);
  else
    g_timeout_add (100, wait_for_list, self);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };

  if (argc != 3 || !(g_str_equal (argv[1], "scroll") || g_str_equal (argv[1], "first-sync")))
    {
      fputs ("hy-window-bench scroll DIR | first-sync DIR\n", stderr);
      return 1;
    }
  bench = (Bench){ .verb = argv[1], .dir = argv[2] };
  bench.application = g_object_new (ADW_TYPE_APPLICATION, "application-id", "cn.huiyin.Bench",
                                    "resource-base-path", "/cn/huiyin/Huiyin", NULL);
  g_signal_connect (bench.application, "activate", G_CALLBACK (activate), &bench);
  hy_bench_meter_start ();
  return g_application_run (G_APPLICATION (bench.application), 0, NULL);
}
