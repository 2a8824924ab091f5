/* Keeping, listing and removing what is attached to a draft, on threads of their own. */
#pragma once

#include "core/hy-record.h"
#include "store/hy-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Which draft. Counted, by any thread. */
typedef struct _HyAttachDraft HyAttachDraft;

HyAttachDraft *hy_attach_draft_new (const char *ticket, const char *person, const char *kind);
HyAttachDraft *hy_attach_draft_ref (HyAttachDraft *self) G_GNUC_WARN_UNUSED_RESULT;
void hy_attach_draft_unref (HyAttachDraft *self);

/* @file, or else @texture, is copied to this PC and attached. @shrink: as a smaller photo. HY_STORE_ERROR_TOO_LARGE
 * without reading all of it; G_IO_ERROR_NOT_REGULAR_FILE when it is a folder, a pipe, a device. */
void hy_attach_keep_async (HyStore *store,
                           HyAttachDraft *draft,
                           GFile *file,
                           GdkTexture *texture,
                           gboolean shrink,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean hy_attach_keep_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void hy_attach_list_async (HyStore *store, HyAttachDraft *draft, GAsyncReadyCallback callback, gpointer user_data);
/* (element-type HyBlobRef) */
GPtrArray *hy_attach_list_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void hy_attach_remove_async (HyStore *store,
                             HyAttachDraft *draft,
                             const char *sha256,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean hy_attach_remove_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
