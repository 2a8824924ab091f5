#include "load-process.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void
read_file (int pid, const char *name, char **text)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, name);
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, text, NULL, &error))
    g_error ("%s", error->message);
}

static double
mebibytes (const char *status, const char *name)
{
  const char *line = strstr (status, name);

  return line != NULL ? g_ascii_strtod (line + strlen (name), NULL) / 1024 : 0;
}

void
load_process_read (int pid, LoadProcess *out)
{
  g_autofree char *stat = NULL;
  g_autofree char *status = NULL;
  const char *after_name;
  unsigned long user = 0, kernel = 0;

  read_file (pid, "stat", &stat);
  read_file (pid, "status", &status);
  /* The name of the program may hold anything. */
  after_name = strrchr (stat, ')');
  if (after_name == NULL
      || sscanf (after_name, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel) != 2)
    g_error ("/proc/%d/stat is not as expected", pid);
  out->cpu = (double) (user + kernel) / (double) sysconf (_SC_CLK_TCK);
  out->rss = mebibytes (status, "VmRSS:");
  out->peak = mebibytes (status, "VmHWM:");
}
