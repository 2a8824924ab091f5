/* Pictures of files: small ones to be looked at, and a smaller file of one that is too large. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether a file of this media type is shown as a picture. */
gboolean hy_photo_is_one (const char *type);

/* A picture of at most @size pixels a side; on a thread of its own. NULL with an error for what is no picture. */
void hy_photo_load_async (const char *path,
                          int size,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
GdkTexture *hy_photo_load_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same photo as JPEG, at most 2560 pixels a side. Blocks: not on the main thread. */
GBytes *hy_photo_shrink (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
