/* One server a folder: a lock on DIR/serve.lock that ends with the process, however it ends. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HyFolderLock HyFolderLock;

/* NULL with G_FILE_ERROR_AGAIN when another holds it, else with the reason. */
HyFolderLock *hy_folder_lock_take (const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_folder_lock_free (HyFolderLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyFolderLock, hy_folder_lock_free)

G_END_DECLS
