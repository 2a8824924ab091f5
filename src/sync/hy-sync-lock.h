/* One process at a time syncs a replica: a lock in its folder, for a round (protocol.md). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HySyncLock HySyncLock;

/* Waits until it is free; released by the system when the process dies. @waited (out) (optional):
 * whether another process held it. G_IO_ERROR_CANCELLED, or a G_IO_ERROR naming the file. */
HySyncLock *hy_sync_lock_take (const char *dir,
                               gboolean *waited,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_sync_lock_release (HySyncLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HySyncLock, hy_sync_lock_release)

G_END_DECLS
