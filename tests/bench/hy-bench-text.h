/* Invented tickets by the thousand, the same for the same seed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes a spreadsheet export of @n tickets of about 1.2 KB each to standard output. */
void hy_bench_generate (guint n, guint32 seed);

G_END_DECLS
