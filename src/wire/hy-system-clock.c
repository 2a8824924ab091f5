#include "wire/hy-system-clock.h"

#include <time.h>

gint64
hy_system_clock_boottime (void)
{
#ifdef CLOCK_BOOTTIME
  struct timespec ts;

  if (clock_gettime (CLOCK_BOOTTIME, &ts) == 0)
    return (gint64) ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
#endif
  return g_get_monotonic_time () / 1000;
}

/* What boottime must be moved by to be the time HUIYIN_NOW wants; none when it wants nothing. */
static HyTime
wanted_shift (void)
{
  static gsize once;
  static HyTime shift;
  HyTime start;
  const char *text;

  if (g_once_init_enter (&once))
    {
      text = g_getenv ("HUIYIN_NOW");
      if (text != NULL && *text != 0 && hy_time_parse (text, &start))
        shift = start - hy_system_clock_boottime ();
      else if (text != NULL && *text != 0)
        g_printerr ("HUIYIN_NOW: \"%s\" is no time (RFC 3339 with an offset)\n", text);
      g_once_init_leave (&once, 1);
    }
  return shift;
}

HyTime
hy_system_clock_wall (void)
{
  HyTime shift = wanted_shift ();

  return shift != HY_TIME_NONE ? hy_system_clock_boottime () + shift : g_get_real_time () / 1000;
}

/* What boottime must be moved by to be the run's time; none until it was first asked. */
static HyTime run_shift;
static GMutex run_mutex;

HyTime
hy_system_clock_now (void)
{
  HyTime shift;

  g_mutex_lock (&run_mutex);
  if (run_shift == HY_TIME_NONE)
    run_shift = hy_system_clock_wall () - hy_system_clock_boottime ();
  shift = run_shift;
  g_mutex_unlock (&run_mutex);
  return hy_system_clock_boottime () + shift;
}

void
hy_system_clock_settle (void)
{
  g_mutex_lock (&run_mutex);
  run_shift = hy_system_clock_wall () - hy_system_clock_boottime ();
  g_mutex_unlock (&run_mutex);
}
