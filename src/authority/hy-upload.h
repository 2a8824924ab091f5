/* One file on its way into the district, appended piece by piece, over as many requests as it takes.
 *
 * What has come is what the part's file holds, so that a cut at any byte, of the line or of the server, loses nothing
 * that was written. */
#pragma once

#include "authority/hy-files.h"

G_BEGIN_DECLS

typedef struct _HyUpload HyUpload;

/**
 * hy_upload_open:
 * @size: 1 to HY_BLOB_MAX, as the office says; when it said another before, the part begins anew
 *
 * Opens the part of @office. HY_AUTHORITY_ERROR_USAGE for a hash or size that is none, _NO_ROOM as hy_room_check() says.
 */
HyUpload *hy_upload_open (HyAuthority *authority,
                          const char *office,
                          const char *sha256,
                          gint64 size,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_upload_free (HyUpload *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyUpload, hy_upload_free)

const char *hy_upload_get_path (HyUpload *self);
gint64 hy_upload_get_size (HyUpload *self);
/* How much of it is here; all of it when the whole is and was found right. */
gint64 hy_upload_get_have (HyUpload *self);

/* HY_AUTHORITY_ERROR_USAGE for bytes past the size: the part is then as it was when it was opened. */
gboolean hy_upload_append (HyUpload *self, gconstpointer data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Every byte has come; whether they are the right ones is to be found out. */
gboolean hy_upload_is_full (HyUpload *self);
/* Some of that; @done: (out): the file is in its place and its records know. HY_AUTHORITY_ERROR_BAD_HASH: the part is
 * gone. */
gboolean hy_upload_check (HyUpload *self, gboolean *done, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
