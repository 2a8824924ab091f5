/* The entry by which a login starts the program without a window. The entry itself is the truth, not
 * a setting: what else the desktop offers to manage it holds too. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The words of the entry. @dir: (nullable): the replica's folder; NULL: the user's own. Free it. */
char *hy_autostart_entry (const char *dir);

/* Main thread, when the entry could not be written or removed. */
typedef void (*HyAutostartFailed) (const GError *error, gpointer data);

/**
 * hy_autostart_action_new:
 * @id: the application's, which names the entry: each replica has one of its own
 * @dir: (nullable): as above
 *
 * The action "autostart", whose boolean state says whether the entry is there; changing it writes or
 * removes the entry, away from the main loop.
 */
GAction *hy_autostart_action_new (const char *id,
                                  const char *dir,
                                  HyAutostartFailed failed,
                                  gpointer data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
