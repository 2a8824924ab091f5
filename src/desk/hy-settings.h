/* What the window remembers (data/cn.huiyin.Huiyin.gschema.xml): of this PC, and of each replica.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Of this PC and user: window size, density, background … */
GSettings *hy_settings_new (void);
/* Of the replica in @dir: who sits here, the last queue … */
GSettings *hy_settings_new_for_replica (const char *dir);

/* The folder as it is compared: absolute, without links where it exists. Free it. */
char *hy_settings_canonical_dir (const char *dir);
/* 16 hex digits that tell replicas apart. Free it. */
char *hy_settings_hash_dir (const char *dir);

G_END_DECLS
