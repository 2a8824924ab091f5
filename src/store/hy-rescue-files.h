/* The files of a rescue: the fresh replica takes the place of the damaged one, and a power cut anywhere on the way
 * leaves either the one or the other. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the fresh replica is made; nothing is left there. Free it. */
char *hy_rescue_new_path (const char *dir);
void hy_rescue_remove_new (const char *dir);
/* @stamp: what the names of the files shall end in. The name that the damaged file will have: free it. */
char *hy_rescue_kept_name (const char *stamp);
/* The fresh replica is whole: from here on it counts. */
gboolean hy_rescue_commit (const char *dir, const char *stamp, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
