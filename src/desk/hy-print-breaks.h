/* Where the lines of a text are broken into pages. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int height;
  gboolean empty;
} HyPrintLine;

/* (element-type guint): the first line of each page of so much @room; at least one page. What stands below the last
 * empty line is signed: it is not torn in two, and the end of the text stands with it. */
GArray *hy_print_breaks (const HyPrintLine *lines, guint n, int room) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
