/* How much of the district's disk the files of an office may take (protocol.md, "Files").
 *
 * What a record of the office names belongs to the district. What none names, sent by whoever means ill or whose command
 * was lost, has a bound and goes after a while; and no file at all takes the last of the disk, which commands need. */
#pragma once

#include "authority/hy-authority-private.h"

G_BEGIN_DECLS

/* Of an office's files that no record of its own names. A small one counts as HY_ROOM_LEAST: it has a row too. */
#define HY_ROOM_UNNAMED_MAX ((gint64) 200 * 1024 * 1024)
#define HY_ROOM_LEAST ((gint64) 64 * 1024)
/* What stays free on the disk. */
#define HY_ROOM_FREE_MIN ((gint64) 256 * 1024 * 1024)

/* Whether @office may send (more of) a file of @size bytes now; else HY_AUTHORITY_ERROR_NO_ROOM. */
gboolean hy_room_check (HyAuthority *self, const char *office, const char *sha256, gint64 size, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Files that no record names, and parts, that nobody went on with for 30 days are deleted; 30 days after a restore, files
 * of which the restored district has no row. Who still wants one is asked for it again by HEAD. */
gboolean hy_room_sweep (HyAuthority *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
