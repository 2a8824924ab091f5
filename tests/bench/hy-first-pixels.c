/* Starts a program and watches its window from outside, as the X server tells of it:
 * hy-first-pixels PROGRAM ARGS…
 *
 * Prints, in milliseconds from the start: "mapped"; "pixels", the first that somebody could see
 * (not all of one colour); "busy", the processor's time of the main thread until then; "settled",
 * the last change before a second without any. Then, in MiB, "rss", "pss" and "private". Ends the
 * program. */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <glib.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define GIVE_UP_MS 20000
#define QUIET_MS 1000
/* A second more: what a start leaves for later is done too. */
#define REST_MS 1000
/* A cursor that blinks is no change. */
#define LEAST_AREA 4096
/* Looked at for pixels: where every window has something. */
#define LOOK_WIDTH 800
#define LOOK_HEIGHT 240
#define LEAST_PIXELS 200
#define SMALLEST 200

typedef struct
{
  Display *display;
  int damage_event;
  Window window;
  gint64 start;
  pid_t pid;
  double mapped, pixels, settled;
  double busy; /* the program's main thread, until pixels */
} Watch;

static double
ms_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
die (const char *what)
{
  fprintf (stderr, "first-pixels: %s\n", what);
  exit (1);
}

/* A window may be gone again by the time it is asked about. */
static int
ignore_error (Display *display, XErrorEvent *event)
{
  return 0;
}

static pid_t
start (char **argv)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      execvp (argv[0], argv);
      _exit (127);
    }
  return pid;
}

/* What a busy machine does not blur. */
static double
main_thread_ms (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/schedstat", pid);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  return g_ascii_strtod (text, NULL) / 1e6;
}

static gboolean
shows_something (Watch *self)
{
  XWindowAttributes attributes;
  XImage *image = NULL;
  unsigned long first;
  guint others = 0;

  if (!XGetWindowAttributes (self->display, self->window, &attributes))
    return FALSE;
  image = XGetImage (self->display, self->window, 0, 0, MIN (LOOK_WIDTH, attributes.width),
                     MIN (LOOK_HEIGHT, attributes.height), AllPlanes, ZPixmap);
  if (image == NULL)
    return FALSE;
  first = XGetPixel (image, image->width / 2, image->height / 2);
  for (int y = 0; y < image->height && others < LEAST_PIXELS; y += 2)
    for (int x = 0; x < image->width && others < LEAST_PIXELS; x += 2)
      others += XGetPixel (image, x, y) != first;
  XDestroyImage (image);
  return others >= LEAST_PIXELS;
}

static void
window_mapped (Watch *self, const XMapEvent *event)
{
  XWindowAttributes attributes;

  if (event->override_redirect || self->window != 0
      || !XGetWindowAttributes (self->display, event->window, &attributes)
      || attributes.width < SMALLEST || attributes.height < SMALLEST)
    return;
  self->window = event->window;
  self->mapped = ms_since (self->start);
  XDamageCreate (self->display, self->window, XDamageReportRawRectangles);
}

static void
window_painted (Watch *self, const XDamageNotifyEvent *event)
{
  double now = ms_since (self->start);

  if (event->area.width * event->area.height < LEAST_AREA)
    return;
  if (self->pixels == 0 && shows_something (self))
    {
      self->pixels = now;
      self->busy = main_thread_ms (self->pid);
    }
  self->settled = now;
}

static void
take_events (Watch *self)
{
  XEvent event;

  while (XPending (self->display) > 0)
    {
      XNextEvent (self->display, &event);
      if (event.type == MapNotify)
        window_mapped (self, &event.xmap);
      else if (event.type == self->damage_event + XDamageNotify)
        window_painted (self, (XDamageNotifyEvent *) &event);
    }
}

static void
watch_window (Watch *self)
{
  struct pollfd fd = { ConnectionNumber (self->display), POLLIN, 0 };

  while (self->pixels == 0 || ms_since (self->start) - self->settled < QUIET_MS)
    {
      if (ms_since (self->start) > GIVE_UP_MS)
        die ("no window that comes to rest");
      take_events (self);
      poll (&fd, 1, 20);
    }
}

static void
print_memory (pid_t pid)
{
  static const char *const names[][2]
      = { { "Rss:", "rss" }, { "Pss:", "pss" }, { "Private_Dirty:", "private" } };
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", pid);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    die ("the program has ended");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    printf ("%s %.1f\n", names[i][1],
            g_ascii_strtod (strstr (text, names[i][0]) + strlen (names[i][0]), NULL) / 1024);
}

int
main (int argc, char **argv)
{
  Watch watch = { .display = XOpenDisplay (NULL) };
  int error_event;

  if (argc < 2 || watch.display == NULL
      || !XDamageQueryExtension (watch.display, &watch.damage_event, &error_event))
    die ("usage: hy-first-pixels PROGRAM ARGS…, on a display");
  XSetErrorHandler (ignore_error);
  XSelectInput (watch.display, DefaultRootWindow (watch.display), SubstructureNotifyMask);
  XSync (watch.display, False);
  watch.start = g_get_monotonic_time ();
  watch.pid = start (argv + 1);
  watch_window (&watch);
  poll (NULL, 0, REST_MS);
  printf ("mapped %.1f\npixels %.1f\nbusy %.1f\nsettled %.1f\n", watch.mapped, watch.pixels,
          watch.busy, watch.settled);
  print_memory (watch.pid);
  kill (watch.pid, SIGTERM);
  waitpid (watch.pid, NULL, 0);
  return 0;
}
