#include "desk/hy-print-breaks.h"

/* So many lines of the text stand with what is signed below it. */
#define WITH_END 4

static int
height_of (const HyPrintLine *lines, guint from, guint to)
{
  int height = 0;

  for (guint i = from; i < to; i++)
    height += lines[i].height;
  return height;
}

/* Where the end begins that stays together. */
static guint
end_of (const HyPrintLine *lines, guint n)
{
  guint i = n;

  while (i > 0 && !lines[i - 1].empty)
    i--;
  while (i > 0 && lines[i - 1].empty)
    i--;
  return i > WITH_END ? i - WITH_END : 0;
}

static void
keep_end_together (const HyPrintLine *lines, guint n, int room, GArray *breaks)
{
  guint *last = &g_array_index (breaks, guint, breaks->len - 1);
  guint before = g_array_index (breaks, guint, breaks->len - 2);
  guint end = end_of (lines, n);

  if (end > before && end < *last && height_of (lines, end, n) <= room)
    *last = end;
}

GArray *
hy_print_breaks (const HyPrintLine *lines, guint n, int room)
{
  GArray *breaks = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = 0;
  int used = 0;

  g_array_append_val (breaks, first);
  for (guint i = 0; i < n; i++)
    {
      if (i > first && used + lines[i].height > room)
        {
          first = i;
          used = 0;
          g_array_append_val (breaks, first);
        }
      used += lines[i].height;
    }
  if (breaks->len > 1)
    keep_end_together (lines, n, room, breaks);
  return breaks;
}
