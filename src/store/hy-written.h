/* Which members of a record's body people write in. Within the store only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All other members, at any depth, are codes, ids, times, names and numbers. */
gboolean hy_is_written (const char *member, gsize len);

G_END_DECLS
