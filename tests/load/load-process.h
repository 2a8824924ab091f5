/* What another process costs, from Linux's /proc. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double cpu;  /* s, of its own and for it in the kernel */
  double rss;  /* MiB, now */
  double peak; /* MiB, ever */
} LoadProcess;

void load_process_read (int pid, LoadProcess *out);

G_END_DECLS
