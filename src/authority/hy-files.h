/* Files that records name: who sent which, who may have them, and what happens when one has arrived.
 *
 * They lie in the district's folder as blobs/SHA256. An office sees what it sent itself, and what a record of another
 * office names in a ticket that it has now (protocol.md, "blobs"); knowing a hash is no way to the file. */
#pragma once

#include "authority/hy-authority-private.h"

G_BEGIN_DECLS

/* Of a ticket with a record that names a file which is still to come. */
#define HY_FILES_FLAG "awaiting_blobs"

/* How much of a file @office may know to be here: *@have of *@size bytes. HY_AUTHORITY_ERROR_NOT_FOUND. */
gboolean hy_files_look (HyAuthority *self,
                        const char *office,
                        const char *sha256,
                        gint64 *size,
                        gint64 *have,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The path of a file that is whole and that @office may have; HY_AUTHORITY_ERROR_NOT_FOUND. Free it. */
char *hy_files_find (HyAuthority *self, const char *office, const char *sha256, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Inside a write transaction: @record of @office names the file. @missing: (out): it is still to come. */
gboolean hy_files_note_use (HyAuthority *self,
                            const char *office,
                            const char *sha256,
                            const char *record,
                            gboolean *missing,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A transaction of its own: @office has sent the file, which is in its place. The records that wait for it are told to
 * whoever has their tickets. */
gboolean hy_files_arrived (HyAuthority *self, const char *office, const char *sha256, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* blobs/SHA256, and blobs/parts/… of what @office has sent of it. Free them. */
char *hy_files_path (HyAuthority *self, const char *sha256);
char *hy_files_part_path (HyAuthority *self, const char *office, const char *sha256);

G_END_DECLS
