/* A file that a record names, as something that a viewer can open. */
#pragma once

#include "core/hy-record.h"
#include "desk/hy-session.h"

G_BEGIN_DECLS

/**
 * hy_attached_file_get_async:
 * @ticket: id of the ticket whose record names @blob
 *
 * Fetches it from the district where this PC does not have it, and makes a copy that bears its name and
 * cannot be written to: a viewer that saves over it must not change what was reported. The copies are
 * gone with the program.
 */
void hy_attached_file_get_async (HySession *session,
                                 const char *ticket,
                                 const HyBlobRef *blob,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* The copy's path; free it. The error is in words for people. */
char *hy_attached_file_get_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
