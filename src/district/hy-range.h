/* The header Range of a file's request. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One range of bytes (RFC 9110, 14.1.2) of a file of @size bytes, else the whole: *from to *to, inclusive. @text:
 * (nullable). FALSE: nothing of it lies in the file. */
gboolean hy_range_parse (const char *text, gint64 size, gint64 *from, gint64 *to);

G_END_DECLS
